/* The closing lines where a change was compared with its base (design.md, section 11). */
#include "base/visible.h"
#include "changes/changes.h"
#include "report/formats.h"
#include "report/ink.h"
#include "report/tally.h"

enum { LISTED = 30 }; /* artifacts that are listed */

/* What counts of one kind: those that the change brings, or those that it leaves. */
struct severities {
    size_t errors, warnings, notes, pending, not_evaluable, waived;
};

static void count(struct severities *counts, const struct finding *finding)
{
    size_t *const severities[] = {
        [SEVERITY_OFF] = &counts->notes,
        [SEVERITY_NOTE] = &counts->notes,
        [SEVERITY_WARNING] = &counts->warnings,
        [SEVERITY_ERROR] = &counts->errors,
    };
    size_t *const verdicts[] = {
        [FINDING_FAIL] = severities[finding->severity],
        [FINDING_WAIVED] = &counts->waived,
        [FINDING_PENDING] = &counts->pending,
        [FINDING_NOT_EVALUABLE] = &counts->not_evaluable,
    };

    ++*verdicts[finding->verdict];
}

static struct severities count_all(const struct lint_result *result, bool brought)
{
    struct severities counts = {0};

    VECTOR_EACH (struct finding, finding, &result->findings)
        if (finding_state_is_present(finding->state) &&
            finding_state_is_brought(finding->state) == brought)
            count(&counts, finding);
    return counts;
}

/* "2 errors, 1 warning", or NOTHING. */
static void add_counts(struct buffer *out, const struct severities *counts, const char *nothing)
{
    const struct {
        size_t count;
        const char *one, *many;
    } parts[] = {
        {counts->errors, "error", "errors"},
        {counts->warnings, "warning", "warnings"},
        {counts->notes, "note", "notes"},
        {counts->not_evaluable, "not evaluable", "not evaluable"},
        {counts->pending, "pending", "pending"},
        {counts->waived, "waived", "waived"},
    };
    const char *separator = "";

    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (!parts[i].count)
            continue;
        visible_printf(out, "%s%zu %s", separator, parts[i].count,
                       parts[i].count == 1 ? parts[i].one : parts[i].many);
        separator = ", ";
    }
    if (!*separator)
        visible_printf(out, "%s", nothing);
}

static enum ink ink_of_counts(const struct severities *counts)
{
    if (counts->errors)
        return INK_ERROR;
    return counts->warnings ? INK_WARNING : INK_GOOD;
}

static void add_brought(struct buffer *out, const struct severities *counts, bool colour)
{
    enum ink ink = ink_of_counts(counts);

    buffer_add_c(out, "the change brings ");
    buffer_add_c(out, ink_on(colour, ink));
    add_counts(out, counts, "no new finding");
    buffer_add_c(out, ink_off(colour, ink));
}

static void add_gone(struct buffer *out, const size_t *states)
{
    static const enum finding_state gone[] = {FINDING_RESOLVED, FINDING_SUPERSEDED,
                                              FINDING_UNREPORTED};

    for (size_t i = 0; i < sizeof gone / sizeof gone[0]; i++)
        if (states[gone[i]])
            visible_printf(out, ", %zu %s", states[gone[i]], finding_state_name(gone[i]));
}

/* "; in HEAD already: 8 errors, 3 warnings (--all shows them); 1 resolved" */
static void add_rest(struct buffer *out, const struct lint_result *result,
                     const struct severities *rest)
{
    const struct tally tally = tally_of(result);

    if (tally.states[FINDING_OLD]) {
        buffer_add_c(out, "; in ");
        visible_add(out, result->summary.base);
        buffer_add_c(out, " already: ");
        add_counts(out, rest, "");
    }
    add_gone(out, tally.states);
}

static bool is_told(const struct changed_artifact *changed)
{
    return changed->outlook != OUTLOOK_NONE || changed->impact.len;
}

static void add_outlook(struct buffer *out, const struct changed_artifact *changed)
{
    buffer_add_c(out, "  ");
    visible_add(out, changed->name);
    buffer_add_char(out, changed->outlook == OUTLOOK_NONE ? ':' : ' ');
    if (changed->outlook == OUTLOOK_NONE)
        buffer_add_char(out, ' ');
    visible_add(out, changed->words);
    if (changed->words.len && changed->impact.len)
        buffer_add_c(out, "; ");
    visible_add(out, changed->impact);
    buffer_add_char(out, '\n');
}

/* What the approval of each artifact that changed would be, and what refers to it. */
static void add_outlooks(struct buffer *out, const struct changes *changes, bool all)
{
    size_t count = 0;

    VECTOR_EACH (struct changed_artifact, changed, &changes->artifacts) {
        if (!is_told(changed))
            continue;
        if (!count++)
            buffer_add_c(out, "if the change landed now:\n");
        if (all || count <= LISTED)
            add_outlook(out, changed);
    }
    if (!all && count > LISTED)
        visible_printf(out, "  and %zu more; --all shows each\n", count - LISTED);
    if (count)
        buffer_add_char(out, '\n');
}

void report_change_summary(struct buffer *out, const struct lint_result *result,
                           const struct report_options *options)
{
    struct severities brought = count_all(result, true), rest = count_all(result, false);

    if (result->changes)
        add_outlooks(out, result->changes, options->all);
    if (result->passed) {
        buffer_add_c(out, "the change leaves the ISMS without errors");
        if (brought.warnings)
            visible_printf(out, "; `ismslint check` shows %zu warning%s", brought.warnings,
                           brought.warnings == 1 ? "" : "s");
    } else {
        add_brought(out, &brought, options->colour);
        add_rest(out, result, &rest);
    }
    buffer_add_char(out, '\n');
}
