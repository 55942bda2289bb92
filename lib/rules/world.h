/*
 * What a rule can see: the environment of its expressions (design.md, section
 * 6). Declared once a run; values are made when an expression first reads them.
 */
#ifndef RULES_WORLD_H
#define RULES_WORLD_H

#include "approval/approval.h"
#include "cel/cel.h"
#include "model/model.h"

struct world {
    struct arena *arena; /* lives as long as the run */
    const struct model *model;
    const struct catalogs *catalogs;
    struct approvals *approvals; /* NULL: there is no history to ask */
    int64_t now;                 /* seconds since the epoch */
    int64_t today;               /* days since the epoch, in the configured time zone */
    struct cel_environment *environment;
    const struct cel_type **kind_types;     /* parallel to model->kinds->items */
    const struct world_variable *variables; /* by slot: how its value is made */
    struct map by_self; /* address of artifact->self, as bytes -> struct artifact * */
};

/* Whose turn it is: what self, file, text, refs, approval and history are about. */
struct world_subject {
    struct world *world;
    const struct artifact *artifact; /* NULL: the ISMS as a whole */
    struct arena *scratch;           /* for values that are made for this subject */
};

/* Declare everything. The kinds' schemas are compiled for their types. */
int world_init(struct world *out, struct arena *arena, const struct model *model,
               const struct catalogs *catalogs, struct approvals *approvals, int64_t now,
               struct error *error);
void world_release(struct world *world);

/* The object type called NAME (world_types.c), or another type in CEL's notation. */
const struct cel_type *world_type(const struct world *world, const char *name);

/* The type of `self` in a rule on KIND. */
const struct cel_type *world_kind_type(const struct world *world, const struct kind *kind);

/* For cel_evaluation's `resolve`; CONTEXT is a struct world_subject. */
struct cel_value world_resolve(struct cel_evaluation *evaluation, void *context, unsigned slot);

/* Forget the values that belong to the last subject. */
void world_unbind(const struct world *world, struct cel_evaluation *evaluation);

/* An artifact as a value of its kind's type. */
struct cel_value world_artifact(const struct world *world, const struct artifact *artifact,
                                struct arena *arena);

#endif
