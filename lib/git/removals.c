#include "git/removals.h"

struct finding {
    VECTOR(struct removal) list;
    struct removals *out;
    struct arena *arena;
};

static bool every_path(void *context, struct str path)
{
    (void)context;
    (void)path;
    return true;
}

static void collect(void *context, struct path_node *node, const struct version *before,
                    const struct version *after)
{
    struct finding *finding = context;

    if (after->mode == MODE_ABSENT)
        vector_push(&finding->list, ((struct removal){.path = path_node_path(node, finding->arena),
                                                      .version = *before}));
}

static void note_failure(void *context, struct path_node *node, enum object_status status,
                         const struct error *error)
{
    struct finding *finding = context;

    (void)node;
    (void)status;
    finding->out->failed = true;
    finding->out->fault = arena_str(finding->arena, str_of(error->message));
}

static void note_unlisted(void *context, struct path_node *node, bool is_new,
                          const struct error *error)
{
    (void)is_new;
    note_failure(context, node, OBJECT_CORRUPT, error);
}

static void index_by_blob(struct removals *removals)
{
    for (size_t i = removals->count; i-- > 0;) {
        struct removal *removal = &removals->items[i];
        struct str key = object_id_key(&removal->version.id);

        removal->next_same = map_put(&removals->by_blob, key, removal);
    }
}

void removals_find(struct removals *out, struct tree_cache *trees, const struct object_id *commit,
                   const struct object_id *old, const struct object_id *new, struct arena *arena)
{
    struct finding finding = {.out = out, .arena = arena};
    struct arena scratch = {0};
    struct path_set all;
    struct tree_diff diff = {.cache = trees,
                             .set = &all,
                             .context = &finding,
                             .commit = commit,
                             .only_old = true,
                             .changed = collect,
                             .failed = note_failure,
                             .unlisted = note_unlisted};

    *out = (struct removals){0};
    map_init(&out->by_blob);
    path_set_init(&all, &scratch);
    all.wants = every_path;
    tree_diff_run(&diff, old, new);
    out->count = finding.list.count;
    out->items = arena_copy(arena, finding.list.items, out->count * sizeof *out->items);
    index_by_blob(out);
    vector_release(&finding.list);
    path_set_release(&all);
    arena_release(&scratch);
}

void removals_release(struct removals *removals)
{
    map_release(&removals->by_blob);
}
