/*
 * Type parameters and what they stand for. The rules are those of the
 * reference checker: a value of type FROM may stand where TO is wanted if the
 * parameters in both can be chosen so; dyn may stand anywhere.
 */
#ifndef CEL_UNIFY_H
#define CEL_UNIFY_H

#include "base/vector.h"
#include "cel/type.h"

/* A binding that was changed, so that it can be undone. */
struct unifier_change {
    unsigned parameter;
    const struct cel_type *before;
};

struct unifier {
    struct arena *arena;
    /* What each parameter stands for, by its number; NULL: not known yet. */
    VECTOR(const struct cel_type *) bindings;
    VECTOR(struct unifier_change) changes;
};

/* A state to which a unifier can go back. */
struct unifier_state {
    size_t bindings, changes;
};

void cel_unifier_init(struct unifier *unifier, struct arena *arena);
void cel_unifier_release(struct unifier *unifier);

/* A parameter that is different from all others. */
const struct cel_type *cel_unifier_fresh(struct unifier *unifier);
/* TYPE with its parameters A, B, ... replaced by those in FRESH, which are made when first met. */
const struct cel_type *cel_unifier_instance(struct unifier *unifier, const struct cel_type *type,
                                            const struct cel_type *fresh[26]);
/* May FROM stand where TO is wanted? Binds parameters, also if the answer is no. */
bool cel_unifier_assignable(struct unifier *unifier, const struct cel_type *from,
                            const struct cel_type *to);
struct unifier_state cel_unifier_state(const struct unifier *unifier);
/* Undo what was bound, and forget the parameters that were made, since STATE. */
void cel_unifier_undo(struct unifier *unifier, struct unifier_state state);
/* The type that takes both, or dyn. */
const struct cel_type *cel_unifier_join(struct unifier *unifier, const struct cel_type *a,
                                        const struct cel_type *b);
/* TYPE if it is no bound parameter, else what that stands for. */
const struct cel_type *cel_unifier_find(const struct unifier *unifier, const struct cel_type *type);
/* TYPE with all parameters replaced; those that are not known become dyn. */
const struct cel_type *cel_unifier_resolve(struct unifier *unifier, const struct cel_type *type);

#endif
