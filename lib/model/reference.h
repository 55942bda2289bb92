/* References between artifacts: who names whom, and who is named by whom. */
#ifndef MODEL_REFERENCE_H
#define MODEL_REFERENCE_H

#include "model/model.h"

/* Resolve every reference of every artifact of MODEL, once its indexes are made. */
void references_resolve(struct model *model);
void references_release(struct model *model);

#endif
