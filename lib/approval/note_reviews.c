/* Reviews at a forge as evidence: records in a note, each signed by itself. */
#include "approval/note_reviews.h"

#include "approval/context.h"
#include "approval/record_event.h"

int64_t note_recorded_at(struct approvals *approvals, const struct object_id *commit,
                         const struct commit_facts *recorded)
{
    struct error error;
    const struct commit_facts *noted = commit_cache_get(&approvals->commits, commit, &error);

    return noted && noted->committer.time > recorded->committer.time ? noted->committer.time
                                                                     : recorded->committer.time;
}

const struct signed_reviews *note_reviews(struct approvals *approvals, const struct note *note)
{
    struct signed_reviews *reviews = map_get(&approvals->reviews, object_id_key(&note->blob));

    if (reviews)
        return reviews;
    reviews = ARENA_NEW(approvals->arena, struct signed_reviews);
    signed_reviews_read(reviews, note->text, approvals);
    map_put(&approvals->reviews, arena_str(approvals->arena, object_id_key(&note->blob)), reviews);
    return reviews;
}

/* The people and keys of the time of EVENT, if it came after its landing. */
static void set_frame(struct assessment *assessment, struct event *event)
{
    size_t position = approvals_position_at(assessment->approvals, event->known);

    if (position >= event->position)
        return;
    event->frame = frame_after(assessment->approvals, position);
    event->before = position;
}

static void set_when(struct assessment *assessment, struct event *event, const struct note *note,
                     const struct object_id *commit)
{
    struct approvals *approvals = assessment->approvals;
    struct error error;
    const struct commit_facts *recorded =
        object_id_is_zero(&note->recorded)
            ? NULL
            : commit_cache_get(&approvals->commits, &note->recorded, &error);

    event->by_date = true;
    if (!recorded || !recorded->committer.time) {
        event_set_fault(event, EVENT_UNCLEAR, REASON_UNDATED,
                        STR("cannot determine when the note was made"));
        return;
    }
    event->shown.date = recorded->committer.time;
    event->known = note_recorded_at(approvals, commit, recorded);
    event->day = approvals_day(approvals, event->known);
    set_frame(assessment, event);
}

/* What landed is what was reviewed, and this is the note of that landing. */
static void bind_review(struct assessment *assessment, struct event *event,
                        const struct origin *origin, const struct record *record)
{
    const struct version *version =
        &assessment->timeline.stages[event->stage].step->revision->version;
    bool same = record->deletes ? version->mode == MODE_ABSENT
                                : object_id_equal(&record->blob, &version->id);

    if (!object_id_equal(&record->bound, &origin->commit))
        event_set_fault(event, EVENT_VOID, REASON_OTHER_CONTENT,
                        STR("the review in the note is of another revision"));
    else if (!same)
        event_set_fault(
            event, EVENT_VOID, REASON_OTHER_CONTENT,
            STR("the review in the note is of a content that did not reach the main branch"));
}

static struct str review_text(struct arena *arena, const struct record *record)
{
    return arena_printf(arena, "note: review%s%.*s%s%.*s", record->forge.len ? " at " : "",
                        STR_ARG(record->forge), record->review.len ? ", " : "",
                        STR_ARG(record->review));
}

static void add_review(struct assessment *assessment, size_t index, const struct origin *origin,
                       const struct note *note, const struct record *record)
{
    struct event *event = event_add(assessment, index, "note");

    event_set_commit(assessment, event, &origin->commit);
    event->shown.text = review_text(assessment->approvals->arena, record);
    set_when(assessment, event, note, &origin->commit);
    if (event->fault == EVENT_SOUND)
        record_event_set(assessment, event, record, event->known);
    bind_review(assessment, event, origin, record);
}

void note_reviews_gather(struct assessment *assessment, size_t index, const struct origin *origin,
                         const struct note *note)
{
    const struct signed_reviews *reviews = note_reviews(assessment->approvals, note);
    struct str path = assessment->timeline.stages[index].step->revision->path;

    if (reviews->unreadable)
        evidence_unread(assessment, index, STR("a signed review in its note cannot be read"));
    for (size_t i = 0; i < reviews->count; i++)
        if (str_equal(reviews->items[i].path, path) &&
            (!reviews->items[i].id.len ||
             str_equal(reviews->items[i].id, assessment->artifact->id)))
            add_review(assessment, index, origin, note, &reviews->items[i]);
}
