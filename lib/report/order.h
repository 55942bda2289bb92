/* Which findings come first where a reader, or a service, takes only so many. */
#ifndef REPORT_ORDER_H
#define REPORT_ORDER_H

#include "rules/finding.h"

struct order {
    struct finding **items;
    size_t count;
};

/*
 * The findings of RESULT, which must outlive *OUT, that are in the snapshot and not waived: what
 * the change brought before what was there, what counts before what is pending, the worst first.
 * What is equal keeps its order. order_release frees it.
 */
void order_init(struct order *out, struct lint_result *result);
void order_release(struct order *order);

#endif
