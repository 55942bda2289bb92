#include "rules/fingerprint.h"

#include "base/digest.h"

enum { DIGITS = 32 };

struct str fingerprint_of(const struct finding *finding, uint64_t ordinal, struct arena *arena)
{
    char *hex = arena_alloc(arena, DIGITS + 1);
    struct digest_state state;
    struct digest digest;

    digest_init(&state);
    digest_add_field(&state, STR("1"));
    digest_add_field(&state, finding->rule);
    digest_add_field(&state, finding->kind);
    digest_add_field(&state, finding->id.len ? finding->id : finding->path);
    digest_add_field(&state, finding->field);
    digest_add_field(&state, (struct str){(const char *)&ordinal, sizeof ordinal});
    digest = digest_finish(&state);
    return str_of(digest_hex(hex, &digest, DIGITS));
}
