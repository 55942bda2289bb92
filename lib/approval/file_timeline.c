/* The landings of files, and the moves that join them. */
#include "approval/context.h"
#include "approval/documents.h"
#include "approval/moves.h"
#include "approval/timeline.h"
#include "base/vector.h"

typedef VECTOR(struct str) path_list;

static bool is_record(const struct approvals *approvals, struct str path)
{
    return str_starts_with(path, approvals->head->config.approvals.records);
}

/*
 * The configuration, people, evidence, approval records and documents are followed
 * wherever they were, also those that are there no longer.
 */
static bool wants(void *context, struct str path)
{
    return is_record(context, path) || approval_key_file(path) ||
           config_governs(&((const struct approvals *)context)->head->config, path) ||
           document_may_be_at(context, path) || register_may_be_at(context, register_kinds, path);
}

/* ---- the walk ---- */

/* The paths that the timelines need, while the history is walked for them. */
struct asking {
    struct approvals *approvals;
    struct map known; /* those that were asked for */
    path_list found;  /* where those were before, and where these were, found on the way */
};

static void ask(struct asking *asking, struct str path)
{
    if (!map_put(&asking->known, path, asking))
        history_add(asking->approvals->history, path, HISTORY_ALL);
}

/* A path appears: on what the landing has it from the walk goes on at once. */
static void follow(void *context, const struct revision *revision)
{
    struct asking *asking = context;
    const struct move *move = move_of(&asking->approvals->moves, revision);

    if (move->path.len) {
        vector_push(&asking->found, move->path);
        history_continue(asking->approvals->history, move->path);
    }
    for (size_t i = 0; i < move->others.count; i++) {
        vector_push(&asking->found, move->others.items[i]);
        history_continue(asking->approvals->history, move->others.items[i]);
    }
}

static void walk(struct asking *asking, void (*appeared)(void *, const struct revision *))
{
    struct approvals *approvals = asking->approvals;

    history_follow(approvals->history, appeared, asking);
    history_walk(approvals->history, approvals->options.progress,
                 approvals->options.progress_context);
}

/*
 * The first walk comes to the older paths only from where they were left; of
 * those it has not seen whole, the second one finds all that happened to them.
 */
static void walk_twice(struct asking *asking)
{
    size_t known = asking->known.count;

    walk(asking, follow);
    for (size_t i = 0; i < asking->found.count; i++)
        ask(asking, asking->found.items[i]);
    if (asking->known.count > known)
        walk(asking, NULL);
    map_release(&asking->known);
    vector_release(&asking->found);
}

void timelines_walk(struct approvals *approvals)
{
    const struct model *head = approvals->head;
    struct asking asking = {.approvals = approvals};

    map_init(&asking.known);
    history_add_matching(approvals->history, wants, approvals);
    ask(&asking, STR(CONFIG_NAME));
    for (size_t i = 0; i < head->artifacts.count; i++)
        ask(&asking, head->artifacts.items[i]->file->path);
    walk_twice(&asking);
    if (register_places_find(approvals)) {
        history_add_matching(approvals->history, wants, approvals);
        walk(&asking, NULL);
    }
}

void timelines_walk_path(struct approvals *approvals, struct str path)
{
    struct asking asking = {.approvals = approvals};

    map_init(&asking.known);
    ask(&asking, path);
    walk_twice(&asking);
}

/* ---- the timeline of one file ---- */

const struct revision *timeline_path_before(const struct approvals *approvals, struct str path,
                                            size_t position)
{
    const struct revision *revision = history_newest(approvals->history, path);

    while (revision && revision->landing &&
           approvals_position(approvals, revision->landing) <= position)
        revision = revision->older;
    return revision;
}

const struct revision *timeline_before(struct approvals *approvals, const struct revision *revision)
{
    const struct move *move = move_of(&approvals->moves, revision);

    return move->path.len ? timeline_path_before(approvals, move->path,
                                                 approvals_position(approvals, revision->landing))
                          : revision->older;
}

static void end_timeline(struct file_timeline *timeline, const struct revision *revision)
{
    timeline->complete = false;
    timeline->missing = revision->reason;
}

/*
 * Did REVISION bring another document to a path that the one before had left for
 * another, where its line goes on? What left and came back under its id did not end.
 */
static bool begins_anew(struct approvals *approvals, const struct revision *revision)
{
    const struct revision *left = revision->older;
    const struct part *was, *is;

    if (!left || !left->landing || left->version.mode != MODE_ABSENT ||
        move_of(&approvals->moves, revision)->path.len ||
        !document_was_moved(approvals, left->path, &left->landing->id))
        return false;
    was = document_in(approvals, left->path, &left->before);
    is = document_in(approvals, revision->path, &revision->version);
    return was && is && was->id.len && is->id.len && !str_equal(was->id, is->id);
}

/* Where the document that REVISION brings stood at the path before others did, or NULL. */
static const struct revision *stood_before(struct approvals *approvals,
                                           const struct revision *revision)
{
    const struct part *is = document_in(approvals, revision->path, &revision->version), *was;

    while ((revision = revision->older) && revision->landing) {
        was = document_in(approvals, revision->path, &revision->before);
        if (was && str_equal(was->id, is->id))
            break;
    }
    return revision;
}

typedef VECTOR(struct file_step) step_list;

/* Collect the steps of a line, newest first. */
static void collect_steps(step_list *steps, struct file_timeline *timeline,
                          struct approvals *approvals, const struct revision *newest)
{
    const struct revision *revision = newest;

    while (revision) {
        struct file_step step = {.revision = revision};

        if (!revision->landing) {
            end_timeline(timeline, revision);
            return;
        }
        step.position = approvals_position(approvals, revision->landing);
        step.move = move_of(&approvals->moves, revision);
        vector_push(steps, step);
        if (begins_anew(approvals, revision)) {
            timeline->returned_from = stood_before(approvals, revision);
            return;
        }
        revision = timeline_before(approvals, revision);
    }
}

const struct file_timeline *timeline_until(struct approvals *approvals,
                                           const struct revision *newest)
{
    struct file_timeline *timeline = ARENA_NEW(approvals->arena, struct file_timeline);
    step_list steps = {0};

    timeline->complete = true;
    collect_steps(&steps, timeline, approvals, newest);
    timeline->steps = arena_alloc_array(approvals->arena, steps.count, sizeof *timeline->steps);
    for (size_t i = steps.count; i-- > 0;)
        timeline->steps[timeline->count++] = steps.items[i];
    vector_release(&steps);
    return timeline;
}

const struct file_timeline *timeline_of_file(struct approvals *approvals, struct str path)
{
    const struct file_timeline *timeline = map_get(&approvals->paths, path);

    if (!timeline) {
        timeline = timeline_until(approvals, history_newest(approvals->history, path));
        map_put(&approvals->paths, path, (struct file_timeline *)(uintptr_t)timeline);
    }
    return timeline;
}
