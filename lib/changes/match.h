/* Which findings of two trees are the same. */
#ifndef CHANGES_MATCH_H
#define CHANGES_MATCH_H

#include "changes/difference.h"
#include "rules/finding.h"

/*
 * For each finding of NOW, in *PARTNERS, the one of BASE that is the same, or NULL; for each of
 * BASE in *FOLLOWED whether it has one. Findings are the same by their fingerprints; among equal
 * ones those are that stand in the same line, in a line that reads alike, or in what became of the
 * same lines. Both arrays live in ARENA.
 */
void findings_match(struct finding ***partners, bool **followed, struct lint_result *now,
                    struct lint_result *base, struct difference *difference, struct arena *arena);

#endif
