/* Is what an entry of `artifacts:` says about fields true of the kind's schema? */
#ifndef MODEL_MAPPING_CHECK_H
#define MODEL_MAPPING_CHECK_H

#include "model/mapping.h"

/*
 * Report to SINK fields under `fields:`, `values:` and `split:` of ENTRY that KIND's schema
 * does not declare (config-unknown-field), and values that their field may not
 * have (config-value). The kind's schema must be compiled.
 */
void mapping_check(const struct value *entry, const struct kind *kind, struct sink *sink);

#endif
