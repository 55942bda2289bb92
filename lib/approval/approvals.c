/* Life of struct approvals: the mainline, the walk, the caches. */
#include <stdlib.h>

#include "approval/context.h"
#include "approval/documents.h"
#include "approval/governing_file.h"
#include "approval/judgement_make.h"
#include "approval/records.h"
#include "approval/timeline.h"
#include "base/clock.h"
#include "base/memory.h"

size_t approvals_position(const struct approvals *approvals, const struct mainline_commit *commit)
{
    uintptr_t number = (uintptr_t)map_get(&approvals->positions, object_id_key(&commit->id));

    return number ? (size_t)number - 1 : history_length(approvals->history);
}

size_t approvals_position_at(const struct approvals *approvals, int64_t time)
{
    size_t low = 0, high = history_length(approvals->history);

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (history_commit(approvals->history, middle)->time_not_before <= time)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

int64_t approvals_day(const struct approvals *approvals, int64_t instant)
{
    return zone_day(&approvals->head->config.zone, instant);
}

/* ---- the mainline ---- */

static void no_mainline(struct approvals *approvals, const char *reason)
{
    approvals->has_mainline = false;
    approvals->no_mainline = arena_str(approvals->arena, str_of(reason));
}

static int64_t landing_day(void *context, const struct object_id *commit, int64_t instant)
{
    (void)commit;
    return approvals_day(context, instant);
}

/* Which branch is in force is no failure of ours if it cannot be told: the verdicts say so. */
static int find_mainline(struct approvals *approvals, struct error *error)
{
    struct error why = {0};
    const struct mainline_calendar calendar = {landing_day, approvals};
    int found = mainline_resolve(&approvals->mainline, approvals->repository,
                                 approvals->head->config.mainline, approvals->arena, &why);

    if (approvals->options.tip) {
        approvals->mainline.head = *approvals->options.tip;
        approvals->mainline.name = STR("this branch");
        found = 1;
    }
    approvals->has_mainline = found == 1;
    if (found == 1 && approvals->options.as_of && !approvals->options.head) {
        found = mainline_as_of(&approvals->mainline.head, approvals->repository,
                               &approvals->mainline.head,
                               approvals_day(approvals, approvals->options.now), &calendar, &why);
    }
    if (found == 1 && approvals->options.head)
        approvals->mainline.head = *approvals->options.head;
    if (found < 1) {
        no_mainline(approvals, why.message);
        return 0;
    }
    /* An old commit of the mainline is judged by what was known then: its texts have landed. */
    if (!approvals->options.head && approvals->snapshot->kind == SNAPSHOT_COMMIT &&
        mainline_holds(approvals->repository, &approvals->mainline.head,
                       &approvals->snapshot->commit))
        approvals->mainline.head = approvals->snapshot->commit;
    if (history_new(&approvals->history, approvals->repository, &approvals->mainline.head, error) <
        0)
        no_mainline(approvals, error->message);
    return 0;
}

int approvals_new(struct approvals **out, struct repository *repository,
                  const struct snapshot *snapshot, const struct model *head,
                  const struct approvals_options *options, struct arena *arena, struct error *error)
{
    struct approvals *approvals = ARENA_NEW(arena, struct approvals);

    approvals->arena = arena;
    arena_init(&approvals->scratch);
    approvals->repository = repository;
    approvals->snapshot = snapshot;
    approvals->head = head;
    approvals->options = *options;
    map_init(&approvals->positions);
    map_init(&approvals->paths);
    map_init(&approvals->documents);
    map_init(&approvals->moved);
    map_init(&approvals->other_paths);
    key_rings_init(&approvals->rings);
    map_init(&approvals->notes);
    map_init(&approvals->reviews);
    commit_cache_init(&approvals->commits, repository, arena, &approvals->scratch);
    content_cache_init(&approvals->contents, repository, head, arena, &approvals->scratch);
    approvals->judgements =
        arena_alloc_array(arena, head->artifacts.count, sizeof(struct approval_judgement *));
    *out = approvals;
    return find_mainline(approvals, error);
}

void approvals_free(struct approvals *approvals)
{
    if (!approvals)
        return;
    records_release(approvals->records);
    notes_release(approvals);
    key_rings_release(&approvals->rings);
    frames_release(&approvals->frames);
    register_places_release(&approvals->places);
    compensations_release(&approvals->compensations);
    moves_release(&approvals->moves);
    content_cache_release(&approvals->contents);
    commit_cache_release(&approvals->commits);
    map_release(&approvals->paths);
    map_release(&approvals->documents);
    map_release(&approvals->moved);
    map_release(&approvals->other_paths);
    map_release(&approvals->positions);
    history_free(approvals->history);
    arena_release(&approvals->scratch);
}

/* ---- the walk ---- */

static void number_commits(struct approvals *approvals)
{
    for (size_t i = 0; i < history_length(approvals->history); i++) {
        const struct mainline_commit *commit = history_commit(approvals->history, i);

        map_put(&approvals->positions, object_id_key(&commit->id), (void *)(uintptr_t)(i + 1));
    }
}

/* What is not on the mainline yet will land on it at once. */
static void count_proposed(struct approvals *approvals)
{
    struct approvals *onto = approvals->options.onto;
    size_t length = history_length(approvals->history);

    if (!onto || !onto->history)
        return;
    approvals_walk(onto);
    while (approvals->proposed < length &&
           approvals_position(onto, history_commit(approvals->history, approvals->proposed)) ==
               history_length(onto->history))
        approvals->proposed++;
}

void approvals_walk(struct approvals *approvals)
{
    if (approvals->walked || !approvals->history)
        return;
    approvals->walked = true;
    moves_init(&approvals->moves, approvals->history, &approvals->contents, approvals->arena);
    timelines_walk(approvals);
    history_date(approvals->history, approvals->options.now);
    number_commits(approvals);
    count_proposed(approvals);
    frames_init(approvals);
    baseline_find(approvals);
    approvals->records = records_read(approvals);
}

/* The artifact of OTHER that stands at the same place of the same file with the same bytes, or
 * NULL. */
static const struct artifact *same_artifact(const struct approvals *other,
                                            const struct artifact *artifact)
{
    const struct artifact *same = NULL;

    if (artifact->id.len && artifact->kind != &kind_configuration)
        same = map_get(&model_index(other->head, artifact->kind)->by_id, artifact->id);
    return same && str_equal(same->file->path, artifact->file->path) &&
                   same->span.start == artifact->span.start &&
                   same->span.end == artifact->span.end &&
                   str_equal(same->file->source->text, artifact->file->source->text)
               ? same
               : NULL;
}

/* The judgement that the other tree has of ARTIFACT already, or NULL. */
static const struct approval_judgement *judged_alike(const struct approvals *approvals,
                                                     const struct artifact *artifact)
{
    const struct artifact *same =
        approvals->options.alike ? same_artifact(approvals->options.alike, artifact) : NULL;

    return same ? approvals_judge(approvals->options.alike, same) : NULL;
}

const struct approval_judgement *approvals_judge(struct approvals *approvals,
                                                 const struct artifact *artifact)
{
    const struct approval_judgement *alike;
    struct approval_judgement **judgement;

    if (artifact->number == SIZE_MAX)
        return approvals_judge_path(approvals, artifact->file->path);
    alike = judged_alike(approvals, artifact);
    if (alike)
        return alike;
    approvals_walk(approvals);
    judgement = &approvals->judgements[artifact->number];
    if (!*judgement)
        *judgement = judgement_make(approvals, artifact, NULL);
    return *judgement;
}

/* PATH holds no document of today. */
static struct approval_judgement *judge_other(struct approvals *approvals, struct str path)
{
    struct artifact *artifact;

    if (config_governs(&approvals->head->config, path)) {
        artifact = governing_artifact(approvals->arena, path);
    } else if (!approvals->history) {
        artifact = ARENA_NEW(approvals->arena, struct artifact);
        artifact->file = ARENA_NEW(approvals->arena, struct model_file);
        artifact->file->path = path;
    } else {
        timelines_walk_path(approvals, path);
        artifact = document_once(approvals, path, timeline_of_file(approvals, path));
    }
    return judgement_make(approvals, artifact, NULL);
}

const struct approval_judgement *approvals_judge_path(struct approvals *approvals, struct str path)
{
    const struct artifact *document = document_at(approvals, path);
    struct approval_judgement *judgement;

    approvals_walk(approvals);
    if (document)
        return approvals_judge(approvals, document);
    judgement = map_get(&approvals->other_paths, path);
    if (!judgement) {
        path = arena_str(approvals->arena, path);
        judgement = judge_other(approvals, path);
        map_put(&approvals->other_paths, path, judgement);
    }
    return judgement;
}

const struct approval_judgement *approvals_judge_gone(struct approvals *approvals,
                                                      const struct revision *newest)
{
    const struct file_timeline *file;

    if (!newest->newer)
        return approvals_judge_path(approvals, newest->path);
    file = timeline_until(approvals, newest);
    return judgement_make(approvals, document_once(approvals, newest->path, file), file);
}

/* The landing at PATH that is the oldest of JUDGEMENT there, or NULL. */
static const struct revision *oldest_at(struct approvals *approvals, struct str path,
                                        const struct approval_judgement *judgement)
{
    const struct revision *revision = history_newest(approvals->history, path);
    const struct object_id *oldest = NULL;

    for (size_t i = judgement->revision_count; i-- > 0 && !oldest;)
        if (judgement->revisions[i].landed && str_equal(judgement->revisions[i].path, path))
            oldest = &judgement->revisions[i].landing;
    while (oldest && revision && revision->landing &&
           !object_id_equal(&revision->landing->id, oldest))
        revision = revision->older;
    return oldest ? revision : NULL;
}

const struct approval_judgement *approvals_judge_earlier(struct approvals *approvals,
                                                         struct str path,
                                                         const struct approval_judgement *judgement)
{
    const struct revision *oldest =
        approvals->history ? oldest_at(approvals, path, judgement) : NULL;

    return oldest && oldest->landing && oldest->older && oldest->older->landing
               ? approvals_judge_gone(approvals, oldest->older)
               : NULL;
}

const struct repository *approvals_repository(const struct approvals *approvals)
{
    return approvals->repository;
}

bool approvals_head(struct object_id *out, const struct approvals *approvals)
{
    if (approvals->history)
        *out = approvals->mainline.head;
    return approvals->history != NULL;
}

struct str approvals_mainline(const struct approvals *approvals)
{
    return approvals->history ? approvals->mainline.name : (struct str){0};
}
