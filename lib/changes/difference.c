#include "changes/difference.h"

#include "base/vector.h"
#include "git/likeness.h"

enum { PAIRS_AT_MOST = 2000 }; /* texts that are compared to find what was moved */

typedef VECTOR(struct file_change *) change_list;

/* What only one of the trees has. */
struct strays {
    change_list added, removed;
};

/* ---- contents ---- */

static bool have_same_bytes(const struct difference *difference, struct snapshot_entry *now,
                            const struct snapshot_entry *before)
{
    struct object_id id;
    struct error unreadable;

    return !now->conflicted &&
           snapshot_entry_id(&id, &difference->now->snapshot, now, &unreadable) == 0 &&
           object_id_equal(&id, &before->id);
}

static struct str text_of(const struct isms *isms, struct snapshot_entry *entry,
                          struct arena *arena)
{
    struct error unreadable;
    struct str text;

    return snapshot_read(&text, &isms->snapshot, entry, arena, &unreadable) < 0 ? (struct str){0}
                                                                                : text;
}

/* ---- pairs by path ---- */

static void enter(struct difference *difference, struct file_change *change)
{
    if (change->now)
        map_put(&difference->by_path, change->now->path, change);
    if (change->before)
        map_put(&difference->by_old_path, change->before->path, change);
}

static void pair_paths(struct difference *difference, struct strays *strays)
{
    const struct snapshot *now = &difference->now->snapshot, *base = &difference->base->snapshot;
    size_t i = 0, k = 0;

    while (i < now->count || k < base->count) {
        struct file_change *change = ARENA_NEW(difference->arena, struct file_change);
        int order = i == now->count    ? 1
                    : k == base->count ? -1
                                       : str_compare(now->entries[i].path, base->entries[k].path);

        change->now = order <= 0 ? &now->entries[i++] : NULL;
        change->before = order >= 0 ? &base->entries[k++] : NULL;
        if (order < 0)
            vector_push(&strays->added, change);
        if (order > 0)
            vector_push(&strays->removed, change);
        change->changed = order != 0 || change->now->mode != change->before->mode ||
                          !have_same_bytes(difference, change->now, change->before);
        enter(difference, change);
    }
}

/* ---- moves ---- */

/* The id of the one document in the file at PATH, or empty. */
static struct str document_id(const struct isms *isms, struct str path)
{
    for (size_t i = 0; i < isms->model.artifacts.count; i++) {
        const struct artifact *artifact = isms->model.artifacts.items[i];

        if (!artifact->is_row && str_equal(artifact->file->path, path))
            return artifact->id;
    }
    return (struct str){0};
}

static bool same_blob(const struct difference *difference, const struct file_change *added,
                      const struct file_change *removed)
{
    return have_same_bytes(difference, added->now, removed->before);
}

static bool same_document(const struct difference *difference, const struct file_change *added,
                          const struct file_change *removed)
{
    struct str id = document_id(difference->now, added->now->path);

    return id.len && str_equal(id, document_id(difference->base, removed->before->path));
}

/* Nothing is found in files that are not parsed. */
static bool is_alike(const struct difference *difference, const struct file_change *added,
                     const struct file_change *removed)
{
    struct arena scratch = {0};
    bool alike = model_file_at(&difference->now->model, added->now->path) &&
                 model_file_at(&difference->base->model, removed->before->path) &&
                 likeness_of_texts(text_of(difference->now, added->now, &scratch),
                                   text_of(difference->base, removed->before, &scratch));

    arena_release(&scratch);
    return alike;
}

static void join(struct difference *difference, struct file_change *added,
                 struct file_change *removed)
{
    added->before = removed->before;
    removed->now = added->now;
    enter(difference, added);
}

/* The first that is gone and answers TEST is where an added one comes from. */
static void pair_strays(struct difference *difference, const struct strays *strays,
                        bool (*test)(const struct difference *, const struct file_change *,
                                     const struct file_change *))
{
    size_t pairs = 0;

    for (size_t i = 0; i < strays->added.count; i++)
        for (size_t k = 0; k < strays->removed.count && pairs < PAIRS_AT_MOST; k++) {
            struct file_change *added = strays->added.items[i], *gone = strays->removed.items[k];

            if (added->before || gone->now)
                continue;
            pairs++;
            if (test(difference, added, gone))
                join(difference, added, gone);
        }
}

void difference_find(struct difference *out, const struct isms *now, const struct isms *base,
                     struct arena *arena)
{
    struct strays strays = {0};

    *out = (struct difference){.now = now, .base = base, .arena = arena};
    map_init(&out->by_path);
    map_init(&out->by_old_path);
    pair_paths(out, &strays);
    pair_strays(out, &strays, same_blob);
    pair_strays(out, &strays, same_document);
    pair_strays(out, &strays, is_alike);
    vector_release(&strays.added);
    vector_release(&strays.removed);
}

void difference_release(struct difference *difference)
{
    map_release(&difference->by_path);
    map_release(&difference->by_old_path);
}

bool difference_changes(const struct difference *difference, struct str path)
{
    const struct file_change *change = map_get(&difference->by_path, path);

    if (!change)
        change = map_get(&difference->by_old_path, path);
    return change && change->changed;
}

struct str difference_follow(const struct difference *difference, struct str path)
{
    const struct file_change *change = map_get(&difference->by_old_path, path);

    return change && change->now ? change->now->path : path;
}

const struct line_hunks *difference_hunks(struct difference *difference, struct str path)
{
    static const struct line_hunks none;
    struct file_change *change = map_get(&difference->by_path, path);

    if (!change || !change->before || !change->changed)
        return &none;
    if (!change->has_hunks)
        change->hunks = line_hunks_find(
            text_of(difference->base, change->before, difference->arena),
            text_of(difference->now, change->now, difference->arena), difference->arena);
    change->has_hunks = true;
    return &change->hunks;
}
