#include "git/settings_include.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "git/wildmatch.h"

bool include_is(struct str key, struct str *condition)
{
    *condition = (struct str){0};
    if (str_equal_c(key, "include.path"))
        return true;
    if (!str_starts_with(key, STR("includeif.")) || !str_ends_with(key, STR(".path")) ||
        key.len <= strlen("includeif..path"))
        return false;
    *condition = str_slice(key, strlen("includeif."), key.len - strlen(".path"));
    return true;
}

/* The folder that the file at hand lies in, with its '/'; without links if REAL. */
static struct str folder_of(const struct include_context *context, bool real)
{
    char resolved[PATH_MAX];
    const char *file = context->file, *slash;

    if (real && file && realpath(file, resolved))
        file = arena_str(context->arena, str_of(resolved)).data;
    slash = file ? strrchr(file, '/') : NULL;
    return slash ? (struct str){file, (size_t)(slash - file) + 1} : (struct str){0};
}

const char *include_path(const struct include_context *context, const char *value)
{
    const char *path = settings_expand(value, false, context->arena);
    struct str folder = folder_of(context, false);

    if (!path || *path == '/')
        return path;
    return context->file ? arena_printf(context->arena, "%.*s%s", STR_ARG(folder), path).data
                         : NULL;
}

/* ---- conditions ---- */

/* A pattern that ends with '/' means all that is below. */
static struct str with_stars(struct str pattern, struct arena *arena)
{
    return str_ends_with(pattern, STR("/")) ? arena_printf(arena, "%.*s**", STR_ARG(pattern))
                                            : pattern;
}

/* PATTERN made absolute, or free to match below any folder; *FIXED bytes are no pattern. */
static struct str folder_pattern(const struct include_context *context, struct str pattern,
                                 size_t *fixed)
{
    const char *expanded =
        settings_expand(arena_str(context->arena, pattern).data, true, context->arena);
    struct str folder = folder_of(context, true);

    *fixed = 0;
    pattern = expanded ? str_of(expanded) : pattern;
    if (str_starts_with(pattern, STR("./"))) {
        *fixed = folder.len;
        pattern = arena_printf(context->arena, "%.*s%.*s", STR_ARG(folder),
                               STR_ARG(str_slice(pattern, 2, pattern.len)));
    } else if (!str_starts_with(pattern, STR("/"))) {
        pattern = arena_printf(context->arena, "**/%.*s", STR_ARG(pattern));
    }
    return with_stars(pattern, context->arena);
}

static bool starts_alike(const char *a, const char *b, size_t count, bool fold)
{
    for (size_t i = 0; i < count; i++)
        if (!a[i] || (fold ? ascii_lower(a[i]) != ascii_lower(b[i]) : a[i] != b[i]))
            return false;
    return true;
}

/* The .git folder below $PWD, as the user went there through links, or NULL. */
static const char *logical_folder(const struct include_context *context)
{
    const char *way = getenv("PWD"), *folder = context->place->git_folder;
    char real[PATH_MAX];
    size_t length;

    if (!way || *way != '/' || !realpath(way, real))
        return NULL;
    length = strlen(real);
    if (strncmp(real, folder, length) != 0 || folder[length] != '/')
        return NULL;
    return arena_printf(context->arena, "%s%s", way, folder + length).data;
}

static bool is_git_folder(const struct include_context *context, struct str wanted, bool fold)
{
    size_t fixed;
    struct str pattern;
    const char *ways[2];

    if (!context->place || (str_starts_with(wanted, STR("./")) && !context->file))
        return false;
    pattern = folder_pattern(context, wanted, &fixed);
    ways[0] = context->place->git_folder;
    ways[1] = logical_folder(context);
    for (size_t i = 0; i < 2; i++)
        if (ways[i] && starts_alike(ways[i], pattern.data, fixed, fold) &&
            wildmatch_matches(pattern.data + fixed, ways[i] + fixed, fold))
            return true;
    return false;
}

static bool gitdir(const struct include_context *context, struct str wanted)
{
    return is_git_folder(context, wanted, false);
}

static bool gitdir_folded(const struct include_context *context, struct str wanted)
{
    return is_git_folder(context, wanted, true);
}

static bool onbranch(const struct include_context *context, struct str wanted)
{
    struct str pattern = with_stars(wanted, context->arena);

    return context->place && context->place->branch.len &&
           wildmatch_matches(arena_str(context->arena, pattern).data, context->place->branch.data,
                             false);
}

static bool hasconfig(const struct include_context *context, struct str wanted)
{
    const char *pattern = arena_str(context->arena, wanted).data;

    if (!context->remotes)
        return false;
    VECTOR_EACH (struct setting, setting, &context->remotes->items)
        if (str_starts_with(setting->key, STR("remote.")) &&
            str_ends_with(setting->key, STR(".url")) && setting->key.len > strlen("remote..url") &&
            setting->has_value && wildmatch_matches(pattern, setting->value.data, false))
            return true;
    return false;
}

static const char remotes_url[] = "hasconfig:remote.*.url:";

static const struct {
    const char *prefix;
    bool (*holds)(const struct include_context *context, struct str wanted);
} conditions[] = {
    {"gitdir:", gitdir},
    {"gitdir/i:", gitdir_folded},
    {"onbranch:", onbranch},
    {remotes_url, hasconfig},
};

bool include_holds(const struct include_context *context, struct str condition)
{
    if (!condition.len)
        return true;
    for (size_t i = 0; i < sizeof conditions / sizeof conditions[0]; i++) {
        struct str prefix = str_of(conditions[i].prefix);

        if (str_starts_with(condition, prefix))
            return conditions[i].holds(
                context,
                arena_str(context->arena, str_slice(condition, prefix.len, condition.len)));
    }
    return false;
}

bool include_asks_for_remotes(struct str condition)
{
    return str_starts_with(condition, str_of(remotes_url));
}
