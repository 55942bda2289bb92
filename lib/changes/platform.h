/* Where a pipeline runs: what its platform says of the pull request that it checks. */
#ifndef CHANGES_PLATFORM_H
#define CHANGES_PLATFORM_H

#include "base/arena.h"
#include "base/error.h"

/* What a pull request is to be merged into. */
struct platform_target {
    const char *platform; /* "GitHub Actions"; NULL: the environment names no platform */
    struct str branch;    /* "main", or empty: this is no pull request */
    struct str commit;    /* the target's commit in hexadecimal, where that is said instead */
};

/*
 * Read the environment of GitHub Actions (pull requests and merge queues), GitLab CI, Azure
 * Pipelines, Bitbucket Pipelines or Jenkins. Texts live in ARENA. Errors: ERROR_FAILURE, an event
 * of a merge queue that cannot be read.
 */
int platform_target_find(struct platform_target *out, struct arena *arena, struct error *error);

#endif
