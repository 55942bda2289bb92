#include "report/order.h"

#include <stdlib.h>

#include "base/memory.h"

/* Higher comes first. */
static int rank(const struct finding *finding)
{
    int counts = finding->verdict != FINDING_PENDING;

    return (finding_state_is_brought(finding->state) * 2 + counts) * (SEVERITY_ERROR + 1) +
           (int)finding->severity;
}

static int compare(const void *left, const void *right)
{
    const struct finding *const a = *(struct finding *const *)left;
    const struct finding *const b = *(struct finding *const *)right;

    if (rank(a) != rank(b))
        return rank(b) - rank(a);
    return a < b ? -1 : a > b;
}

void order_init(struct order *out, struct lint_result *result)
{
    *out = (struct order){memory_zalloc(result->findings.count + 1, sizeof *out->items), 0};
    VECTOR_EACH (struct finding, finding, &result->findings)
        if (finding_state_is_present(finding->state) && finding->verdict != FINDING_WAIVED)
            out->items[out->count++] = finding;
    qsort(out->items, out->count, sizeof *out->items, compare);
}

void order_release(struct order *order)
{
    free(order->items);
    *order = (struct order){0};
}
