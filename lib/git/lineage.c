#include "git/lineage.h"

#include "base/limits.h"

void lineage_init(struct lineage *lineage, struct history *history, struct landing_node *landing,
                  struct merge_judge *judge, struct arena *arena)
{
    *lineage =
        (struct lineage){.history = history, .landing = landing, .judge = judge, .arena = arena};
    path_set_init(&lineage->paths, arena);
    map_init(&lineage->removals);
    map_init(&lineage->descents);
    likeness_init(&lineage->likeness, history->repository);
}

void lineage_release(struct lineage *lineage)
{
    for (size_t i = 0; i < lineage->removals.count; i++)
        removals_release(lineage->removals.entries[i].value);
    for (size_t i = 0; i < lineage->names.count; i++) {
        vector_release(&lineage->names.items[i]->touches);
        vector_release(&lineage->names.items[i]->renames);
    }
    map_release(&lineage->removals);
    map_release(&lineage->descents);
    vector_release(&lineage->names);
    vector_release(&lineage->commits);
    vector_release(&lineage->empty);
    path_set_release(&lineage->paths);
    likeness_release(&lineage->likeness);
}

struct lineage_name *lineage_add(struct lineage *lineage, struct str path)
{
    struct path_node *node = path_set_add(&lineage->paths, path);
    struct lineage_name *name = node->data;

    if (name)
        return name;
    name = ARENA_NEW(lineage->arena, struct lineage_name);
    name->path = path;
    name->known = lineage->names.count;
    node->data = name;
    vector_push(&lineage->names, name);
    return name;
}

void lineage_set_incomplete(struct lineage *lineage, struct lineage_name *name, struct str fault)
{
    if (!name->incomplete)
        name->fault = arena_str(lineage->arena, fault);
    name->incomplete = true;
}

/* ---- rounds ---- */

static void note_touch(void *context, struct path_node *node, const struct version *before,
                       const struct version *after)
{
    struct lineage *lineage = context;
    struct lineage_name *name = node->data;
    uint32_t parents = lineage->commit->parent_count ? lineage->commit->parent_count : 1;
    size_t count = name->touches.count;

    if (!count || name->touches.items[count - 1].commit != lineage->commit) {
        struct touch touch = {lineage->commit,
                              arena_alloc_array(lineage->arena, parents, sizeof *touch.before),
                              *after};

        for (uint32_t i = 0; i < parents; i++)
            touch.before[i] = *after;
        vector_push(&name->touches, touch);
        count++;
    }
    name->touches.items[count - 1].before[lineage->parent] = *before;
}

static void not_comparable(void *context, struct path_node *node, enum object_status status,
                           const struct error *error)
{
    if (node->data)
        lineage_set_incomplete(context, node->data, str_of(error->message));
    for (size_t i = 0; i < node->children.count; i++)
        not_comparable(context, node->children.entries[i].value, status, error);
}

static void collect_touches(struct lineage *lineage)
{
    struct tree_diff diff = {.cache = &lineage->history->trees,
                             .set = &lineage->paths,
                             .context = lineage,
                             .changed = note_touch,
                             .failed = not_comparable};

    for (size_t i = 0; i < lineage->commits.count; i++) {
        struct graph_node *commit = lineage->commit = lineage->commits.items[i];

        lineage->parent = 0;
        diff.commit = &commit->id;
        if (!graph_node_is_whole(commit) || commit->parent_count > LIMIT_PARENTS)
            continue; /* the landing is cut off, or not compared, and says so */
        if (!commit->parent_count)
            tree_diff_run(&diff, NULL, &commit->tree);
        for (uint32_t k = 0; k < commit->parent_count; k++) {
            lineage->parent = k;
            tree_diff_run(&diff, &commit->parents[k]->tree, &commit->tree);
        }
    }
}

/* What happened to the names from number FROM on, and where they come from: further names. */
static void follow_names(struct lineage *lineage, size_t from)
{
    size_t end = lineage->names.count;

    for (size_t i = from; i < end; i++)
        path_node_open(path_set_find(&lineage->paths, lineage->names.items[i]->path));
    collect_touches(lineage);
    for (size_t i = from; i < end; i++)
        path_node_close(path_set_find(&lineage->paths, lineage->names.items[i]->path));
    for (size_t i = from; i < end; i++) {
        struct lineage_name *name = lineage->names.items[i];

        for (size_t k = 0; k < name->touches.count; k++)
            lineage_find_sources(lineage, name, &name->touches.items[k]);
    }
}

static void list_commits(struct lineage *lineage)
{
    for (struct graph_node *at = lineage->landing->node; at; at = at->next_landed) {
        at->order = (uint32_t)lineage->commits.count;
        vector_push(&lineage->commits, at);
        if (at->parent_count == 1 && graph_node_is_whole(at) &&
            object_id_equal(&at->parents[0]->tree, &at->tree))
            vector_push(&lineage->empty, at);
    }
}

void lineage_follow(struct lineage *lineage)
{
    size_t done = 0;

    list_commits(lineage);
    for (int round = 0; done < lineage->names.count; round++) {
        size_t from = done;

        done = lineage->names.count;
        if (round < LIMIT_RENAME_ROUNDS)
            follow_names(lineage, from);
        for (size_t i = from; round >= LIMIT_RENAME_ROUNDS && i < done; i++)
            lineage_set_incomplete(lineage, lineage->names.items[i],
                                   STR("it was renamed too often in one merge"));
    }
}

/* ---- what came after what ---- */

static bool *descent_of(struct lineage *lineage, const struct graph_node *since)
{
    struct str key = object_id_key(&since->id);
    bool *descent = map_get(&lineage->descents, key);

    if (descent)
        return descent;
    descent = arena_alloc_array(lineage->arena, lineage->commits.count, sizeof *descent);
    map_put(&lineage->descents, key, descent);
    for (size_t i = lineage->commits.count; i-- > 0;) {
        const struct graph_node *commit = lineage->commits.items[i];

        descent[i] = commit == since;
        for (uint32_t k = 0; k < commit->parent_count; k++)
            if (commit->parents[k] && commit->parents[k]->landed == commit->landed)
                descent[i] = descent[i] || descent[commit->parents[k]->order];
    }
    return descent;
}

bool lineage_is_since(struct lineage *lineage, const struct graph_node *since,
                      const struct graph_node *commit)
{
    return commit->landed == since->landed && descent_of(lineage, since)[commit->order];
}
