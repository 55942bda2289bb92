/* Every revision that landed in a window of time: the population that an auditor samples. */
#ifndef CMD_APPROVALS_PERIOD_H
#define CMD_APPROVALS_PERIOD_H

#include "cmd/scene.h"
#include "cmd/table.h"

struct period_request {
    const char *period; /* "2026-01-01..2026-06-30" */
    const char *sample; /* how many to draw, or NULL: all */
    const char *seed;   /* NULL: the empty text */
    bool all;           /* revisions of which no approval was asked for too */
    /* Is it one of the paths that were named? */
    bool (*wants)(void *context, struct str path);
    void *context;
};

/*
 * Print the revisions by WRITE, and if EXPLAIN the line that says how many there
 * are and how to count them with git.
 */
int period_write(struct buffer *out, struct scene *scene, const struct period_request *request,
                 void (*write)(struct buffer *out, const struct table *table), bool explain,
                 struct error *error);

/* One row of the register: see approvals.c. */
void approvals_row(struct str *cells, struct str id, const struct approval_revision *revision,
                   struct arena *arena);

#endif
