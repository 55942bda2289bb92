/* A work tree in which a caller's bytes stand in place of some files'. */
#include "base/limits.h"
#include "git/snapshot_private.h"

static void give(struct snapshot_entry *entry, const struct snapshot_file *file)
{
    if (entry->mode != MODE_EXECUTABLE)
        entry->mode = MODE_FILE;
    entry->given = &file->content;
    entry->content = (struct str){0};
    entry->has_id = false;
    entry->hashed = false;
    entry->size = file->content.len;
    entry->fault = (struct str){0};
}

static int add(struct snapshot_list *list, const struct snapshot *under,
               const struct snapshot_file *file, struct error *error)
{
    struct snapshot_entry entry = {.path = file->path};

    if (snapshot_find(under, file->path))
        return 0;
    give(&entry, file);
    return snapshot_collect(list, entry, error);
}

static int collect(struct snapshot_list *list, const struct snapshot *under,
                   const struct snapshot_file *files, size_t count, struct error *error)
{
    for (size_t i = 0; i < under->count; i++)
        if (snapshot_collect(list, under->entries[i], error) < 0)
            return -1;
    for (size_t i = 0; i < count; i++)
        if (add(list, under, &files[i], error) < 0)
            return -1;
    return 0;
}

int snapshot_overlay(struct snapshot *snapshot, const struct snapshot_file *files, size_t count,
                     struct arena *arena, struct error *error)
{
    struct snapshot_list list;
    int result;

    if (!count)
        return 0;
    list = snapshot_list_of(arena, snapshot->count + count);
    result = collect(&list, snapshot, files, count, error);
    if (result == 0)
        snapshot_finish(snapshot, &list);
    for (size_t i = 0; result == 0 && i < count; i++)
        give(snapshot_find(snapshot, files[i].path), &files[i]);
    return result;
}

int overlay_read(struct str *out, const struct snapshot_entry *entry, struct arena *arena,
                 struct error *error)
{
    if (entry->given->len > LIMIT_FILE_SIZE)
        return error_set(error, ERROR_FAILURE, "cannot read %.*s: it is larger than 16 MiB",
                         STR_ARG(entry->path));
    *out = arena_str(arena, *entry->given);
    return 0;
}
