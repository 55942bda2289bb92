/* Is an entry of a merge commit what a machine makes of its parents' entries? Private to lib/git.
 */
#ifndef GIT_MERGE_ENTRY_H
#define GIT_MERGE_ENTRY_H

#include "git/commit_graph.h"
#include "git/tree_diff.h"

struct merge_judge {
    struct repository *repository;
    struct tree_cache *trees;
    struct graph_node *merge;  /* whose bases are known */
    struct merge_bases *bases; /* of parent i with the parents before it; in arena */
    struct arena arena;
};

void merge_judge_init(struct merge_judge *judge, struct repository *repository,
                      struct tree_cache *trees);
void merge_judge_release(struct merge_judge *judge);

enum merge_verdict {
    MERGE_MECHANICAL, /* the clean three-way merge of the parents gives the entry */
    MERGE_WRITTEN,    /* a person decided: a conflict, or another content than the clean merge */
    MERGE_UNKNOWN     /* objects are missing; ERROR says which */
};

/*
 * Judge PATH in MERGE (all parents read and assigned): BEFORE has the entry of
 * each parent, AFTER is the merge's own. An octopus is merged side by side, as
 * git does it.
 */
enum merge_verdict merge_judge_entry(struct merge_judge *judge, struct graph_node *merge,
                                     struct str path, const struct version *before,
                                     const struct version *after, struct error *error);

#endif
