/* Functions of the language beside CEL's own. */
#ifndef LANGUAGE_FUNCTIONS_H
#define LANGUAGE_FUNCTIONS_H

#include "cel/cel.h"

/* Which artifacts refer to one. It looks into the world of the evaluation at hand
 * (language/world.h). */
extern const struct cel_function function_cited_by;

/* Does a text hold one of several words, whatever the case of their letters? */
extern const struct cel_function function_mentions;

#endif
