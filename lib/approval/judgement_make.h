/* Making what callers see of a judged artifact. */
#ifndef APPROVAL_JUDGEMENT_MAKE_H
#define APPROVAL_JUDGEMENT_MAKE_H

#include "approval/approval.h"

struct file_timeline;

/* Judge ARTIFACT; FILE is the line that it had before it ended, or NULL: that of its path. */
struct approval_judgement *judgement_make(struct approvals *approvals,
                                          const struct artifact *artifact,
                                          const struct file_timeline *file);

#endif
