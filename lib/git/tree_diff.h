/*
 * What differs between two trees, looked at only where a path set is open.
 * Equal subtrees are skipped. Private to lib/git.
 *
 * A tree of a few kilobytes may unfold to any number of files. Paths that were added to
 * the set are compared whatever the trees hold; a set that asks for each path that a walk
 * comes across (`wants`) sees no more of them than LIMIT_COMMIT_CHANGES in one diff and
 * LIMIT_HISTORY_STEPS allows in all diffs of a cache, and is told where it saw no more.
 */
#ifndef GIT_TREE_DIFF_H
#define GIT_TREE_DIFF_H

#include "git/path_set.h"
#include "git/tree_cache.h"

struct tree_diff {
    struct tree_cache *cache;
    struct path_set *set;
    void *context;
    const struct object_id *commit; /* whose tree NEW is: faults name it */
    bool only_old; /* what OLD lacks is of no interest to a set that asks for each path */
    /* A wanted path differs. */
    void (*changed)(void *context, struct path_node *node, const struct version *old,
                    const struct version *new);
    /* What is below NODE cannot be compared. */
    void (*failed)(void *context, struct path_node *node, enum object_status status,
                   const struct error *error);
    /*
     * So much differs below NODE that only added paths were compared there; IS_NEW: and OLD
     * has nothing at all there. A set without `wants` never gets here.
     */
    void (*unlisted)(void *context, struct path_node *node, bool is_new, const struct error *error);
    /* Private. */
    bool listing;   /* each path is asked for here */
    bool counted;   /* all that is here was counted before it was listed */
    bool exhausted; /* no more is listed in this diff */
    size_t left;    /* paths that may still be listed */
};

/* Compare OLD with NEW, ids of trees; NULL: an empty one. */
void tree_diff_run(struct tree_diff *diff, const struct object_id *old,
                   const struct object_id *new);

#endif
