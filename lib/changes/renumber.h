/* Fingerprints of findings that were compared. */
#ifndef CHANGES_RENUMBER_H
#define CHANGES_RENUMBER_H

#include "changes/states.h"

/*
 * Findings that are in a base have its fingerprints. Give each new one of RESULT that has the same
 * as one of them, or as one of those in GONE, the next that is free.
 */
void fingerprints_renumber(struct lint_result *result, const gone_list *gone, struct arena *arena);

#endif
