/*
 * Many globs and one path: which of them may match it at all? Most end in a name or in a
 * suffix, so that two look-ups leave a few to be tried.
 */
#ifndef BASE_GLOB_INDEX_H
#define BASE_GLOB_INDEX_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/map.h"

struct glob_index {
    struct arena *arena;
    size_t words;         /* of each set of values */
    struct map by_name;   /* the last segment of a path -> set of values */
    struct map by_suffix; /* its end from the last '.' on -> set of values */
    uint64_t *others;     /* values of globs that end otherwise */
};

/* For values below COUNT. What is added lives in ARENA. */
void glob_index_init(struct glob_index *index, size_t count, struct arena *arena);
void glob_index_release(struct glob_index *index);

/* GLOB, which the caller keeps, stands for VALUE; several may stand for one. */
void glob_index_add(struct glob_index *index, struct str glob, size_t value);

/* Every value with a glob that matches the path, and some without. */
struct glob_candidates {
    const uint64_t *sets[3];
};

struct glob_candidates glob_index_find(const struct glob_index *index, struct str path);

/* The least candidate that is not below *VALUE, into *VALUE; false: there is none. */
bool glob_candidates_next(const struct glob_candidates *candidates, const struct glob_index *index,
                          size_t *value);

#endif
