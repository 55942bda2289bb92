/*
 * The values of one tree for what a rule may name (language/language.h). They are made when an
 * expression first reads them.
 */
#ifndef LANGUAGE_WORLD_H
#define LANGUAGE_WORLD_H

#include "approval/approval.h"
#include "language/language.h"
#include "model/model.h"

struct world {
    struct arena *arena;             /* lives as long as the tree is looked at */
    const struct language *language; /* borrowed, of the model's kinds */
    const struct model *model;       /* borrowed */
    const struct catalogs *catalogs; /* borrowed */
    struct approvals *approvals;     /* borrowed; NULL: there is no history to ask */
    int64_t now;                     /* seconds since the epoch */
    int64_t today;                   /* days since the epoch, in the configured time zone */
    const struct value **sections;   /* one a kind, and the last of none; NULL: not made yet */
    struct map by_self;              /* address of artifact->self, as bytes -> struct artifact * */
};

/* Whose turn it is: what self, file, text, refs, approval and history are about. */
struct world_subject {
    struct world *world;
    const struct artifact *artifact; /* NULL: the ISMS as a whole */
    struct arena *scratch;           /* for values that are made for this subject */
};

void world_init(struct world *out, struct arena *arena, const struct language *language,
                const struct model *model, const struct catalogs *catalogs,
                struct approvals *approvals, int64_t now);
void world_release(struct world *world);

/*
 * For cel_evaluation's `resolve`; CONTEXT is a struct world_subject. Functions that look into
 * the world find it there as well.
 */
struct cel_value world_resolve(struct cel_evaluation *evaluation, void *context, unsigned slot);

/* Forget the values that belong to the last subject. */
void world_unbind(struct cel_evaluation *evaluation);

/* An artifact as a value of its kind's type. */
struct cel_value world_artifact(const struct world *world, const struct artifact *artifact,
                                struct arena *arena);

#endif
