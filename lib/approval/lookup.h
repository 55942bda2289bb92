/*
 * Finding what people name: a path or an id, of today or of the past. What is not
 * found was never there, as far as this clone knows.
 */
#ifndef APPROVAL_LOOKUP_H
#define APPROVAL_LOOKUP_H

#include "approval/approval.h"

/* An artifact that has the id that was asked for, or had it once. */
struct approval_found {
    struct str path;                 /* where it is, or stood last */
    struct str id;                   /* that it has now, or had last */
    bool is_row;                     /* of a register */
    bool gone;                       /* it is there no longer, under whatever id */
    const struct artifact *artifact; /* of the head's model; NULL if it is gone */
    const struct approval_judgement *judgement;
};

struct approval_findings {
    struct approval_found *items;
    size_t count;
};

/*
 * What has the ID today, at PATH alone unless that is empty; only where there is
 * nothing what had it: documents wherever they stood, and rows of the registers that
 * are there today.
 */
void approvals_find_id(struct approval_findings *out, struct approvals *approvals, struct str id,
                       struct str path);

/* Is there a file at PATH, or below it? */
bool approvals_has_path(const struct approvals *approvals, struct str path);

/* Did a landing bring anything to PATH, or below it, that may have been a document? */
bool approvals_had_path(struct approvals *approvals, struct str path);

/* Why more may have been there than can be found, a sentence; empty if all is known. */
struct str approvals_gap(struct approvals *approvals);

#endif
