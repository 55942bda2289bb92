/* SHA-256 (FIPS 180-4), by nettle: substance digests and fingerprints. */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include <nettle/sha2.h>
#include <stdint.h>

#include "base/str.h"

struct digest {
    uint8_t bytes[SHA256_DIGEST_SIZE];
};

struct digest_state {
    struct sha256_ctx sha256;
};

void digest_init(struct digest_state *state);
void digest_add(struct digest_state *state, struct str bytes);
/* Length and bytes, so that ("ab", "c") and ("a", "bc") differ. */
void digest_add_field(struct digest_state *state, struct str bytes);
struct digest digest_finish(struct digest_state *state);

bool digest_equal(const struct digest *a, const struct digest *b);
/* The first LENGTH hexadecimal digits (at most 64) and a NUL into OUT; returns OUT. */
char *digest_hex(char *out, const struct digest *digest, size_t length);

#endif
