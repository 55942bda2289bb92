/* The parts of the translation of RE2 syntax (regex_re2.c) share this. */
#ifndef REGEX_RE2_H
#define REGEX_RE2_H

#include "base/buffer.h"
#include "base/error.h"
#include "base/limits.h"
#include "base/vector.h"

struct translator {
    struct buffer *out;
    struct str pattern;
    size_t at; /* the next byte of the pattern */
    size_t *offset;
    struct error *error;
    bool after_repeat; /* a repetition was read last: another may not follow */
    unsigned depth;    /* of open groups */
    /* The most that repetitions inside of each open group multiply to, and of the last atom. */
    unsigned products[LIMIT_DEPTH + 1];
    unsigned atom_product;
    VECTOR(struct str) names; /* of groups */
};

/* Report MESSAGE at byte OFFSET of the pattern; returns false. */
bool re2_fail(struct translator *t, size_t offset, const char *message);
/* The byte AHEAD of the next one, or NUL behind the end. */
char re2_peek(const struct translator *t, size_t ahead);
bool re2_looking_at(const struct translator *t, const char *text);

/* Write a code point that stands for itself, in a class or outside. */
void re2_write_literal(struct translator *t, uint32_t code_point);
/* Read an escape that stands for one character; the backslash is next. */
bool re2_read_escaped(struct translator *t, uint32_t *code_point);
/*
 * Translate a class that is an escape (\d, \pN), INSIDE brackets or not; the backslash is
 * next. *FOUND is false, and nothing is read, if the escape is something else.
 */
bool re2_translate_class_escape(struct translator *t, bool inside, bool *found);
/* Translate [...], whose bracket is next. */
bool re2_translate_class(struct translator *t);

#endif
