#include "rules/scene.h"

#include "rules/take.h"

static int load(struct scene *scene, const struct lint_options *options, int64_t now,
                struct arena *arena, struct error *error)
{
    struct model_options model_options = {0};
    struct approvals_options approvals_options = {.now = now, .as_of = options->has_as_of};

    if (kinds_load(&scene->kinds, arena, error) < 0 ||
        catalogs_load(&scene->catalogs, arena, error) < 0 ||
        take_snapshot(&scene->snapshot, options, (struct str){0}, now, scene->repository, arena,
                      error) < 0 ||
        model_load(&scene->model, &scene->snapshot, &scene->kinds, &model_options, arena,
                   &scene->sink, error) < 0)
        return -1;
    /* Fields with a schema finding are invalid to expressions. */
    for (size_t i = 0; i < scene->model.artifacts.count; i++)
        artifact_validate(scene->model.artifacts.items[i], &scene->sink);
    if (approvals_new(&scene->approvals, scene->repository, &scene->snapshot, &scene->model,
                      &approvals_options, arena, error) < 0)
        return -1;
    return world_init(&scene->world, arena, &scene->model, &scene->catalogs, scene->approvals, now,
                      error);
}

int scene_open(struct scene *out, bool *no_repository, const struct lint_options *options,
               int64_t now, struct arena *arena, struct error *error)
{
    *out = (struct scene){0};
    sink_init(&out->sink, arena);
    *no_repository = repository_open(&out->repository, options->directory, error) < 0;
    return *no_repository ? -1 : load(out, options, now, arena, error);
}

void scene_release(struct scene *scene)
{
    world_release(&scene->world);
    approvals_free(scene->approvals);
    model_release(&scene->model);
    kinds_release(&scene->kinds);
    catalogs_release(&scene->catalogs);
    repository_free(scene->repository);
    sink_release(&scene->sink);
}
