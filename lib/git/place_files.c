/* What a .git folder must not have in the place of files: libgit2 would wait for a pipe. */
#include <dirent.h>
#include <sys/stat.h>

#include "base/limits.h"
#include "git/place.h"

/* What is opened by name. */
static const char *const files[] = {
    "HEAD",         "config",          "config.worktree", "index",     "packed-refs", "shallow",
    "info/exclude", "info/attributes", "info/grafts",     "commondir", "gitdir"};

/* What is opened by names that come from anywhere: of references, of objects. */
static const char *const folders[] = {"refs", "objects"};

/* A walk over a folder and those in it. */
struct walk {
    struct arena *arena;
    struct error *error;
    size_t left; /* how many entries may follow: links may lead in a circle */
};

static int refuse(const char *path, struct error *error)
{
    return error_set(error, ERROR_FAILURE,
                     "cannot open the repository: %s is neither a file nor a folder", path);
}

/* What is not there, and what cannot be looked at, is for libgit2 to tell. */
static int check_file(const char *folder, const char *name, struct arena *arena,
                      struct error *error)
{
    const char *path = arena_printf(arena, "%s/%s", folder, name).data;
    struct stat status;

    if (stat(path, &status) != 0 || S_ISREG(status.st_mode) || S_ISDIR(status.st_mode))
        return 0;
    return refuse(path, error);
}

static int check_folder(struct walk *walk, const char *path, size_t depth);

static int check_entry(struct walk *walk, DIR *folder, const char *path, const char *name,
                       size_t depth)
{
    struct stat status;

    if (!walk->left--)
        return error_set(walk->error, ERROR_FAILURE,
                         "cannot open the repository: more than %d files below %s", LIMIT_GIT_FILES,
                         path);
    if (fstatat(dirfd(folder), name, &status, 0) != 0 || S_ISREG(status.st_mode))
        return 0;
    path = arena_printf(walk->arena, "%s/%s", path, name).data;
    return S_ISDIR(status.st_mode) ? check_folder(walk, path, depth + 1)
                                   : refuse(path, walk->error);
}

static int check_folder(struct walk *walk, const char *path, size_t depth)
{
    struct dirent *entry;
    int status = 0;
    DIR *folder;

    if (depth == LIMIT_DEPTH)
        return error_set(walk->error, ERROR_FAILURE,
                         "cannot open the repository: %s is more than %d folders deep", path,
                         LIMIT_DEPTH);
    folder = opendir(path);
    if (!folder)
        return 0;
    while (status == 0 && (entry = readdir(folder)))
        if (!str_equal_c(str_of(entry->d_name), ".") && !str_equal_c(str_of(entry->d_name), ".."))
            status = check_entry(walk, folder, path, entry->d_name, depth);
    closedir(folder);
    return status;
}

static int check_place(const char *folder, struct arena *arena, struct error *error)
{
    struct walk walk = {arena, error, LIMIT_GIT_FILES};
    int status = 0;

    for (size_t i = 0; i < sizeof files / sizeof files[0] && status == 0; i++)
        status = check_file(folder, files[i], arena, error);
    for (size_t i = 0; i < sizeof folders / sizeof folders[0] && status == 0; i++)
        status = check_folder(&walk, arena_printf(arena, "%s/%s", folder, folders[i]).data, 0);
    return status;
}

int place_check_files(const struct place *place, struct arena *arena, struct error *error)
{
    if (check_place(place->git_folder, arena, error) < 0)
        return -1;
    return str_equal_c(str_of(place->git_folder), place->common_folder)
               ? 0
               : check_place(place->common_folder, arena, error);
}
