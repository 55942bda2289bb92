/*
 * What differs between two trees, looked at only where a path set is open.
 * Equal subtrees are skipped. Private to lib/git.
 */
#ifndef GIT_TREE_DIFF_H
#define GIT_TREE_DIFF_H

#include "git/path_set.h"
#include "git/tree_cache.h"

struct tree_diff {
    struct tree_cache *cache;
    struct path_set *set;
    void *context;
    /* A wanted path differs. */
    void (*changed)(void *context, struct path_node *node, const struct version *old,
                    const struct version *new);
    /* What is below NODE cannot be compared. */
    void (*failed)(void *context, struct path_node *node, enum object_status status,
                   const struct error *error);
};

/* Compare OLD with NEW, ids of trees; NULL: an empty one. */
void tree_diff_run(struct tree_diff *diff, const struct object_id *old,
                   const struct object_id *new);

#endif
