/* A merge that is under way: what the next commit has for parents beside HEAD. */
#ifndef GIT_MERGING_H
#define GIT_MERGING_H

#include "git/repository.h"

/*
 * The commits that are merged into HEAD now, into ARENA, none of them HEAD's own: those of
 * MERGE_HEAD, and where a merge without conflicts has got as far as the hook pre-merge-commit
 * those of GITHEAD_<id> in the environment, because git writes no MERGE_HEAD then
 * (git-merge(1), githooks(5)). A squash, a cherry-pick and an amended commit have none.
 */
struct object_ids merging_parents(struct repository *repository, struct arena *arena);

#endif
