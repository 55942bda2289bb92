#include "report/tally.h"

#include "base/visible.h"

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

/* One of several counts; those of nothing are left out. */
static void add_part(struct buffer *out, size_t count, const char *words, bool *first)
{
    if (count == 0)
        return;
    visible_printf(out, "%s%zu %s", *first ? "" : ", ", count, words);
    *first = false;
}

void tally_add(struct buffer *out, const struct tally *tally)
{
    const struct {
        size_t count;
        const char *one, *many;
    } parts[] = {
        {tally->errors, "error", "errors"},
        {tally->warnings, "warning", "warnings"},
        {tally->notes, "note", "notes"},
        {tally->not_evaluable, "not evaluable", "not evaluable"},
        {tally->pending, "pending", "pending"},
        {tally->waived, "waived", "waived"},
    };
    bool first = true;

    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        add_part(out, parts[i].count, parts[i].count == 1 ? parts[i].one : parts[i].many, &first);
    if (first)
        buffer_add_c(out, "no findings");
}
