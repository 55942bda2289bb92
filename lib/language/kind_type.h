/* The CEL type of a kind's artifacts, from its JSON Schema (design.md, section 4). */
#ifndef LANGUAGE_KIND_TYPE_H
#define LANGUAGE_KIND_TYPE_H

#include "cel/cel.h"
#include "model/kind.h"

/*
 * integer gives int, number double, `format: date` a timestamp, an enum of
 * strings a string with these values; a field that is not required is
 * optional. The schema of KIND, one of KINDS, is compiled when a field is first looked at. In
 * ARENA.
 */
const struct cel_type *kind_type(struct kinds *kinds, struct kind *kind, struct arena *arena);

#endif
