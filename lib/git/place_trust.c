/* Whose repository it is: git's ensure_valid_ownership(). */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "git/place.h"

/* Behind sudo root may read what belongs to the user who called it. */
static uid_t caller(void)
{
    const char *text = getenv("SUDO_UID");
    char *end;
    unsigned long id;

    if (!text || !*text)
        return 0;
    errno = 0;
    id = strtoul(text, &end, 10);
    return *end || errno ? 0 : (uid_t)id;
}

/* Links themselves are looked at, as git does. */
static bool is_ours(const char *path)
{
    struct stat status;
    uid_t user = geteuid();

    if (!path)
        return true;
    if (lstat(path, &status) != 0)
        return false;
    return status.st_uid == user || (user == 0 && status.st_uid == caller());
}

static bool is_file(const char *path)
{
    struct stat status;

    return path && stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

/* The path by which git knows the repository. */
static const char *name_of(const struct place *place)
{
    return place->top ? place->top : place->git_folder;
}

static bool has_our_files(const struct place *place)
{
    if (!place->top)
        return is_ours(place->git_folder);
    if (is_file(place->dot_git))
        return is_ours(place->dot_git) && is_ours(place->top) && is_ours(place->git_folder);
    return is_ours(place->top) && is_ours(place->dot_git);
}

/* safe.directory, in order: an empty one takes back what stood before it. */
static bool is_named_safe(const struct settings *settings, const char *path, struct arena *arena)
{
    bool safe = false;

    VECTOR_EACH (struct setting, setting, &settings->items) {
        const char *wanted;

        if (!str_equal_c(setting->key, "safe.directory"))
            continue;
        wanted = settings_expand(setting->value.data, false, arena);
        if (!setting->value.len)
            safe = false;
        else if (strcmp(setting->value.data, "*") == 0 || (wanted && strcmp(wanted, path) == 0))
            safe = true;
    }
    return safe;
}

/* PATH as one word of a shell. */
static const char *quoted(const char *path, struct arena *arena)
{
    struct buffer word = {0};
    struct str kept;

    for (const char *at = path; *at; at++)
        if (*at == '\'')
            buffer_add_c(&word, "'\\''");
        else
            buffer_add_char(&word, *at);
    kept = arena_str(arena, buffer_str(&word));
    buffer_release(&word);
    return kept.data;
}

static int refuse_owner(const char *path, struct arena *arena, struct error *error)
{
    return error_set(error, ERROR_FAILURE,
                     "the repository at %s belongs to another user; if you trust it: "
                     "git config --global --add safe.directory '%s'",
                     path, quoted(path, arena));
}

/* Is a bare repository ruled out that was only come across? */
static bool rules_out_bare(const struct settings *settings)
{
    const struct setting *setting = settings_find(settings, "safe.barerepository");

    return setting && !str_equal_c(setting->value, "all");
}

int place_trust(const struct place *place, struct arena *arena, struct error *error)
{
    struct settings settings = {0};
    int status = 0;

    if (place->top && has_our_files(place))
        return 0;
    if (settings_read(&settings, NULL, arena, error) < 0)
        status = -1;
    else if (!place->top && rules_out_bare(&settings))
        status = error_set(error, ERROR_FAILURE,
                           "git's safe.bareRepository (`explicit`) rules out the bare repository "
                           "at %s: name it with GIT_DIR",
                           place->git_folder);
    else if (!has_our_files(place) && !is_named_safe(&settings, name_of(place), arena))
        status = refuse_owner(name_of(place), arena, error);
    settings_release(&settings);
    return status;
}
