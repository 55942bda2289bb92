/*
 * Commits with their parents, each read once, and which commits came to the
 * mainline by which landing. Private to lib/git.
 */
#ifndef GIT_COMMIT_GRAPH_H
#define GIT_COMMIT_GRAPH_H

#include "git/libgit2.h"

struct graph_node {
    struct object_id id;
    struct object_id tree;
    int64_t time; /* committer date */
    struct object_id *parent_ids;
    struct graph_node **parents;    /* filled as they are asked for */
    uint32_t parent_count;          /* 0 at the boundary of a shallow clone: see is_boundary */
    bool is_boundary;               /* the commit has parents, which a shallow clone left out */
    bool cut_off;                   /* of a mainline commit: what it brought is not wholly known */
    uint32_t generation;            /* one more than the greatest of its parents, once assigned */
    uint8_t paint;                  /* of merge bases while they are looked for */
    uint32_t order;                 /* among the commits of a landing whose renames are followed */
    int32_t landed;                 /* index of the mainline commit that brought it; -1: unknown */
    struct graph_node *next_landed; /* the next commit that came with the same landing */
};

/* Are all parents there, once the commit was assigned to its landing? */
static inline bool graph_node_is_whole(const struct graph_node *node)
{
    for (uint32_t i = 0; i < node->parent_count; i++)
        if (!node->parents[i])
            return false;
    return !node->is_boundary;
}

struct commit_graph {
    struct repository *repository;
    struct arena *arena;
    struct graph_node **slots; /* open addressing by id */
    size_t slot_count;
    size_t count;
};

void commit_graph_init(struct commit_graph *graph, struct repository *repository,
                       struct arena *arena);
void commit_graph_release(struct commit_graph *graph);

/* The node of ID, read if need be. */
enum object_status commit_graph_get(struct graph_node **out, struct commit_graph *graph,
                                    const struct object_id *id, struct error *error);
/* Parent NUMBER of NODE. */
enum object_status commit_graph_parent(struct graph_node **out, struct commit_graph *graph,
                                       struct graph_node *node, uint32_t number,
                                       struct error *error);

/*
 * MAINLINE (newest first, COUNT long, to its end): set `landed` of all commits
 * reachable from it, and chain those of each landing by next_landed, starting
 * at the mainline commit itself, children before parents. By reachability
 * alone: dates play no part. Where objects are absent, `cut_off` is set.
 */
void commit_graph_assign(struct commit_graph *graph, struct graph_node **mainline, size_t count);

/*
 * The best common ancestors of ONE and of what merging OTHERS would give
 * (git merge-base --all ONE OTHERS...), by reachability alone. All must have
 * been assigned. *CERTAIN is false if absent commits could change the answer.
 */
struct merge_bases {
    struct graph_node **items;
    size_t count;
    bool certain;
};
struct merge_bases commit_graph_merge_bases(struct graph_node *one, struct graph_node **others,
                                            size_t other_count, struct arena *arena);

#endif
