/* "Did you mean ...?" */
#ifndef BASE_SUGGEST_H
#define BASE_SUGGEST_H

#include "base/str.h"

/*
 * The edits (insert, delete, replace, swap of neighbours; ASCII case and
 * '-' '_' ' ' alike cost nothing) that make B of A, or more than LIMIT if there are more.
 */
size_t suggest_distance(struct str a, struct str b, size_t limit);

/*
 * Collects the nearest candidate. Start with {.word = ..., .best = {NULL, 0}}.
 */
struct suggestion {
    struct str word;
    struct str best; /* empty: nothing is near enough */
    size_t distance;
};

void suggestion_init(struct suggestion *suggestion, struct str word);
void suggestion_offer(struct suggestion *suggestion, struct str candidate);

#endif
