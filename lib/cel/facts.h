/*
 * What is known to be there: `has(self.x) && ...` lets the right side read an
 * optional field x. Facts are found from the conditions under which an
 * expression is evaluated.
 */
#ifndef CEL_FACTS_H
#define CEL_FACTS_H

#include "cel/syntax.h"

/* A field that is there: an expression like self.a.b, compared by structure. */
struct fact {
    const struct expression *path;
    const struct fact *next;
};

/* FACTS and what holds besides if CONDITION is true, or false. In ARENA. */
const struct fact *cel_facts_if(const struct fact *facts, struct arena *arena,
                                const struct expression *condition, bool is_true);
/* Is it a fact that SELECT's field is there? */
bool cel_facts_say(const struct fact *facts, const struct expression *select);

#endif
