#include "git/mainline.h"

#include "base/clock.h"
#include "base/vector.h"
#include "git/commit_graph.h"

/* ---- the branch ---- */

/* Take REFERENCE if it is there: 1, 0 or -1. */
static int try_reference(struct mainline *out, struct repository *repository, struct str name,
                         struct str reference, struct error *error)
{
    int found = repository_reference(&out->head, repository, reference.data, error);

    if (found == 1) {
        out->name = name;
        out->reference = reference;
    }
    return found;
}

static int try_name(struct mainline *out, struct repository *repository, struct str name,
                    struct arena *arena, struct error *error)
{
    struct str copy = arena_str(arena, name);
    int found;

    if (str_starts_with(name, STR("refs/")))
        return try_reference(out, repository, copy, copy, error);
    found = try_reference(out, repository, copy,
                          arena_printf(arena, "refs/remotes/origin/%s", copy.data), error);
    if (found == 0)
        found = try_reference(out, repository, copy,
                              arena_printf(arena, "refs/heads/%s", copy.data), error);
    return found;
}

/* What origin/HEAD points to, without the remote's prefix; empty if there is none. */
static struct str origin_default(struct repository *repository, struct arena *arena)
{
    static const char prefix[] = "refs/remotes/origin/";
    git_reference *reference = NULL;
    const char *target = NULL;
    struct str name = {0};

    if (git_reference_lookup(&reference, repository->git, "refs/remotes/origin/HEAD") == 0)
        target = git_reference_symbolic_target(reference);
    if (target && strncmp(target, prefix, sizeof prefix - 1) == 0)
        name = arena_str(arena, str_of(target + sizeof prefix - 1));
    git_reference_free(reference);
    return name;
}

int mainline_resolve(struct mainline *out, struct repository *repository, struct str configured,
                     struct arena *arena, struct error *error)
{
    struct str names[] = {configured, STR("main"), STR("master")};
    size_t first = 0, count = 1;
    int found = 0;

    if (!configured.len) {
        names[0] = origin_default(repository, arena);
        first = names[0].len == 0;
        count = 3;
    }
    for (size_t i = first; found == 0 && i < count; i++)
        found = try_name(out, repository, names[i], arena, error);
    if (found != 0)
        return found;
    if (configured.len)
        error_set(error, ERROR_USAGE,
                  "`mainline: %.*s` is neither refs/remotes/origin/%.*s nor refs/heads/%.*s",
                  STR_ARG(configured), STR_ARG(configured), STR_ARG(configured));
    else if (repository->state.unborn)
        error_set(error, ERROR_FAILURE, "this repository has no commits yet");
    else
        error_set(error, ERROR_USAGE,
                  "cannot determine the main branch: set `mainline:` in .ismslint.yaml");
    return 0;
}

/* ---- as of ---- */

typedef VECTOR(struct graph_node *) node_vector;

/* The first-parent chain from HEAD, newest first, as far as there is one. */
static int read_chain(node_vector *chain, struct commit_graph *graph, const struct object_id *head,
                      struct error *error)
{
    struct graph_node *node;
    enum object_status status = commit_graph_get(&node, graph, head, error);

    while (status == OBJECT_FOUND) {
        vector_push(chain, node);
        if (!node->parent_count)
            return 0;
        status = commit_graph_parent(&node, graph, node, 0, error);
    }
    /* Below a missing commit nothing is known; what is above may still answer. */
    return chain->count ? 0 : -1;
}

/* What is older than OLDEST the clone may only lack. */
static void tell_beginning(struct error *error, const struct graph_node *oldest, int64_t asked,
                           int64_t begun)
{
    char day[16], first[16];

    civil_format(day, civil_from_days(asked));
    civil_format(first, civil_from_days(begun));
    if (oldest->is_boundary || oldest->parent_count)
        error_set(error, ERROR_USAGE,
                  "cannot determine the main branch as of %s: the history in this clone begins on "
                  "%s; fetch the rest (`git fetch --unshallow`)",
                  day, first);
    else
        error_set(error, ERROR_USAGE, "the main branch is empty as of %s: it begins on %s", day,
                  first);
}

/* The newest of CHAIN that landed by the end of DAY: oldest first, the first that is too late ends
 * it, whatever its children claim. */
static int find_as_of(struct object_id *out, const node_vector *chain, int64_t day,
                      const struct mainline_calendar *calendar, struct error *error)
{
    int64_t newest = INT64_MIN, landed = 0;
    int found = 0;

    for (size_t i = chain->count; i-- > 0; found = 1) {
        const struct graph_node *node = chain->items[i];

        newest = node->time > newest ? node->time : newest;
        landed = calendar->day(calendar->context, &node->id, newest);
        if (landed > day)
            break;
        *out = node->id;
    }
    if (!found)
        tell_beginning(error, chain->items[chain->count - 1], day, landed);
    return found;
}

int mainline_as_of(struct object_id *out, struct repository *repository,
                   const struct object_id *head, int64_t day,
                   const struct mainline_calendar *calendar, struct error *error)
{
    struct arena arena = {0};
    struct commit_graph graph;
    node_vector chain = {0};
    int found = -1;

    commit_graph_init(&graph, repository, &arena);
    if (read_chain(&chain, &graph, head, error) == 0)
        found = find_as_of(out, &chain, day, calendar, error);
    commit_graph_release(&graph);
    vector_release(&chain);
    arena_release(&arena);
    return found;
}

bool mainline_holds(struct repository *repository, const struct object_id *head,
                    const struct object_id *commit)
{
    struct arena arena = {0};
    struct commit_graph graph;
    struct graph_node *node;
    struct error error;
    enum object_status status;
    bool found = false;

    commit_graph_init(&graph, repository, &arena);
    status = commit_graph_get(&node, &graph, head, &error);
    while (status == OBJECT_FOUND && !(found = object_id_equal(&node->id, commit)) &&
           node->parent_count)
        status = commit_graph_parent(&node, &graph, node, 0, &error);
    commit_graph_release(&graph);
    arena_release(&arena);
    return found;
}
