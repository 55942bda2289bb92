/*
 * Translation of the regular-expression dialects into PCRE2 syntax
 * (compiled with PCRE2_UTF and without PCRE2_UCP). Used by regex.c alone.
 */
#ifndef REGEX_TRANSLATE_H
#define REGEX_TRANSLATE_H

#include "base/buffer.h"
#include "base/error.h"
#include "base/str.h"

/*
 * Append the PCRE2 form of PATTERN to OUT. On a construct that the dialect
 * lacks returns -1 with *OFFSET its byte in PATTERN and the reason in ERROR.
 */
int regex_translate_ecma262(struct buffer *out, struct str pattern, size_t *offset,
                            struct error *error);
int regex_translate_re2(struct buffer *out, struct str pattern, size_t *offset,
                        struct error *error);

/* The offset in PATTERN of the term that became byte TRANSLATED of its translation. */
size_t regex_origin_ecma262(struct str pattern, size_t translated);

#endif
