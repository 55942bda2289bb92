/* Where git looks for the hooks of a repository. */
#ifndef GIT_HOOKS_H
#define GIT_HOOKS_H

#include "git/repository.h"

/*
 * The absolute path of that folder (githooks(5): core.hooksPath, else "hooks" of the .git folder
 * that all work trees share), without '/' at the end, in ARENA; it may not be there yet. Errors:
 * ERROR_USAGE, it leads out of the repository, where other repositories may share it.
 */
int hooks_folder(struct str *out, struct repository *repository, struct arena *arena,
                 struct error *error);

#endif
