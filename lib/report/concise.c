/* A line a finding, for editors, `grep` and the logs of hooks. */
#include "report/formats.h"
#include "report/line.h"

void report_concise(struct buffer *out, struct lint_result *result,
                    const struct report_options *options)
{
    VECTOR_EACH (struct finding, finding, &result->findings) {
        if (!finding_state_is_present(finding->state) ||
            (finding->verdict == FINDING_WAIVED && !options->all))
            continue;
        line_add(out, result, finding);
        buffer_add_char(out, '\n');
    }
}
