#include "approval/past.h"

#include <stdlib.h>

#include "approval/context.h"

/* ---- when they changed ---- */

static int compare_positions(const void *a, const void *b)
{
    size_t x = *(const size_t *)a, y = *(const size_t *)b;

    return (x > y) - (x < y);
}

/* Where knowledge of a file ends: what it held up to there, and what before, are two readings. */
static void add_end(struct past *past, const struct approvals *approvals,
                    const struct revision *revision)
{
    if (revision->known_at)
        vector_push(&past->changes, approvals_position(approvals, revision->known_at));
    vector_push(&past->changes, history_length(approvals->history));
}

static void add_changes(struct past *past, const struct approvals *approvals,
                        const struct revision *revision)
{
    vector_push(&past->paths, revision);
    for (; revision; revision = revision->older)
        if (revision->landing)
            vector_push(&past->changes, approvals_position(approvals, revision->landing));
        else
            add_end(past, approvals, revision);
}

static void drop_repeated(struct past *past)
{
    size_t kept = 0;

    for (size_t i = 0; i < past->changes.count; i++)
        if (!kept || past->changes.items[kept - 1] != past->changes.items[i])
            past->changes.items[kept++] = past->changes.items[i];
    past->changes.count = kept;
}

void past_find(struct past *past, const struct approvals *approvals,
               bool (*wants)(const struct approvals *approvals, struct str path))
{
    for (size_t i = 0; i < history_path_count(approvals->history); i++) {
        const struct revision *newest = history_path(approvals->history, i);

        if (wants(approvals, newest->path))
            add_changes(past, approvals, newest);
    }
    if (past->changes.count)
        qsort(past->changes.items, past->changes.count, sizeof *past->changes.items,
              compare_positions);
    drop_repeated(past);
}

void past_release(struct past *past)
{
    vector_release(&past->paths);
    vector_release(&past->changes);
}

size_t past_change(const struct past *past, size_t position)
{
    size_t low = 0, high = past->changes.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (past->changes.items[middle] < position)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* ---- what they held ---- */

/* What the path of NEWEST held after the commit at POSITION. */
static const struct revision *revision_at(const struct approvals *approvals,
                                          const struct revision *newest, size_t position)
{
    const struct revision *revision = newest;

    while (revision && revision->landing &&
           approvals_position(approvals, revision->landing) < position)
        revision = revision->older;
    return revision;
}

/* Is POSITION older than what is known of the file, AT being what revision_at found? */
static bool is_unknown(const struct approvals *approvals, const struct revision *at,
                       size_t position)
{
    return at && !at->landing &&
           (!at->known_at || approvals_position(approvals, at->known_at) < position);
}

const struct revision *past_gap(const struct past *past, const struct approvals *approvals,
                                size_t position, struct str path)
{
    for (size_t i = 0; i < past->paths.count; i++) {
        const struct revision *newest = past->paths.items[i];
        const struct revision *at = revision_at(approvals, newest, position);

        if (is_unknown(approvals, at, position) && (!path.len || str_equal(newest->path, path)))
            return at;
    }
    return NULL;
}

static int compare_paths(const void *a, const void *b)
{
    return str_compare(((const struct snapshot_entry *)a)->path,
                       ((const struct snapshot_entry *)b)->path);
}

struct snapshot *past_tree(const struct past *past, const struct approvals *approvals,
                           size_t position, struct arena *arena)
{
    struct snapshot *tree = ARENA_NEW(arena, struct snapshot);

    *tree = (struct snapshot){.kind = SNAPSHOT_COMMIT, .repository = approvals->repository};
    tree->entries = arena_alloc_array(arena, past->paths.count, sizeof *tree->entries);
    for (size_t i = 0; i < past->paths.count; i++) {
        const struct revision *at = revision_at(approvals, past->paths.items[i], position);

        if (at && at->version.mode != MODE_ABSENT && !is_unknown(approvals, at, position))
            tree->entries[tree->count++] = (struct snapshot_entry){.path = at->path,
                                                                   .mode = at->version.mode,
                                                                   .has_id = true,
                                                                   .tracked = true,
                                                                   .id = at->version.id};
    }
    qsort(tree->entries, tree->count, sizeof *tree->entries, compare_paths);
    return tree;
}
