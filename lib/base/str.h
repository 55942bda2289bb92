/*
 * A string slice: bytes and a length, not owned, not NUL-terminated, possibly
 * with U+0000 inside. Everything read from a repository is handled as slices.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct str {
    const char *data; /* may be NULL if len is 0 */
    size_t len;       /* in bytes */
};

/* A slice of a string literal; usable in initialisers of static tables. */
#define STR(literal)                                                                               \
    (struct str)                                                                                   \
    {                                                                                              \
        (literal), sizeof(literal) - 1                                                             \
    }
#define STR_INIT(literal)                                                                          \
    {                                                                                              \
        (literal), sizeof(literal) - 1                                                             \
    }

/* Slices in a row, as lists of names and globs are held. */
struct str_list {
    struct str *items;
    size_t count;
};

/* For printf: printf("%.*s", STR_ARG(s)). */
#define STR_ARG(s) (int)(s).len, (s).data ? (s).data : ""

/* A slice of a C string (NULL gives the empty slice). */
struct str str_of(const char *c_string);

bool str_equal(struct str a, struct str b);
bool str_equal_c(struct str a, const char *b);
/* ASCII letters compare without regard to case. */
bool str_equal_nocase(struct str a, struct str b);
/* Like memcmp, a shorter prefix first. */
int str_compare(struct str a, struct str b);

/* Is S one of LIST? */
bool str_list_has(struct str_list list, struct str s);

bool str_starts_with(struct str s, struct str prefix);
bool str_ends_with(struct str s, struct str suffix);
/* The offset of the first NEEDLE in S at or after FROM, or -1. */
ptrdiff_t str_find(struct str s, struct str needle, size_t from);

/* The bytes START..END (END is clamped to the length; START > END is empty). */
struct str str_slice(struct str s, size_t start, size_t end);
/* Without ASCII white space at both ends. */
struct str str_trim(struct str s);
/*
 * Cut the next piece up to SEPARATOR off *REST into *PIECE.
 * Returns false when nothing is left. "a,,b" gives "a", "", "b".
 */
bool str_split(struct str *piece, struct str *rest, char separator);
/* What stands in S behind its last MARK; all of it if there is none. */
struct str str_behind_last(struct str s, char mark);
/* As str_split by '\n'; a '\r' before it is dropped; a last empty line is none. */
bool str_next_line(struct str *line, struct str *rest);

/* What a regular noun ends in behind COUNT: "1 cell", "2 cells". */
const char *str_plural(size_t count);

/* 64-bit FNV-1a followed by a finaliser; not stable across releases. */
uint64_t str_hash(struct str s);

/* ASCII only, whatever the locale. */
bool ascii_is_space(char c);
bool ascii_is_digit(char c);
bool ascii_is_alpha(char c);
bool ascii_is_alnum(char c);
char ascii_lower(char c);

#endif
