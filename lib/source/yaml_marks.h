/*
 * libyaml counts code points; we count bytes. Every 64th code point's offset
 * is kept, so that a mark is found in constant time whatever the order in which
 * marks are asked for. Private to the folder.
 */
#ifndef SOURCE_YAML_MARKS_H
#define SOURCE_YAML_MARKS_H

#include "base/arena.h"
#include "base/str.h"

struct yaml_marks {
    struct str text;   /* what libyaml reads */
    size_t base;       /* the offset of TEXT in its file */
    uint32_t *offsets; /* byte offset in TEXT of each 64th code point */
    size_t count;      /* of offsets */
    bool ascii;        /* a code point is a byte; there are no offsets */
};

/* TEXT is valid UTF-8. */
void yaml_marks_init(struct yaml_marks *marks, struct str text, size_t base, struct arena *arena);

/* The offset in the file of code point INDEX of the text; the text's end if there is none. */
size_t yaml_marks_offset(const struct yaml_marks *marks, size_t index);

#endif
