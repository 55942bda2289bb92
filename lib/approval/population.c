#include "approval/population.h"

#include <stdlib.h>

#include "approval/context.h"
#include "approval/documents.h"
#include "approval/judgement_make.h"
#include "base/vector.h"

struct found {
    const struct approval_revision *revision;
    size_t position; /* of its landing on the mainline: larger is older */
};

/* A population while it is found. */
struct finding {
    struct approvals *approvals;
    const struct population_request *request;
    VECTOR(struct found) revisions;
    VECTOR(const struct approval_revision *) misdated;
    VECTOR(struct str) paths;
    struct map listed;       /* "PATH LANDING KIND" of each revision */
    struct map listed_files; /* "PATH LANDING" */
    struct map known_paths;
    struct str gap;
};

static bool in_window(const struct finding *finding, int64_t instant)
{
    return instant >= finding->request->from && instant <= finding->request->until;
}

static void add_path(struct finding *finding, struct str path)
{
    if (!map_put(&finding->known_paths, path, finding))
        vector_push(&finding->paths, path);
}

static size_t position_of(const struct finding *finding, const struct approval_revision *revision)
{
    struct mainline_commit landing = {.id = revision->landing};

    return approvals_position(finding->approvals, &landing);
}

/* Of one that is dated outside of the window: may the date be wrong, and it landed in it? */
static bool may_be_in_window(const struct finding *finding,
                             const struct approval_revision *revision)
{
    const struct approvals *approvals = finding->approvals;
    const struct mainline_commit *landing =
        history_commit(approvals->history, position_of(finding, revision));

    return landing->time > approvals->options.now ? finding->request->from <= approvals->options.now
                                                  : in_window(finding, landing->time_not_before);
}

/* The line of a document and that of its old path share what landed before the move. */
static void add_once(struct finding *finding, const struct approval_revision *revision)
{
    struct approvals *approvals = finding->approvals;
    struct str file = landing_key(revision->path, &revision->landing, approvals->arena);
    struct str key =
        arena_printf(approvals->arena, "%.*s %.*s", STR_ARG(file), STR_ARG(revision->kind->name));

    if (in_window(finding, revision->date))
        map_put(&finding->listed_files, file, finding);
    if (map_put(&finding->listed, key, finding))
        return;
    if (in_window(finding, revision->date))
        vector_push(&finding->revisions,
                    ((struct found){revision, position_of(finding, revision)}));
    else
        vector_push(&finding->misdated, revision);
}

static bool is_wanted(const struct finding *finding, const struct approval_revision *revision)
{
    const struct population_request *request = finding->request;

    return revision->landed && revision->kind && (revision->required || request->all) &&
           (!request->wants || request->wants(request->context, revision->path)) &&
           !(revision->deleted &&
             document_was_moved(finding->approvals, revision->path, &revision->landing));
}

static void add_line(struct finding *finding, const struct approval_judgement *judgement)
{
    for (size_t i = 0; i < judgement->revision_count; i++) {
        const struct approval_revision *revision = &judgement->revisions[i];

        if (!is_wanted(finding, revision))
            continue;
        add_path(finding, revision->path);
        if (in_window(finding, revision->date) || may_be_in_window(finding, revision))
            add_once(finding, revision);
    }
}

/* ---- which lines ---- */

static void add_documents_of_today(struct finding *finding)
{
    const struct artifact_list *artifacts = &finding->approvals->head->artifacts;

    for (size_t i = 0; i < artifacts->count; i++)
        if (!artifacts->items[i]->is_row)
            add_line(finding, approvals_judge(finding->approvals, artifacts->items[i]));
}

/* Of a file that may name its kind itself nobody knows what it was if it cannot be read. */
static void note_riddle(struct finding *finding, const struct revision *revision)
{
    struct approvals *approvals = finding->approvals;

    for (; revision && !finding->gap.len; revision = revision->older) {
        if (document_is_here(approvals, revision))
            continue;
        finding->gap = arena_printf(
            approvals->arena,
            "a content of %.*s, which may have been a document, is missing from this clone",
            STR_ARG(revision->path));
    }
}

static void add_gone(void *context, const struct revision *newest)
{
    struct finding *finding = context;
    const struct approval_judgement *judgement = approvals_judge_gone(finding->approvals, newest);
    const struct approval_revision *last = approval_in_force(judgement);

    add_line(finding, judgement);
    if (!last || !last->kind)
        note_riddle(finding, newest);
}

/* ---- what git counts ---- */

static void count_landings(struct population *out, struct finding *finding, struct str path)
{
    struct approvals *approvals = finding->approvals;
    const struct revision *revision = history_newest(approvals->history, path);

    for (; revision && revision->landing; revision = revision->older) {
        if (!in_window(finding, revision->landing->time))
            continue;
        out->landings++;
        if (map_get(&finding->listed_files,
                    landing_key(path, &revision->landing->id, approvals->arena)))
            out->listed++;
        else if (document_was_moved(approvals, path, &revision->landing->id))
            out->left++;
        else
            out->unasked++;
    }
}

/* ---- the whole ---- */

static int compare_found(const void *a, const void *b)
{
    const struct found *x = a, *y = b;

    if (x->revision->date != y->revision->date)
        return x->revision->date < y->revision->date ? -1 : 1;
    if (x->position != y->position)
        return x->position > y->position ? -1 : 1;
    if (!str_equal(x->revision->path, y->revision->path))
        return str_compare(x->revision->path, y->revision->path);
    return str_compare(x->revision->kind->name, y->revision->kind->name);
}

static int compare_paths(const void *a, const void *b)
{
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

static void keep(struct population *out, struct finding *finding)
{
    struct arena *arena = finding->approvals->arena;
    size_t count = finding->revisions.count, paths = finding->paths.count;

    if (count)
        qsort(finding->revisions.items, count, sizeof *finding->revisions.items, compare_found);
    if (paths)
        qsort(finding->paths.items, paths, sizeof *finding->paths.items, compare_paths);
    out->items = arena_alloc_array(arena, count, sizeof *out->items);
    while (out->count < count) {
        out->items[out->count] = finding->revisions.items[out->count].revision;
        out->count++;
    }
    out->paths.items = arena_copy(arena, finding->paths.items, paths * sizeof *out->paths.items);
    out->paths.count = paths;
    for (size_t i = 0; i < paths; i++)
        count_landings(out, finding, out->paths.items[i]);
    out->misdated_count = finding->misdated.count;
    out->misdated =
        arena_copy(arena, finding->misdated.items, out->misdated_count * sizeof *out->misdated);
    out->gap = finding->gap;
}

static void find_all(struct population *out, struct finding *finding)
{
    struct approvals *approvals = finding->approvals;
    struct error error;

    approvals_walk(approvals);
    add_documents_of_today(finding);
    documents_each_gone(approvals, add_gone, finding);
    if (!history_is_complete(approvals->history, &error))
        finding->gap = arena_str(approvals->arena, str_of(error.message));
    keep(out, finding);
}

void population_find(struct population *out, struct approvals *approvals,
                     const struct population_request *request)
{
    struct finding finding = {.approvals = approvals, .request = request};

    *out = (struct population){.gap = approvals->no_mainline};
    if (!approvals->history)
        return;
    map_init(&finding.listed);
    map_init(&finding.listed_files);
    map_init(&finding.known_paths);
    find_all(out, &finding);
    map_release(&finding.listed);
    map_release(&finding.listed_files);
    map_release(&finding.known_paths);
    vector_release(&finding.revisions);
    vector_release(&finding.misdated);
    vector_release(&finding.paths);
}
