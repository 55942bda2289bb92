/*
 * A request (pull request, merge request, change) and its reviews, as a forge's API tells them in
 * JSON: one shape, whatever the forge.
 */
#ifndef FORGE_REQUEST_H
#define FORGE_REQUEST_H

#include "base/error.h"
#include "forge/forge.h"
#include "value/source.h"

/* What becomes of a review, when all are known. */
enum review_standing {
    STANDING_APPROVES,
    STANDING_NOT_APPROVING, /* by its state */
    STANDING_SUPERSEDED,    /* the same person reviewed again */
    STANDING_OWN,           /* by who opened the request */
    STANDING_UNDATED,       /* the forge does not say when */
    STANDING_UNPLACED       /* the forge does not say of which commit */
};

struct review {
    struct str login;
    struct str word; /* the state as the forge writes it */
    enum review_state state;
    struct str commit; /* that was reviewed, in hexadecimal, perhaps shortened; or empty */
    struct str url;    /* of the review, else of the request; or empty */
    int64_t submitted; /* seconds since the epoch; INT64_MIN: unknown */
    struct span span;  /* of the review in the JSON */
    enum review_standing standing;
};

struct request {
    const struct forge_api *forge;
    struct str author;  /* login of who opened it, or empty */
    struct str url;     /* or empty */
    struct str head;    /* its last commit, or empty */
    bool open;          /* the forge tells that it has not landed */
    struct str landing; /* the commit by which it landed; empty: it has not, or that is unknown */
    struct review *reviews;
    size_t review_count;
};

/*
 * Read SOURCE, the JSON of FORGE. Strings point into it or are ARENA's. What has another shape is
 * an ERROR_USAGE with its place.
 */
int request_read(struct request *out, const struct forge_api *forge, struct source *source,
                 struct arena *arena, struct error *error);

/*
 * Set the standing of every review. LANDED is when the request landed, INT64_MAX if it has not:
 * of what one person said before, the last word stands; what they said after it stands if they
 * had said nothing before.
 */
void request_judge(struct request *request, int64_t landed);

#endif
