/* Files that an ISMS has in submodules: other repositories, which are not read with this one. */
#ifndef MODEL_SUBMODULE_H
#define MODEL_SUBMODULE_H

#include "model/model.h"

/* The first submodule of SNAPSHOT into which the path pattern GLOB names a way, or NULL. */
const struct snapshot_entry *submodule_of_glob(struct str glob, const struct snapshot *snapshot);

/*
 * Report to SINK (file-in-submodule) the submodules that hold, by what their path or a path
 * pattern says, files that MODEL should have; all of them if it has no artifact at all.
 */
void submodules_check(const struct model *model, struct sink *sink);

#endif
