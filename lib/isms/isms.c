#include "isms/isms.h"

#include "base/file.h"
#include "isms/take.h"
#include "model/load.h"

/* --config FILE */
static int read_config(struct isms *isms, struct error *error)
{
    const char *path = isms->options.config_path;
    struct str text;

    if (!path)
        return 0;
    if (isms->options.config_text)
        text = *isms->options.config_text;
    else if (file_read(&text, path, isms->arena, error) < 0)
        return -1;
    isms->config = ARENA_NEW(isms->arena, struct source);
    source_init(isms->config, str_of(path), text, isms->arena);
    return 0;
}

/* The configuration that says what files hold; NULL: the tree's own. */
static struct source *reading_of(const struct isms *isms)
{
    struct source *none;

    if (!isms->options.reads_as)
        return isms->config;
    if (isms->options.reads_as->model.config.source)
        return isms->options.reads_as->model.config.source;
    none = ARENA_NEW(isms->arena, struct source);
    source_init(none, STR(CONFIG_NAME), (struct str){0}, isms->arena);
    return none;
}

const struct isms *isms_judge(const struct isms *isms)
{
    return isms->options.judged_as ? isms->options.judged_as : isms;
}

static int load_model(struct isms *isms, struct error *error)
{
    struct model_options options = {.config = reading_of(isms)};

    if (isms->options.judged_as)
        options.judging = &isms->options.judged_as->model.config;
    if (model_load(&isms->model, &isms->snapshot, &isms->knowledge->kinds, &options, isms->arena,
                   &isms->sink, error) < 0)
        return -1;
    isms->now = take_clock(&isms->options, &isms->model.config.zone);
    return 0;
}

int isms_take(struct isms *out, struct knowledge *knowledge, struct repository *repository,
              const struct isms_options *options, struct arena *arena, struct error *error)
{
    *out = (struct isms){
        .arena = arena, .knowledge = knowledge, .repository = repository, .options = *options};
    sink_init(&out->sink, arena);
    if (read_config(out, error) < 0)
        return -1;
    return take_snapshot(&out->snapshot, options, out->config ? out->config->text : (struct str){0},
                         repository, arena, error);
}

int isms_open(struct isms *out, struct knowledge *knowledge, struct repository *repository,
              const struct isms_options *options, struct arena *arena, struct error *error)
{
    return isms_take(out, knowledge, repository, options, arena, error) < 0
               ? -1
               : load_model(out, error);
}

void isms_close(struct isms *isms)
{
    world_release(&isms->world);
    approvals_free(isms->proposed);
    approvals_free(isms->approvals);
    model_release(&isms->model);
    sink_release(&isms->sink);
}

bool isms_reads(const struct isms *isms, struct str path)
{
    const struct artifact_list *artifacts = &isms->model.artifacts;

    for (size_t i = 0; i < artifacts->count; i++)
        if (str_equal(artifacts->items[i]->file->path, path))
            return true;
    return false;
}

bool isms_is_faulty(const struct isms *isms, struct str path)
{
    for (size_t i = 0; i < isms->sink.diagnostics.count; i++) {
        const struct source *source = isms->sink.diagnostics.items[i]->span.source;

        if (source && str_equal(source->path, path))
            return true;
    }
    return false;
}

static struct approvals_options approvals_options_of(const struct isms *isms)
{
    return (struct approvals_options){.now = isms->now,
                                      .as_of = isms->options.has_as_of,
                                      .head = isms->options.mainline_head,
                                      .progress = isms->options.progress,
                                      .judged = isms->options.judged,
                                      .progress_context = isms->options.progress_context};
}

int isms_need_approvals(struct isms *isms, struct error *error)
{
    struct approvals_options options = approvals_options_of(isms);

    if (isms->approvals)
        return 0;
    if (isms->options.judged_alike)
        options.alike = isms->options.judged_alike->approvals;
    return approvals_new(&isms->approvals, isms->repository, &isms->snapshot, &isms->model,
                         &options, isms->arena, error);
}

int isms_propose(struct isms *isms, const struct object_id *tip, struct error *error)
{
    struct approvals_options options = approvals_options_of(isms);

    if (isms_need_approvals(isms, error) < 0)
        return -1;
    options.tip = tip;
    options.onto = isms->approvals;
    return approvals_new(&isms->proposed, isms->repository, &isms->snapshot, &isms->model, &options,
                         isms->arena, error);
}

int isms_need_world(struct isms *isms, struct error *error)
{
    if (isms->world.language)
        return 0;
    if (isms_need_approvals(isms, error) < 0 || knowledge_need_language(isms->knowledge, error) < 0)
        return -1;
    world_init(&isms->world, isms->arena, &isms->knowledge->language, &isms->model,
               &isms->knowledge->catalogs, isms->approvals, isms->now);
    return 0;
}
