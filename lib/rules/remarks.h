/* What the rules about the clone find, for commands that judge by no other rule. */
#ifndef RULES_REMARKS_H
#define RULES_REMARKS_H

#include "isms/isms.h"
#include "rules/finding.h"

/*
 * Judge the clone in which ISMS stands by the pages of rules/clone/ alone. OUT holds the
 * findings and is released with lint_result_release, also after a failure; their texts
 * are in the arena of ISMS.
 */
int remarks_on_clone(struct lint_result *out, struct isms *isms, struct error *error);

#endif
