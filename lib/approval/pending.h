/* What has not landed: only in the work tree, the index, or a proposed branch. */
#ifndef APPROVAL_PENDING_H
#define APPROVAL_PENDING_H

#include "approval/approval.h"
#include "model/config.h"

struct assessment;

/* What CONFIG asks of an artifact; of a file that is none, nothing. */
struct approval_requirement pending_requirement(const struct config *config,
                                                const struct artifact *artifact);

/* What is to land is judged by what the mainline has then, as far as that is known today. */
const struct config *pending_config(struct approvals *approvals);

/* Is what the snapshot holds of the artifact, and it does hold something, what landed last? */
bool pending_has_landed(const struct approvals *approvals, const struct assessment *assessment);

/* Does it say what landed last, however much house was kept in it? */
bool pending_keeps_house(const struct assessment *assessment);

/* Set *REVISION to what the snapshot holds of ARTIFACT, with the verdict pending. */
void pending_set(struct approval_revision *revision, struct approvals *approvals,
                 const struct artifact *artifact);

#endif
