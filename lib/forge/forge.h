/* The forges whose reviews are read: where each has what in its JSON. One row of a table each. */
#ifndef FORGE_FORGE_H
#define FORGE_FORGE_H

#include "base/str.h"

/* What a review says. */
enum review_state {
    REVIEW_UNKNOWN, /* a word that we do not know */
    REVIEW_APPROVED,
    REVIEW_CHANGES, /* it asks for changes */
    REVIEW_COMMENT, /* neither */
    REVIEW_DISMISSED
};

/*
 * A place in JSON: keys with dots between them, alternatives with '|' between them, of which the
 * first that is there and not null counts. "." is the value itself, "@" the key under which it
 * stands; NULL: the forge does not tell.
 */
struct forge_api {
    const char *name; /* as people's `logins` call it, too */
    const char *request;
    /* Of the request: */
    const char *author, *url, *head, *landing;
    const char *landed; /* is there only once the request has landed */
    /* Of the whole document: a list, a map of them, or one alone. */
    const char *reviews;
    /* Of a review; without a state, each approves. */
    const char *login, *state, *commit, *time, *review_url;
    /* Of the document: the commits that the request had, of which the newest counts that is not
     * newer than the review; for a forge whose reviews name none. And of each of them. */
    const char *versions, *version_commit, *version_time;
};

/* Number INDEX, or NULL behind the last. */
const struct forge_api *forge_at(size_t index);

/* The state that a forge calls WORD ("APPROVED", "changes_requested", "2"). */
enum review_state forge_state(struct str word);

/*
 * "2026-02-09T10:00:00Z", with a fraction, another offset, or as Gerrit writes it ("2026-02-09
 * 10:00:00.000000000", UTC), in seconds since the epoch; INT64_MIN: it is no such time.
 */
int64_t forge_instant(struct str text);

#endif
