/*
 * The forms in which findings are printed: one table, a row a format. A format
 * is a function from a result to bytes; nothing here reads the clock, the
 * terminal or a file, so the same result gives the same bytes.
 */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "base/buffer.h"
#include "rules/finding.h"

struct report_options {
    bool colour;  /* text: with terminal colours */
    bool all;     /* text: each finding in full, alike or not, waived ones too */
    bool quiet;   /* text: findings only, no closing summary */
    size_t width; /* text: terminal columns to which source lines are cut; 0: a hundred */
};

struct report_format {
    const char *name; /* as --format takes it */
    const char *help; /* one sentence about what it is for */
    void (*write)(struct buffer *out, struct lint_result *result,
                  const struct report_options *options);
};

/* The format called NAME, or NULL. */
const struct report_format *report_format_find(struct str name);
/* The format number INDEX, or NULL after the last. */
const struct report_format *report_format_at(size_t index);

#endif
