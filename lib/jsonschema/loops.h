/* Schemas that apply themselves to the same value without end. Private to the folder. */
#ifndef JSONSCHEMA_LOOPS_H
#define JSONSCHEMA_LOOPS_H

#include "jsonschema/compile.h"

/*
 * Report each reference by which a schema comes back to itself without having
 * descended into the value (Core, section 9.4.1). Loops through $dynamicRef
 * that only some values take end at LIMIT_SCHEMA_DEPTH.
 */
void jsonschema_find_loops(struct compiler *compiler);

#endif
