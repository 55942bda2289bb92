/*
 * Who stands behind what an acceptance is about: evidence of any content that says the same of
 * it, an author's too. A change of what no acceptance is about leaves it standing.
 */
#ifndef APPROVAL_ACCEPTANCE_H
#define APPROVAL_ACCEPTANCE_H

#include "approval/assessment.h"

/* Set accepted_by, lack and accepted_adopted of OUT, of the last stage. */
void acceptance_set(struct approval_judgement *out, const struct assessment *assessment);

#endif
