#include "git/ancestors.h"

#include "git/commit_graph.h"

/* The nodes of ONE and OTHER, each with all that is reachable from it. */
static int load(struct graph_node *ends[2], struct commit_graph *graph, const struct object_id *one,
                const struct object_id *other, struct error *error)
{
    if (commit_graph_get(&ends[0], graph, other, error) != OBJECT_FOUND ||
        commit_graph_get(&ends[1], graph, one, error) != OBJECT_FOUND)
        return error_set(error, ERROR_FAILURE, "%s", error->message);
    commit_graph_assign(graph, ends, 2);
    return 0;
}

static struct object_ids ids_of(const struct merge_bases *bases, struct arena *arena)
{
    struct object_id *ids = arena_alloc_array(arena, bases->count, sizeof *ids);

    for (size_t i = 0; i < bases->count; i++)
        ids[i] = bases->items[i]->id;
    return (struct object_ids){ids, bases->count};
}

int common_ancestors(struct ancestors *out, struct repository *repository,
                     const struct object_id *one, const struct object_id *other,
                     struct arena *arena, struct error *error)
{
    struct arena scratch = {0};
    struct commit_graph graph;
    struct graph_node *ends[2];
    int result;

    commit_graph_init(&graph, repository, &scratch);
    result = load(ends, &graph, one, other, error);
    if (result == 0) {
        struct merge_bases bases = commit_graph_merge_bases(ends[1], &ends[0], 1, &scratch);

        *out = (struct ancestors){ids_of(&bases, arena), bases.certain};
    }
    commit_graph_release(&graph);
    arena_release(&scratch);
    return result;
}
