/*
 * A comment for a pull request, or the summary of a job: what the change brought, what waits for
 * whom, what it resolved. No longer than it may be: what does not fit is counted.
 */
#include <stdlib.h>

#include "base/memory.h"
#include "base/visible.h"
#include "changes/changes.h"
#include "report/formats.h"
#include "report/line.h"
#include "report/location.h"
#include "report/markdown.h"
#include "report/order.h"
#include "report/tally.h"

enum {
    COMMENT = 60 * 1024, /* bytes; GitHub takes 65,536 characters */
    RESERVE = 256,       /* bytes that the lines take which count what did not fit */
    WIDEST = 400         /* columns of a cell */
};

struct review {
    struct buffer *out;
    const struct lint_result *result;
    size_t limit;
};

/* ---- which findings stand where ---- */

static bool is_waiting(const struct finding *finding)
{
    return finding->verdict == FINDING_PENDING && finding_state_is_brought(finding->state);
}

static bool is_brought(const struct finding *finding)
{
    return finding->verdict != FINDING_PENDING && finding_state_is_brought(finding->state);
}

static bool is_old(const struct finding *finding)
{
    return finding->state == FINDING_OLD;
}

static bool is_resolved(const struct finding *finding)
{
    return finding->state == FINDING_RESOLVED;
}

static bool is_superseded(const struct finding *finding)
{
    return finding->state == FINDING_SUPERSEDED;
}

static bool is_unreported(const struct finding *finding)
{
    return finding->state == FINDING_UNREPORTED;
}

/* In the order of their value to the reader. */
static const struct section {
    const char *title, *plain; /* after a comparison, and without one */
    bool (*has)(const struct finding *finding);
} sections[] = {
    {"New", "Findings", is_brought},
    {"Waiting for approval", "Waiting for approval", is_waiting},
    {"Resolved", NULL, is_resolved},
    {"Superseded by this change", NULL, is_superseded},
    {"No longer reported: configuration or rules changed", NULL, is_unreported},
    {"Old", NULL, is_old},
};

/* ---- rows ---- */

static void add_cell(struct buffer *out, struct str text)
{
    struct str shown = visible_head(text, WIDEST);

    buffer_add_c(out, " ");
    markdown_add(out, shown);
    buffer_add_c(out, shown.len < text.len ? "… |" : " |");
}

static void add_place(struct buffer *out, const struct lint_result *result,
                      const struct finding *finding)
{
    struct location location = location_of(result, finding);
    struct buffer place = {0};

    if (finding->path.len)
        visible_printf(&place, "%.*s:%u", STR_ARG(location.path), (unsigned)location.start.line);
    add_cell(out, buffer_str(&place));
    buffer_release(&place);
}

static void add_help(struct buffer *out, struct str help)
{
    struct buffer text = {0};
    struct str line;

    while (str_next_line(&line, &help))
        visible_printf(&text, "%s%.*s", text.len ? " " : "", STR_ARG(line));
    add_cell(out, buffer_str(&text));
    buffer_release(&text);
}

static void add_row(struct buffer *out, const struct lint_result *result,
                    const struct finding *finding)
{
    struct buffer message = {0};

    line_add_message(&message, finding);
    visible_printf(out, "| %s |", line_word(finding));
    add_place(out, result, finding);
    add_cell(out, finding->rule);
    add_cell(out, buffer_str(&message));
    add_help(out, finding->help);
    buffer_add_char(out, '\n');
    buffer_release(&message);
}

/* ---- sections ---- */

static bool fits(const struct review *review, size_t bytes)
{
    return review->out->len + bytes + RESERVE <= review->limit;
}

static void add_heading(struct buffer *out, const char *title)
{
    visible_printf(out, "\n#### %s\n\n", title);
    buffer_add_c(out, "| severity | place | rule | finding | help |\n|---|---|---|---|---|\n");
}

/* Every row that has room; once one has none, the others are counted with it. */
static void add_section(struct review *review, const struct section *section,
                        struct finding **findings, size_t count)
{
    const char *title = review->result->compared ? section->title : section->plain;
    size_t written = 0, left = 0;
    struct buffer row = {0};

    for (size_t i = 0; i < count; i++) {
        if (!section->has(findings[i]))
            continue;
        buffer_clear(&row);
        if (written + left == 0)
            add_heading(&row, title);
        add_row(&row, review->result, findings[i]);
        if (left || !fits(review, row.len)) {
            left++;
            continue;
        }
        buffer_add(review->out, buffer_str(&row));
        written++;
    }
    if (left)
        visible_printf(review->out, "\n%s: %zu more%s\n", title, left,
                       written ? "" : ", left out for want of room");
    buffer_release(&row);
}

/* ---- the outlook ---- */

static void add_list(struct buffer *out, struct str_list names)
{
    struct buffer text = {0};

    for (size_t i = 0; i < names.count; i++)
        visible_printf(&text, "%s%.*s", i ? ", " : "", STR_ARG(names.items[i]));
    add_cell(out, buffer_str(&text));
    buffer_release(&text);
}

static void add_changed(struct buffer *out, const struct changed_artifact *changed)
{
    buffer_add_char(out, '|');
    add_cell(out, changed->name);
    add_cell(out, changed->words);
    add_list(out, changed->authors);
    add_cell(out, changed->impact);
    buffer_add_char(out, '\n');
}

static bool is_told(const struct changed_artifact *changed)
{
    return changed->outlook != OUTLOOK_NONE || changed->impact.len;
}

/* What the approval of each artifact that changes would be. */
static void add_outlooks(struct review *review, const struct changes *changes)
{
    static const char heading[] = "\n#### If the change landed now\n\n"
                                  "| artifact | approval | authors | impact |\n|---|---|---|---|\n";
    struct buffer row = {0};
    size_t written = 0, left = 0;

    VECTOR_EACH (struct changed_artifact, changed, &changes->artifacts) {
        if (!is_told(changed))
            continue;
        buffer_clear(&row);
        if (written + left == 0)
            buffer_add_c(&row, heading);
        add_changed(&row, changed);
        if (left || !fits(review, row.len)) {
            left++;
            continue;
        }
        buffer_add(review->out, buffer_str(&row));
        written++;
    }
    if (left)
        visible_printf(review->out, "\n%zu more artifact%s\n", left, left == 1 ? "" : "s");
    buffer_release(&row);
}

/* ---- the whole ---- */

/* "1 new, 3 old, 1 resolved" */
static void add_states(struct buffer *out, const struct tally *tally)
{
    bool first = true;

    for (enum finding_state state = FINDING_NEW; state <= FINDING_UNREPORTED; state++) {
        if (tally->states[state])
            visible_printf(out, "%s%zu %s", first ? ". Compared with the base: " : ", ",
                           tally->states[state], finding_state_name(state));
        first = first && !tally->states[state];
    }
}

static void add_head(struct buffer *out, const struct lint_result *result)
{
    struct tally tally = tally_of(result);

    visible_printf(out, "### ismslint\n\n%zu file%s, %zu artifact%s: ", result->summary.files,
                   result->summary.files == 1 ? "" : "s", result->summary.artifacts,
                   result->summary.artifacts == 1 ? "" : "s");
    tally_add(out, &tally);
    add_states(out, &tally);
    buffer_add_char(out, '\n');
}

/* The findings of the snapshot in their order, then those of the base. */
static struct finding **arrange(size_t *count, struct lint_result *result)
{
    struct finding **findings = memory_zalloc(result->findings.count + 1, sizeof *findings);
    struct order order;

    order_init(&order, result);
    for (*count = 0; *count < order.count; ++*count)
        findings[*count] = order.items[*count];
    order_release(&order);
    VECTOR_EACH (struct finding, finding, &result->findings)
        if (!finding_state_is_present(finding->state))
            findings[(*count)++] = finding;
    return findings;
}

void report_markdown(struct buffer *out, struct lint_result *result,
                     const struct report_options *options)
{
    struct review review = {out, result, out->len + (options->limit ? options->limit : COMMENT)};
    size_t count;
    struct finding **findings = arrange(&count, result);

    if (fits(&review, 0)) {
        add_head(out, result);
        add_section(&review, &sections[0], findings, count);
        if (result->changes)
            add_outlooks(&review, result->changes);
        for (size_t i = 1; i < sizeof sections / sizeof sections[0]; i++)
            add_section(&review, &sections[i], findings, count);
    }
    free(findings);
}
