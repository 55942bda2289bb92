/* A commit that does not exist: the merge by which a branch would land now. */
#ifndef GIT_IMAGINED_H
#define GIT_IMAGINED_H

#include "git/repository.h"

/* The name of its author, who has no address. */
extern const char imagined_author[];

/*
 * Make the merge of BRANCH into MAINLINE as it would be at TIME (seconds since the epoch), with the
 * tree of BRANCH and by nobody, in memory alone: nothing is written to the repository, and the
 * commit can be read by its id *OUT as long as REPOSITORY is open. Errors: BRANCH cannot be read.
 */
int imagined_merge(struct object_id *out, struct repository *repository,
                   const struct object_id *mainline, const struct object_id *branch, int64_t time,
                   struct error *error);

#endif
