#include "git/hooks.h"

#include <stdlib.h>

#include "git/libgit2.h"

static struct str without_slash(struct str path)
{
    while (path.len > 1 && path.data[path.len - 1] == '/')
        path.len--;
    return path;
}

/* Is PATH, its links followed, the folder TOP or below it? Of what is not there yet, by its name.
 */
static bool is_below(struct str path, struct str top, struct arena *arena)
{
    char *real = realpath(arena_str(arena, path).data, NULL);
    char *real_top = realpath(arena_str(arena, top).data, NULL);
    struct str where = real ? str_of(real) : path;
    struct str beginning = without_slash(real_top ? str_of(real_top) : top);
    bool below = top.len && str_starts_with(where, beginning) &&
                 (where.len == beginning.len || where.data[beginning.len] == '/') &&
                 (real || str_find(path, STR(".."), 0) < 0);

    free(real);
    free(real_top);
    return below;
}

int hooks_folder(struct str *out, struct repository *repository, struct arena *arena,
                 struct error *error)
{
    struct str set = repository_setting(repository, "core.hookspath");
    const char *path = set.len ? settings_expand(set.data, false, arena) : NULL;

    *out = arena_printf(arena, "%.*shooks", STR_ARG(repository->common_folder));
    if (path && *path == '/')
        *out = arena_str(arena, without_slash(str_of(path)));
    else if (path)
        *out = arena_printf(arena, "%.*s%.*s", STR_ARG(repository->root),
                            STR_ARG(without_slash(str_of(path))));
    if (is_below(*out, repository->common_folder, arena) || is_below(*out, repository->root, arena))
        return 0;
    return error_set(error, ERROR_USAGE,
                     "Git reads hooks from %.*s, outside of this repository; add `ismslint check "
                     "--staged || exit` to the hooks there",
                     STR_ARG(*out));
}
