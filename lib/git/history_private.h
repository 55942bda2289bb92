/* Shared by the walk and the search for origins. */
#ifndef GIT_HISTORY_PRIVATE_H
#define GIT_HISTORY_PRIVATE_H

#include "base/map.h"
#include "git/commit_graph.h"
#include "git/history.h"
#include "git/tree_diff.h"

struct landing_node;

/* A revision and what was found out about it. */
struct revision_node {
    struct revision revision;          /* first, so that a caller's pointer leads back here */
    struct landing_node *landing;      /* of `revision`, or NULL */
    struct revision_node *next_landed; /* another path's, of the same landing */
    struct origins origins;
    bool has_origins;
};

/* What the walk knows of one path; the data of its node. */
struct path_history {
    struct path_node *node;
    enum history_depth depth;
    bool maybe_present; /* at the mainline's head */
    bool listed;        /* in history->found */
    bool partial;       /* it was continued: its newest landings were not looked for */
    bool late;          /* it was found below a gap, behind which it may have changed */
    struct revision_node *newest;
    struct revision_node *oldest; /* so far */
};

/* A commit of the mainline and what landed with it. */
struct landing_node {
    struct mainline_commit commit; /* first, as above */
    struct graph_node *node;
    struct revision_node *revisions; /* that a walk found to land here */
};

/* A folder in which the walk could not see every path that changed. */
struct gap {
    struct str folder;  /* "policies/", empty: the root */
    struct str why;     /* at the newest commit that has it */
    struct str removed; /* the same where paths may have been taken away; empty: nowhere */
};

struct history {
    struct repository *repository;
    struct arena arena;
    struct object_id head;
    struct commit_graph graph;
    struct tree_cache trees;
    struct map
        verified; /* id bytes -> struct str *: trees and commits that are what they are named */
    size_t verified_size; /* bytes of them */
    struct path_set wanted;
    VECTOR(struct path_history *) found;
    void (*appeared)(void *context, const struct revision *revision); /* or NULL */
    void *appeared_context;
    VECTOR(struct revision *) new_paths; /* at the commit at hand, for `appeared` */
    VECTOR(struct landing_node *) chain; /* the mainline, newest first, as far as walked */
    bool ended;                          /* the chain goes to the root, or as far as there is one */
    enum object_status end_status;       /* OBJECT_FOUND: a root */
    struct error end_error;              /* why it ended before the root */
    bool assigned;                       /* commit_graph_assign was done */
    struct str (*identity)(void *context, struct str path, const struct version *version);
    void *identity_context;
    struct map gaps; /* folder -> struct gap */
};

/* The mainline commit NUMBER (0: the head), read if need be, or NULL behind its end. */
struct landing_node *history_chain(struct history *history, size_t number);

#endif
