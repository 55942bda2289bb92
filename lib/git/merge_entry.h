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
 * Judge an entry of MERGE (all parents read and assigned): BEFORE has the entry
 * of each parent, AFTER is the merge's own. PATHS are the names under which it
 * may be in the merge base, the first that is there counts. An octopus is merged
 * side by side, as git does it.
 */
enum merge_verdict merge_judge_entry(struct merge_judge *judge, struct graph_node *merge,
                                     struct str_list paths, const struct version *before,
                                     const struct version *after, struct error *error);

/*
 * The entry in the base of parent SIDE and those before it; MERGE_WRITTEN: there
 * are several bases and they disagree.
 */
enum merge_verdict merge_judge_base(struct version *out, struct merge_judge *judge,
                                    struct graph_node *merge, uint32_t side, struct str_list paths,
                                    struct error *error);

#endif
