#include "cmd/scene.h"

#include <string.h>

#include "rules/codes.h"

static struct isms_options options_of(struct scene *scene, const struct invocation *invocation)
{
    const struct scene_settings *settings = invocation->settings;

    return (struct isms_options){
        .tree = settings->revision ? ISMS_COMMIT : ISMS_WORK_TREE,
        .revision = settings->revision,
        .config_path = settings->config,
        .has_as_of = settings->as_of.given,
        .as_of = settings->as_of.day,
        .progress = terminal_progress,
        .judged = terminal_judged,
        .progress_context = &scene->progress,
    };
}

static int refuse_config(const struct diagnostic *diagnostic, struct error *error)
{
    struct source *source = diagnostic->span.source;
    struct position at = source_position(source, diagnostic->span.start);

    return error_set(error, ERROR_USAGE,
                     "cannot read the configuration: %.*s:%u:%u: %.*s; run `ismslint check`",
                     STR_ARG(source->path), at.line, at.column, STR_ARG(diagnostic->message));
}

static int check_config(const struct isms *isms, struct error *error)
{
    for (size_t i = 0; i < isms->sink.diagnostics.count; i++) {
        const struct diagnostic *diagnostic = isms->sink.diagnostics.items[i];

        if (diagnostic->span.source && diagnostic->span.source == isms->model.config.source &&
            code_is_error(diagnostic->code))
            return refuse_config(diagnostic, error);
    }
    return 0;
}

static int open_repository(struct scene *out, const struct invocation *invocation,
                           struct error *error)
{
    *out = (struct scene){0};
    arena_init(&out->arena);
    return repository_open(&out->repository, invocation->directory, error);
}

static int open_files(struct scene *out, const struct invocation *invocation, struct error *error)
{
    struct isms_options options = options_of(out, invocation);

    if (knowledge_init(&out->knowledge, &out->arena, error) < 0 ||
        isms_open(&out->isms, &out->knowledge, out->repository, &options, &out->arena, error) < 0)
        return -1;
    return check_config(&out->isms, error);
}

int scene_open(struct scene *out, const struct invocation *invocation, struct error *error)
{
    if (open_repository(out, invocation, error) < 0 || open_files(out, invocation, error) < 0 ||
        isms_need_approvals(&out->isms, error) < 0)
        return -1;
    out->approvals = out->isms.approvals;
    return 0;
}

int scene_open_at_head(struct scene *out, const struct invocation *invocation, struct error *error)
{
    if (open_repository(out, invocation, error) < 0)
        return -1;
    if (repository_state(out->repository)->bare)
        return error_set(error, ERROR_USAGE,
                         "cannot write a record in a bare repository: approve in a clone");
    if (open_files(out, invocation, error) < 0 ||
        repository_head(&out->head, out->repository, error) < 0 ||
        isms_propose(&out->isms, &out->head, error) < 0)
        return -1;
    out->approvals = out->isms.proposed;
    return 0;
}

void scene_close(struct scene *scene)
{
    terminal_progress_end(&scene->progress);
    isms_close(&scene->isms);
    knowledge_release(&scene->knowledge);
    repository_free(scene->repository);
    arena_release(&scene->arena);
}

/* "a/./b/../c" as "a/c"; what would leave the root stays as it is, and is found nowhere. */
static struct str normalise(struct str path, struct arena *arena)
{
    struct str *parts = arena_alloc_array(arena, path.len + 1, sizeof *parts);
    struct str part, rest = path, joined = {0};
    size_t count = 0;

    while (str_split(&part, &rest, '/')) {
        if (!part.len || str_equal_c(part, "."))
            continue;
        if (str_equal_c(part, "..") && count)
            count--;
        else
            parts[count++] = part;
    }
    for (size_t i = 0; i < count; i++)
        joined =
            i ? arena_printf(arena, "%.*s/%.*s", STR_ARG(joined), STR_ARG(parts[i])) : parts[i];
    return joined;
}

struct str scene_path(struct scene *scene, const char *operand)
{
    struct str prefix = repository_prefix(scene->repository);
    struct str root = repository_root(scene->repository);
    struct str path = str_of(operand);

    if (root.len && str_starts_with(path, root))
        return normalise(str_slice(path, root.len, path.len), &scene->arena);
    if (root.len && str_equal(path, str_slice(root, 0, root.len - 1)))
        return (struct str){0};
    return normalise(arena_printf(&scene->arena, "%.*s%.*s", STR_ARG(prefix), STR_ARG(path)),
                     &scene->arena);
}

bool scene_is_outside(struct scene *scene, const char *operand)
{
    struct str root = repository_root(scene->repository), path = scene_path(scene, operand);

    if (*operand == '/' && !(root.len && str_starts_with(str_of(operand), root)))
        return !root.len || !str_equal(str_of(operand), str_slice(root, 0, root.len - 1));
    return str_equal_c(path, "..") || str_starts_with(path, STR("../"));
}

bool scene_is_under(struct str folder, struct str path)
{
    return !folder.len || str_equal(folder, path) ||
           (str_starts_with(path, folder) && path.data[folder.len] == '/');
}

bool scene_names(struct scene *scene, const struct string_list *operands, struct str path)
{
    for (size_t i = 0; i < operands->count; i++)
        if (scene_is_under(scene_path(scene, operands->items[i]), path))
            return true;
    return operands->count == 0;
}

void scene_find(struct approval_findings *out, struct str *id, struct scene *scene,
                const char *operand)
{
    struct str whole = str_of(operand), path;
    const char *hash = strrchr(operand, '#');

    *id = whole;
    approvals_find_id(out, scene->approvals, whole, (struct str){0});
    if (out->count || !hash)
        return;
    path = arena_str(&scene->arena, str_slice(whole, 0, (size_t)(hash - operand)));
    *id = str_of(hash + 1);
    approvals_find_id(out, scene->approvals, *id, scene_path(scene, path.data));
}
