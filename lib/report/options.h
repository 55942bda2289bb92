/* What the writers of all formats are given beside the result. */
#ifndef REPORT_OPTIONS_H
#define REPORT_OPTIONS_H

#include "base/buffer.h"
#include "rules/finding.h"

struct report_options {
    bool colour;           /* text: with terminal colours */
    bool all;              /* text: each finding in full, alike or not, waived ones too */
    bool quiet;            /* text: findings only, no closing summary */
    size_t limit;          /* markdown: at most so many bytes; 0: of a comment */
    struct buffer *notice; /* takes what did not fit, for people; or NULL */
    size_t width;          /* text: terminal columns to which source lines are cut; 0: a hundred */
};

struct approvals_view;
struct history_view;

#endif
