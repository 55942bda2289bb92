/*
 * The other names under which paths of one landing went before it: every rename
 * among the commits that came with it, and every one that a merge among them has
 * to do with. Private to lib/git.
 */
#ifndef GIT_LINEAGE_H
#define GIT_LINEAGE_H

#include "git/history_private.h"
#include "git/likeness.h"
#include "git/merge_entry.h"
#include "git/removals.h"

/* A commit in which an entry differs from that of a parent. */
struct touch {
    struct graph_node *commit;
    struct version *before; /* the entry of each parent */
    struct version after;
};

/* A commit since which what was at `old` is at the name that has this. */
struct rename {
    struct lineage_name *old;
    struct graph_node *commit;
    enum rename_kind kind;
    bool whole; /* the entry is the same to the bit, and it can come from nowhere else */
};

/* One path, and what happened to it among the commits of the landing. */
struct lineage_name {
    struct str path;
    VECTOR(struct touch) touches; /* children before parents */
    VECTOR(struct rename) renames;
    size_t known;    /* its place in the list of names */
    bool incomplete; /* what it came from may be more; FAULT says why */
    struct str fault;
};

struct lineage {
    struct history *history;
    struct landing_node *landing;
    struct merge_judge *judge;
    struct arena *arena;
    struct path_set paths; /* each node's data is its name */
    VECTOR(struct lineage_name *) names;
    VECTOR(struct graph_node *) commits; /* of the landing, children first; each knows its order */
    VECTOR(struct graph_node *) empty;   /* of these, those that change nothing */
    struct map removals;                 /* commit and parent -> struct removals */
    struct map descents;                 /* commit -> a bool a commit: is it that, or made on it? */
    struct likeness likeness;
    struct graph_node *commit; /* at hand */
    uint32_t parent;           /* at hand */
};

/* LANDING's commits have been assigned. Everything found lives in ARENA. */
void lineage_init(struct lineage *lineage, struct history *history, struct landing_node *landing,
                  struct merge_judge *judge, struct arena *arena);
void lineage_release(struct lineage *lineage);

/* Did COMMIT take anything away, with respect to any parent? (Or that cannot be told.) */
bool lineage_takes_away(struct lineage *lineage, struct graph_node *commit);

/* The name of PATH, to be followed. */
struct lineage_name *lineage_add(struct lineage *lineage, struct str path);
/* Follow all that were added. */
void lineage_follow(struct lineage *lineage);

/* What NAME came from may be more than was found, FAULT says why. */
void lineage_set_incomplete(struct lineage *lineage, struct lineage_name *name, struct str fault);

/* lineage_sources.c: if NAME appears with TOUCH, add where it may come from to its renames. */
void lineage_find_sources(struct lineage *lineage, struct lineage_name *name,
                          const struct touch *touch);

/* Is COMMIT, of any landing, SINCE itself, or made on top of it? SINCE is of this landing. */
bool lineage_is_since(struct lineage *lineage, const struct graph_node *since,
                      const struct graph_node *commit);

#endif
