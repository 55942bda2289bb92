#include "git/place.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "git/libgit2.h"
#include "git/settings_private.h"

/* ---- small files of a .git folder ---- */

/* PATH without links, or NULL. */
static const char *real_path(const char *path, struct arena *arena)
{
    char real[PATH_MAX];

    return realpath(path, real) ? arena_str(arena, str_of(real)).data : NULL;
}

/* PATH, if it is relative seen from FOLDER. */
static const char *seen_from(const char *folder, struct str path, struct arena *arena)
{
    return str_starts_with(path, STR("/"))
               ? arena_str(arena, path).data
               : arena_printf(arena, "%s/%.*s", folder, STR_ARG(path)).data;
}

/* The one line of FOLDER/NAME behind PREFIX; empty if there is none. */
static struct str read_line(const char *folder, const char *name, const char *prefix,
                            struct arena *arena)
{
    struct str path = arena_printf(arena, "%s/%s", folder, name), text;
    struct error ignored;

    if (settings_load(&text, path.data, SETTINGS_REGULAR_FILE, arena, &ignored) != 1 ||
        !str_starts_with(text, str_of(prefix)))
        return (struct str){0};
    return str_trim(str_slice(text, strlen(prefix), text.len));
}

/* The .git folder that FOLDER/.git is or, if it is a file, names; NULL: neither. */
static const char *follow_dot_git(const char *folder, struct arena *arena)
{
    const char *dot_git = arena_printf(arena, "%s/.git", folder).data;
    struct stat status;
    struct str named;

    if (stat(dot_git, &status) != 0)
        return NULL;
    if (S_ISDIR(status.st_mode))
        return real_path(dot_git, arena);
    named = read_line(folder, ".git", "gitdir: ", arena);
    return named.len ? real_path(seen_from(folder, named, arena), arena) : NULL;
}

static bool leads_to(const char *folder, const char *git_folder, struct arena *arena)
{
    const char *found = follow_dot_git(folder, arena);

    return found && strcmp(found, git_folder) == 0;
}

/* ---- the .git folder ---- */

static const char *without_slash(const char *path, struct arena *arena)
{
    struct str folder = str_of(path);

    while (folder.len > 1 && folder.data[folder.len - 1] == '/')
        folder.len--;
    return arena_str(arena, folder).data;
}

static const char *discover(const char *folder, struct arena *arena)
{
    git_buf found = {0};
    bool across = settings_environment_bool("GIT_DISCOVERY_ACROSS_FILESYSTEM");
    const char *path = NULL;

    if (git_repository_discover(&found, folder, across, getenv("GIT_CEILING_DIRECTORIES")) == 0)
        path = real_path(found.ptr, arena);
    git_buf_dispose(&found);
    return path;
}

/* GIT_DIR may be a file that names the folder. */
static const char *named_folder(const char *named, struct arena *arena)
{
    struct stat status;
    struct str line;

    if (stat(named, &status) != 0 || S_ISDIR(status.st_mode))
        return real_path(named, arena);
    line = read_line(".", named, "gitdir: ", arena);
    return line.len ? real_path(arena_str(arena, line).data, arena) : NULL;
}

/* From FOLDER upwards, the one whose .git leads to the .git folder that was found. */
static void find_top(struct place *place, const char *folder, struct arena *arena)
{
    char path[PATH_MAX];

    if (!realpath(folder, path))
        return;
    for (char *slash; path[0];) {
        if (leads_to(path, place->git_folder, arena)) {
            place->top = arena_str(arena, str_of(path)).data;
            place->dot_git = arena_printf(arena, "%s/.git", path).data;
            return;
        }
        slash = strrchr(path, '/');
        if (!path[1] || strcmp(path, place->git_folder) == 0)
            return;
        slash[slash == path] = '\0';
    }
}

static void find_common(struct place *place, struct arena *arena)
{
    struct str line = read_line(place->git_folder, "commondir", "", arena);
    const char *common =
        line.len ? real_path(seen_from(place->git_folder, line, arena), arena) : NULL;

    place->linked = common != NULL;
    place->common_folder = common ? common : place->git_folder;
}

/* ---- the work tree ---- */

/* core.worktree, if its .git leads back here; else *SKIPPED says that it was not taken. */
static const char *configured_root(const struct place *place, const struct settings *format,
                                   struct str *skipped, struct arena *arena)
{
    const struct setting *setting = settings_find(format, "core.worktree");
    const char *path;

    if (!setting || !setting->value.len || place->linked)
        return NULL;
    path = real_path(seen_from(place->git_folder, setting->value, arena), arena);
    if (path && leads_to(path, place->git_folder, arena))
        return path;
    *skipped = arena_printf(arena, "core.worktree `%.*s` leads out of the repository",
                            STR_ARG(setting->value));
    return NULL;
}

/* The folder that a path to a .git lies in. */
static const char *parent_of(const char *dot_git, struct arena *arena)
{
    struct str path = str_of(dot_git);

    return str_ends_with(path, STR("/.git"))
               ? arena_str(arena, str_slice(path, 0, path.len - strlen("/.git"))).data
               : NULL;
}

/* A .git folder that was not found from its work tree: in GIT_DIR, or from within. */
static const char *root_of(const struct place *place, struct arena *arena)
{
    struct str link;
    const char *parent;

    if (!place->linked)
        return parent_of(place->git_folder, arena);
    link = read_line(place->git_folder, "gitdir", "", arena);
    parent = link.len ? parent_of(seen_from(place->git_folder, link, arena), arena) : NULL;
    parent = parent ? real_path(parent, arena) : NULL;
    return parent && leads_to(parent, place->git_folder, arena) ? parent : NULL;
}

static void find_root(struct place *place, const struct settings *format, struct str *skipped,
                      struct arena *arena)
{
    place->root = configured_root(place, format, skipped, arena);
    if (place->root || (!place->linked && settings_bool(format, "core.bare", false)))
        return;
    place->root = place->top ? place->top : root_of(place, arena);
}

/* ---- the format ---- */

static const char *const known_extensions[] = {"noop", "preciousobjects", "partialclone",
                                               "worktreeconfig", "noop-v1"};

static bool is_known(const struct setting *setting, struct str name)
{
    for (size_t i = 0; i < sizeof known_extensions / sizeof known_extensions[0]; i++)
        if (str_equal_c(name, known_extensions[i]))
            return true;
    return (str_equal_c(name, "objectformat") && str_equal_c(setting->value, "sha1")) ||
           (str_equal_c(name, "refstorage") && str_equal_c(setting->value, "files"));
}

static int check_format(const struct settings *format, const char *folder, struct error *error)
{
    const struct setting *found = settings_find(format, "core.repositoryformatversion");
    long version = found ? strtol(found->value.data, NULL, 10) : 0;
    char reason[128];

    if (version > 1) {
        snprintf(reason, sizeof reason, "unsupported repository version %ld", version);
        return repository_unsupported(error, folder, reason);
    }
    VECTOR_EACH (struct setting, setting, &format->items) {
        struct str name = str_slice(setting->key, strlen("extensions."), setting->key.len);

        if (version < 1 || !str_starts_with(setting->key, STR("extensions.")) ||
            is_known(setting, name))
            continue;
        snprintf(reason, sizeof reason, "unsupported extension name %.*s",
                 (int)(setting->key.len < 80 ? setting->key.len : 80), setting->key.data);
        return repository_unsupported(error, folder, reason);
    }
    return 0;
}

/* What the repository itself says of its form; nothing that is included may. */
static int read_format(struct place *place, const char *folder, struct str *skipped,
                       struct arena *arena, struct error *error)
{
    struct str path = arena_printf(arena, "%s/config", place->common_folder);
    struct settings format, own = {0};
    int status = settings_read_file(&format, path.data, SETTING_LOCAL, arena, error);

    if (status >= 0)
        status = check_format(&format, folder, error);
    place->worktree_config =
        status == 0 && settings_bool(&format, "extensions.worktreeconfig", false);
    if (place->worktree_config) {
        path = arena_printf(arena, "%s/config.worktree", place->git_folder);
        status = settings_read_file(&own, path.data, SETTING_WORKTREE, arena, error);
        VECTOR_EACH (struct setting, setting, &own.items)
            vector_push(&format.items, *setting);
    }
    if (status >= 0)
        find_root(place, &format, skipped, arena);
    settings_release(&own);
    settings_release(&format);
    return status < 0 ? -1 : 0;
}

enum place_status place_find(struct place *out, const char *folder, const char *named,
                             struct str *skipped, struct arena *arena, struct error *error)
{
    const char *git_folder = named ? named_folder(named, arena) : discover(folder, arena);

    *out = (struct place){0};
    if (!git_folder)
        return PLACE_NONE;
    out->git_folder = without_slash(git_folder, arena);
    find_common(out, arena);
    if (!named)
        find_top(out, folder, arena);
    return read_format(out, named ? named : folder, skipped, arena, error) < 0 ? PLACE_FAULTY
                                                                               : PLACE_FOUND;
}
