/*
 * The forms in which findings, approvals and histories are printed: one table, a row a format.
 * A format is a function from a result to bytes; nothing here reads the clock, the
 * terminal or a file, so the same result gives the same bytes.
 */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "report/options.h"

/* What a format may print. */
enum report_subject { REPORT_FINDINGS, REPORT_APPROVALS, REPORT_HISTORY };

/* A row of the table. A writer that is NULL: the format is not for that subject. */
struct report_format {
    const char *name; /* as --format takes it */
    const char *help; /* one sentence about what it is for */
    bool catalogue;   /* findings: it lists rules and files too (lint_options.catalogue) */
    void (*write)(struct buffer *out, struct lint_result *result,
                  const struct report_options *options);
    /* NOTICE is for what people should see who send OUT to a file. */
    void (*write_approvals)(struct buffer *out, struct buffer *notice,
                            const struct approvals_view *view);
    void (*write_history)(struct buffer *out, const struct history_view *view);
};

/* The format called NAME, or NULL. */
const struct report_format *report_format_find(struct str name);
/* The format number INDEX of those for SUBJECT, or NULL after the last; the first is for people. */
const struct report_format *report_format_at(enum report_subject subject, size_t index);

/* Names of formats, as the choices of an option: NULL after the last. */
const char *report_findings_format(size_t index);
const char *report_approvals_format(size_t index);
const char *report_history_format(size_t index);

#endif
