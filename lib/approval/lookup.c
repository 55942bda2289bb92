#include "approval/lookup.h"

#include "approval/context.h"
#include "approval/documents.h"
#include "approval/judgement_make.h"
#include "approval/timeline.h"
#include "base/vector.h"

/* A search while it goes on. */
struct search {
    struct approvals *approvals;
    struct str id;
    struct str path; /* empty: anywhere */
    VECTOR(struct approval_found) found;
};

static bool is_sought(const struct search *search, struct str path)
{
    return !search->path.len || str_equal(search->path, path);
}

static void add_artifact(struct search *search, const struct artifact *artifact)
{
    struct approval_found found = {
        .path = artifact->file->path,
        .id = artifact->id,
        .is_row = artifact->is_row,
        .artifact = artifact,
        .judgement = approvals_judge(search->approvals, artifact),
    };

    vector_push(&search->found, found);
}

/* ---- today ---- */

static void find_today(struct search *search)
{
    const struct artifact_list *artifacts = &search->approvals->head->artifacts;

    for (size_t i = 0; i < artifacts->count; i++)
        if (str_equal(artifacts->items[i]->id, search->id) &&
            is_sought(search, artifacts->items[i]->file->path))
            add_artifact(search, artifacts->items[i]);
}

/* ---- documents of the past ---- */

static bool had_id(const struct approval_judgement *judgement, struct str id)
{
    for (size_t i = 0; i < judgement->revision_count; i++)
        if (str_equal(judgement->revisions[i].id, id))
            return true;
    return false;
}

/* Documents that are called something else now. */
static void find_renamed(struct search *search)
{
    const struct artifact_list *artifacts = &search->approvals->head->artifacts;

    for (size_t i = 0; i < artifacts->count; i++)
        if (!artifacts->items[i]->is_row && is_sought(search, artifacts->items[i]->file->path) &&
            had_id(approvals_judge(search->approvals, artifacts->items[i]), search->id))
            add_artifact(search, artifacts->items[i]);
}

static bool was_only_moved(struct approvals *approvals, const struct revision *newest)
{
    return newest->landing && newest->version.mode == MODE_ABSENT &&
           document_was_moved(approvals, newest->path, &newest->landing->id);
}

static void consider_gone(void *context, const struct revision *newest)
{
    struct search *search = context;
    struct approval_found found = {.path = newest->path, .id = search->id, .gone = true};

    if (!is_sought(search, newest->path) || was_only_moved(search->approvals, newest))
        return;
    found.judgement = approvals_judge_gone(search->approvals, newest);
    if (had_id(found.judgement, search->id))
        vector_push(&search->found, found);
}

/* ---- rows of the past ---- */

/* The kind of the row that had the id in one of the contents of FILE, the newest first; or NULL. */
static const struct kind *row_kind(struct search *search, const struct file_timeline *file)
{
    for (size_t i = file->count; i-- > 0;) {
        const struct revision *revision = file->steps[i].revision;
        const struct part *part =
            revision->version.mode == MODE_ABSENT
                ? NULL
                : map_get(&content_get(&search->approvals->contents, revision->path,
                                       &revision->version, NULL)
                               ->rows,
                          search->id);

        if (part)
            return part->kind;
    }
    return NULL;
}

static void consider_row(struct search *search, struct model_file *file)
{
    struct approvals *approvals = search->approvals;
    const struct file_timeline *timeline = timeline_of_file(approvals, file->path);
    const struct kind *kind = row_kind(search, timeline);
    struct artifact *row;

    if (!kind)
        return;
    row = ARENA_NEW(approvals->arena, struct artifact);
    row->kind = (struct kind *)(uintptr_t)kind;
    row->file = file;
    row->id = arena_str(approvals->arena, search->id);
    row->is_row = true;
    row->number = SIZE_MAX;
    vector_push(&search->found,
                ((struct approval_found){.path = file->path,
                                         .id = row->id,
                                         .is_row = true,
                                         .gone = true,
                                         .judgement = judgement_make(approvals, row, timeline)}));
}

static void find_gone_rows(struct search *search)
{
    const struct artifact_list *artifacts = &search->approvals->head->artifacts;
    const struct model_file *done = NULL;

    for (size_t i = 0; i < artifacts->count; i++) {
        struct model_file *file = artifacts->items[i]->file;

        if (!artifacts->items[i]->is_row || file == done || !is_sought(search, file->path))
            continue;
        done = file;
        consider_row(search, file);
    }
}

/* ---- the whole ---- */

static void find_past(struct search *search)
{
    if (!search->approvals->history)
        return;
    find_renamed(search);
    documents_each_gone(search->approvals, consider_gone, search);
    find_gone_rows(search);
}

void approvals_find_id(struct approval_findings *out, struct approvals *approvals, struct str id,
                       struct str path)
{
    struct search search = {.approvals = approvals, .id = id, .path = path};

    *out = (struct approval_findings){0};
    if (!id.len)
        return;
    approvals_walk(approvals);
    find_today(&search);
    if (!search.found.count)
        find_past(&search);
    out->items =
        arena_copy(approvals->arena, search.found.items, search.found.count * sizeof *out->items);
    out->count = search.found.count;
    vector_release(&search.found);
}

/* ---- paths ---- */

static bool holds(struct str folder, struct str path)
{
    return !folder.len || str_equal(folder, path) ||
           (str_starts_with(path, folder) && path.data[folder.len] == '/');
}

bool approvals_has_path(const struct approvals *approvals, struct str path)
{
    for (size_t i = 0; i < approvals->snapshot->count; i++)
        if (holds(path, approvals->snapshot->entries[i].path))
            return true;
    return false;
}

bool approvals_had_path(struct approvals *approvals, struct str path)
{
    approvals_walk(approvals);
    for (size_t i = 0; approvals->history && i < history_path_count(approvals->history); i++)
        if (holds(path, history_path(approvals->history, i)->path))
            return true;
    return false;
}

struct str approvals_gap(struct approvals *approvals)
{
    struct error error;

    if (!approvals->history)
        return approvals->no_mainline;
    approvals_walk(approvals);
    return history_is_complete(approvals->history, &error)
               ? (struct str){0}
               : arena_str(approvals->arena, str_of(error.message));
}
