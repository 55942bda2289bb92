/* The metaschemas that are compiled into the program (schema/metaschema/). */
#ifndef MODEL_METASCHEMA_H
#define MODEL_METASCHEMA_H

#include "base/arena.h"
#include "value/value.h"

/*
 * The metaschema or vocabulary of JSON Schema draft 2020-12 at URI, read into
 * ARENA, or NULL. A jsonschema_resolver calls it when nothing else knows a URI.
 */
struct value *metaschema_find(struct str uri, struct arena *arena);

#endif
