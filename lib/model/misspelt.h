/* Fields that nobody declares and that look like one that is missing. */
#ifndef MODEL_MISSPELT_H
#define MODEL_MISSPELT_H

#include "model/artifact.h"

/*
 * Documents may carry fields of their own, so that a misspelt key would go
 * unnoticed. Report to SINK (code "field-misspelt", at the key) each key of
 * ARTIFACT that the kind's schema does not name, if it is within a letter or two
 * of a field that the schema names and the artifact lacks. The kind's schema
 * must be compiled.
 */
void artifact_report_misspelt(const struct artifact *artifact, struct sink *sink);

#endif
