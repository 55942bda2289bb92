/* The landings of files, and the moves that join them. */
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
    return frame_wants(context, path) || compensation_wants(context, path) ||
           is_record(context, path) || document_may_be_at(context, path);
}

static void ask(struct approvals *approvals, path_list *asked, struct map *known, struct str path)
{
    static char marker;

    if (map_get(known, path))
        return;
    map_put(known, path, &marker);
    vector_push(asked, path);
    history_add(approvals->history, path, HISTORY_ALL);
}

static void walk(struct approvals *approvals)
{
    history_walk(approvals->history, approvals->options.progress,
                 approvals->options.progress_context);
}

/* Paths from which those of ASKED, number FROM and further, were moved. */
static void ask_for_origins(struct approvals *approvals, path_list *asked, struct map *known,
                            size_t from)
{
    size_t end = asked->count;

    for (size_t i = from; i < end; i++) {
        const struct revision *revision = history_newest(approvals->history, asked->items[i]);

        for (; revision; revision = revision->older) {
            struct str origin = move_origin(&approvals->moves, revision);

            if (origin.len)
                ask(approvals, asked, known, origin);
        }
    }
}

/* A path that was moved twice takes two rounds, and so on: each round asks for new paths. */
static void walk_rounds(struct approvals *approvals, path_list *asked, struct map *known)
{
    size_t done = 0;

    walk(approvals);
    while (done < asked->count) {
        size_t before = asked->count;

        ask_for_origins(approvals, asked, known, done);
        done = before;
        if (asked->count > before)
            walk(approvals);
    }
}

void timelines_walk(struct approvals *approvals)
{
    const struct model *head = approvals->head;
    path_list asked = {0};
    struct map known;

    map_init(&known);
    history_add_matching(approvals->history, wants, approvals);
    for (size_t i = 0; i < head->artifacts.count; i++)
        ask(approvals, &asked, &known, head->artifacts.items[i]->file->path);
    walk_rounds(approvals, &asked, &known);
    map_release(&known);
    vector_release(&asked);
}

void timelines_walk_path(struct approvals *approvals, struct str path)
{
    path_list asked = {0};
    struct map known;

    map_init(&known);
    ask(approvals, &asked, &known, path);
    walk_rounds(approvals, &asked, &known);
    map_release(&known);
    vector_release(&asked);
}

/* The landing of PATH that is older than that of NEWER, which moved it away. */
static const struct revision *before_the_move(const struct approvals *approvals, struct str path,
                                              const struct revision *newer)
{
    const struct revision *revision = history_newest(approvals->history, path);

    while (revision && revision->landing && revision->landing != newer->landing)
        revision = revision->older;
    return revision && revision->landing ? revision->older : revision;
}

const struct revision *timeline_before(struct approvals *approvals, const struct revision *revision)
{
    struct str origin = move_origin(&approvals->moves, revision);

    return origin.len ? before_the_move(approvals, origin, revision) : revision->older;
}

static void end_timeline(struct file_timeline *timeline, const struct revision *revision)
{
    timeline->complete = false;
    timeline->missing = revision->reason;
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
        step.moved_from = move_origin(&approvals->moves, revision);
        vector_push(steps, step);
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
