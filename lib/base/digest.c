#include "base/digest.h"

#include <string.h>

void digest_init(struct digest_state *state)
{
    sha256_init(&state->sha256);
}

void digest_add(struct digest_state *state, struct str bytes)
{
    if (bytes.len)
        sha256_update(&state->sha256, bytes.len, (const uint8_t *)bytes.data);
}

void digest_add_field(struct digest_state *state, struct str bytes)
{
    uint8_t length[8];

    for (int i = 0; i < 8; i++)
        length[i] = (uint8_t)((uint64_t)bytes.len >> (8 * i));
    sha256_update(&state->sha256, sizeof length, length);
    digest_add(state, bytes);
}

struct digest digest_finish(struct digest_state *state)
{
    struct digest digest;

    sha256_digest(&state->sha256, sizeof digest.bytes, digest.bytes);
    return digest;
}

bool digest_equal(const struct digest *a, const struct digest *b)
{
    return memcmp(a->bytes, b->bytes, sizeof a->bytes) == 0;
}

char *digest_hex(char *out, const struct digest *digest, size_t length)
{
    static const char digits[] = "0123456789abcdef";

    for (size_t i = 0; i < length; i++)
        out[i] = digits[(digest->bytes[i / 2] >> (i % 2 ? 0 : 4)) & 15];
    out[length] = '\0';
    return out;
}
