/* What a commit took away with respect to one tree: where a new path may come from. Private. */
#ifndef GIT_REMOVALS_H
#define GIT_REMOVALS_H

#include "git/tree_diff.h"

struct removal {
    struct str path;
    struct version version; /* that is gone */
    struct str identity;    /* of the document, once it was asked for */
    bool identified;
    struct removal *next_same; /* another one of the same blob */
    struct version at_base;    /* of one that a merge took away: as the merge base has it */
};

struct removals {
    struct removal *items;
    size_t count;
    struct map by_blob; /* id bytes -> struct removal, the first of them */
    bool failed;        /* the trees cannot be compared, FAULT says why */
    struct str fault;
    struct removal **contested; /* of a merge: those that the other side had edited */
    size_t contested_count;
    bool contested_known;
    struct str contested_fault; /* not empty: why there may be more */
};

/*
 * Everything that is in OLD and not in NEW, the tree of COMMIT, into ARENA; the maps are
 * released by removals_release.
 */
void removals_find(struct removals *out, struct tree_cache *trees, const struct object_id *commit,
                   const struct object_id *old, const struct object_id *new, struct arena *arena);
void removals_release(struct removals *removals);

#endif
