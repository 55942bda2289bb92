/* The trailers of a landing, whose message a forge may have written the end of. */
#ifndef APPROVAL_LANDING_TRAILERS_H
#define APPROVAL_LANDING_TRAILERS_H

#include "approval/commits.h"
#include "approval/frame.h"

/*
 * Those of LANDING's message. If a robot of FRAME's register committed it, as a forge does
 * with a squash, those above the tail that a forge writes.
 */
const struct trailers *landing_trailers(struct approvals *approvals, const struct frame *frame,
                                        const struct commit_facts *landing);

#endif
