#include "base/folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/limits.h"
#include "base/memory.h"

struct walk {
    struct file_list *out;
    bool (*wanted)(struct str path);
    struct arena *arena;
    struct error *error;
    size_t depth;
};

static int walk_folder(struct walk *walk, struct str folder);

bool path_is_folder(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static int visit(struct walk *walk, struct str path)
{
    struct stat status;

    if (lstat(path.data, &status) < 0)
        return 0; /* gone meanwhile */
    if (S_ISDIR(status.st_mode))
        return walk_folder(walk, path);
    if (S_ISLNK(status.st_mode) && stat(path.data, &status) < 0)
        return 0; /* leads nowhere */
    if (S_ISREG(status.st_mode) && walk->wanted(path))
        vector_push(&walk->out->paths, path);
    return 0;
}

static int compare_paths(const void *a, const void *b)
{
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

/* The entries of a folder as paths, sorted. */
static int list_entries(struct file_list *entries, struct walk *walk, struct str folder)
{
    DIR *directory = opendir(folder.data);

    if (!directory)
        return error_set(walk->error, ERROR_FAILURE, "cannot read the folder %s: %s", folder.data,
                         memory_checked_reason(errno));
    for (struct dirent *entry; (entry = readdir(directory));)
        if (entry->d_name[0] != '.')
            vector_push(&entries->paths,
                        arena_printf(walk->arena, "%s%s%s", folder.data,
                                     str_ends_with(folder, STR("/")) ? "" : "/", entry->d_name));
    closedir(directory);
    if (entries->paths.count)
        qsort(entries->paths.items, entries->paths.count, sizeof(struct str), compare_paths);
    return 0;
}

static int walk_folder(struct walk *walk, struct str folder)
{
    struct file_list entries = {{0}};
    int result = -1;

    if (++walk->depth > LIMIT_DEPTH)
        error_set(walk->error, ERROR_FAILURE, "folders nest deeper than %d: %s", LIMIT_DEPTH,
                  folder.data);
    else
        result = list_entries(&entries, walk, folder);
    for (size_t i = 0; result == 0 && i < entries.paths.count; i++)
        result = visit(walk, entries.paths.items[i]);
    vector_release(&entries.paths);
    walk->depth--;
    return result;
}

int folder_list(struct file_list *out, struct str folder, bool (*wanted)(struct str path),
                struct arena *arena, struct error *error)
{
    struct walk walk = {out, wanted, arena, error, 0};

    return walk_folder(&walk, arena_str(arena, folder));
}
