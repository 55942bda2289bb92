/* The lists extension. */
#include "cel/compare.h"
#include "cel/library.h"
#include "cel/node.h"
#include "cel/sort.h"

/* Items collected for a new list. */
struct items {
    const struct cel_call *call;
    VECTOR(struct cel_value) values;
    struct cel_value failure;
};

/* False when the items must not grow on. */
static bool add(struct items *items, struct cel_value value)
{
    if (cel_is_failure(value))
        items->failure = value;
    else if (!node_spend(items->call->evaluation, 1))
        items->failure = cel_library_stopped(items->call);
    else
        vector_push(&items->values, value);
    return !cel_is_failure(items->failure);
}

static struct cel_value finish(struct items *items)
{
    struct arena *arena = items->call->evaluation->arena;
    struct cel_value list =
        cel_is_failure(items->failure)
            ? items->failure
            : cel_of_items(arena,
                           arena_copy(arena, items->values.items,
                                      items->values.count * sizeof *items->values.items),
                           items->values.count);

    vector_release(&items->values);
    return list;
}

static struct cel_value slice(const struct cel_call *call, const struct cel_value *arguments)
{
    struct items items = {.call = call};
    int64_t start = arguments[1].integer, end = arguments[2].integer;
    int64_t count = (int64_t)cel_count(call->evaluation, arguments[0]);

    if (start < 0 || end < 0)
        return cel_fail(call, "cannot slice(%lld, %lld), negative indexes not supported",
                        (long long)start, (long long)end);
    if (start > end)
        return cel_fail(call,
                        "cannot slice(%lld, %lld), start index must be less than or equal "
                        "to end index",
                        (long long)start, (long long)end);
    if (end > count)
        return cel_fail(call, "cannot slice(%lld, %lld), list is length %lld", (long long)start,
                        (long long)end, (long long)count);
    while (start < end && add(&items, cel_at(call->evaluation, arguments[0], (size_t)start)))
        start++;
    return finish(&items);
}

/* The items of LIST, those that are lists themselves DEPTH levels down. */
static bool add_flat(struct items *items, struct cel_value list, int64_t depth)
{
    struct cel_evaluation *evaluation = items->call->evaluation;
    size_t count = cel_count(evaluation, list);

    for (size_t i = 0; i < count; i++) {
        struct cel_value item = cel_at(evaluation, list, i);

        if (!(item.tag == CEL_LIST && depth > 0 ? add_flat(items, item, depth - 1)
                                                : add(items, item)))
            return false;
    }
    return true;
}

enum { DEEPEST_FLATTEN = 100 };

static struct cel_value flatten(const struct cel_call *call, const struct cel_value *arguments)
{
    struct items items = {.call = call};
    int64_t depth = call->count == 2 ? arguments[1].integer : 1;

    if (depth < 0)
        return cel_fail(call, "level must be non-negative");
    add_flat(&items, arguments[0], depth < DEEPEST_FLATTEN ? depth : DEEPEST_FLATTEN);
    return finish(&items);
}

/* Is VALUE among the items that were kept? */
static bool is_kept(const struct items *items, struct cel_value value)
{
    for (size_t i = 0; i < items->values.count; i++)
        if (!node_spend(items->call->evaluation, 1) ||
            cel_equal(items->call->evaluation, items->values.items[i], value))
            return true;
    return false;
}

static struct cel_value distinct(const struct cel_call *call, const struct cel_value *arguments)
{
    struct items items = {.call = call};
    size_t count = cel_count(call->evaluation, arguments[0]);

    for (size_t i = 0; i < count; i++) {
        struct cel_value item = cel_at(call->evaluation, arguments[0], i);

        if (!is_kept(&items, item) && !add(&items, item))
            break;
    }
    if (call->evaluation->stop)
        items.failure = cel_library_stopped(call);
    return finish(&items);
}

static struct cel_value sort(const struct cel_call *call, const struct cel_value *arguments)
{
    struct items items = {.call = call};
    size_t count = cel_count(call->evaluation, arguments[0]);
    struct sort_entry *entries;

    if (!node_spend(call->evaluation, count))
        return cel_library_stopped(call);
    entries = arena_alloc_array(call->evaluation->arena, count, sizeof *entries);
    for (size_t i = 0; i < count; i++) {
        entries[i].key = entries[i].item = cel_at(call->evaluation, arguments[0], i);
        if (cel_is_failure(entries[i].key))
            return entries[i].key;
    }
    if (!node_spend(call->evaluation, cel_sort_cost(entries, count)))
        return cel_library_stopped(call);
    if (!cel_sort_entries(entries, count))
        return cel_fail(call, "no such overload: these values have no common order");
    for (size_t i = 0; i < count && add(&items, entries[i].item); i++)
        ;
    return finish(&items);
}

static struct cel_value reverse(const struct cel_call *call, const struct cel_value *arguments)
{
    struct items items = {.call = call};
    size_t count = cel_count(call->evaluation, arguments[0]);

    while (count && add(&items, cel_at(call->evaluation, arguments[0], count - 1)))
        count--;
    return finish(&items);
}

static struct cel_value range(const struct cel_call *call, const struct cel_value *arguments)
{
    struct items items = {.call = call};

    for (int64_t i = 0; i < arguments[0].integer && add(&items, cel_of_int(i)); i++)
        ;
    return finish(&items);
}

static struct cel_value end_of(const struct cel_call *call, const struct cel_value *arguments,
                               bool first)
{
    size_t count = cel_count(call->evaluation, arguments[0]);
    struct cel_value item;

    if (count == 0)
        return cel_of_optional(call->evaluation->arena, NULL);
    item = cel_at(call->evaluation, arguments[0], first ? 0 : count - 1);
    return cel_is_failure(item) ? item : cel_of_optional(call->evaluation->arena, &item);
}

static struct cel_value first(const struct cel_call *call, const struct cel_value *arguments)
{
    return end_of(call, arguments, true);
}

static struct cel_value last(const struct cel_call *call, const struct cel_value *arguments)
{
    return end_of(call, arguments, false);
}

const struct cel_function cel_lists[] = {
    {.name = "slice",
     .library = "lists",
     .doc = "the items from one index up to another",
     .examples = {"[1, 2, 3, 4].slice(1, 3) => [2, 3]"},
     .overloads = {{"list(A).slice(int, int) -> list(A)", slice}}},
    {.name = "flatten",
     .library = "lists",
     .doc = "the items of the lists in the list, one level down or as many as are given",
     .examples = {"[1, [2, [3]]].flatten() => [1, 2, [3]]",
                  "[1, [2, [3]]].flatten(2) => [1, 2, 3]"},
     .overloads = {{"list(list(A)).flatten() -> list(A)", flatten},
                   {"list(dyn).flatten(int) -> list(dyn)", flatten}}},
    {.name = "distinct",
     .library = "lists",
     .doc = "the items without those that are equal to an earlier one",
     .examples = {"[1, 2, 1].distinct() => [1, 2]"},
     .overloads = {{"list(A).distinct() -> list(A)", distinct}}},
    {.name = "sort",
     .library = "lists",
     .doc = "the items in their order, least first",
     .examples = {"['b', 'a'].sort() => ['a', 'b']"},
     .overloads = {{"list(A).sort() -> list(A)", sort}}},
    {.name = "reverse",
     .library = "lists",
     .doc = "the items, last first",
     .examples = {"[1, 2].reverse() => [2, 1]"},
     .overloads = {{"list(A).reverse() -> list(A)", reverse}}},
    {.name = "lists.range",
     .library = "lists",
     .doc = "the whole numbers from 0 up to a number",
     .examples = {"lists.range(3) => [0, 1, 2]"},
     .overloads = {{"lists.range(int) -> list(int)", range}}},
    {.name = "first",
     .library = "lists",
     .doc = "the first item as an optional",
     .examples = {"[1, 2].first().value() => 1", "[].first().hasValue() => false"},
     .overloads = {{"list(A).first() -> optional(A)", first}}},
    {.name = "last",
     .library = "lists",
     .doc = "the last item as an optional",
     .examples = {"[1, 2].last().value() => 2"},
     .overloads = {{"list(A).last() -> optional(A)", last}}},
    {0},
};
