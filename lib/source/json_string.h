/*
 * The escapes of JSON strings (RFC 8259, section 7), for the reader and for
 * finding an offset in a string again. Private to the folder.
 */
#ifndef SOURCE_JSON_STRING_H
#define SOURCE_JSON_STRING_H

#include "base/str.h"

enum { JSON_REPLACEMENT = 0xFFFD }; /* read in place of half a surrogate pair */

/* What the escape \C stands for, or -1 (also for 'u'). */
int json_escape(char c);
/* The value of a hexadecimal digit, or -1. */
int json_hex_digit(char c);
/* The value of the four hexadecimal digits at OFFSET, or -1. */
int32_t json_hex4(struct str text, size_t offset);

bool json_is_high_surrogate(int32_t unit);
/* The low surrogate that the escape at OFFSET writes, or -1 if there is no such escape. */
int32_t json_low_surrogate(struct str text, size_t offset);
/* The code point of a surrogate pair. */
int32_t json_join_surrogates(int32_t high, int32_t low);

#endif
