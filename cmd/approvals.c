/* ismslint approvals: the register of approvals, of all documents or of a period. */
#include "approval/governing.h"
#include "base/clock.h"
#include "base/vector.h"
#include "base/visible.h"
#include "cmd/approvals_period.h"
#include "cmd/scene.h"
#include "model/in_force.h"
#include "report/approvals_view.h"
#include "report/report.h"
#include "rules/remarks.h"

struct approvals_settings {
    struct scene_settings scene; /* first: see scene_open */
    size_t format;
    bool all;
    const char *period;
    const char *sample;
    const char *seed;
};

/* The register while it is made. */
struct listing {
    struct scene *scene;
    const struct approvals_settings *settings;
    struct error *error;
    bool narrowed;
    VECTOR(struct str) paths;                  /* that were named, or where an id stood */
    VECTOR(const struct artifact *) artifacts; /* that were named by their ids */
    VECTOR(const struct approval_revision *) revisions;
};

/* ---- what is named on the command line ---- */

/* What is there no longer is in no register of today. */
static int refuse_gone(struct listing *listing, const char *operand)
{
    return error_set(listing->error, ERROR_USAGE,
                     "%s was deleted or moved; `ismslint history` and `--period` show it", operand);
}

static void take_path(struct listing *listing, struct str path)
{
    for (size_t i = 0; i < listing->paths.count; i++)
        if (str_equal(listing->paths.items[i], path))
            return;
    vector_push(&listing->paths, path);
}

/* Every path at which the artifact had the id. */
static void take_paths(struct listing *listing, const struct approval_found *found, struct str id)
{
    for (size_t i = 0; i < found->judgement->revision_count; i++)
        if (str_equal(found->judgement->revisions[i].id, id))
            take_path(listing, found->judgement->revisions[i].path);
    take_path(listing, found->path);
}

static int take_found(struct listing *listing, const struct approval_found *found, struct str id,
                      const char *operand)
{
    if (!listing->settings->period) {
        if (found->gone)
            return refuse_gone(listing, operand);
        vector_push(&listing->artifacts, found->artifact);
        return 0;
    }
    if (found->is_row)
        return error_set(
            listing->error, ERROR_USAGE,
            "`--period` lists documents, not the register entry %s; use `ismslint history`",
            operand);
    take_paths(listing, found, id);
    return 0;
}

static int take_id(struct listing *listing, const char *operand)
{
    struct approval_findings found;
    struct str id;

    scene_find(&found, &id, listing->scene, operand);
    for (size_t i = 0; i < found.count; i++)
        if (take_found(listing, &found.items[i], id, operand) < 0)
            return -1;
    if (found.count)
        return 0;
    return error_set(listing->error, ERROR_USAGE,
                     "unknown file, folder or id %s, also among deleted documents%s", operand,
                     approvals_gap(listing->scene->approvals).len ? " (incomplete history)" : "");
}

static int take_operand(struct listing *listing, const char *operand)
{
    struct scene *scene = listing->scene;
    struct str path = scene_path(scene, operand);
    bool here = approvals_has_path(scene->approvals, path);

    listing->narrowed = true;
    if (scene_is_outside(scene, operand))
        return error_set(listing->error, ERROR_USAGE, "%s is outside the repository", operand);
    if (!here && !approvals_had_path(scene->approvals, path))
        return take_id(listing, operand);
    if (!here && !listing->settings->period)
        return refuse_gone(listing, operand);
    take_path(listing, path);
    return 0;
}

static bool has_its_id_named(const struct listing *listing, const struct artifact *artifact)
{
    for (size_t i = 0; i < listing->artifacts.count; i++)
        if (listing->artifacts.items[i] == artifact)
            return true;
    return false;
}

static bool has_path_named(const struct listing *listing, struct str path)
{
    for (size_t i = 0; i < listing->paths.count; i++)
        if (scene_is_under(listing->paths.items[i], path))
            return true;
    return !listing->narrowed;
}

static bool is_named(const struct listing *listing, const struct artifact *artifact)
{
    return has_path_named(listing, artifact->file->path) || has_its_id_named(listing, artifact);
}

/* ---- the register ---- */

/* What is named by its id is shown, asked for or not; rows only so, unless they are asked for. */
static bool is_listed(const struct listing *listing, const struct artifact *artifact,
                      const struct approval_judgement *judgement)
{
    return judgement->revision_count &&
           (((judgement->required || approval_now(judgement)->required) &&
             !artifact_status_without_force(artifact).len) ||
            has_its_id_named(listing, artifact) || (listing->settings->all && !artifact->is_row));
}

static void list_documents(struct listing *listing)
{
    struct scene *scene = listing->scene;

    for (size_t i = 0; i < scene->isms.model.artifacts.count; i++) {
        const struct artifact *artifact = scene->isms.model.artifacts.items[i];
        const struct approval_judgement *judgement;

        if (!is_named(listing, artifact))
            continue;
        judgement = approvals_judge(scene->approvals, artifact);
        if (is_listed(listing, artifact, judgement))
            vector_push(&listing->revisions, approval_now(judgement));
    }
}

/*
 * What governs since before approvals were asked for is of no concern unless it is named; what
 * somebody accepted to be gone is of none.
 */
static bool is_of_concern(const struct listing *listing, const struct approval_revision *now)
{
    if (now->deleted && (now->verdict == APPROVAL_APPROVED || now->verdict == APPROVAL_LATE))
        return false;
    return listing->narrowed || now->verdict != APPROVAL_GRANDFATHERED;
}

static bool is_listed_governing(const struct listing *listing,
                                const struct approval_judgement *judgement)
{
    return judgement->revision_count &&
           (listing->settings->all ||
            (judgement->required && is_of_concern(listing, approval_now(judgement))));
}

/* The configuration and the pages of packs, below the documents that they govern. */
static void list_governing(struct listing *listing)
{
    struct approvals *approvals = listing->scene->approvals;
    struct str_list paths = governing_paths(approvals);

    for (size_t i = 0; i < paths.count; i++) {
        const struct approval_judgement *judgement;

        if (!has_path_named(listing, paths.items[i]))
            continue;
        judgement = approvals_judge_path(approvals, paths.items[i]);
        if (is_listed_governing(listing, judgement))
            vector_push(&listing->revisions, approval_now(judgement));
    }
}

/* ---- what is said once ---- */

static void add_remark(struct approvals_view *view, struct str message, struct str help)
{
    view->remarks[view->remark_count++] = (struct approvals_remark){message, help};
}

/* A list of paths while it is written: "policies/a.md, people.yaml". */
static void list_path(struct buffer *list, struct str path)
{
    visible_printf(list, "%s%.*s", list->len ? ", " : "", STR_ARG(path));
}

static struct str keep_list(struct buffer *list, struct arena *arena)
{
    struct str kept = arena_str(arena, buffer_str(list));

    buffer_release(list);
    return kept;
}

/* Files of which nobody knows what they hold. */
static struct str files_unread(const struct scene *scene, struct arena *arena)
{
    struct buffer list = {0};

    for (size_t i = 0; i < scene->isms.model.file_count; i++)
        if (!scene->isms.model.files[i]->parsed)
            list_path(&list, scene->isms.model.files[i]->path);
    return keep_list(&list, arena);
}

/* What a broken file holds is in no list, and a list that looks whole would hide it. */
static void remark_on_unread(struct approvals_view *view, struct scene *scene)
{
    struct str files = files_unread(scene, &scene->arena);

    if (files.len)
        add_remark(view,
                   arena_printf(&scene->arena,
                                "unreadable files may be missing from this list: %.*s",
                                STR_ARG(files)),
                   STR("run `ismslint check` to see what is wrong"));
}

static int find_remarks(struct approvals_view *view, struct scene *scene, struct error *error)
{
    struct lint_result clone;
    struct sink sink;
    int result = remarks_on_clone(&clone, &scene->isms, error);

    sink_init(&sink, &scene->arena);
    approvals_report(scene->approvals, &sink);
    view->remarks = arena_alloc_array(
        &scene->arena, clone.findings.count + sink.diagnostics.count + 3, sizeof *view->remarks);
    VECTOR_EACH (struct finding, finding, &clone.findings)
        add_remark(view, finding->message, finding->help);
    for (size_t i = 0; i < sink.diagnostics.count; i++)
        add_remark(view, sink.diagnostics.items[i]->message, sink.diagnostics.items[i]->help);
    remark_on_unread(view, scene);
    sink_release(&sink);
    lint_result_release(&clone);
    return result;
}

/* ---- the command ---- */

/* What would be without effect is refused. */
static int check_settings(const struct approvals_settings *settings, struct error *error)
{
    if (settings->sample && !settings->period)
        return error_set(error, ERROR_USAGE, "`--sample` requires `--period`");
    if (settings->seed && !settings->sample)
        return error_set(error, ERROR_USAGE, "`--seed` requires `--sample`");
    return 0;
}

static void set_view(struct approvals_view *view, const struct listing *listing)
{
    struct scene *scene = listing->scene;

    view->revisions = listing->revisions.items;
    view->count = listing->revisions.count;
    view->mainline = approvals_mainline(scene->approvals);
    approvals_head(&view->head, scene->approvals);
    view->complete = !approvals_gap(scene->approvals).len;
    view->all = listing->settings->all;
    view->arena = &scene->arena;
}

/* The registers that hold rows of which approval is asked for: "registers/risks.csv". */
static struct str registers_asked(const struct listing *listing)
{
    const struct model *model = &listing->scene->isms.model;
    const struct artifact *last = NULL;
    struct buffer list = {0};

    for (size_t i = 0; i < model->artifacts.count; i++) {
        const struct artifact *artifact = model->artifacts.items[i];

        if (!artifact->is_row || (last && last->file == artifact->file) ||
            !config_requirement(&model->config, artifact->kind).asked)
            continue;
        last = artifact;
        list_path(&list, artifact->file->path);
    }
    return keep_list(&list, &listing->scene->arena);
}

/* An auditor must not take the population for more than it is. */
static void remark_on_rows(struct approvals_view *view, const struct listing *listing)
{
    struct str registers = registers_asked(listing);

    if (registers.len)
        add_remark(view,
                   arena_printf(view->arena, "the population excludes register entries: %.*s",
                                STR_ARG(registers)),
                   STR("use `ismslint history ID` for an entry"));
}

/* "008f722 (procedures/backup.md, dated 1999-01-01)", the first of them. */
static struct str misdated_words(const struct population *population, struct arena *arena)
{
    enum { MOST_NAMED = 20 };
    size_t count = population->misdated_count, named = count < MOST_NAMED ? count : MOST_NAMED;
    struct buffer words = {0};
    char hex[OBJECT_ID_HEX + 1], day[16];

    for (size_t i = 0; i < named; i++) {
        const struct approval_revision *revision = population->misdated[i];

        visible_printf(&words, "%s%.7s (%.*s, dated %s)", i ? ", " : "",
                       object_id_hex(hex, &revision->landing, OBJECT_ID_HEX),
                       STR_ARG(revision->path), civil_format(day, civil_from_days(revision->day)));
    }
    if (named < count)
        visible_printf(&words, ", and %zu more", count - named);
    return keep_list(&words, arena);
}

/* Whoever sets a date back must not get a change out of an auditor's sight. */
static void remark_on_dates(struct approvals_view *view, const struct period *period)
{
    if (period->population.misdated_count)
        add_remark(view,
                   arena_printf(view->arena,
                                "the population excludes revisions with an unreliable date outside "
                                "the period: %.*s",
                                STR_ARG(misdated_words(&period->population, view->arena))),
                   STR("see `ismslint history` for revisions dated before an earlier commit, or in "
                       "the future"));
}

static int find_period(struct approvals_view *view, struct listing *listing)
{
    const struct approvals_settings *settings = listing->settings;
    struct period_request *request = ARENA_NEW(&listing->scene->arena, struct period_request);
    struct period *period = ARENA_NEW(&listing->scene->arena, struct period);

    *request = (struct period_request){
        .period = settings->period,
        .sample = settings->sample,
        .seed = settings->seed,
        .all = settings->all,
        .named = {listing->paths.items, listing->paths.count},
    };
    if (period_find(period, listing->scene, request, listing->error) < 0)
        return -1;
    remark_on_rows(view, listing);
    remark_on_dates(view, period);
    view->period = period;
    view->revisions = period->drawn;
    view->count = period->drawn_count;
    return 0;
}

static int write_listing(struct buffer *out, const struct invocation *invocation,
                         struct listing *listing)
{
    const struct approvals_settings *settings = listing->settings;
    struct approvals_view view = {.width = invocation->width};

    if (!settings->period) {
        list_documents(listing);
        list_governing(listing);
    }
    set_view(&view, listing);
    if (find_remarks(&view, listing->scene, listing->error) < 0)
        return -1;
    if (settings->period && find_period(&view, listing) < 0)
        return -1;
    report_format_at(REPORT_APPROVALS, settings->format)
        ->write_approvals(out, invocation->notice, &view);
    return 0;
}

static int run(struct buffer *out, const struct invocation *invocation, struct error *error)
{
    struct scene scene;
    struct listing listing = {.scene = &scene, .settings = invocation->settings, .error = error};
    int status = -1;

    if (check_settings(listing.settings, error) < 0)
        return -1;
    if (scene_open(&scene, invocation, error) < 0)
        goto out;
    for (size_t i = 0; i < invocation->operands.count; i++)
        if (take_operand(&listing, invocation->operands.items[i]) < 0)
            goto out;
    if (write_listing(out, invocation, &listing) < 0)
        goto out;
    status = EXIT_CLEAN;
out:
    vector_release(&listing.paths);
    vector_release(&listing.artifacts);
    vector_release(&listing.revisions);
    scene_close(&scene);
    return status;
}

static const struct option options[] = {
    {.name = "all",
     .letter = 'a',
     .type = OPTION_FLAG,
     .offset = offsetof(struct approvals_settings, all),
     .help = "also list documents and revisions that need no approval, such as drafts"},
    {.name = "period",
     .type = OPTION_STRING,
     .offset = offsetof(struct approvals_settings, period),
     .argument = "A..B",
     .help = "list every revision that reached the main branch from date A to date B"},
    {.name = "sample",
     .type = OPTION_STRING,
     .offset = offsetof(struct approvals_settings, sample),
     .argument = "N",
     .help = "draw a sample of N revisions; requires --period"},
    {.name = "seed",
     .type = OPTION_STRING,
     .offset = offsetof(struct approvals_settings, seed),
     .argument = "S",
     .help = "draw the sample with this seed; the same seed draws the same sample"},
    {.name = "format",
     .type = OPTION_CHOICE,
     .offset = offsetof(struct approvals_settings, format),
     .argument = "FORMAT",
     .help = "print in this format",
     .choice = report_approvals_format},
    SCENE_OPTIONS,
};

static const struct example examples[] = {
    {"ismslint approvals", "list every document that requires approval"},
    {"ismslint approvals policies --format markdown", "list one folder, for a report"},
    {"ismslint approvals SOP-012 R-007", "list a document and a risk by their ids"},
    {"ismslint approvals --period 2026-01-01..2026-06-30", "list the changes of half a year"},
    {"ismslint approvals --period 2026-01-01..2026-06-30 --sample 25 --seed FY26",
     "draw a sample that an auditor can draw again"},
    {"ismslint approvals --period 2026-01-01..2026-06-30 --format json",
     "print population, revisions and evidence for a program"},
};

const struct command approvals_command = {
    .name = "approvals",
    .summary = "list documents with their approvals",
    .operands = "[PATH|ID]...",
    .most = SIZE_MAX,
    .description =
        "Lists every document that requires approval: its version in force, since when, the "
        "verdict, and the approvals that count. Documents whose `status` is draft, retired, "
        "withdrawn, superseded, obsolete or archived need no approval, as in `ismslint check`. "
        "Give a PATH or an ID to list only that document.\n\nWith --period it lists every revision "
        "that reached the main branch between two dates, one line each. Dates are in the time zone "
        "of the configuration, UTC by default. The list includes deletions, and revisions of "
        "documents that were deleted or moved later. With --period, an ID selects every path the "
        "document ever had. Below the table it prints the size of the population, how the sample "
        "was drawn, and a git command that reproduces the count. The list is evidence about "
        "changes to documents, not to software.\n\nCSV holds the table; the rest goes to standard "
        "error. JSON (docs/reference/json.md) holds everything, with the evidence.",
    .options = options,
    .option_count = COUNT_OF(options),
    .settings_size = sizeof(struct approvals_settings),
    .examples = examples,
    .example_count = COUNT_OF(examples),
    .run = run,
};
