/* What the rules about the clone find, for commands that judge by no other rule. */
#ifndef RULES_REMARKS_H
#define RULES_REMARKS_H

#include "approval/approval.h"
#include "rules/finding.h"

/*
 * Judge the clone by the pages of rules/clone/ alone; MODEL and APPROVALS are of its
 * snapshot. OUT holds the findings and is released with lint_result_release, also
 * after a failure; their texts are in ARENA.
 */
int remarks_on_clone(struct lint_result *out, const struct model *model,
                     struct approvals *approvals, int64_t now, struct arena *arena,
                     struct error *error);

#endif
