/* Calls of functions and operators: which overload, and what failures among the arguments do. */
#include "cel/compare.h"
#include "cel/node.h"

/* The failure that a call with ARGUMENTS has; the caller knows that there is one. */
static struct cel_value join_failures(struct cel_evaluation *evaluation,
                                      const struct cel_value *arguments, size_t count)
{
    struct cel_value failure = {.tag = CEL_NULL};

    for (size_t i = 0; i < count; i++)
        if (cel_is_failure(arguments[i]))
            failure = cel_is_failure(failure) ? cel_node_merge(evaluation, failure, arguments[i])
                                              : arguments[i];
    return failure;
}

static struct cel_value no_overload(const struct call_node *node, struct cel_evaluation *evaluation,
                                    const struct cel_value *arguments)
{
    if (node->overload_count == 0)
        return cel_node_fail(&node->node, evaluation, "no such overload: %.*s with %zu arguments",
                             STR_ARG(node->function), node->count);
    return cel_node_fail(&node->node, evaluation, "no such overload: %.*s(%.*s)",
                         STR_ARG(node->function),
                         STR_ARG(cel_node_types(evaluation, arguments, node->count)));
}

static bool accepts(const struct overload *overload, const struct cel_value *arguments)
{
    for (size_t i = 0; i < overload->count; i++)
        if (!(overload->accepted[i] >> arguments[i].tag & 1))
            return false;
    return true;
}

/* The first candidate that takes ARGUMENTS, or NULL. */
static const struct overload *choose(const struct call_node *node,
                                     const struct cel_value *arguments)
{
    for (size_t i = 0; i < node->overload_count; i++)
        if (accepts(node->overloads[i], arguments))
            return node->overloads[i];
    return NULL;
}

/* One variable holds whatever is returned, so that nothing is copied on the way out. */
/* Evaluate the arguments into ARGUMENTS; false if one of them is an error or unknown. */
static bool evaluate_arguments(struct cel_value *arguments, const struct call_node *node,
                               struct cel_evaluation *evaluation)
{
    bool good = true;

    for (size_t i = 0; i < node->count; i++) {
        const struct cel_node *argument = node->arguments[i];
        const struct cel_value *value = argument->evaluate(argument, evaluation, &arguments[i]);

        if (value != &arguments[i])
            arguments[i] = *value;
        good &= value->tag < CEL_ERROR;
    }
    return good;
}

/* Call the overload that takes ARGUMENTS, none of which is a failure. */
static const struct cel_value *call_overload(struct cel_value *room, const struct call_node *node,
                                             struct cel_evaluation *evaluation,
                                             const struct cel_value *arguments)
{
    const struct overload *overload = choose(node, arguments);
    struct cel_call call = {.evaluation = evaluation, .node = &node->node, .count = node->count};

    if (!node_spend(evaluation, 1))
        return node_put(room, (struct cel_value){.tag = CEL_ERROR, .fault = evaluation->stop});
    if (!overload)
        return node_put(room, no_overload(node, evaluation, arguments));
    call.overload = overload->declaration;
    call.context = overload->context;
    *room = overload->declaration->call(&call, arguments);
    if (room->tag == CEL_ERROR)
        *room = cel_node_locate(&node->node, evaluation, *room);
    return room;
}

const struct cel_value *cel_evaluate_call(const struct cel_node *base,
                                          struct cel_evaluation *evaluation, struct cel_value *room)
{
    const struct call_node *node = (const struct call_node *)base;
    struct cel_value arguments[6];

    if (node->overload_count == 0)
        return node_put(room, no_overload(node, evaluation, NULL));
    if (!evaluate_arguments(arguments, node, evaluation))
        return node_put(room, join_failures(evaluation, arguments, node->count));
    return call_overload(room, node, evaluation, arguments);
}

/* Is ORDER what the operator asks for? */
static bool is_wanted(const struct compare_node *node, enum cel_order order)
{
    return order != CEL_UNORDERED && (node->wanted >> (order + 1) & 1);
}

/* With NaN no comparison is true. */
static bool compare(const struct compare_node *node, double a, double b)
{
    return ((node->wanted & 1) && a < b) || ((node->wanted & 2) && a == b) ||
           ((node->wanted & 4) && a > b);
}

/* Comparisons of numbers, without the detour of a call; all others go that way. */
const struct cel_value *cel_evaluate_comparison(const struct cel_node *base,
                                                struct cel_evaluation *evaluation,
                                                struct cel_value *room)
{
    const struct compare_node *node = (const struct compare_node *)base;
    struct cel_value rooms[2];
    const struct cel_value *left =
        node->call.arguments[0]->evaluate(node->call.arguments[0], evaluation, &rooms[0]);
    const struct cel_value *right =
        node->constant
            ? node->constant
            : node->call.arguments[1]->evaluate(node->call.arguments[1], evaluation, &rooms[1]);

    evaluation->cost++;
    if (left->tag == CEL_DOUBLE && right->tag == CEL_DOUBLE)
        return node_put_bool(room, compare(node, left->real, right->real));
    if (left->tag == CEL_INT && right->tag == CEL_DOUBLE)
        return node_put_bool(room, compare(node, (double)left->integer, right->real));
    if (cel_is_number_tag(left->tag) && cel_is_number_tag(right->tag))
        return node_put_bool(room, is_wanted(node, cel_order_numbers(left, right)));
    if (left != &rooms[0])
        rooms[0] = *left;
    if (right != &rooms[1])
        rooms[1] = *right;
    if (cel_is_failure(rooms[0]) || cel_is_failure(rooms[1]))
        return node_put(room, join_failures(evaluation, rooms, 2));
    return call_overload(room, &node->call, evaluation, rooms);
}

struct cel_value cel_fail(const struct cel_call *call, const char *format, ...)
{
    struct cel_fault *fault = ARENA_NEW(call->evaluation->arena, struct cel_fault);
    va_list arguments;

    fault->span = call->node->span;
    va_start(arguments, format);
    fault->message = arena_vprintf(call->evaluation->arena, format, arguments);
    va_end(arguments);
    return (struct cel_value){.tag = CEL_ERROR, .fault = fault};
}
