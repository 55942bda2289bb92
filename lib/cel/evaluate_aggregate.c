/* Lists, maps and optionals: literals with optional items, cel.bind, optMap, orValue. */
#include "cel/node.h"

static struct cel_value stopped(const struct cel_evaluation *evaluation)
{
    return (struct cel_value){.tag = CEL_ERROR, .fault = evaluation->stop};
}

/*
 * The value of an item that may be marked with a question mark; *ABSENT if it
 * is marked and holds nothing.
 */
static struct cel_value item_value(bool *absent, const struct cel_node *item, bool optional,
                                   struct cel_evaluation *evaluation)
{
    struct cel_value value = node_value(item, evaluation);

    *absent = false;
    if (!optional || cel_is_failure(value))
        return value;
    if (value.tag != CEL_OPTIONAL)
        return cel_node_fail(item, evaluation, "no such overload: ? requires an optional, not %.*s",
                             STR_ARG(cel_type_name(cel_value_type(value))));
    *absent = !value.inner;
    return *absent ? value : *value.inner;
}

const struct cel_value *cel_evaluate_list(const struct cel_node *base,
                                          struct cel_evaluation *evaluation, struct cel_value *room)
{
    const struct aggregate_node *node = (const struct aggregate_node *)base;
    struct cel_value *items = arena_alloc_array(evaluation->arena, node->count, sizeof *items);
    struct cel_value failure = {.tag = CEL_NULL};
    size_t count = 0;

    if (!node_spend(evaluation, node->count + 1))
        return node_put(room, stopped(evaluation));
    for (size_t i = 0; i < node->count; i++) {
        bool absent;
        struct cel_value item = item_value(&absent, node->items[i], node->optional[i], evaluation);

        if (cel_is_failure(item))
            failure = cel_is_failure(failure) ? cel_node_merge(evaluation, failure, item) : item;
        else if (!absent)
            items[count++] = item;
    }
    return node_put(room, cel_is_failure(failure) ? failure
                                                  : cel_of_items(evaluation->arena, items, count));
}

static struct cel_value key_value(const struct cel_node *node, struct cel_evaluation *evaluation)
{
    struct cel_value key = node_value(node, evaluation);

    if (key.tag == CEL_STRING)
        evaluation->cost += key.string.len / 10;
    if (cel_is_failure(key) || cel_is_key(key))
        return key;
    return cel_node_fail(node, evaluation, "the key of a map cannot be %.*s",
                         STR_ARG(cel_type_name(cel_value_type(key))));
}

static struct cel_value build_map(const struct aggregate_node *node,
                                  struct cel_evaluation *evaluation, const struct cel_value *keys,
                                  const struct cel_value *items, size_t count)
{
    struct cel_value map;

    if (cel_map_build(&map, evaluation->arena, keys, items, count) >= 0)
        return cel_node_fail(&node->node, evaluation, "a key appears twice");
    return map;
}

const struct cel_value *cel_evaluate_map(const struct cel_node *base,
                                         struct cel_evaluation *evaluation, struct cel_value *room)
{
    const struct aggregate_node *node = (const struct aggregate_node *)base;
    struct cel_value *keys = arena_alloc_array(evaluation->arena, node->count, sizeof *keys);
    struct cel_value *items = arena_alloc_array(evaluation->arena, node->count, sizeof *items);
    struct cel_value failure = {.tag = CEL_NULL};
    size_t count = 0;

    if (!node_spend(evaluation, node->count + 1))
        return node_put(room, stopped(evaluation));
    for (size_t i = 0; i < node->count; i++) {
        bool absent;
        struct cel_value key = key_value(node->keys[i], evaluation);
        struct cel_value item = item_value(&absent, node->items[i], node->optional[i], evaluation);

        if (cel_is_failure(key))
            failure = cel_is_failure(failure) ? cel_node_merge(evaluation, failure, key) : key;
        if (cel_is_failure(item))
            failure = cel_is_failure(failure) ? cel_node_merge(evaluation, failure, item) : item;
        if (cel_is_failure(failure) || absent)
            continue;
        keys[count] = key;
        items[count++] = item;
    }
    return node_put(
        room, cel_is_failure(failure) ? failure : build_map(node, evaluation, keys, items, count));
}

const struct cel_value *cel_evaluate_otherwise(const struct cel_node *base,
                                               struct cel_evaluation *evaluation,
                                               struct cel_value *room)
{
    const struct otherwise_node *node = (const struct otherwise_node *)base;
    struct cel_value optional = node_value(node->optional, evaluation), other;

    evaluation->cost++;
    if (cel_is_failure(optional))
        return node_put(room, optional);
    if (optional.tag != CEL_OPTIONAL)
        return node_put(room, cel_node_fail(base, evaluation,
                                            "no such overload: expected an optional, not %.*s",
                                            STR_ARG(cel_type_name(cel_value_type(optional)))));
    if (optional.inner)
        return node_put(room, node->unwrap ? *optional.inner : optional);
    other = node_value(node->other, evaluation);
    if (node->unwrap || cel_is_failure(other) || other.tag == CEL_OPTIONAL)
        return node_put(room, other);
    return node_put(room, cel_node_fail(base, evaluation,
                                        "no such overload: expected an optional, not %.*s",
                                        STR_ARG(cel_type_name(cel_value_type(other)))));
}

const struct cel_value *cel_evaluate_bind(const struct cel_node *base,
                                          struct cel_evaluation *evaluation, struct cel_value *room)
{
    const struct bind_node *node = (const struct bind_node *)base;
    struct cel_value value = node_value(node->value, evaluation), body;

    evaluation->cost++;
    if (node->binding == BINDING_BIND) {
        /* A failure is bound too: it counts only where the name is read. */
        evaluation->locals[node->index] = value;
        return node_put(room, node_value(node->body, evaluation));
    }
    if (cel_is_failure(value))
        return node_put(room, value);
    if (value.tag != CEL_OPTIONAL)
        return node_put(room, cel_node_fail(base, evaluation,
                                            "no such overload: expected an optional, not %.*s",
                                            STR_ARG(cel_type_name(cel_value_type(value)))));
    if (!value.inner)
        return node_put(room, value);
    evaluation->locals[node->index] = *value.inner;
    body = node_value(node->body, evaluation);
    if (cel_is_failure(body) || node->binding == BINDING_OPT_FLAT_MAP)
        return node_put(room, body);
    return node_put(room, cel_of_optional(evaluation->arena, &body));
}
