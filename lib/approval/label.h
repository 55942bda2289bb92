/* Dates in a text that stand by themselves, as a form has them: behind a label. */
#ifndef APPROVAL_LABEL_H
#define APPROVAL_LABEL_H

#include "value/source.h"

/*
 * Does DATE stand in a line of its own, or between the bars of its own cell? Before
 * it is a label, which ends in a colon ("**Next review:** 2026-05-01") or is the
 * name of FIELD ("Next review on 2026-05-01"); or it is alone in the cell of a
 * table, or in a line between blank ones. Nothing but marks and "(UTC)" follows. A
 * date in a sentence does not.
 */
bool label_is_before(struct str field, struct span date);

/* Does the label before DATE, or in the cell before its own, say that it is FIELD? */
bool label_names(struct str field, struct span date);

/* Is TEXT the name of FIELD, however it is written: "nextReview", "Next review date"? */
bool label_is_name(struct str field, struct str text);

#endif
