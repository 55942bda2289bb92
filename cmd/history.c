/* ismslint history: the revisions of one document, each with who wrote and who approved it. */
#include "cmd/history_formats.h"
#include "cmd/scene.h"

struct history_settings {
    struct scene_settings scene; /* first: see scene_open */
    size_t format;               /* number of the format */
};

static const char *format_name_at(size_t index)
{
    const struct history_format *format = history_format_at(index);

    return format ? format->name : NULL;
}

/* A path, "PATH#ID" for a row of a register, or the id of an artifact. */
static void find_subject(struct history_view *view, struct scene *scene, const char *operand)
{
    struct str path = scene_path(scene, operand);
    const struct artifact *artifact = NULL;

    view->subject = view->path = path;
    view->judgement = approvals_judge_path(scene->approvals, path);
    if (view->judgement->revision_count)
        return;
    artifact = scene_artifact(scene, operand);
    if (!artifact)
        return;
    view->subject = artifact->id;
    view->path = artifact->file->path;
    view->judgement = approvals_judge(scene->approvals, artifact);
}

static int run(struct buffer *out, const struct invocation *invocation, struct error *error)
{
    const struct history_settings *settings = invocation->settings;
    struct history_view view = {0};
    struct scene scene;
    int status = -1;

    if (scene_open(&scene, invocation, error) < 0)
        goto out;
    view.arena = &scene.arena;
    approvals_head(&view.head, scene.approvals);
    find_subject(&view, &scene, invocation->operands.items[0]);
    if (!view.judgement->revision_count) {
        error_set(
            error, ERROR_USAGE, "%s is not there, neither now nor in the history of %.*s",
            invocation->operands.items[0],
            STR_ARG(view.judgement->mainline.len ? view.judgement->mainline : STR("the mainline")));
        goto out;
    }
    history_format_at(settings->format)->write(out, &view);
    status = EXIT_CLEAN;
out:
    scene_close(&scene);
    return status;
}

static const struct option options[] = {
    {.name = "format",
     .type = OPTION_CHOICE,
     .offset = offsetof(struct history_settings, format),
     .argument = "FORMAT",
     .help = "the form of the output",
     .choice = format_name_at},
    SCENE_OPTIONS,
};

static const struct example examples[] = {
    {"ismslint history procedures/backup.md", "who wrote and who approved each version"},
    {"ismslint history SOP-012 --format csv", "the same as a table for a spreadsheet"},
    {"ismslint history R-007", "one risk of a register, as its own row changed"},
};

const struct command history_command = {
    .name = "history",
    .summary = "show the versions of a document and their approvals",
    .operands = "PATH|ID",
    .least = 1,
    .most = 1,
    .description =
        "Lists every content of a file that landed on the mainline, newest first: its version, "
        "since when it was in force, who wrote it, whose approval counts and how it was given, and "
        "the verdict. Moves are followed. A row of a register is named by its id.\n\n"
        "The verdict of a revision that is not approved is explained below the table; JSON has all "
        "the evidence, also what does not count, with the reason.",
    .options = options,
    .option_count = COUNT_OF(options),
    .settings_size = sizeof(struct history_settings),
    .examples = examples,
    .example_count = COUNT_OF(examples),
    .run = run,
};
