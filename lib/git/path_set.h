/*
 * The paths that a walk looks for, as a tree of folders that knows where
 * something is still wanted. Private to lib/git.
 */
#ifndef GIT_PATH_SET_H
#define GIT_PATH_SET_H

#include "base/arena.h"
#include "base/map.h"

struct path_node {
    struct path_node *parent; /* NULL: the root */
    struct str name;          /* one segment */
    struct map children;
    struct path_node *next; /* of the node made before this one, for release */
    size_t open;            /* wanted paths at or below this node */
    bool wanted;            /* this path itself is still wanted */
    void *data;             /* the owner's, of this path */
};

struct path_set {
    struct arena *arena;
    struct path_node *root;
    struct path_node *newest;
    /*
     * Asked for every path that a walk comes across and that was not added;
     * NULL: only added paths count. Says whether the path is wanted.
     */
    bool (*wants)(void *context, struct str path);
    void *context;
    struct arena scratch; /* the path that is asked for */
};

void path_set_init(struct path_set *set, struct arena *arena);
void path_set_release(struct path_set *set);
/* Set `wants`. */
void path_set_filter(struct path_set *set, bool (*wants)(void *context, struct str path),
                     void *context);

/* The node of PATH, made if needed; not yet wanted. */
struct path_node *path_set_add(struct path_set *set, struct str path);
/* The node of PATH, or NULL. */
struct path_node *path_set_find(const struct path_set *set, struct str path);
/*
 * The new child called NAME, of which nobody said that it is wanted, of a set with `wants`: a
 * folder, or a path that is; else NULL, and nothing is kept of the path.
 */
struct path_node *path_set_discover(struct path_set *set, struct path_node *parent, struct str name,
                                    bool is_folder);

/* Start or stop wanting a path. */
void path_node_open(struct path_node *node);
void path_node_close(struct path_node *node);

/* Is anything at or below NODE wanted? */
bool path_set_is_open(const struct path_set *set, const struct path_node *node);
/* Is NODE, an entry that a walk came to, wanted itself? Asks `wants` if nobody said. */
bool path_set_wants(struct path_set *set, struct path_node *node);

/* The whole path of NODE, in ARENA. */
struct str path_node_path(const struct path_node *node, struct arena *arena);

#endif
