#include "approval/judging.h"

#include "approval/baseline.h"

typedef void source(struct judging *judging, size_t index);

/*
 * The sources of evidence, in the order in which history shows them. What takes
 * other programs, or a look at every tag, is asked only while it can still matter.
 */
static const struct {
    source *gather;
    bool costly;
} sources[] = {
    {trailers_gather, false}, {merges_gather, false},
    {records_gather, false},  {signatures_gather, true},
    {tags_gather, true},      {notes_gather, false}, /* a vote against it must not be missed */
};

/* What governs, and lands with the register: like that it is the beginning, and nobody could ask.
 */
static bool is_first_of_all(const struct judging *judging, size_t index)
{
    const struct frames *frames = &judging->approvals->frames;

    return judging->judged[index].demand.kind == &kind_configuration && frames->has_register &&
           judging->timeline.stages[index].step->position == frames->first_register;
}

static bool is_grandfathered(const struct judging *judging, size_t index)
{
    const struct approvals *approvals = judging->approvals;
    const struct frames *frames = &approvals->frames;
    size_t position = judging->timeline.stages[index].step->position;

    if (judging->timeline.stages[index].same_substance &&
        judging->judged[index - 1].verdict == APPROVAL_GRANDFATHERED)
        return true;
    return (frames->has_register && position > frames->first_register) ||
           position >= approvals->baseline.position || is_first_of_all(judging, index);
}

static void grandfather(struct judging *judging, size_t index)
{
    const struct approvals *approvals = judging->approvals;
    struct judged *judged = &judging->judged[index];
    size_t position = judging->timeline.stages[index].step->position;

    judged->verdict = APPROVAL_GRANDFATHERED;
    if (approvals->frames.has_register && position > approvals->frames.first_register) {
        judged->reason = STR("it landed before the first register of people");
    } else if (position >= approvals->baseline.position && approvals->baseline.doubt.len) {
        judged->verdict = APPROVAL_INDETERMINATE;
        judged->missing = judged->reason = approvals->baseline.doubt;
    } else if (position >= approvals->baseline.position) {
        judged->reason = STR("it landed before approvals were adopted");
    } else if (is_first_of_all(judging, index)) {
        judged->reason = STR("it landed with the first register of people");
    } else {
        judged->reason = STR("it says what it said before approvals were adopted");
    }
}

/* Find the events of the stage that cost much, or those that do not, and judge them. */
static void gather(struct judging *judging, size_t index, bool costly)
{
    size_t first = judging->events.count;

    for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++)
        if (sources[i].costly == costly)
            sources[i].gather(judging, index);
    for (size_t i = first; i < judging->events.count; i++)
        event_judge(judging, judging->events.items[i]);
}

static void judge_stage(struct judging *judging, size_t index)
{
    struct judged *judged = &judging->judged[index];

    judged->frame =
        frame_judging(judging->approvals, judging->timeline.stages[index].step->position);
    demand_of_stage(&judged->demand, judging, index);
    authors_find(judging, index);
    if (!judging->approvals->frames.has_register) {
        judged->verdict = APPROVAL_INDETERMINATE;
        judged->missing = STR("a register of people");
        judged->reason = STR("there is no register of people that would tell who is who");
        return;
    }
    if (is_grandfathered(judging, index)) {
        grandfather(judging, index);
        return;
    }
    gather(judging, index, false);
    verdict_find(judging, index);
    /* Somebody independent may stand where so far only a control does. */
    if (judged->verdict == APPROVAL_APPROVED && !judged->control.len)
        return;
    gather(judging, index, true);
    verdict_find(judging, index);
}

/*
 * Reading the history does not compare objects with their names, which would
 * take three times as long. What an approval in force rests on is compared.
 */
static void verify_last(struct judging *judging)
{
    size_t last = judging->timeline.count - 1;
    const struct stage *stage = &judging->timeline.stages[last];
    struct judged *judged = &judging->judged[last];
    struct error error;

    if ((judged->verdict != APPROVAL_APPROVED && judged->verdict != APPROVAL_LATE) ||
        stage->state != STAGE_PRESENT ||
        history_verify(judging->approvals->history, &stage_landing(judging, last)->id,
                       stage->step->revision->path, &error) != OBJECT_CORRUPT)
        return;
    judged->verdict = APPROVAL_INDETERMINATE;
    judged->missing = arena_str(judging->approvals->arena, str_of(error.message));
    judged->reason = judged->missing;
}

void judging_run(struct judging *judging)
{
    const struct artifact *artifact = judging->artifact;

    timeline_of_artifact(
        &judging->timeline, judging->approvals, artifact,
        judging->file ? judging->file : timeline_of_file(judging->approvals, artifact->file->path));
    judging->judged = arena_alloc_array(judging->approvals->arena, judging->timeline.count,
                                        sizeof *judging->judged);
    for (size_t i = 0; i < judging->timeline.count; i++)
        judge_stage(judging, i);
    if (judging->timeline.count)
        verify_last(judging);
}

void judging_release(struct judging *judging)
{
    for (size_t i = 0; i < judging->timeline.count; i++) {
        vector_release(&judging->judged[i].own.people);
        vector_release(&judging->judged[i].since.people);
        vector_release(&judging->judged[i].authors.people);
    }
    records_forget(judging);
    tags_forget(judging);
    vector_release(&judging->events);
    map_release(&judging->above);
}
