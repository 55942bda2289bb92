/* Reading the artifacts of a file, and holding them against the schema of their kind. */
#ifndef MODEL_ARTIFACT_READ_H
#define MODEL_ARTIFACT_READ_H

#include "model/artifact.h"
#include "model/claim.h"

/*
 * Add to OUT the artifacts of the claim's kind that FILE holds; count an answer
 * if it is written as that kind is. Faults of the mapping (values that
 * cannot be converted are left to the schema) and unreadable rows go to SINK.
 * Returns false if there may be artifacts that nobody understood; that is in SINK.
 */
bool artifacts_read(struct artifact_list *out, struct model_file *file, const struct claim *claim,
                    struct arena *arena, struct sink *sink);

/* Check an artifact against its kind's schema; fields with a finding become invalid. */
void artifact_validate(struct artifact *artifact, struct sink *sink);

#endif
