/* The files that settings stand in: where they are, and whether they may be opened. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "base/memory.h"
#include "git/settings_private.h"

/* Where Debian's git, and most others, were installed: `%(prefix)/`. */
#define GIT_PREFIX "/usr"

/* ---- paths ---- */

static const char *home_of(struct str user, bool real, struct arena *arena)
{
    const char *home = getenv("HOME");
    char resolved[PATH_MAX];

    if (user.len) {
        const struct passwd *entry = getpwnam(arena_str(arena, user).data);

        return entry ? entry->pw_dir : NULL;
    }
    if (home && real && realpath(home, resolved))
        return arena_str(arena, str_of(resolved)).data;
    return home;
}

const char *settings_expand(const char *path, bool real, struct arena *arena)
{
    static const char prefix[] = "%(prefix)/";
    const char *slash, *home;

    if (strncmp(path, prefix, sizeof prefix - 1) == 0)
        return arena_printf(arena, GIT_PREFIX "/%s", path + sizeof prefix - 1).data;
    if (*path != '~')
        return path;
    slash = strchr(path, '/');
    slash = slash ? slash : path + strlen(path);
    home = home_of((struct str){path + 1, (size_t)(slash - path) - 1}, real, arena);
    return home ? arena_printf(arena, "%s%s", home, slash).data : NULL;
}

const char *settings_xdg_file(const char *name, struct arena *arena)
{
    const char *folder = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");

    if (folder && *folder)
        return arena_printf(arena, "%s/git/%s", folder, name).data;
    return home ? arena_printf(arena, "%s/.config/git/%s", home, name).data : NULL;
}

static bool is_below(const char *folder, const char *path)
{
    char real[PATH_MAX];
    size_t length;

    if (!folder || !realpath(folder, real))
        return false;
    length = strlen(real);
    return strncmp(real, path, length) == 0 && path[length] == '/';
}

bool settings_is_inside(const struct settings_place *place, const char *path)
{
    char real[PATH_MAX];

    return realpath(path, real) &&
           (is_below(place->root, real) || is_below(place->common_folder, real) ||
            is_below(place->git_folder, real));
}

/* ---- contents ---- */

static int read_open(struct str *out, int file, const char *path, struct arena *arena,
                     struct error *error)
{
    struct buffer content = {0};
    char chunk[4096];
    ssize_t got;
    int status = 1;

    while ((got = read(file, chunk, sizeof chunk)) > 0 && content.len <= LIMIT_FILE_SIZE)
        buffer_add(&content, (struct str){chunk, (size_t)got});
    if (got < 0)
        status = error_set(error, ERROR_FAILURE, "cannot read git's configuration %s: %s", path,
                           memory_checked_reason(errno));
    else if (content.len > LIMIT_FILE_SIZE)
        status =
            error_set(error, ERROR_FAILURE, "git's configuration %s is larger than 16 MiB", path);
    else
        *out = arena_str(arena, buffer_str(&content));
    buffer_release(&content);
    return status;
}

int settings_load(struct str *out, const char *path, enum settings_file_rule rule,
                  struct arena *arena, struct error *error)
{
    bool regular = rule == SETTINGS_REGULAR_FILE;
    /* O_NONBLOCK: a pipe without a writer must not hold us up. */
    int file = open(path, O_RDONLY | O_CLOEXEC | (regular ? O_NONBLOCK : 0));
    struct stat status;
    int result;

    if (file < 0)
        return errno == ENOENT || errno == ENOTDIR || errno == EACCES || errno == ENXIO
                   ? 0
                   : error_set(error, ERROR_FAILURE, "cannot open git's configuration %s: %s", path,
                               memory_checked_reason(errno));
    result = fstat(file, &status) != 0 || (regular && !S_ISREG(status.st_mode))
                 ? 0
                 : read_open(out, file, path, arena, error);
    close(file);
    return result;
}
