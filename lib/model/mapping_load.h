/* Reading one entry of the configuration's `artifacts:`. */
#ifndef MODEL_MAPPING_LOAD_H
#define MODEL_MAPPING_LOAD_H

#include "model/mapping.h"

/*
 * Fill OUT from ENTRY, which the configuration's schema has seen. Broken globs
 * and patterns are reported to SINK and left out. KIND's schema must be compiled.
 */
void mapping_load(struct mapping *out, const struct value *entry, struct kind *kind,
                  struct arena *arena, struct sink *sink);
void mapping_release(struct mapping *mapping);

#endif
