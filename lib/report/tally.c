#include "report/tally.h"

static void count(struct tally *tally, const struct finding *finding)
{
    size_t *const severities[] = {
        [SEVERITY_OFF] = NULL,
        [SEVERITY_NOTE] = &tally->notes,
        [SEVERITY_WARNING] = &tally->warnings,
        [SEVERITY_ERROR] = &tally->errors,
    };
    size_t *const verdicts[] = {
        [FINDING_FAIL] = severities[finding->severity],
        [FINDING_WAIVED] = &tally->waived,
        [FINDING_PENDING] = &tally->pending,
        [FINDING_NOT_EVALUABLE] = &tally->not_evaluable,
    };

    tally->states[finding->state]++;
    if (verdicts[finding->verdict] && finding_state_is_present(finding->state))
        ++*verdicts[finding->verdict];
}

struct tally tally_of(const struct lint_result *result)
{
    struct tally tally = {0};

    VECTOR_EACH (struct finding, finding, &result->findings)
        count(&tally, finding);
    return tally;
}
