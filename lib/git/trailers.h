/*
 * The trailers of a commit message, read as git's trailer.c (2.39) reads them
 * with its defaults, whatever a repository configures: this is what
 * `git log --format='%(trailers:only,unfold)'` prints.
 */
#ifndef GIT_TRAILERS_H
#define GIT_TRAILERS_H

#include "base/arena.h"
#include "base/str.h"

struct trailer {
    struct str key;   /* "Approved-by", as written */
    struct str value; /* unfolded to one line */
    bool inherited;   /* stands above a "(cherry picked from commit" line: said of another commit */
};

struct trailers {
    struct trailer *items; /* in the order of the message */
    size_t count;
    /*
     * The block has nothing but trailers (and git's cherry-pick lines). Where
     * prose stands among them, as git allows beside a Signed-off-by, a line
     * such as "NOT\nApproved-by: Jo" must not count as an approval.
     */
    bool alone;
    bool too_many; /* more than LIMIT_TRAILERS; the first are here */
};

/* MESSAGE as a commit holds it. Strings point into MESSAGE or ARENA. */
void trailers_read(struct trailers *out, struct str message, struct arena *arena);

/* Has the trailer KEY (ASCII case does not matter, as in git)? */
bool trailer_is(const struct trailer *trailer, struct str key);

/* May this trailer be evidence of an approval: in a block of trailers alone, not inherited? */
bool trailer_is_evidence(const struct trailers *trailers, const struct trailer *trailer);

#endif
