#include "approval/file_versions.h"

#include <stdlib.h>

#include "approval/context.h"

/* ---- when they changed ---- */

static int compare_positions(const void *a, const void *b)
{
    size_t x = *(const size_t *)a, y = *(const size_t *)b;

    return (x > y) - (x < y);
}

/* Where knowledge of a file ends: what it held up to there, and what before, are two readings. */
static void add_end(struct file_versions *versions, const struct approvals *approvals,
                    const struct revision *revision)
{
    if (revision->known_at)
        vector_push(&versions->changes, approvals_position(approvals, revision->known_at));
    vector_push(&versions->changes, history_length(approvals->history));
}

static void add_changes(struct file_versions *versions, const struct approvals *approvals,
                        const struct revision *revision)
{
    vector_push(&versions->paths, revision);
    for (; revision; revision = revision->older)
        if (revision->landing)
            vector_push(&versions->changes, approvals_position(approvals, revision->landing));
        else
            add_end(versions, approvals, revision);
}

static void drop_repeated(struct file_versions *versions)
{
    size_t kept = 0;

    for (size_t i = 0; i < versions->changes.count; i++)
        if (!kept || versions->changes.items[kept - 1] != versions->changes.items[i])
            versions->changes.items[kept++] = versions->changes.items[i];
    versions->changes.count = kept;
}

void file_versions_find(struct file_versions *versions, const struct approvals *approvals,
                        bool (*wants)(const struct approvals *approvals, struct str path))
{
    for (size_t i = 0; i < history_path_count(approvals->history); i++) {
        const struct revision *newest = history_path(approvals->history, i);

        if (wants(approvals, newest->path))
            add_changes(versions, approvals, newest);
    }
    if (versions->changes.count)
        qsort(versions->changes.items, versions->changes.count, sizeof *versions->changes.items,
              compare_positions);
    drop_repeated(versions);
}

void file_versions_release(struct file_versions *versions)
{
    vector_release(&versions->paths);
    vector_release(&versions->changes);
}

size_t file_versions_change(const struct file_versions *versions, size_t position)
{
    size_t low = 0, high = versions->changes.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (versions->changes.items[middle] < position)
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

const struct revision *file_versions_gap(const struct file_versions *versions,
                                         const struct approvals *approvals, size_t position,
                                         struct str path)
{
    for (size_t i = 0; i < versions->paths.count; i++) {
        const struct revision *newest = versions->paths.items[i];
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

struct snapshot *file_versions_tree(const struct file_versions *versions,
                                    const struct approvals *approvals, size_t position,
                                    struct arena *arena)
{
    struct snapshot *tree = ARENA_NEW(arena, struct snapshot);

    *tree = (struct snapshot){.kind = SNAPSHOT_COMMIT, .repository = approvals->repository};
    tree->entries = arena_alloc_array(arena, versions->paths.count, sizeof *tree->entries);
    for (size_t i = 0; i < versions->paths.count; i++) {
        const struct revision *at = revision_at(approvals, versions->paths.items[i], position);

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
