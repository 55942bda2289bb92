#include "base/visible.h"
#include "report/formats.h"
#include "report/ink.h"
#include "report/tally.h"

enum { ID_LENGTH = 40, ABBREVIATED = 7 };

/* "1 file", "2 files". */
static void add_count(struct buffer *out, size_t count, const char *noun)
{
    visible_printf(out, "%zu %s%s", count, noun, count == 1 ? "" : "s");
}

static enum ink headline_ink(const struct tally *tally)
{
    if (tally->errors > 0)
        return INK_ERROR;
    if (tally->warnings > 0 || tally->not_evaluable > 0)
        return INK_WARNING;
    return tally->notes > 0 ? INK_NOTE : INK_GOOD;
}

/* "12 files, 140 artifacts: 3 errors, 1 waived", and where and when. */
static void add_headline(struct buffer *out, const struct lint_result *result, bool colour)
{
    const struct lint_summary *summary = &result->summary;
    struct tally tally = tally_of(result);

    add_count(out, summary->files, "file");
    buffer_add_c(out, ", ");
    add_count(out, summary->artifacts, "artifact");
    buffer_add_c(out, ": ");
    buffer_add_c(out, ink_on(colour, headline_ink(&tally)));
    tally_add(out, &tally);
    buffer_add_c(out, ink_off(colour, headline_ink(&tally)));
    if (tally.waived > 0)
        buffer_add_c(out, " (--all shows waived findings)");
    buffer_add_char(out, '\n');
}

/* How much of what the standard calls for is there, and what is not. */
static void add_documented(struct buffer *out, const struct lint_summary *summary)
{
    visible_printf(out,
                   "documented information found: %zu of the %zu kinds that ismslint looks for",
                   summary->documented_found, summary->documented_asked);
    for (size_t i = 0; i < summary->documented_missing.count; i++) {
        buffer_add_c(out, i > 0 ? ", " : "; not found: ");
        visible_add(out, summary->documented_missing.items[i]);
    }
    buffer_add_char(out, '\n');
}

static void add_circumstances(struct buffer *out, const struct lint_summary *summary)
{
    /* "work tree" (as JSON has it), "index", or the id of a commit. */
    bool is_commit = summary->snapshot.len == ID_LENGTH;

    bool is_work_tree = str_equal_c(summary->snapshot, "work tree");

    buffer_add_c(out, is_commit ? "checked commit " : "checked the ");
    visible_add(out, is_commit      ? str_slice(summary->snapshot, 0, ABBREVIATED)
                     : is_work_tree ? STR("working tree")
                                    : summary->snapshot);
    if (summary->as_of.len > 0) {
        buffer_add_c(out, " as of ");
        visible_add(out, summary->as_of);
    }
    visible_printf(out, " in %.2f s\n", summary->seconds);
}

void report_summary(struct buffer *out, const struct lint_result *result,
                    const struct report_options *options)
{
    const struct lint_summary *summary = &result->summary;

    if (result->untouched) {
        buffer_add_c(out, "the change affects no file of the ISMS\n");
        return;
    }
    add_headline(out, result, options->colour);
    if (result->configuration_broken)
        buffer_add_c(out, "the configuration is wrong: ismslint checked nothing else\n");
    else if (summary->artifacts == 0)
        buffer_add_c(out, "found no ISMS files: `ismslint kinds` lists the default paths, "
                          ".ismslint.yaml maps others\n");
    if (summary->documented_asked > 0)
        add_documented(out, summary);
    if (summary->next_due.len > 0) {
        buffer_add_c(out, "next due: ");
        visible_add(out, summary->next_due);
        buffer_add_char(out, '\n');
    }
    add_circumstances(out, summary);
}
