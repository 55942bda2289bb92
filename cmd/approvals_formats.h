/* The forms in which `ismslint approvals` prints the register, or a period. */
#ifndef CMD_APPROVALS_FORMATS_H
#define CMD_APPROVALS_FORMATS_H

#include "cmd/approvals_period.h"

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
    struct arena *arena;
};

struct approvals_format {
    const char *name;
    /* NOTICE is for what people should see who send OUT to a file. */
    void (*write)(struct buffer *out, struct buffer *notice, const struct approvals_view *view);
};

/* The format number INDEX, or NULL after the last; the first is the default. */
const struct approvals_format *approvals_format_at(size_t index);

#endif
