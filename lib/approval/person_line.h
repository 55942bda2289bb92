/* What stands in a line that names people: names, addresses, logins, and what is between them. */
#ifndef APPROVAL_PERSON_LINE_H
#define APPROVAL_PERSON_LINE_H

#include "base/arena.h"
#include "base/str.h"

enum line_part_type {
    PART_NAME,    /* words: "Jo Park", or "\"Park, Jo\"" with its quotes */
    PART_ADDRESS, /* with one @, or what angle brackets hold */
    PART_LOGIN,   /* a word that begins with @, without that */
    PART_REMARK,  /* what stands in parentheses or square brackets, or behind # */
    PART_COMMA,
    PART_AND /* "and", &, +, /, |, ; */
};

struct line_part {
    enum line_part_type type;
    struct str text;
};

struct person_line {
    struct line_part *parts; /* in the order of the line */
    size_t count;
    bool broken; /* an angle bracket without its other, or with more than one address in it */
};

/* Nothing is refused; PARTS lives in ARENA, its texts in LINE. */
void person_line_read(struct person_line *out, struct str line, struct arena *arena);

/* Does LINE name nobody at all: is there neither letter nor digit in it? */
bool person_line_is_empty(struct str line);

/* The parts that come before number UNTIL and show who that address or login is: where they begin.
 */
size_t person_line_display(const struct person_line *line, size_t until);

/* The text from part number FROM up to part number UNTIL. */
struct str person_line_between(const struct person_line *line, size_t from, size_t until);

#endif
