/*
 * What a document says of itself in `status`: is it in force, or only a draft, or
 * no longer? Pages of rules ask the same in their `where:`.
 */
#ifndef MODEL_IN_FORCE_H
#define MODEL_IN_FORCE_H

#include "model/artifact.h"

/* Status number INDEX of those with which a document binds nobody: "draft"; NULL after the last. */
const char *status_without_force(size_t index);

/* The status of ARTIFACT ("Draft") if with it it binds nobody; else empty. */
struct str artifact_status_without_force(const struct artifact *artifact);

#endif
