/* What `ismslint approvals` prints: the register of today, or what landed in a period. */
#ifndef REPORT_APPROVALS_VIEW_H
#define REPORT_APPROVALS_VIEW_H

#include "report/period.h"

/* What is said once about the clone and its history. */
struct approvals_remark {
    struct str message, help; /* sentences; the help may be empty */
};

/* What is printed. */
struct approvals_view {
    const struct approval_revision **revisions;
    size_t count;
    const struct period *period; /* NULL: the register of today */
    struct approvals_remark *remarks;
    size_t remark_count;
    struct str mainline;   /* empty if it cannot be told */
    struct object_id head; /* of it, or zero */
    bool complete;         /* the history goes back to the beginning */
    bool all;              /* also what no approval is asked for */
    size_t width;          /* columns of the terminal, or 0 */
    struct arena *arena;
};

#endif
