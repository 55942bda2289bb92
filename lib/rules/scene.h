/*
 * A repository made ready for expressions without judging it: what `ismslint
 * eval` sees is what the rules see.
 */
#ifndef RULES_SCENE_H
#define RULES_SCENE_H

#include "git/snapshot.h"
#include "rules/lint.h"
#include "rules/world.h"

struct scene {
    struct repository *repository;
    struct snapshot snapshot;
    struct kinds kinds;
    struct catalogs catalogs;
    struct model model;
    struct approvals *approvals;
    struct world world;
    struct sink sink; /* what is wrong with the files: not reported here */
};

/*
 * Read the repository of OPTIONS (directory, snapshot, revision, as_of). All lives in
 * ARENA until scene_release, which is to be called after a failure too. Returns -1 with the
 * reason in ERROR; *NO_REPOSITORY is then set if there is none to read.
 */
int scene_open(struct scene *out, bool *no_repository, const struct lint_options *options,
               int64_t now, struct arena *arena, struct error *error);
void scene_release(struct scene *scene);

#endif
