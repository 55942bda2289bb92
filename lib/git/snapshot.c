#include "git/snapshot.h"

#include <stdlib.h>

#include "base/limits.h"
#include "git/snapshot_private.h"

static int compare_entries(const void *a, const void *b)
{
    const struct snapshot_entry *left = a, *right = b;

    return str_compare(left->path, right->path);
}

/* ---- making one ---- */

struct snapshot_list snapshot_list_of(struct arena *arena, size_t expected)
{
    size_t capacity = expected < LIMIT_FILES ? expected + expected / 16 + 64 : LIMIT_FILES;

    return (struct snapshot_list){.arena = arena,
                                  .items =
                                      arena_space(arena, capacity * sizeof(struct snapshot_entry)),
                                  .capacity = capacity};
}

static void grow(struct snapshot_list *list)
{
    struct snapshot_list larger = snapshot_list_of(list->arena, 2 * list->capacity);

    memcpy(larger.items, list->items, list->count * sizeof *list->items);
    larger.count = list->count;
    *list = larger;
}

int snapshot_collect(struct snapshot_list *list, struct snapshot_entry entry, struct error *error)
{
    if (list->count >= LIMIT_FILES)
        return error_set(
            error, ERROR_FAILURE,
            "more than %d files, the limit of ismslint: list untracked folders in .gitignore",
            LIMIT_FILES);
    if (list->count == list->capacity)
        grow(list);
    list->items[list->count++] = entry;
    return 0;
}

/* Mostly they are, and sorting many is dear. */
static bool is_sorted(const struct snapshot_list *list)
{
    for (size_t i = 1; i < list->count; i++)
        if (compare_entries(&list->items[i - 1], &list->items[i]) > 0)
            return false;
    return true;
}

void snapshot_finish(struct snapshot *out, const struct snapshot_list *list)
{
    if (!is_sorted(list))
        qsort(list->items, list->count, sizeof *list->items, compare_entries);
    out->count = list->count;
    out->entries = list->items;
}

/* ---- looking at one ---- */

bool snapshot_entry_is_folder(const struct snapshot_entry *entry)
{
    return str_ends_with(entry->path, STR("/"));
}

struct snapshot_entry *snapshot_find(const struct snapshot *snapshot, struct str path)
{
    struct snapshot_entry key = {.path = path};

    if (!snapshot->count)
        return NULL;
    return bsearch(&key, snapshot->entries, snapshot->count, sizeof key, compare_entries);
}

static int refuse(struct error *error, const struct snapshot_entry *entry, const char *why)
{
    return error_set(error, ERROR_FAILURE, "cannot read %.*s: %s", STR_ARG(entry->path), why);
}

static int read_blob(struct str *out, const struct snapshot *snapshot,
                     const struct snapshot_entry *entry, struct arena *arena, struct error *error)
{
    struct error cause;

    if (repository_read(out, snapshot->repository, &entry->id, OBJECT_BLOB, arena, &cause) !=
        OBJECT_FOUND)
        return refuse(error, entry, cause.message);
    if (out->len > LIMIT_FILE_SIZE)
        return refuse(error, entry, "it is larger than 16 MiB");
    return 0;
}

int snapshot_read(struct str *out, const struct snapshot *snapshot, struct snapshot_entry *entry,
                  struct arena *arena, struct error *error)
{
    *out = entry->content;
    if (out->data)
        return 0;
    if (entry->fault.len)
        return refuse(error, entry, arena_str(arena, entry->fault).data);
    if (entry->mode == MODE_SUBMODULE)
        return refuse(error, entry, "it is a submodule");
    if (entry->given)
        return overlay_read(out, entry, arena, error);
    if (entry->has_id)
        return read_blob(out, snapshot, entry, arena, error);
    if (work_tree_read(out, snapshot->repository, entry, arena, error) < 0)
        return -1;
    if (arena == snapshot->arena)
        entry->content = *out;
    return 0;
}

int snapshot_entry_id(struct object_id *out, const struct snapshot *snapshot,
                      struct snapshot_entry *entry, struct error *error)
{
    struct arena scratch = {0};
    struct str content;
    int status;

    if (entry->has_id || entry->hashed) {
        *out = entry->id;
        return 0;
    }
    status = snapshot_read(&content, snapshot, entry, &scratch, error);
    if (status == 0)
        status = work_tree_blob_id(out, snapshot->repository, entry, content, error);
    arena_release(&scratch);
    if (status == 0) {
        entry->id = *out;
        entry->hashed = true;
    }
    return status;
}
