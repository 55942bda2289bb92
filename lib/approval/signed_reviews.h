/*
 * Reviews in a note: records, each with its SSH signature behind it.
 *
 *     ---
 *     path: procedures/backup.md
 *     ...
 *     -----BEGIN SSH SIGNATURE-----
 *     ...
 *     -----END SSH SIGNATURE-----
 *
 * What is signed begins at the "---" and ends before the signature. Other lines may stand
 * above, between and below.
 */
#ifndef APPROVAL_SIGNED_REVIEWS_H
#define APPROVAL_SIGNED_REVIEWS_H

#include "approval/records.h"

struct signed_reviews {
    struct record *items;
    size_t count;
    struct str rest; /* the lines that belong to none */
    bool unreadable; /* a signature is cut off, or stands behind what is no record */
};

/* Read NOTE; all lives in the arena of APPROVALS. */
void signed_reviews_read(struct signed_reviews *out, struct str note, struct approvals *approvals);

#endif
