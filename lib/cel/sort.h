/* Stable sorting of values by the order of the language. */
#ifndef CEL_SORT_H
#define CEL_SORT_H

#include "cel/cel_value.h"

/* An item and what it is sorted by. */
struct sort_entry {
    struct cel_value key, item;
    size_t index; /* in the list before */
};

/* What the comparisons of sorting cost: a tenth of the strings' lengths, by their number. */
uint64_t cel_sort_cost(const struct sort_entry *entries, size_t count);
/*
 * Sort in place. Returns false if the keys are not all numbers, or all of one
 * other ordered type (a NaN is not ordered either).
 */
bool cel_sort_entries(struct sort_entry *entries, size_t count);

#endif
