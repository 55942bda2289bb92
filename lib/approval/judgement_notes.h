/* The facts that a judgement adds to its verdict in words. */
#ifndef APPROVAL_JUDGEMENT_NOTES_H
#define APPROVAL_JUDGEMENT_NOTES_H

#include "approval/assessment.h"

/* Set the notes of OUT, whose revisions are made, from what ASSESSMENT found of the one in force.
 */
void judgement_set_notes(struct approval_judgement *out, struct assessment *assessment);

#endif
