/* Making what callers see of a judged artifact. */
#ifndef APPROVAL_JUDGEMENT_H
#define APPROVAL_JUDGEMENT_H

#include "approval/context.h"

/* Walk the mainline unless that is done. */
void approvals_walk(struct approvals *approvals);

struct approval_judgement *judgement_make(struct approvals *approvals,
                                          const struct artifact *artifact);

#endif
