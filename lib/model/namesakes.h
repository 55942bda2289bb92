/* Artifacts that share an id: rows within their kind, documents across all kinds. */
#ifndef MODEL_NAMESAKES_H
#define MODEL_NAMESAKES_H

#include "model/model.h"

/* Find the earlier namesakes of every artifact of MODEL. */
void namesakes_find(struct model *model);

#endif
