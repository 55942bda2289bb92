/*
 * What differs between two trees, looked at only where a path set is open.
 * Equal subtrees are skipped. Private to lib/git.
 */
#ifndef GIT_TREE_DIFF_H
#define GIT_TREE_DIFF_H

#include "git/libgit2.h"
#include "git/path_set.h"
#include "git/version.h"

enum { TREE_CACHE_SLOTS = 128 };

/*
 * Trees read lately: the older tree of one step is the newer tree of the next.
 * Few of them: more would hit hardly more often and fall out of the processor's cache.
 */
struct tree_cache {
    struct repository *repository;
    git_odb_object *slots[TREE_CACHE_SLOTS];
};

void tree_cache_init(struct tree_cache *cache, struct repository *repository);
void tree_cache_release(struct tree_cache *cache);
/* The tree's object; the caller frees it with git_odb_object_free. */
enum object_status tree_cache_get(git_odb_object **out, struct tree_cache *cache,
                                  const struct object_id *id, struct error *error);

/* Say in ERROR that the bytes of the tree ID are no tree; returns OBJECT_CORRUPT. */
enum object_status tree_corrupt(const struct object_id *id, struct error *error);

struct tree_diff {
    struct tree_cache *cache;
    struct path_set *set;
    void *context;
    /* A wanted path differs. */
    void (*changed)(void *context, struct path_node *node, const struct version *old,
                    const struct version *new);
    /* What is below NODE cannot be compared. */
    void (*failed)(void *context, struct path_node *node, enum object_status status,
                   const struct error *error);
};

/* Compare OLD with NEW, ids of trees; NULL: an empty one. */
void tree_diff_run(struct tree_diff *diff, const struct object_id *old,
                   const struct object_id *new);

/* The entry called NAME in TREE, a folder or another one as asked for; absent if there is none. */
enum object_status tree_find(struct version *out, struct tree_cache *cache,
                             const struct object_id *tree, struct str name, bool folder,
                             struct error *error);

/* The entry at PATH in TREE; absent if there is none. */
enum object_status tree_lookup(struct version *out, struct tree_cache *cache,
                               const struct object_id *tree, struct str path, struct error *error);

#endif
