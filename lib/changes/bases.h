/* What a change is compared with (design.md, section 11). */
#ifndef CHANGES_BASES_H
#define CHANGES_BASES_H

#include "isms/options.h"

struct change_bases {
    bool compared;             /* false: there is nothing to compare with; `notice` says why */
    struct str name;           /* as messages call it: "HEAD", "origin/main" */
    struct object_id tip;      /* the commit on which the change is to land; zero: none is known */
    struct object_ids commits; /* the bases; none: everything is new */
    struct str notice;         /* a line for people, or empty */
};

/*
 * Find the bases of the tree that OPTIONS name in REPOSITORY. REVISION is what was asked for:
 * a revision, "auto" (what the environment of a pipeline names), or NULL (of the index: HEAD, the
 * commits that a merge under way has beside it, or PRE_COMMIT_FROM_REF). All lives in ARENA.
 * Errors: ERROR_USAGE (no such revision, no common history), ERROR_FAILURE (this clone lacks what
 * they have in common).
 */
int change_bases_find(struct change_bases *out, struct repository *repository,
                      const struct isms_options *options, const char *revision, struct arena *arena,
                      struct error *error);

#endif
