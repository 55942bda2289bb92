#include "base/regex_translate.h"

int regex_translate_ecma262(struct buffer *out, struct str pattern, size_t *offset,
                            struct error *error)
{
    (void)offset;
    (void)error;
    buffer_add(out, pattern);
    return 0;
}
