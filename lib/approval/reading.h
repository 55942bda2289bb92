/*
 * What artifacts say as two configurations read them: the head's, and the one that governed when
 * something landed. A mapping may call any date one of review; the date is left out of the
 * substance only if both do, or if its own name does. Whoever lands the mapping with the change,
 * or behind it, approves nothing by that.
 */
#ifndef APPROVAL_READING_H
#define APPROVAL_READING_H

#include "base/digest.h"
#include "model/model.h"

/* One file, read again. */
struct reading {
    struct arena *arena;
    bool asked;                /* by another configuration than the head's */
    struct artifact_list then; /* as that reads the file, in the order of places */
};

/*
 * Read the file of NOW, which the head's mappings read in it, with those of CONFIG (NULL: they are
 * the same) into ARENA. Returns -1 and sets ERROR for faults of our own.
 */
int reading_begin(struct reading *out, const struct artifact_list *now, const struct model *head,
                  const struct config *config, struct arena *arena, struct error *error);
void reading_end(struct reading *reading);

/* The substance of ARTIFACT, one of NOW: two contents compare if they were read alike. */
struct digest reading_digest(const struct reading *reading, const struct artifact *artifact);

/* The same of what an acceptance of it is about. */
struct digest reading_acceptance(const struct reading *reading, const struct artifact *artifact);

#endif
