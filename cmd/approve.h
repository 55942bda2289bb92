/*
 * What `ismslint approve` goes through: the documents and whether an approval of each
 * would count (approve_plan.c), then the files (approve_write.c). Nothing is written
 * before all is known to be good.
 */
#ifndef CMD_APPROVE_H
#define CMD_APPROVE_H

#include "approval/propose.h"
#include "base/vector.h"
#include "cmd/scene.h"

/* One record. */
struct planned {
    const struct artifact *artifact;
    struct proposed proposed;
    struct str path;   /* of the record */
    struct str text;   /* what it will hold */
    struct str armour; /* of its signature, or empty */
};

struct plan {
    struct scene scene;
    struct proposal proposal;
    const char *key; /* to sign with, as signature_make takes it; NULL: not signed */
    VECTOR(struct planned) records;
    VECTOR(struct str) left_out; /* what the plan leaves out, each with the reason */
    struct error *error;
};

/* Add the document that OPERAND, a path or an id, names. -1 if its approval would not count. */
int plan_named(struct plan *plan, const char *operand);

/* Add every document that wants approval, of OPERANDS (paths) if there are any. */
int plan_all(struct plan *plan, const struct string_list *operands);

/* Write and sign what is planned: all of it, or nothing. */
int plan_write(struct plan *plan);

void plan_release(struct plan *plan);

#endif
