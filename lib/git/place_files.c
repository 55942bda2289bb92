/* What a .git folder must not have in the place of files: libgit2 would wait for a pipe. */
#define _DEFAULT_SOURCE /* DT_REG */
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "git/place.h"

/* libgit2 follows alternates of alternates so often, and no farther. */
enum { DEPTH_ALTERNATES = 6 };

/* What is opened by name. */
static const char *const files[] = {
    "HEAD",         "config",          "config.worktree", "index",     "packed-refs", "shallow",
    "info/exclude", "info/attributes", "info/grafts",     "commondir", "gitdir"};

/* A walk over a folder and those in it. */
struct walk {
    struct arena *arena;
    struct error *error;
    size_t left;     /* how many entries may follow: links may lead in a circle */
    bool references; /* files are references */
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

/*
 * A symbolic reference is followed by the name that it has, which may be that of any file of the
 * .git folder; git writes those of references alone.
 */
static int check_reference(const char *path, struct error *error)
{
    char start[64];
    int file = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    ssize_t length = file < 0 ? -1 : read(file, start, sizeof start);
    struct str text = {start, length < 0 ? 0 : (size_t)length};

    if (file >= 0)
        close(file);
    if (!str_starts_with(text, STR("ref:")) ||
        str_starts_with(str_trim(str_slice(text, 4, text.len)), STR("refs/")))
        return 0;
    return error_set(error, ERROR_FAILURE,
                     "cannot open the repository: %s does not name a reference", path);
}

static int check_folder(struct walk *walk, const char *path, size_t depth);

static int check_entry(struct walk *walk, DIR *folder, const char *path, const struct dirent *entry,
                       size_t depth)
{
    const char *name = entry->d_name;
    struct stat status;

    if (!walk->left--)
        return error_set(walk->error, ERROR_FAILURE,
                         "cannot open the repository: more than %d files below %s", LIMIT_GIT_FILES,
                         path);
    /* There are many objects, and this is done whenever a repository is opened. */
    if (entry->d_type == DT_REG && !walk->references)
        return 0;
    if (fstatat(dirfd(folder), name, &status, 0) != 0 ||
        (S_ISREG(status.st_mode) && !walk->references))
        return 0;
    path = arena_printf(walk->arena, "%s/%s", path, name).data;
    if (S_ISREG(status.st_mode))
        return check_reference(path, walk->error);
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
            status = check_entry(walk, folder, path, entry, depth);
    closedir(folder);
    return status;
}

static int check_objects(struct walk *walk, const char *folder, size_t depth);

/* A path that is not absolute begins at the folder of objects, or where the program was started. */
static int check_alternate(struct walk *walk, const char *folder, struct str line, size_t depth)
{
    const char *path = arena_str(walk->arena, line).data;

    if (*path != '/' &&
        check_objects(walk, arena_printf(walk->arena, "%s/%s", folder, path).data, depth) < 0)
        return -1;
    return check_objects(walk, path, depth);
}

/* Folders of other repositories, whose objects are ours too. */
static int check_alternates(struct walk *walk, const char *folder, size_t depth)
{
    const char *path = arena_printf(walk->arena, "%s/info/alternates", folder).data;
    struct str line, text;
    struct stat status;
    int result = 0;

    if (stat(path, &status) != 0 || !S_ISREG(status.st_mode))
        return 0;
    if (file_read(&text, path, walk->arena, walk->error) < 0)
        return -1;
    while (result == 0 && str_next_line(&line, &text))
        if (str_trim(line).len && line.data[0] != '#')
            result = check_alternate(walk, folder, line, depth + 1);
    return result;
}

static int check_objects(struct walk *walk, const char *folder, size_t depth)
{
    if (depth > DEPTH_ALTERNATES)
        return 0;
    if (check_folder(walk, folder, 0) < 0)
        return -1;
    return check_alternates(walk, folder, depth);
}

/* What is opened by names that come from anywhere: of references, of objects. */
static int check_place(const char *folder, struct arena *arena, struct error *error)
{
    struct walk objects = {.arena = arena, .error = error, .left = LIMIT_GIT_FILES};
    struct walk references = objects;
    int status = 0;

    references.references = true;
    for (size_t i = 0; i < sizeof files / sizeof files[0] && status == 0; i++)
        status = check_file(folder, files[i], arena, error);
    if (status == 0)
        status = check_reference(arena_printf(arena, "%s/HEAD", folder).data, error);
    if (status == 0)
        status = check_folder(&references, arena_printf(arena, "%s/refs", folder).data, 0);
    if (status == 0)
        status = check_objects(&objects, arena_printf(arena, "%s/objects", folder).data, 0);
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
