/* How many entries a tree unfolds to, without unfolding it. Private to lib/git. */
#ifndef GIT_TREE_COUNT_H
#define GIT_TREE_COUNT_H

#include "git/tree_cache.h"

/*
 * The entries in and below the tree ID, folders included; more than LIMIT_COMMIT_CHANGES
 * count as one more than that. Each tree is read once, however often it stands there. What
 * cannot be read counts as empty: whoever reads it finds that out.
 */
size_t tree_count(struct tree_cache *cache, const struct object_id *id);

#endif
