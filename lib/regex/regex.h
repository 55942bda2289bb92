/*
 * Regular expressions on PCRE2: the only file that knows pcre2.h. Each dialect
 * is translated to PCRE2 syntax before it is compiled; what a dialect does not
 * have is an error, what it means differently is rewritten.
 */
#ifndef REGEX_REGEX_H
#define REGEX_REGEX_H

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

enum regex_dialect {
    REGEX_ECMA262, /* JSON Schema: ECMA-262 with the u flag */
    REGEX_RE2      /* CEL: RE2 syntax, https://github.com/google/re2/wiki/Syntax */
};

enum regex_result {
    REGEX_LIMIT = -1, /* a match limit was hit: neither yes nor no */
    REGEX_NO = 0,
    REGEX_YES = 1
};

struct regex;

/* Byte offsets of a match; group 0 is the whole. An unset group has start > end. */
struct regex_match {
    size_t start[10];
    size_t end[10];
    size_t count; /* groups filled, at most 10 */
};

/*
 * Compile PATTERN (valid UTF-8). On failure returns -1 with *OFFSET the byte
 * of the pattern that is at fault and a message without position in ERROR.
 */
int regex_new(struct regex **out, struct str pattern, enum regex_dialect dialect, size_t *offset,
              struct error *error);
void regex_free(struct regex *regex);

/*
 * Is PATTERN of this dialect's syntax? regex_new may still refuse it: PCRE2 has
 * no lookbehind of variable length, for one.
 */
bool regex_is_valid(struct str pattern, enum regex_dialect dialect);

/*
 * Search TEXT (valid UTF-8) from byte FROM on; the match need not start at FROM. MATCH may be NULL.
 * Steps and time are limited; a pattern that took too long once is not tried on long texts again.
 */
enum regex_result regex_search(const struct regex *regex, struct str text, size_t from,
                               struct regex_match *match);

/* The number of capturing groups, the whole not counted. */
size_t regex_groups(const struct regex *regex);

#endif
