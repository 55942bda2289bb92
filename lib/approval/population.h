/*
 * The revisions of documents that landed in a window of time: what an auditor
 * draws a sample from. It is complete: documents that were deleted, moved away
 * or made into something else since are in it, and deletions are revisions.
 */
#ifndef APPROVAL_POPULATION_H
#define APPROVAL_POPULATION_H

#include "approval/approval.h"

struct population_request {
    int64_t from, until; /* seconds since the epoch, both included */
    bool all;            /* also revisions of which no approval was asked for */
    /* Only revisions at paths that it says yes to; NULL: all. */
    bool (*wants)(void *context, struct str path);
    void *context;
};

/* Each revision is there once, whichever later path its document has. */
struct population {
    const struct approval_revision **items; /* oldest first, of one landing by path */
    size_t count;
    /*
     * All paths at which such revisions landed, in the window or not, sorted; and
     * how often anything landed at them in the window, which git can count.
     */
    struct str_list paths;
    size_t landings;
    size_t listed;  /* of those: by items; a file can be two documents */
    size_t left;    /* of those: where a document was moved from */
    size_t unasked; /* of those: of which no approval was asked for, or that were no document */
    /*
     * Revisions that are dated outside of the window, and may have landed in it: their
     * commits are dated before one that they follow, or in the future.
     */
    const struct approval_revision **misdated;
    size_t misdated_count;
    struct str gap; /* why revisions may be missing, a sentence; or empty */
};

void population_find(struct population *out, struct approvals *approvals,
                     const struct population_request *request);

#endif
