#include "cel/sort.h"

#include <stdlib.h>

#include "cel/compare.h"

static int compare(const void *a, const void *b)
{
    const struct sort_entry *left = a, *right = b;
    int order = (int)cel_order(&left->key, &right->key);

    return order ? order : (left->index > right->index) - (left->index < right->index);
}

uint64_t cel_sort_cost(const struct sort_entry *entries, size_t count)
{
    uint64_t cost = count, rounds = 1;

    for (size_t rest = count; rest > 1; rest /= 2)
        rounds++;
    for (size_t i = 0; i < count; i++)
        if (entries[i].key.tag == CEL_STRING || entries[i].key.tag == CEL_BYTES)
            cost += entries[i].key.string.len / 10;
    return cost * rounds;
}

bool cel_sort_entries(struct sort_entry *entries, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        entries[i].index = i;
        /* With itself too, for NaN; that each fits the first means that all fit each other. */
        if (cel_order(&entries[i].key, &entries[0].key) == CEL_UNORDERED ||
            cel_order(&entries[i].key, &entries[i].key) == CEL_UNORDERED)
            return false;
    }
    if (count)
        qsort(entries, count, sizeof *entries, compare);
    return true;
}
