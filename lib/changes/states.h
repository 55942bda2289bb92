/* What a change did to each finding: the states of design.md, section 11. */
#ifndef CHANGES_STATES_H
#define CHANGES_STATES_H

#include "changes/difference.h"
#include "rules/finding.h"

/* One tree and one base, both judged alike. */
struct state_question {
    struct lint_result *now, *base;
    struct difference *difference;
    /* Only findings of which this is true are asked about; NULL: all are. */
    bool (*concerns)(const void *context, const struct finding *finding);
    const void *context;
    bool answers_for_landed; /* what is checked is the mainline itself, not what may land on it */
};

/* Findings that only a base has, each with its state: pointers into the base's result. */
typedef VECTOR(struct finding *) gone_list;

/*
 * Set the states of NOW's findings with respect to one base: of each the better of the one it has
 * and the one found here (first: all are FINDING_NEW). Those that only BASE has are appended to
 * GONE, which may be NULL. ARENA is for the work.
 */
void states_find(gone_list *gone, const struct state_question *question, struct arena *arena);

#endif
