/*
 * What of an artifact is housekeeping, and so no substance. It is bound to its
 * type: the value of a housekeeping field of the kind is one only if it is what
 * the kind's schema says of that field, a valid date, as its author wrote it, and
 * stands by itself: as a value of one line, in a cell, or in a line of the text
 * behind a label. What another field is, or is read for, is none.
 */
#ifndef APPROVAL_HOUSEKEEPING_H
#define APPROVAL_HOUSEKEEPING_H

#include "model/artifact.h"

enum { HOUSEKEEPING_MOST = 8 }; /* what is beyond is substance */

/* An entry of an artifact's raw data. */
struct entry_path {
    struct str text; /* a key, or a JSON Pointer */
    bool is_key;
};

struct housekeeping {
    struct entry_path entries[HOUSEKEEPING_MOST];
    size_t entry_count;
    struct span cuts[HOUSEKEEPING_MOST]; /* dates that patterns find in the text, in any order */
    size_t cut_count;
};

/* What is housekeeping in ARTIFACT. Borrows from it and its mapping. */
void housekeeping_find(struct housekeeping *out, const struct artifact *artifact);

/*
 * The same in ARTIFACT, which is NOW as another configuration reads the same text; together with
 * what is housekeeping in NOW and says by itself what it is, so that nothing has to map it.
 */
void housekeeping_find_then(struct housekeeping *out, const struct artifact *artifact,
                            const struct artifact *now);

/*
 * Step from the map that FROM's entries are in to its KEY. Returns true if that is
 * housekeeping itself, else *OUT (its cuts are none) is what is housekeeping in it.
 */
bool housekeeping_step(struct housekeeping *out, const struct housekeeping *from, struct str key);

/* The first cut that lies within SPAN, or NULL. */
const struct span *housekeeping_cut(const struct housekeeping *housekeeping, struct span span);

/* A string as its author wrote it: of Markdown with its marks. */
struct str housekeeping_written(const struct value *string);

#endif
