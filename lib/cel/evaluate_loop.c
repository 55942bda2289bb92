/* The macros that walk lists and maps (langdef.md, "Macros"). */
#include "cel/node.h"
#include "cel/sort.h"

/* A walk over a list or a map. */
struct walk {
    const struct loop_node *node;
    struct cel_evaluation *evaluation;
    struct cel_value range;
    size_t count, index;
    struct cel_value failure; /* what ended it, if that is a failure */
};

/* Evaluate the range; false if it cannot be walked, with the reason in walk->failure. */
static bool start(struct walk *walk, const struct cel_node *base, struct cel_evaluation *evaluation)
{
    const struct loop_node *node = (const struct loop_node *)base;
    struct cel_value range = node_value(node->range, evaluation);

    *walk = (struct walk){.node = node, .evaluation = evaluation, .range = range};
    if (cel_is_failure(range)) {
        walk->failure = range;
        return false;
    }
    if (range.tag != CEL_LIST && range.tag != CEL_MAP) {
        walk->failure =
            cel_node_fail(base, evaluation, "no such overload: expected a list or a map, not %.*s",
                          STR_ARG(cel_type_name(cel_value_type(range))));
        return false;
    }
    walk->count = cel_count(evaluation, range);
    return true;
}

/* The next index and item, or key and value, into the variables; false at the end. */
static bool advance(struct walk *walk)
{
    struct cel_evaluation *evaluation = walk->evaluation;
    struct cel_value *variables = &evaluation->locals[walk->node->first];
    bool is_map = walk->range.tag == CEL_MAP;
    size_t index = walk->index;

    if (index == walk->count || !node_spend(evaluation, 1))
        return false;
    walk->index++;
    if (is_map)
        variables[0] = cel_key_at(evaluation, walk->range, index);
    else if (walk->node->two)
        variables[0] = cel_of_int((int64_t)index);
    else
        cel_read_item(&variables[0], evaluation, &walk->range, index);
    if (walk->node->two && is_map)
        variables[1] = cel_item_at(evaluation, walk->range, index);
    else if (walk->node->two)
        cel_read_item(&variables[1], evaluation, &walk->range, index);
    return true;
}

/* What the walk is now at: the first variable, as nested loops may not change it. */
static struct cel_value current(const struct walk *walk)
{
    return walk->evaluation->locals[walk->node->first];
}

/* VALUE if it is a bool or a failure, else an error. */
static struct cel_value as_bool(const struct walk *walk, struct cel_value value)
{
    if (value.tag == CEL_BOOL || cel_is_failure(value))
        return value;
    return cel_node_fail(walk->node->condition, walk->evaluation,
                         "no such overload: expected a bool, not %.*s",
                         STR_ARG(cel_type_name(cel_value_type(value))));
}

/* The condition for the current item. */
static struct cel_value test(const struct walk *walk)
{
    return as_bool(walk, node_value(walk->node->condition, walk->evaluation));
}

/* The failure so far (null: none) and VALUE, which is no bool. */
static struct cel_value add_failure(const struct walk *walk, struct cel_value failure,
                                    struct cel_value value)
{
    value = as_bool(walk, value);
    return cel_is_failure(failure) ? cel_node_merge(walk->evaluation, failure, value) : value;
}

/* all is &&, exists is ||: one item may decide whatever others fail. */
const struct cel_value *cel_evaluate_quantifier(const struct cel_node *base,
                                                struct cel_evaluation *evaluation,
                                                struct cel_value *room)
{
    bool decisive = ((const struct loop_node *)base)->comprehension == COMPREHENSION_EXISTS;
    struct cel_value failure = {.tag = CEL_NULL};
    struct walk walk;

    if (!start(&walk, base, evaluation))
        return node_put(room, walk.failure);
    while (advance(&walk)) {
        const struct cel_node *condition = walk.node->condition;
        const struct cel_value *value = condition->evaluate(condition, evaluation, room);

        if (value->tag != CEL_BOOL)
            failure = add_failure(&walk, failure, *value);
        else if (value->boolean == decisive)
            return node_put_bool(room, decisive);
    }
    return node_put(room, cel_is_failure(failure) ? failure : cel_of_bool(!decisive));
}

/*
 * Go on to the next item that the condition holds for. A condition that fails
 * ends the walk, but unknowns are collected to the end.
 */
static bool next_match(struct walk *walk)
{
    while (advance(walk)) {
        struct cel_value value = walk->node->condition ? test(walk) : cel_of_bool(true);

        if (value.tag == CEL_BOOL && value.boolean && walk->failure.tag != CEL_UNKNOWN)
            return true;
        if (!cel_is_failure(value))
            continue;
        walk->failure = cel_is_failure(walk->failure)
                            ? cel_node_merge(walk->evaluation, walk->failure, value)
                            : value;
        if (value.tag == CEL_ERROR)
            return false;
    }
    return false;
}

const struct cel_value *cel_evaluate_exists_one(const struct cel_node *base,
                                                struct cel_evaluation *evaluation,
                                                struct cel_value *room)
{
    struct walk walk;
    size_t matches = 0;

    if (!start(&walk, base, evaluation))
        return node_put(room, walk.failure);
    while (next_match(&walk))
        matches++;
    return node_put(room, cel_is_failure(walk.failure) ? walk.failure : cel_of_bool(matches == 1));
}

const struct cel_value *cel_evaluate_filter(const struct cel_node *base,
                                            struct cel_evaluation *evaluation,
                                            struct cel_value *room)
{
    struct cel_value *items;
    struct walk walk;
    size_t count = 0;

    if (!start(&walk, base, evaluation))
        return node_put(room, walk.failure);
    items = arena_alloc_array(evaluation->arena, walk.count, sizeof *items);
    while (next_match(&walk)) {
        items[count++] = current(&walk);
        if (cel_is_failure(current(&walk)))
            return node_put(room, current(&walk));
    }
    return node_put(room, cel_is_failure(walk.failure)
                              ? walk.failure
                              : cel_of_items(evaluation->arena, items, count));
}

/* The result expression for the current item; a failure goes to walk->failure too. */
static bool transform(struct cel_value *result, struct walk *walk)
{
    const struct cel_node *node = walk->node->result;

    *result = node_value(node, walk->evaluation);
    if (!cel_is_failure(*result))
        return true;
    walk->failure = cel_is_failure(walk->failure)
                        ? cel_node_merge(walk->evaluation, walk->failure, *result)
                        : *result;
    return false;
}

const struct cel_value *cel_evaluate_map_macro(const struct cel_node *base,
                                               struct cel_evaluation *evaluation,
                                               struct cel_value *room)
{
    struct cel_value *items;
    struct walk walk;
    size_t count = 0;

    if (!start(&walk, base, evaluation))
        return node_put(room, walk.failure);
    items = arena_alloc_array(evaluation->arena, walk.count, sizeof *items);
    while (next_match(&walk)) {
        if (!transform(&items[count], &walk) && walk.failure.tag == CEL_ERROR)
            break;
        count++;
    }
    return node_put(room, cel_is_failure(walk.failure)
                              ? walk.failure
                              : cel_of_items(evaluation->arena, items, count));
}

/* Entries collected for a new map. */
struct entries {
    VECTOR(struct cel_value) keys;
    VECTOR(struct cel_value) items;
};

static void add_entry(struct entries *entries, struct walk *walk, struct cel_value key,
                      struct cel_value item)
{
    if (key.tag == CEL_STRING)
        node_spend(walk->evaluation, key.string.len / 10);
    vector_push(&entries->keys, key);
    vector_push(&entries->items, item);
}

/* All entries of MAP, which transformMapEntry's expression made. */
static void add_entries(struct entries *entries, struct walk *walk, struct cel_value map)
{
    size_t count;

    if (map.tag != CEL_MAP) {
        walk->failure = cel_node_fail(walk->node->result, walk->evaluation,
                                      "no such overload: expected a map, not %.*s",
                                      STR_ARG(cel_type_name(cel_value_type(map))));
        return;
    }
    count = cel_count(walk->evaluation, map);
    for (size_t i = 0; i < count && node_spend(walk->evaluation, 1); i++)
        add_entry(entries, walk, cel_key_at(walk->evaluation, map, i),
                  cel_item_at(walk->evaluation, map, i));
}

static struct cel_value finish_map(const struct entries *entries, const struct walk *walk)
{
    struct arena *arena = walk->evaluation->arena;
    size_t size = entries->keys.count * sizeof(struct cel_value);
    struct cel_value map;

    if (cel_is_failure(walk->failure))
        return walk->failure;
    if (cel_map_build(&map, arena, arena_copy(arena, entries->keys.items, size),
                      arena_copy(arena, entries->items.items, size), entries->keys.count) >= 0)
        return cel_node_fail(&walk->node->node, walk->evaluation, "a key appears twice");
    return map;
}

const struct cel_value *cel_evaluate_transform(const struct cel_node *base,
                                               struct cel_evaluation *evaluation,
                                               struct cel_value *room)
{
    struct entries entries = {0};
    struct cel_value result, map;
    struct walk walk;

    if (!start(&walk, base, evaluation))
        return node_put(room, walk.failure);
    while (walk.failure.tag != CEL_ERROR && next_match(&walk)) {
        if (!transform(&result, &walk))
            continue;
        if (walk.node->comprehension == COMPREHENSION_TRANSFORM_ENTRY)
            add_entries(&entries, &walk, result);
        else
            add_entry(&entries, &walk, current(&walk), result);
    }
    map = finish_map(&entries, &walk);
    vector_release(&entries.keys);
    vector_release(&entries.items);
    return node_put(room, map);
}

const struct cel_value *cel_evaluate_sort(const struct cel_node *base,
                                          struct cel_evaluation *evaluation, struct cel_value *room)
{
    struct sort_entry *entries;
    struct cel_value *items;
    struct walk walk;
    size_t count = 0;

    if (!start(&walk, base, evaluation))
        return node_put(room, walk.failure);
    if (walk.range.tag != CEL_LIST)
        return node_put(room, cel_node_fail(base, evaluation,
                                            "no such overload: sortBy sorts lists, not maps"));
    entries = arena_alloc_array(evaluation->arena, walk.count, sizeof *entries);
    while (walk.failure.tag != CEL_ERROR && next_match(&walk)) {
        entries[count].item = current(&walk);
        transform(&entries[count++].key, &walk);
    }
    if (cel_is_failure(walk.failure) || evaluation->stop)
        return node_put(room, walk.failure);
    if (!node_spend(evaluation, cel_sort_cost(entries, count)))
        return node_put(room, walk.failure);
    if (!cel_sort_entries(entries, count))
        return node_put(room, cel_node_fail(base, evaluation,
                                            "no such overload: these values have no common order"));
    items = arena_alloc_array(evaluation->arena, count, sizeof *items);
    for (size_t i = 0; i < count; i++)
        items[i] = entries[i].item;
    return node_put(room, cel_of_items(evaluation->arena, items, count));
}
