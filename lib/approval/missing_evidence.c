/* What may be missing of the evidence: then nobody can tell that there is none. */
#include "approval/assessment.h"
#include "approval/context.h"
#include "approval/records.h"

/* The stage cannot be compared with the one before, whose approval might cover it. */
static bool may_be_covered(const struct assessment *assessment, size_t index)
{
    const struct stage *stages = assessment->timeline.stages;

    if (index == 0 || stages[index].state == STAGE_ABSENT)
        return false;
    if (!stages[index].doubtful && !stages[index - 1].doubtful &&
        stages[index - 1].state != STAGE_UNREADABLE)
        return false;
    for (size_t i = index; i-- > 0;) {
        enum approval_verdict verdict = assessment->judged[i].verdict;

        if (verdict == APPROVAL_APPROVED || verdict == APPROVAL_LATE ||
            verdict == APPROVAL_GRANDFATHERED || verdict == APPROVAL_INDETERMINATE)
            return true;
        if (!stages[i].doubtful && stages[i].state != STAGE_UNREADABLE)
            return false;
    }
    return false;
}

/* Why evidence of the run cannot be read, which may be an approval; or empty. */
static struct str unread_evidence(const struct assessment *assessment, size_t index)
{
    struct str unread = {0};

    for (size_t i = assessment->timeline.stages[index].run; i <= index; i++)
        unread = unread.len ? unread : assessment->judged[i].unread;
    return unread;
}

struct lack missing_evidence(const struct assessment *assessment, size_t index)
{
    const struct judged *judged = &assessment->judged[index];
    const struct stage *stage = &assessment->timeline.stages[index];
    struct str lost = assessment->approvals->records->lost,
               unread = unread_evidence(assessment, index);

    if (stage->state == STAGE_UNREADABLE)
        return (struct lack){REASON_CONTENT_UNREADABLE,
                             arena_printf(assessment->approvals->arena, "the content of %.*s",
                                          STR_ARG(stage->step->revision->path)),
                             STR("its content cannot be read")};
    if (judged->frame->fault.len)
        return (struct lack){REASON_GOVERNANCE_UNREADABLE, judged->frame->fault,
                             judged->frame->fault};
    if (stage->run == 0 && assessment->timeline.cut.len)
        return (struct lack){REASON_CLONE_INCOMPLETE, assessment->timeline.cut,
                             STR("cannot determine whether it was approved: its content predates "
                                 "the history in this clone")};
    if (may_be_covered(assessment, index))
        return (struct lack){REASON_CONTENT_UNREADABLE, STR("a readable content to compare with"),
                             STR("cannot determine whether the approved content is the same: one "
                                 "of the two contents cannot be read")};
    return lost.len ? (struct lack){REASON_EVIDENCE_UNREADABLE, lost, lost}
                    : (struct lack){REASON_EVIDENCE_UNREADABLE, unread, unread};
}
