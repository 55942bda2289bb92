/* What two commits have in common. */
#ifndef GIT_ANCESTORS_H
#define GIT_ANCESTORS_H

#include "git/repository.h"

struct ancestors {
    struct object_ids bases; /* the best common ancestors, as `git merge-base --all` lists them */
    bool certain;            /* false: commits are absent, below which there may be others */
};

/*
 * The best common ancestors of ONE and OTHER into ARENA, by reachability alone, whatever the
 * dates of commits say. Errors: ONE or OTHER is no commit that can be read.
 */
int common_ancestors(struct ancestors *out, struct repository *repository,
                     const struct object_id *one, const struct object_id *other,
                     struct arena *arena, struct error *error);

#endif
