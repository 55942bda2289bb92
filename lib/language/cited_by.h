/* The function cited_by: which artifacts refer to one. */
#ifndef LANGUAGE_CITED_BY_H
#define LANGUAGE_CITED_BY_H

#include "cel/cel.h"

/* It looks into the world of the evaluation at hand (language/world.h). */
extern const struct cel_function function_cited_by;

#endif
