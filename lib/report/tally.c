#include "report/tally.h"

struct tally tally_of(const struct lint_result *result)
{
    size_t verdicts[FINDING_NOT_EVALUABLE + 1] = {0}, severities[SEVERITY_ERROR + 1] = {0};

    VECTOR_EACH (struct finding, finding, &result->findings) {
        verdicts[finding->verdict]++;
        if (finding->verdict == FINDING_FAIL)
            severities[finding->severity]++;
    }
    return (struct tally){
        .errors = severities[SEVERITY_ERROR],
        .warnings = severities[SEVERITY_WARNING],
        .notes = severities[SEVERITY_NOTE],
        .waived = verdicts[FINDING_WAIVED],
        .pending = verdicts[FINDING_PENDING],
        .not_evaluable = verdicts[FINDING_NOT_EVALUABLE],
    };
}
