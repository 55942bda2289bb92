/* What else a change of an artifact concerns. */
#ifndef CHANGES_IMPACT_H
#define CHANGES_IMPACT_H

#include "model/model.h"

/* "cited by 2 risks, SOP-002 and 1 action" into ARENA; empty: nothing refers to ARTIFACT. */
struct str impact_of(const struct model *model, const struct artifact *artifact,
                     struct arena *arena);

#endif
