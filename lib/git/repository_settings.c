/* What git's settings say of the repository at hand, and of who works in it. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "git/libgit2.h"

/* ---- files that libgit2 is to open ---- */

static bool is_of_repository(const struct setting *setting)
{
    return setting->scope == SETTING_LOCAL || setting->scope == SETTING_WORKTREE;
}

static bool is_regular(const char *path)
{
    struct stat status;

    return path && stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

static void skip(struct repository *repository, const struct setting *setting)
{
    vector_push(&repository->settings.skipped,
                arena_printf(&repository->arena, "%.*s `%.*s` leads out of the repository",
                             STR_ARG(setting->key), STR_ARG(setting->value)));
}

/*
 * The file that KEY names, by the last setting that may: of the repository's only what
 * is inside, of the user's any; without one DEFAULT_NAME in the user's configuration.
 */
static const char *choose_file(struct repository *repository, const struct settings_place *place,
                               const char *key, const char *default_name)
{
    struct settings *settings = &repository->settings;
    struct arena *arena = &repository->arena;
    const char *path;

    for (size_t i = settings->items.count; i-- > 0;) {
        const struct setting *setting = &settings->items.items[i];

        if (!str_equal_c(setting->key, key))
            continue;
        path = settings_expand(setting->value.data, false, arena);
        if (path && *path && *path != '/' && place->root)
            path = arena_printf(arena, "%s/%s", place->root, path).data;
        if (!path || !is_of_repository(setting) || access(path, F_OK) != 0 ||
            settings_is_inside(place, path))
            return is_regular(path) ? path : NULL;
        skip(repository, setting);
    }
    path = settings_xdg_file(default_name, arena);
    return is_regular(path) ? path : NULL;
}

int repository_read_settings(struct repository *repository, const struct settings_place *place,
                             struct error *error)
{
    if (settings_read(&repository->settings, place, &repository->arena, error) < 0)
        return -1;
    repository->excludes_file = choose_file(repository, place, "core.excludesfile", "ignore");
    repository->attributes_file =
        choose_file(repository, place, "core.attributesfile", "attributes");
    return libgit2_set_settings(repository, error);
}

/* ---- questions ---- */

struct str repository_setting(const struct repository *repository, const char *name)
{
    const struct setting *setting = settings_find(&repository->settings, name);

    return setting ? setting->value : (struct str){0};
}

struct str_list repository_skipped(const struct repository *repository)
{
    return (struct str_list){repository->settings.skipped.items,
                             repository->settings.skipped.count};
}

/*
 * As git takes the author of a commit, but for GIT_AUTHOR_EMAIL: who approves is a matter of
 * how the machine is set up, not of a variable that a script left behind. EMAIL is a
 * guess, which user.useConfigOnly forbids.
 */
struct str repository_user_email(struct repository *repository)
{
    static const char *const names[] = {"author.email", "user.email"};
    const char *guess = getenv("EMAIL");

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct str value = str_trim(repository_setting(repository, names[i]));

        if (value.len)
            return value;
    }
    if (!guess || settings_bool(&repository->settings, "user.useconfigonly", false))
        return (struct str){0};
    return arena_str(&repository->arena, str_trim(str_of(guess)));
}

/* ---- files that libgit2 would open ---- */

void repository_skip(struct repository *repository, struct str sentence)
{
    VECTOR_EACH (struct str, known, &repository->settings.skipped)
        if (str_equal(*known, sentence))
            return;
    vector_push(&repository->settings.skipped, sentence);
}

static bool is_special(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

bool repository_has_special(struct repository *repository, struct str path, const char *name)
{
    struct arena arena = {0};
    bool found = false;

    for (size_t end = 0; end <= path.len && !found; end++) {
        struct str folder = str_slice(path, 0, end), file;

        if (!repository->root.len || (end && path.data[end - 1] != '/'))
            continue;
        file = arena_printf(&arena, "%.*s%.*s%s", STR_ARG(repository->root), STR_ARG(folder), name);
        found = is_special(file.data);
        if (found)
            repository_skip(repository, arena_printf(&repository->arena, "%.*s%s is not a file",
                                                     STR_ARG(folder), name));
    }
    arena_release(&arena);
    return found;
}
