#include "approval/assessment.h"

#include "approval/baseline.h"
#include "approval/context.h"

typedef void source(struct assessment *assessment, size_t index);

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
static bool is_first_of_all(const struct assessment *assessment, size_t index)
{
    const struct frames *frames = &assessment->approvals->frames;

    return assessment->judged[index].requirements.kind == &kind_configuration &&
           frames->has_register &&
           assessment->timeline.stages[index].step->position == frames->first_register;
}

static bool is_grandfathered(const struct assessment *assessment, size_t index)
{
    const struct approvals *approvals = assessment->approvals;
    const struct frames *frames = &approvals->frames;
    size_t position = assessment->timeline.stages[index].step->position;

    if (assessment->timeline.stages[index].same_substance &&
        assessment->judged[index - 1].verdict == APPROVAL_GRANDFATHERED)
        return true;
    return (frames->has_register && position > frames->first_register) ||
           position >= approvals->baseline.position || is_first_of_all(assessment, index);
}

static void grandfather(struct assessment *assessment, size_t index)
{
    const struct approvals *approvals = assessment->approvals;
    struct judged *judged = &assessment->judged[index];
    size_t position = assessment->timeline.stages[index].step->position;

    judged->verdict = APPROVAL_GRANDFATHERED;
    if (approvals->frames.has_register && position > approvals->frames.first_register) {
        judged->code = REASON_BEFORE_REGISTER;
        judged->reason = STR("it reached the main branch before the first people register");
    } else if (position >= approvals->baseline.position && approvals->baseline.doubt.len) {
        judged->verdict = APPROVAL_INDETERMINATE;
        judged->code = REASON_BASELINE_UNCLEAR;
        judged->missing = judged->reason = approvals->baseline.doubt;
    } else if (position >= approvals->baseline.position) {
        judged->code = REASON_BEFORE_BASELINE;
        judged->reason = STR("it reached the main branch before approvals were adopted");
    } else if (is_first_of_all(assessment, index)) {
        judged->code = REASON_BEFORE_REGISTER;
        judged->reason = STR("it reached the main branch with the first people register");
    } else {
        judged->code = REASON_ADOPTED;
        judged->reason = STR("its content is the same as when approvals were adopted");
    }
}

/* Find the events of the stage that cost much, or those that do not, and judge them. */
static void gather(struct assessment *assessment, size_t index, bool costly)
{
    size_t first = assessment->events.count;

    for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++)
        if (sources[i].costly == costly)
            sources[i].gather(assessment, index);
    for (size_t i = first; i < assessment->events.count; i++)
        event_set_outcome(assessment, assessment->events.items[i]);
}

static void judge_stage(struct assessment *assessment, size_t index)
{
    struct judged *judged = &assessment->judged[index];

    judged->frame = frame_of_assessment(assessment->approvals,
                                        assessment->timeline.stages[index].step->position);
    requirements_of_stage(&judged->requirements, assessment, index);
    authors_find(assessment, index);
    if (!assessment->approvals->frames.has_register) {
        judged->verdict = APPROVAL_INDETERMINATE;
        judged->missing = STR("a people register");
        judged->code = REASON_NO_PEOPLE;
        judged->reason = STR("this history has no people register");
        return;
    }
    if (is_grandfathered(assessment, index)) {
        grandfather(assessment, index);
        return;
    }
    gather(assessment, index, false);
    verdict_find(assessment, index);
    /* Somebody independent may stand where so far only a control does. */
    if (judged->verdict == APPROVAL_APPROVED && !judged->control.len)
        return;
    gather(assessment, index, true);
    verdict_find(assessment, index);
}

/*
 * Reading the history does not compare objects with their names, which would
 * take three times as long. What an approval in force rests on is compared.
 */
static void verify_last(struct assessment *assessment)
{
    size_t last = assessment->timeline.count - 1;
    const struct stage *stage = &assessment->timeline.stages[last];
    struct judged *judged = &assessment->judged[last];
    struct error error;

    if ((judged->verdict != APPROVAL_APPROVED && judged->verdict != APPROVAL_LATE) ||
        stage->state != STAGE_PRESENT ||
        history_verify(assessment->approvals->history, &stage_landing(assessment, last)->id,
                       stage->step->revision->path, &error) != OBJECT_CORRUPT)
        return;
    judged->verdict = APPROVAL_INDETERMINATE;
    judged->missing = arena_str(assessment->approvals->arena, str_of(error.message));
    judged->code = REASON_OBJECT_CORRUPT;
    judged->reason = judged->missing;
}

void assessment_run(struct assessment *assessment)
{
    const struct artifact *artifact = assessment->artifact;

    timeline_of_artifact(&assessment->timeline, assessment->approvals, artifact,
                         assessment->file
                             ? assessment->file
                             : timeline_of_file(assessment->approvals, artifact->file->path));
    assessment->judged = arena_alloc_array(assessment->approvals->arena, assessment->timeline.count,
                                           sizeof *assessment->judged);
    for (size_t i = 0; i < assessment->timeline.count; i++)
        judge_stage(assessment, i);
    if (assessment->timeline.count)
        verify_last(assessment);
}

void assessment_release(struct assessment *assessment)
{
    for (size_t i = 0; i < assessment->timeline.count; i++) {
        vector_release(&assessment->judged[i].own.people);
        vector_release(&assessment->judged[i].since.people);
        vector_release(&assessment->judged[i].authors.people);
    }
    records_forget(assessment);
    tags_forget(assessment);
    vector_release(&assessment->events);
    map_release(&assessment->above);
}
