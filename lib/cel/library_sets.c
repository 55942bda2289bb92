/* The sets extension: lists as sets. */
#include "cel/compare.h"
#include "cel/library.h"
#include "cel/node.h"

/* 1 or 0, or -1 with *FAILURE: is VALUE in LIST? */
static int is_in(struct cel_value *failure, const struct cel_call *call, struct cel_value value,
                 struct cel_value list)
{
    struct cel_evaluation *evaluation = call->evaluation;
    size_t count = cel_count(evaluation, list);

    for (size_t i = 0; i < count; i++) {
        int same = cel_same(failure, evaluation, value, cel_at(evaluation, list, i));

        if (same)
            return same;
        if (!node_spend(evaluation, 1)) {
            *failure = cel_library_stopped(call);
            return -1;
        }
    }
    return 0;
}

/* Is every item of PART in WHOLE? */
static int is_subset(struct cel_value *failure, const struct cel_call *call, struct cel_value part,
                     struct cel_value whole)
{
    size_t count = cel_count(call->evaluation, part);
    int result = 1;

    for (size_t i = 0; i < count && result == 1; i++)
        result = is_in(failure, call, cel_at(call->evaluation, part, i), whole);
    return result;
}

static struct cel_value answer(int result, struct cel_value failure)
{
    return result < 0 ? failure : cel_of_bool(result == 1);
}

static struct cel_value contains(const struct cel_call *call, const struct cel_value *arguments)
{
    struct cel_value failure = {.tag = CEL_NULL};

    return answer(is_subset(&failure, call, arguments[1], arguments[0]), failure);
}

static struct cel_value equivalent(const struct cel_call *call, const struct cel_value *arguments)
{
    struct cel_value failure = {.tag = CEL_NULL};
    int result = is_subset(&failure, call, arguments[0], arguments[1]);

    if (result == 1)
        result = is_subset(&failure, call, arguments[1], arguments[0]);
    return answer(result, failure);
}

static struct cel_value intersects(const struct cel_call *call, const struct cel_value *arguments)
{
    struct cel_value failure = {.tag = CEL_NULL};
    size_t count = cel_count(call->evaluation, arguments[0]);
    int result = 0;

    for (size_t i = 0; i < count && result == 0; i++)
        result = is_in(&failure, call, cel_at(call->evaluation, arguments[0], i), arguments[1]);
    return answer(result, failure);
}

const struct cel_function cel_sets[] = {
    {.name = "sets.contains",
     .library = "sets",
     .doc = "whether the first list holds every item of the second",
     .examples = {"sets.contains([1, 2, 3], [3, 1]) => true", "sets.contains([], [1]) => false"},
     .overloads = {{"sets.contains(list(A), list(A)) -> bool", contains}}},
    {.name = "sets.equivalent",
     .library = "sets",
     .doc = "whether each list holds every item of the other",
     .examples = {"sets.equivalent([1, 2], [2, 1, 1]) => true"},
     .overloads = {{"sets.equivalent(list(A), list(A)) -> bool", equivalent}}},
    {.name = "sets.intersects",
     .library = "sets",
     .doc = "whether the lists have an item in common",
     .examples = {"sets.intersects([1, 2], [2, 3]) => true"},
     .overloads = {{"sets.intersects(list(A), list(A)) -> bool", intersects}}},
    {0},
};
