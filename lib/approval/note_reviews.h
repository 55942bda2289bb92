/* Reviews at a forge as evidence: records in a note, each signed by itself. */
#ifndef APPROVAL_NOTE_REVIEWS_H
#define APPROVAL_NOTE_REVIEWS_H

#include "approval/assessment.h"
#include "approval/signed_reviews.h"
#include "git/notes.h"

/* The reviews in NOTE; the same text is read once. */
const struct signed_reviews *note_reviews(struct approvals *approvals, const struct note *note);

/*
 * Add those in NOTE, which is on the commit of ORIGIN, that are of stage number INDEX. A review of
 * a register is one of its rows.
 */
void note_reviews_gather(struct assessment *assessment, size_t index, const struct origin *origin,
                         const struct note *note);

/*
 * When the commit RECORDED wrote a note on COMMIT: whatever its date says, no note is older
 * than what it is on.
 */
int64_t note_recorded_at(struct approvals *approvals, const struct object_id *commit,
                         const struct commit_facts *recorded);

#endif
