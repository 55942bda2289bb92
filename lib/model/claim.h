/* Which kinds claim a file: what `artifacts:` or by default their globs say. */
#ifndef MODEL_CLAIM_H
#define MODEL_CLAIM_H

#include "model/config.h"

/* One file, asked for artifacts of one kind. */
struct claim {
    struct kind *kind;             /* its schema compiled */
    const struct mapping *mapping; /* what claims the file; NULL: the default globs */
    bool shared;                   /* a default glob of files that other kinds own */
    bool holds;                    /* does anything claim it at all? */
};

/* Does KIND claim the file at PATH? */
struct claim claim_of(const struct config *config, struct kind *kind, struct str path);

/* A look at what claims a path. */
struct claims {
    const struct config *config;
    const struct kinds *kinds;
    struct str path;
    struct glob_candidates candidates;
    size_t next; /* number of a kind */
};

struct claims claims_of(const struct config *config, const struct kinds *kinds, struct str path);

/* The next kind with a glob, of the configuration or by default, that may match; NULL: none. */
struct kind *claims_candidate(struct claims *claims);

/* The next claim that holds, kinds in their order; false: there is none. */
bool claims_next(struct claim *out, struct claims *claims);

#endif
