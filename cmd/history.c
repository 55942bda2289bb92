/* ismslint history: the revisions of one document, each with who wrote and who approved it. */
#include <string.h>

#include "cmd/scene.h"
#include "report/history_view.h"
#include "report/report.h"
#include "report/revision.h"

struct history_settings {
    struct scene_settings scene; /* first: see scene_open */
    size_t format;               /* number of the format */
};

/* What is to be shown, while it is looked for. */
struct subject {
    struct history_view *view;
    struct scene *scene;
    const char *operand;
    struct approval_findings found;
};

/* ---- by an id ---- */

/* What an id stood for, if that is not what it is called today. */
static struct str remark_on(const struct subject *subject, const struct approval_found *found)
{
    struct arena *arena = &subject->scene->arena;

    if (found->gone)
        return arena_printf(arena, "%.*s was in %.*s until it was deleted",
                            STR_ARG(subject->view->subject), STR_ARG(found->path));
    if (!str_equal(found->id, subject->view->subject))
        return arena_printf(arena, "%.*s now has %s%.*s", STR_ARG(found->path),
                            found->id.len ? "the id " : "no id", STR_ARG(found->id));
    if (subject->found.count > 1)
        return arena_printf(arena, "%.*s has %zu artifacts with this id; this is the first",
                            STR_ARG(found->path), subject->found.count);
    return (struct str){0};
}

/* "a.md and b.md", those that have the id; each path once. */
static struct str list_paths(const struct subject *subject, size_t *count)
{
    const struct approval_findings *found = &subject->found;
    struct str list = {0};

    *count = 0;
    for (size_t i = 0; i < found->count; i++) {
        bool seen = false;

        for (size_t k = 0; k < i && !seen; k++)
            seen = str_equal(found->items[k].path, found->items[i].path);
        if (seen)
            continue;
        list = list.len ? arena_printf(&subject->scene->arena, "%.*s and %.*s", STR_ARG(list),
                                       STR_ARG(found->items[i].path))
                        : found->items[i].path;
        ++*count;
    }
    return list;
}

static int take_found(struct subject *subject, struct error *error)
{
    const struct approval_found *first = subject->found.items;
    size_t paths;
    struct str list = list_paths(subject, &paths);

    if (paths > 1)
        return error_set(
            error, ERROR_USAGE,
            "several artifacts have the id %s: %.*s; name one by its path, or as PATH#ID",
            subject->operand, STR_ARG(list));
    subject->view->remark = remark_on(subject, first);
    subject->view->path = first->path;
    subject->view->judgement = first->judgement;
    return 0;
}

/* "PATH#ID" or an id; 0: there is none. */
static int find_id(struct subject *subject, struct error *error)
{
    scene_find(&subject->found, &subject->view->subject, subject->scene, subject->operand);
    if (!subject->found.count)
        return 0;
    return take_found(subject, error) < 0 ? -1 : 1;
}

/* ---- by a path ---- */

static void remark_on_earlier(struct history_view *view, const struct approval_judgement *earlier)
{
    const struct approval_revision *last = &earlier->revisions[0];
    struct str date = revision_date(last, view->arena);

    if (!view->remark.len && last->moved_to.len)
        view->remark = arena_printf(view->arena, "the document at this path until %.*s is now %.*s",
                                    STR_ARG(date), STR_ARG(last->moved_to));
}

/* What other documents were at the path before is part of its history, whatever became of them. */
static void add_earlier(struct history_view *view, struct approvals *approvals)
{
    const struct approval_judgement *earlier;

    while ((earlier = approvals_judge_earlier(approvals, view->path, view->judgement)) &&
           earlier->revision_count) {
        struct approval_judgement *whole = arena_copy(view->arena, view->judgement, sizeof *whole);
        size_t count = whole->revision_count;

        whole->revisions = arena_alloc_array(view->arena, count + earlier->revision_count,
                                             sizeof *whole->revisions);
        memcpy(whole->revisions, view->judgement->revisions, count * sizeof *whole->revisions);
        for (size_t i = 0; i < earlier->revision_count; i++)
            if (str_equal(earlier->revisions[i].path, view->path))
                whole->revisions[whole->revision_count++] = earlier->revisions[i];
        if (whole->revision_count == count)
            return;
        whole->complete = whole->complete && earlier->complete;
        remark_on_earlier(view, earlier);
        view->judgement = whole;
    }
}

/* ---- nothing ---- */

static int refuse(struct subject *subject, struct error *error)
{
    struct approvals *approvals = subject->scene->approvals;
    struct str mainline = subject->view->judgement->mainline, gap = approvals_gap(approvals);
    struct str path = scene_path(subject->scene, subject->operand);

    if (scene_is_outside(subject->scene, subject->operand))
        return error_set(error, ERROR_USAGE, "%s is outside the repository", subject->operand);
    if (approvals_has_path(approvals, path) || approvals_had_path(approvals, path))
        return error_set(error, ERROR_USAGE,
                         "%s is a %sfolder; `ismslint approvals` lists its documents",
                         subject->operand, approvals_has_path(approvals, path) ? "" : "deleted ");
    if (repository_state(subject->scene->repository)->unborn)
        return error_set(error, ERROR_USAGE,
                         "unknown file or id %s; the main branch has no commits yet",
                         subject->operand);
    if (gap.len)
        return error_set(error, ERROR_USAGE,
                         "unknown file or id %s; cannot determine whether it existed: %.*s",
                         subject->operand, STR_ARG(gap));
    return error_set(error, ERROR_USAGE, "unknown file or id %s, now and in the history of %.*s",
                     subject->operand, STR_ARG(mainline.len ? mainline : STR("the main branch")));
}

static int find_subject(struct subject *subject, struct error *error)
{
    struct history_view *view = subject->view;
    struct scene *scene = subject->scene;
    int found;

    view->subject = view->path = scene_path(scene, subject->operand);
    view->judgement = approvals_judge_path(scene->approvals, view->path);
    if (view->judgement->revision_count) {
        add_earlier(view, scene->approvals);
        return 0;
    }
    found = find_id(subject, error);
    if (found)
        return found < 0 ? -1 : 0;
    return refuse(subject, error);
}

static int run(struct buffer *out, const struct invocation *invocation, struct error *error)
{
    const struct history_settings *settings = invocation->settings;
    struct history_view view = {.width = invocation->width};
    struct scene scene;
    struct subject subject = {&view, &scene, invocation->operands.items[0], {0}};
    int status = -1;

    if (scene_open(&scene, invocation, error) < 0)
        goto out;
    view.arena = &scene.arena;
    approvals_head(&view.head, scene.approvals);
    if (find_subject(&subject, error) < 0)
        goto out;
    report_format_at(REPORT_HISTORY, settings->format)->write_history(out, &view);
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
     .help = "print in this format",
     .choice = report_history_format},
    SCENE_OPTIONS,
};

static const struct example examples[] = {
    {"ismslint history procedures/backup.md", "show who wrote and who approved each revision"},
    {"ismslint history SOP-012 --format csv", "print the same for a spreadsheet"},
    {"ismslint history R-007", "show the revisions of one risk in a register"},
};

const struct command history_command = {
    .name = "history",
    .summary = "show the revisions of a document and their approvals",
    .operands = "PATH|ID",
    .least = 1,
    .most = 1,
    .description =
        "Lists every revision of a document that reached the main branch, newest first: its "
        "version, since when it was in force, its authors, the approvals that count, and the "
        "verdict. ismslint follows moves. Name a register entry by its id, or as PATH#ID. Name a "
        "deleted document or entry by its former id or path.\n\nBelow the table ismslint explains "
        "each verdict that is not \"approved\". \"Not asked\" marks a revision that needs no "
        "approval. CSV has the columns of `ismslint approvals`. JSON (docs/reference/json.md) has "
        "all evidence, with the reason if it does not count.",
    .options = options,
    .option_count = COUNT_OF(options),
    .settings_size = sizeof(struct history_settings),
    .examples = examples,
    .example_count = COUNT_OF(examples),
    .run = run,
};
