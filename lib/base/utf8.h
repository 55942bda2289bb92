/* UTF-8 (RFC 3629): decoding, validation, lengths, and the width on a terminal. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/str.h"

/*
 * Decode the code point at *OFFSET and advance. At a byte that is not part of
 * valid UTF-8 returns -1 and advances by one. *OFFSET must be below s.len.
 */
int32_t utf8_next(struct str s, size_t *offset);

/* The offset of the first byte that is not valid UTF-8, or -1 if there is none. */
ptrdiff_t utf8_invalid(struct str s);

/* The number of code points; an invalid byte counts as one. */
size_t utf8_count(struct str s);
/* The number of UTF-16 code units; an invalid byte counts as one. */
size_t utf8_count_utf16(struct str s);

/* Write CODE_POINT into OUT; returns the number of bytes, 1 to 4 (0: not a scalar value). */
size_t utf8_write(char out[4], uint32_t code_point);

/*
 * Terminal columns of S: wide characters take two, combining marks none, a
 * grapheme cluster (an emoji with modifiers or joiners) as many as its first
 * character, or two with U+FE0F. Tabs and controls count as one.
 */
size_t utf8_width(struct str s);

#endif
