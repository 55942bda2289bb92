/* What a change did to each finding: the states of design.md, section 11. */
#ifndef CHANGES_STATES_H
#define CHANGES_STATES_H

#include "changes/difference.h"
#include "rules/finding.h"

/* One tree and one base, both judged alike. */
struct state_question {
    struct lint_result *now, *base;
    struct difference *difference;
    bool answers_for_landed; /* what is checked is the mainline itself, not what may land on it */
};

/*
 * Set the states of NOW's findings with respect to one base: of each the better of the one it has
 * and the one found here (first: all are FINDING_NEW). *GONE gets pointers into BASE of those that
 * NOW lacks, *GONE_COUNT of them, each with its state. Arrays live in ARENA.
 */
void states_find(struct finding ***gone, size_t *gone_count, const struct state_question *question,
                 struct arena *arena);

#endif
