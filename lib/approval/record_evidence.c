/* Approval records as evidence: which content each names, and whether it still stands. */
#include "approval/assessment.h"
#include "approval/context.h"
#include "approval/record_event.h"
#include "base/clock.h"

static struct str record_text(struct arena *arena, const struct record *record)
{
    if (record->recorded_by.len)
        return arena_printf(arena, "record %.*s, by %.*s on behalf of %.*s%s%.*s",
                            STR_ARG(record->file), STR_ARG(record->recorded_by),
                            STR_ARG(record->person), record->source.len ? ", source: " : "",
                            STR_ARG(record->source));
    return arena_printf(arena, "record %.*s", STR_ARG(record->file));
}

/*
 * Anybody can write a record in another's name: whoever committed it is named beside
 * them. Who merges, or is a robot, only passes it on; a signature tells for itself.
 */
static void show_committer(struct assessment *assessment, struct event *event,
                           const struct record *record)
{
    struct approvals *approvals = assessment->approvals;
    struct error error;
    const struct commit_facts *facts =
        commit_cache_get(&approvals->commits, &record->landing->id, &error);
    struct who who;

    if (!facts || facts->parent_count > 1 || record->recorded_by.len || record->is_signed)
        return;
    who = who_by_email(approvals, event->frame, facts->author.email);
    if (!who.robot && !(who.id.len && str_equal(who.id, event->who.id)))
        event->shown.text =
            arena_printf(approvals->arena, "%.*s, committed by %.*s", STR_ARG(event->shown.text),
                         STR_ARG(who.title.len ? who.title : facts->author.name));
}

static struct event *add_record_event(struct assessment *assessment, size_t index,
                                      const struct record *record)
{
    struct approvals *approvals = assessment->approvals;
    const struct mainline_commit *landing = record->landing;
    struct event *event = event_add(assessment, index, "record");

    event->position = record->position;
    event->known = landing->time;
    event->day = approvals_day(approvals, landing->time_not_before);
    /* What came later is judged by the people of its own time. */
    if (record->position < assessment->timeline.stages[index].step->position) {
        event->frame = frame_of_assessment(approvals, record->position);
        event->before = record->position + 1;
    }
    event_set_commit(assessment, event, &landing->id);
    event->shown.object = record->file;
    event->shown.date = landing->time;
    event->shown.text = record_text(approvals->arena, record);
    record_event_set(assessment, event, record, landing->time_not_before);
    show_committer(assessment, event, record);
    return event;
}

/* ---- which content a record names ---- */

enum naming {
    NAMES_OTHER,   /* another row, or a content that is another stage's affair */
    NAMES_STAGE,   /* this stage's, or one that says the same */
    NAMES_EARLIER, /* one that said something else, and was changed before it landed */
    NAMES_NONE,    /* one that this history never had at the path */
    NAMES_LOST,    /* one that may stand in a part of the history that is missing */
    NAMES_UNCLEAR  /* one of which nobody can tell whether it says the same */
};

/* The contents that a path had on the mainline and on its way there. */
struct held {
    struct map steps; /* blob -> the landing's struct file_step, the oldest */
    bool complete;
};

static void hold(struct held *held, const struct object_id *blob, const struct file_step *step,
                 struct arena *arena)
{
    if (!map_get(&held->steps, object_id_key(blob)))
        map_put(&held->steps, arena_str(arena, object_id_key(blob)), (void *)(uintptr_t)step);
}

/* Add what the commits that wrote STEP had at PATH. */
static void hold_step(struct held *held, struct approvals *approvals, const struct file_step *step,
                      struct str path)
{
    const struct origins *origins = history_origins(approvals->history, step->revision);

    hold(held, &step->revision->version.id, step, approvals->arena);
    held->complete = held->complete && origins->complete;
    for (size_t i = 0; i < origins->count; i++) {
        struct version version;
        struct error error;

        if (history_entry(&version, approvals->history, &origins->items[i].commit, path, &error) ==
            OBJECT_FOUND)
            hold(held, &version.id, step, approvals->arena);
        else
            held->complete = false;
    }
}

/* Made when a record names a content that did not land there, and kept for the next. */
static const struct held *held_at(struct assessment *assessment, struct str path)
{
    const struct file_timeline *file = assessment->timeline.file;
    struct held *held = map_get(&assessment->held, path);

    if (held)
        return held;
    held = ARENA_NEW(assessment->approvals->arena, struct held);
    held->complete = file->complete;
    map_init(&held->steps);
    map_put(&assessment->held, path, held);
    for (size_t i = 0; i < file->count; i++)
        hold_step(held, assessment->approvals, &file->steps[i], path);
    return held;
}

void records_forget(struct assessment *assessment)
{
    for (size_t i = 0; i < assessment->held.count; i++)
        map_release(&((struct held *)assessment->held.entries[i].value)->steps);
    map_release(&assessment->held);
    map_release(&assessment->last_of);
}

static void find_last_stages(struct assessment *assessment)
{
    if (assessment->last_of.count)
        return;
    for (size_t i = 0; i < assessment->timeline.count; i++)
        map_put(&assessment->last_of,
                object_id_key(&assessment->timeline.stages[i].step->revision->version.id),
                (void *)(uintptr_t)(i + 1));
}

/* Is it the content of another stage of the run or a later one, which has the record for itself? */
static bool names_other_stage(struct assessment *assessment, size_t run,
                              const struct record *record)
{
    find_last_stages(assessment);
    return (uintptr_t)map_get(&assessment->last_of, object_id_key(&record->blob)) > run;
}

/*
 * Does the record mean the deletion that STEP is? What lands while the file is
 * there again speaks of a deletion to come.
 */
static bool names_deletion(const struct assessment *assessment, const struct file_step *step,
                           const struct record *record)
{
    const struct revision *back = step->revision->newer;

    return step->revision->version.mode == MODE_ABSENT && !record->id.len &&
           (!back || record->position > approvals_position(assessment->approvals, back->landing));
}

/*
 * Only contents that the history holds are compared: what lies about in one
 * clone and not in another would make two verdicts of the same history.
 */
static enum naming naming_of(struct assessment *assessment, size_t index,
                             const struct record *record)
{
    const struct stage *stage = &assessment->timeline.stages[index];
    const struct version *version = &stage->step->revision->version;
    struct version named = {.mode = MODE_FILE, .id = record->blob};
    const struct file_step *step;
    const struct held *held;
    int same;

    if (!object_id_is_zero(&record->bound) &&
        !object_id_equal(&record->bound, &stage_landing(assessment, index)->id))
        return NAMES_OTHER;
    if (record->deletes)
        return names_deletion(assessment, stage->step, record) ? NAMES_STAGE : NAMES_OTHER;
    if (version->mode != MODE_FILE && version->mode != MODE_EXECUTABLE)
        return NAMES_OTHER;
    if (record->id.len && !str_equal(record->id, assessment->artifact->id))
        return NAMES_OTHER;
    if (object_id_equal(&record->blob, &version->id))
        return NAMES_STAGE;
    if (index != stage->run || names_other_stage(assessment, stage->run, record))
        return NAMES_OTHER;
    held = held_at(assessment, record->path);
    step = map_get(&held->steps, object_id_key(&record->blob));
    if (!step)
        return held->complete ? NAMES_NONE : NAMES_LOST;
    same = stage_has_substance(assessment->approvals, stage, assessment->artifact, record->path,
                               &named);
    if (same)
        return same < 0 ? NAMES_UNCLEAR : NAMES_STAGE;
    return step == stage->step ? NAMES_EARLIER : NAMES_OTHER;
}

/* ---- gathering ---- */

/* Landed after the last content of another substance before the run: else it is older news. */
static bool in_window(const struct assessment *assessment, size_t run, const struct record *record)
{
    return run == 0 || record->position < assessment->timeline.stages[run - 1].step->position;
}

/*
 * Was the record taken away while the content was in force? An old approval that
 * is tidied away when the next content has landed was good as long as it mattered.
 */
static bool was_withdrawn(const struct assessment *assessment, size_t run,
                          const struct record *record)
{
    const struct timeline *timeline = &assessment->timeline;
    size_t next = run;

    while (next < timeline->count && timeline->stages[next].run == run)
        next++;
    return record->ended &&
           (next == timeline->count || approvals_position(assessment->approvals, record->ended) >
                                           timeline->stages[next].step->position);
}

static void doubt_naming(struct assessment *assessment, struct event *event, enum naming naming,
                         const struct record *record)
{
    struct arena *arena = assessment->approvals->arena;
    char hex[OBJECT_ID_HEX + 1], day[16];

    object_id_hex(hex, &record->blob, OBJECT_ID_HEX);
    if (naming == NAMES_LOST)
        event_set_fault(event, EVENT_UNCLEAR, REASON_CONTENT_UNREADABLE,
                        STR("the content that the record names is not in this clone"));
    else if (naming == NAMES_UNCLEAR)
        event_set_fault(event, EVENT_UNCLEAR, REASON_CONTENT_UNREADABLE,
                        STR("cannot determine whether the record names the same content"));
    else if (naming == NAMES_NONE)
        event_set_fault(
            event, EVENT_VOID, REASON_OTHER_CONTENT,
            arena_printf(arena, "it names the content %.7s, which %.*s never had in this history",
                         hex, STR_ARG(record->path)));
    else if (was_withdrawn(assessment, assessment->timeline.stages[event->stage].run, record))
        event_set_fault(
            event, EVENT_VOID, REASON_WITHDRAWN,
            arena_printf(arena, "it was withdrawn on %s",
                         civil_format(day, civil_from_days(approvals_day(assessment->approvals,
                                                                         record->ended->time)))));
    else if (naming == NAMES_EARLIER)
        event_set_fault(
            event, event->fault == EVENT_SOUND ? EVENT_SUPERSEDED : EVENT_VOID,
            REASON_EARLIER_CONTENT,
            STR("it is of an earlier content, which changed before it reached the main branch"));
}

void records_gather(struct assessment *assessment, size_t index)
{
    const struct stage *stage = &assessment->timeline.stages[index];
    const struct record *record =
        map_get(&assessment->approvals->records->by_path, stage->step->revision->path);

    for (; record; record = record->next) {
        enum naming naming = in_window(assessment, stage->run, record)
                                 ? naming_of(assessment, index, record)
                                 : NAMES_OTHER;

        if (naming != NAMES_OTHER)
            doubt_naming(assessment, add_record_event(assessment, index, record), naming, record);
    }
}
