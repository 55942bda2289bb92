/* Recording a review at a forge: what of it landed, and the signed record that vouches for it. */
#ifndef APPROVAL_VOUCH_H
#define APPROVAL_VOUCH_H

#include "approval/approval.h"
#include "base/buffer.h"

/* What landed with a request. */
struct landed {
    struct object_id commit; /* of the mainline */
    struct object_id parent; /* of that, or zero */
    int64_t time;
    struct change *changes; /* the files that may be documents, or govern */
    size_t count;
};

/*
 * The commit of the mainline by which COMMIT came to it, and what changed there, in the arena of
 * APPROVALS. ERROR_USAGE: it is not on the mainline; ERROR_FAILURE: that cannot be read.
 */
int landed_find(struct landed *out, struct approvals *approvals, const struct object_id *commit,
                struct error *error);

/*
 * The commit on which the request stood when its commit REVIEWED was reviewed: what it has in
 * common with the mainline before LANDED; zero if that is nothing. 1; 0: LANDED was there already
 * when REVIEWED was made, so that it landed with another request; -1: that cannot be read.
 */
int landed_base(struct object_id *out, const struct landed *landed, struct repository *repository,
                const struct object_id *reviewed, struct error *error);

/* What COMMIT has at PATH; absent where nothing is. Errors: what cannot be read. */
int landed_version(struct version *out, struct approvals *approvals, const struct object_id *commit,
                   struct str path, struct error *error);

/* Somebody of the register, as it is now. */
struct vouch_person {
    struct str id; /* empty: the register knows nobody, or several */
    struct str name;
    struct str email; /* their first, or empty */
    bool robot;
};

struct vouch_person vouch_reviewer(struct approvals *approvals, struct str forge, struct str login);

/* A review of one file. */
struct vouch {
    struct str forge, login, url;
    struct object_id reviewed; /* the commit */
    int64_t submitted;
    struct str path;
    const struct version *version; /* absent: the review is of a deletion */
    struct object_id landing;
};

/* Append the record. False if it would not be read as what it says: a path that YAML does not keep.
 */
bool vouch_write(struct buffer *out, struct approvals *approvals, const struct vouch *vouch);

/*
 * Is ARMOUR, over TEXT, the signature of a service account that vouches for reviews? Then *SIGNER
 * is it, else *REASON says why not.
 */
bool vouch_is_signed(struct vouch_person *signer, struct str *reason, struct approvals *approvals,
                     struct str text, struct str armour, int64_t now);

/* Does the note on COMMIT hold TEXT already? Errors: the notes cannot be read. 1, 0 or -1. */
int vouch_is_noted(struct approvals *approvals, const struct object_id *commit, struct str text,
                   struct error *error);

#endif
