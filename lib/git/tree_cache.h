/*
 * Trees read lately: the older tree of one step is the newer tree of the next.
 * A commit that brings many folders reads each twice: to count their entries and to list them.
 * Private to lib/git.
 */
#ifndef GIT_TREE_CACHE_H
#define GIT_TREE_CACHE_H

#include "base/map.h"
#include "git/libgit2.h"
#include "git/version.h"

enum { TREE_CACHE_SLOTS = 1024 };

struct cached_tree {
    git_odb_object *object; /* NULL: the slot is free */
    uint32_t *entries;      /* where each begins, in order, once a name was asked for */
    size_t count;
    bool searchable; /* `entries` are known */
    bool broken;     /* or cannot be, since the bytes are no sound tree */
};

struct tree_cache {
    struct repository *repository;
    size_t steps;      /* that diffs may still take: of LIMIT_HISTORY_STEPS */
    struct map counts; /* id -> size_t, see tree_count.h */
    struct arena arena;
    struct cached_tree slots[TREE_CACHE_SLOTS];
};

void tree_cache_init(struct tree_cache *cache, struct repository *repository);
void tree_cache_release(struct tree_cache *cache);

/* The tree's object; the caller frees it with git_odb_object_free. */
enum object_status tree_cache_get(git_odb_object **out, struct tree_cache *cache,
                                  const struct object_id *id, struct error *error);

/* The entry called NAME in TREE, a folder or another one as asked for; absent if there is none. */
enum object_status tree_find(struct version *out, struct tree_cache *cache,
                             const struct object_id *tree, struct str name, bool folder,
                             struct error *error);

/* The entry at PATH in TREE; absent if there is none. */
enum object_status tree_lookup(struct version *out, struct tree_cache *cache,
                               const struct object_id *tree, struct str path, struct error *error);

/* Say in ERROR that the bytes of the tree ID are no tree; returns OBJECT_CORRUPT. */
enum object_status tree_corrupt(const struct object_id *id, struct error *error);

#endif
