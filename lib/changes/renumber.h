/* Fingerprints of findings that were compared. */
#ifndef CHANGES_RENUMBER_H
#define CHANGES_RENUMBER_H

#include "base/arena.h"
#include "rules/finding.h"

/*
 * Findings that are in a base have its fingerprints. Give each new one that has the same as one of
 * them the next that is free.
 */
void fingerprints_renumber(struct lint_result *result, struct arena *arena);

#endif
