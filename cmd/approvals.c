/* ismslint approvals: the register of approvals, of all documents or of a period. */
#include "base/clock.h"
#include "cmd/approvals_period.h"
#include "cmd/history_formats.h"
#include "cmd/scene.h"
#include "cmd/table.h"
#include "model/in_force.h"
#include "rules/remarks.h"

struct approvals_settings {
    struct scene_settings scene; /* first: see scene_open */
    size_t format;
    bool all;
    const char *period;
    const char *sample;
    const char *seed;
};

static const struct {
    const char *name;
    void (*write)(struct buffer *out, const struct table *table);
} formats[] = {
    {"text", table_write_text},
    {"csv", table_write_csv},
    {"markdown", table_write_markdown},
};

static const char *format_name_at(size_t index)
{
    return index < COUNT_OF(formats) ? formats[index].name : NULL;
}

enum { COLUMNS = 8 };

static const char *const columns[COLUMNS] = {"id",        "version", "in force", "verdict",
                                             "approvals", "authors", "commit",   "path"};

void approvals_row(struct str *cells, struct str id, const struct approval_revision *revision,
                   struct arena *arena)
{
    cells[0] = id.len ? id : STR("-");
    cells[1] = history_version(revision);
    cells[2] = history_date(revision, arena);
    cells[3] = str_of(approval_verdict_name(revision->verdict));
    cells[4] = history_approvals(revision, arena);
    cells[5] = history_authors(revision, arena);
    cells[6] = history_commit_short(revision, arena);
    cells[7] = revision->path;
}

/* The paths that were named on the command line. */
struct naming {
    struct scene *scene;
    const struct string_list *operands;
};

/* Is it under one of the paths that were named, if any were? */
static bool is_named(void *context, struct str path)
{
    const struct naming *naming = context;

    return scene_names(naming->scene, naming->operands, path);
}

static bool is_listed(const struct approvals_settings *settings, const struct artifact *artifact,
                      const struct approval_judgement *judgement)
{
    return judgement->revision_count &&
           ((judgement->required && !artifact_status_without_force(artifact).len) ||
            (settings->all && !artifact->is_row));
}

static size_t fill_rows(struct str *cells, struct scene *scene,
                        const struct approvals_settings *settings,
                        const struct string_list *operands)
{
    struct naming naming = {scene, operands};
    size_t rows = 0;

    for (size_t i = 0; i < scene->model.artifacts.count; i++) {
        const struct artifact *artifact = scene->model.artifacts.items[i];
        const struct approval_judgement *judgement;

        if (!is_named(&naming, artifact->file->path))
            continue;
        judgement = approvals_judge(scene->approvals, artifact);
        if (is_listed(settings, artifact, judgement))
            approvals_row(cells + rows++ * COLUMNS, artifact->id, &judgement->revisions[0],
                          &scene->arena);
    }
    return rows;
}

static void write_remark(struct buffer *out, struct str message, struct str help)
{
    buffer_printf(out, "\n%.*s\n", STR_ARG(message));
    if (help.len)
        buffer_printf(out, "  %.*s\n", STR_ARG(help));
}

/* What is said once about the clone and its history, below a table that people read. */
static int write_remarks(struct buffer *out, struct scene *scene, struct error *error)
{
    struct lint_result clone;
    struct sink sink;
    int result =
        remarks_on_clone(&clone, &scene->model, scene->approvals, scene->now, &scene->arena, error);

    sink_init(&sink, &scene->arena);
    approvals_report(scene->approvals, &sink);
    VECTOR_EACH (struct finding, finding, &clone.findings)
        write_remark(out, finding->message, finding->help);
    for (size_t i = 0; i < sink.diagnostics.count; i++)
        write_remark(out, sink.diagnostics.items[i]->message, sink.diagnostics.items[i]->help);
    sink_release(&sink);
    lint_result_release(&clone);
    return result;
}

static int write_register(struct buffer *out, struct scene *scene,
                          const struct approvals_settings *settings,
                          const struct string_list *operands, struct error *error)
{
    struct str *cells =
        arena_alloc_array(&scene->arena, scene->model.artifacts.count * COLUMNS, sizeof *cells);
    struct table table = {columns, COLUMNS, cells, 0};

    table.row_count = fill_rows(cells, scene, settings, operands);
    if (table.row_count || settings->format)
        formats[settings->format].write(out, &table);
    else
        buffer_add_c(out, "no document here asks for approval (--all lists every document)\n");
    return settings->format ? 0 : write_remarks(out, scene, error);
}

static int write_period(struct buffer *out, struct scene *scene,
                        const struct invocation *invocation, struct error *error)
{
    const struct approvals_settings *settings = invocation->settings;
    struct naming naming = {scene, &invocation->operands};
    struct period_request request = {.period = settings->period,
                                     .sample = settings->sample,
                                     .seed = settings->seed,
                                     .all = settings->all,
                                     .wants = is_named,
                                     .context = &naming};

    if (period_write(out, scene, &request, formats[settings->format].write, settings->format == 0,
                     error) < 0)
        return -1;
    return settings->format ? 0 : write_remarks(out, scene, error);
}

/* What would be without effect is refused. */
static int check_settings(const struct approvals_settings *settings, struct error *error)
{
    if (settings->sample && !settings->period)
        return error_set(error, ERROR_USAGE, "`--sample` wants `--period`");
    if (settings->seed && !settings->sample)
        return error_set(error, ERROR_USAGE, "`--seed` wants `--sample`");
    return 0;
}

static int run(struct buffer *out, const struct invocation *invocation, struct error *error)
{
    const struct approvals_settings *settings = invocation->settings;
    struct scene scene;
    int status = -1;

    if (check_settings(settings, error) < 0)
        return -1;
    if (scene_open(&scene, invocation, error) < 0)
        goto out;
    if (settings->period ? write_period(out, &scene, invocation, error) < 0
                         : write_register(out, &scene, settings, &invocation->operands, error) < 0)
        goto out;
    status = EXIT_CLEAN;
out:
    scene_close(&scene);
    return status;
}

static const struct option options[] = {
    {.name = "all",
     .letter = 'a',
     .type = OPTION_FLAG,
     .offset = offsetof(struct approvals_settings, all),
     .help = "list what no approval is asked for too: documents, drafts among them, or revisions "
             "of them"},
    {.name = "period",
     .type = OPTION_STRING,
     .offset = offsetof(struct approvals_settings, period),
     .argument = "A..B",
     .help = "list every revision of a document that landed from day A to day B, each with its "
             "verdict"},
    {.name = "sample",
     .type = OPTION_STRING,
     .offset = offsetof(struct approvals_settings, sample),
     .argument = "N",
     .help = "of the period draw N revisions"},
    {.name = "seed",
     .type = OPTION_STRING,
     .offset = offsetof(struct approvals_settings, seed),
     .argument = "S",
     .help = "draw by this text: the same draws the same again"},
    {.name = "format",
     .type = OPTION_CHOICE,
     .offset = offsetof(struct approvals_settings, format),
     .argument = "FORMAT",
     .help = "the form of the output",
     .choice = format_name_at},
    SCENE_OPTIONS,
};

static const struct example examples[] = {
    {"ismslint approvals", "every document of which approval is asked for"},
    {"ismslint approvals policies --format markdown", "those of one folder, for a report"},
    {"ismslint approvals --period 2026-01-01..2026-06-30", "what changed in half a year"},
    {"ismslint approvals --period 2026-01-01..2026-06-30 --sample 25 --seed FY26",
     "a sample that another can draw again"},
};

const struct command approvals_command = {
    .name = "approvals",
    .summary = "list all documents with their approvals",
    .operands = "[PATH]...",
    .most = SIZE_MAX,
    .description =
        "The register of approvals: each document of which approval is asked for, with the version "
        "in force, since when, the verdict, whose approval counts and how it was given. What says "
        "of itself that it is not in force (`status`: draft, retired, withdrawn, superseded, "
        "obsolete, archived) is asked for none, as in `ismslint check`.\n\n"
        "With --period it lists what landed in a window of time instead, one line a "
        "revision: also those of documents that were deleted, moved or made into something else "
        "since, and their deletions. It says how many there are, and which git command counts the "
        "changes of their files. It is evidence about changes of documents, never about changes of "
        "software.",
    .options = options,
    .option_count = COUNT_OF(options),
    .settings_size = sizeof(struct approvals_settings),
    .examples = examples,
    .example_count = COUNT_OF(examples),
    .run = run,
};
