/* What one commit changed, whatever the walk looks for. */
#include "git/history_private.h"

struct changes {
    VECTOR(struct change) list;
    struct arena *arena;
    enum object_status status;
    struct error *error;
};

static bool every_path(void *context, struct str path)
{
    (void)context;
    (void)path;
    return true;
}

static void collect_change(void *context, struct path_node *node, const struct version *before,
                           const struct version *after)
{
    struct changes *changes = context;

    vector_push(&changes->list,
                ((struct change){path_node_path(node, changes->arena), *before, *after}));
}

static void note_failure(void *context, struct path_node *node, enum object_status status,
                         const struct error *error)
{
    struct changes *changes = context;

    (void)node;
    changes->status = status;
    *changes->error = *error;
}

static void note_unlisted(void *context, struct path_node *node, bool is_new,
                          const struct error *error)
{
    (void)is_new;
    note_failure(context, node, OBJECT_CORRUPT, error);
}

/* The trees of NODE and of its first parent; *BEFORE is NULL at a root. */
static enum object_status trees_of(const struct object_id **before, const struct object_id **after,
                                   struct history *history, const struct object_id *commit,
                                   struct error *error)
{
    struct graph_node *node, *parent;
    enum object_status status = commit_graph_get(&node, &history->graph, commit, error);

    *before = NULL;
    if (status != OBJECT_FOUND)
        return status;
    *after = &node->tree;
    if (node->is_boundary) {
        error_set(error, ERROR_FAILURE, "the clone is shallow: the parents of %.12s are missing",
                  object_id_hex((char[OBJECT_ID_HEX + 1]){0}, commit, OBJECT_ID_HEX));
        return OBJECT_MISSING;
    }
    if (!node->parent_count)
        return OBJECT_FOUND;
    status = commit_graph_parent(&parent, &history->graph, node, 0, error);
    if (status == OBJECT_FOUND)
        *before = &parent->tree;
    return status;
}

enum object_status history_changes(struct change **out, size_t *count, struct history *history,
                                   const struct object_id *commit, bool only_old,
                                   struct arena *arena, struct error *error)
{
    struct changes changes = {.arena = arena, .error = error};
    struct arena scratch = {0};
    struct path_set all;
    struct tree_diff diff = {.cache = &history->trees,
                             .set = &all,
                             .context = &changes,
                             .commit = commit,
                             .only_old = only_old,
                             .changed = collect_change,
                             .failed = note_failure,
                             .unlisted = note_unlisted};
    const struct object_id *before, *after;

    *out = NULL;
    *count = 0;
    path_set_init(&all, &scratch);
    all.wants = every_path;
    changes.status = trees_of(&before, &after, history, commit, error);
    if (changes.status == OBJECT_FOUND)
        tree_diff_run(&diff, before, after);
    if (changes.status == OBJECT_FOUND) {
        *count = changes.list.count;
        *out = arena_copy(arena, changes.list.items, *count * sizeof **out);
    }
    vector_release(&changes.list);
    path_set_release(&all);
    arena_release(&scratch);
    return changes.status;
}
