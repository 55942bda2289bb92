#include "report/line.h"

#include "base/visible.h"
#include "report/location.h"

/* Findings of these verdicts do not say "error" or "warning": nobody is to act on them now. */
const char *line_word(const struct finding *finding)
{
    if (finding->verdict == FINDING_WAIVED || finding->verdict == FINDING_PENDING)
        return finding_verdict_name(finding->verdict);
    return severity_name(finding->severity);
}

void line_add_message(struct buffer *out, const struct finding *finding)
{
    if (finding->verdict == FINDING_NOT_EVALUABLE)
        buffer_add_c(out, "not evaluable: ");
    visible_add(out, finding->message);
    if (finding->label.len)
        visible_printf(out, " (%.*s)", STR_ARG(finding->label));
}

void line_add(struct buffer *out, const struct lint_result *result, const struct finding *finding)
{
    struct location location = location_of(result, finding);

    visible_printf(out, "%.*s:%u:%u: %s %.*s ", STR_ARG(location.path),
                   (unsigned)location.start.line, (unsigned)location.start.column,
                   line_word(finding), STR_ARG(finding->rule));
    line_add_message(out, finding);
}
