/* Artifacts that share an id: rows within their kind, documents across all kinds. */
#ifndef MODEL_NAMESAKES_H
#define MODEL_NAMESAKES_H

#include "model/model.h"

/* Group the artifacts of MODEL by id. */
void namesakes_group(struct model *model);
void namesakes_release(struct model *model);

#endif
