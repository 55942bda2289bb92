/*
 * An ISMS: one tree of a repository, read and, when that is asked for, judged by its history.
 * Every command opens it here, so that all see the same.
 *
 *     knowledge_init(&knowledge, &arena, &error);            the program's, for all trees
 *     repository_open(&repository, folder, &error);          likewise
 *     isms_open(&isms, &knowledge, repository, &options, &arena, &error);
 *     isms_need_approvals(&isms, &error);                    if the history is asked
 *     isms_need_world(&isms, &error);                        if expressions are evaluated
 *     isms_close(&isms);
 */
#ifndef ISMS_ISMS_H
#define ISMS_ISMS_H

#include "approval/approval.h"
#include "git/snapshot.h"
#include "isms/knowledge.h"
#include "isms/options.h"
#include "language/world.h"

struct isms {
    struct arena *arena;           /* borrowed: holds what follows */
    struct knowledge *knowledge;   /* borrowed */
    struct repository *repository; /* borrowed */
    struct isms_options options;
    struct source *config; /* of config_path, or NULL */
    struct snapshot snapshot;
    struct model model;
    int64_t now;                 /* the clock, seconds since the epoch */
    struct sink sink;            /* faults of its files */
    struct approvals *approvals; /* NULL until isms_need_approvals */
    struct approvals *proposed;  /* NULL until isms_propose */
    struct world world;          /* all zero until isms_need_world */
};

/*
 * Read the tree that OPTIONS name in REPOSITORY. What is wrong with its files is in its sink.
 * Errors: ERROR_USAGE (the configuration, the revision), ERROR_FAILURE (objects that cannot be
 * read). KNOWLEDGE, REPOSITORY, ARENA and the overlay outlive it; isms_close in every case.
 */
int isms_open(struct isms *out, struct knowledge *knowledge, struct repository *repository,
              const struct isms_options *options, struct arena *arena, struct error *error);
void isms_close(struct isms *isms);

/* Only take the snapshot: what isms_open begins with. Nothing of KNOWLEDGE is needed for it. */
int isms_take(struct isms *out, struct knowledge *knowledge, struct repository *repository,
              const struct isms_options *options, struct arena *arena, struct error *error);

/* The tree whose configuration and packs say how ISMS is judged: another's, or ISMS. */
const struct isms *isms_judge(const struct isms *isms);

/* Does ISMS read artifacts from the file at PATH? */
bool isms_reads(const struct isms *isms, struct str path);
/* Did the load of the tree find fault with the file at PATH? */
bool isms_is_faulty(const struct isms *isms, struct str path);

/* Make ready to judge approvals by the mainline, unless that is done. */
int isms_need_approvals(struct isms *isms, struct error *error);

/*
 * Likewise make ready `proposed`: approvals as the commit TIP, which has to land on the
 * mainline yet, would bring them.
 */
int isms_propose(struct isms *isms, const struct object_id *tip, struct error *error);

/* Make ready the values of expressions, and with them the approvals, unless that is done. */
int isms_need_world(struct isms *isms, struct error *error);

#endif
