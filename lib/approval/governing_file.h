/* A file that governs others (approval/governing.h), by itself: what it says. */
#ifndef APPROVAL_GOVERNING_FILE_H
#define APPROVAL_GOVERNING_FILE_H

#include "approval/approval.h"
#include "base/digest.h"

/*
 * What TEXT of the file at PATH says: without comments, white space and the order of keys; of
 * what cannot be read its bytes, because it governs nobody whatever was meant.
 */
struct digest governing_digest(struct str path, struct str text, struct arena *scratch);

/* The same of what the snapshot has at PATH. */
struct digest governing_digest_now(struct approvals *approvals, struct str path);

/* What approval takes the file at PATH for; it is none of the model's artifacts. */
struct artifact *governing_artifact(struct arena *arena, struct str path);

#endif
