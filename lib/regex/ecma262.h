/*
 * Translating ECMA-262 patterns (u flag; clause 22.2.1 of the 2024 edition) to
 * PCRE2: what the files of the translator share. Private to regex_ecma262*.c.
 */
#ifndef REGEX_ECMA262_H
#define REGEX_ECMA262_H

#include "base/buffer.h"
#include "base/error.h"
#include "base/str.h"

struct ecma_groups;

struct ecma {
    struct str pattern;
    size_t at;                  /* next byte of the pattern */
    struct buffer *out;         /* the translation so far */
    struct ecma_groups *groups; /* of the whole pattern, found beforehand */
    size_t named;               /* groups with a name met so far */
    bool repeatable;            /* what was read last may be followed by a quantifier */
    size_t *offset;             /* where a fault is */
    struct error *error;
};

/* Set the fault at OFFSET; returns -1. */
int ecma_fail(struct ecma *ecma, size_t offset, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The next byte, or 0 at the end; skip it if it is C. */
char ecma_peek(const struct ecma *ecma);
bool ecma_skip(struct ecma *ecma, char c);

/* Append a code point, outside or inside a class; a lone surrogate matches nothing. */
void ecma_put_literal(struct ecma *ecma, uint32_t code_point);

/*
 * Read the digits of \xHH, \uHHHH, \uHHHH\uHHHH or \u{H...} behind the 'x' or
 * 'u' KIND. Returns the code point, or -1 and leaves `at` alone.
 */
int32_t ecma_read_hex(struct ecma *ecma, char kind);

/* Translate the escape at `at` (its backslash): outside a class. */
int ecma_escape(struct ecma *ecma);
/* Translate the class at `at` (its '['). */
int ecma_class(struct ecma *ecma);
/* Translate {NAME} or {NAME=VALUE} behind \p or \P (KIND). */
int ecma_property(struct ecma *ecma, char kind);

/* Read NAME> behind "(?<" or "\k<" into OUT. Returns 0, or -1 if it is none; sets no fault. */
int ecma_read_name(struct ecma *ecma, struct buffer *out);
/* The number of the group called NAME, or 0. */
size_t ecma_group_named(const struct ecma *ecma, struct str name);
size_t ecma_group_count(const struct ecma *ecma);

/* What \s means, as members of a class, and everything else (clause 12.2 and 12.3). */
#define ECMA_SPACE                                                                                 \
    "\\x{9}-\\x{d} \\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}"        \
    "\\x{3000}\\x{feff}"
#define ECMA_NO_SPACE                                                                              \
    "\\x{0}-\\x{8}\\x{e}-\\x{1f}\\x{21}-\\x{9f}\\x{a1}-\\x{167f}\\x{1681}-\\x{1fff}"               \
    "\\x{200b}-\\x{2027}\\x{202a}-\\x{202e}\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}"                 \
    "\\x{3001}-\\x{fefe}\\x{ff00}-\\x{10ffff}"

#endif
