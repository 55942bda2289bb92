/* How many lines a change adds and removes, as `git diff --numstat` counts them. */
#ifndef APPROVAL_LINE_COUNT_H
#define APPROVAL_LINE_COUNT_H

#include "base/str.h"

/*
 * Count the lines to remove from BEFORE and to add so that it becomes AFTER, the
 * fewest there can be (E. Myers, An O(ND) Difference Algorithm, 1986). Returns
 * false for contents that differ in more than LIMIT_LINE_EDITS lines, and for
 * binary ones.
 */
bool line_count(size_t *added, size_t *removed, struct str before, struct str after);

#endif
