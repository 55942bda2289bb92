/* && and ||, which absorb errors and unknowns, and ?: (langdef.md, "Logical Operators"). */
#include "cel/node.h"

/* What an operand that does not decide adds to the failure so far (a null: none). */
static struct cel_value add_failure(const struct logic_node *node,
                                    struct cel_evaluation *evaluation, struct cel_value failure,
                                    struct cel_value operand)
{
    if (operand.tag == CEL_BOOL)
        return failure;
    if (!cel_is_failure(operand))
        operand = cel_node_fail(
            &node->node, evaluation, "no such overload: %s requires a bool, not %.*s",
            node->decisive ? "||" : "&&", STR_ARG(cel_type_name(cel_value_type(operand))));
    return cel_is_failure(failure) ? cel_node_merge(evaluation, failure, operand) : operand;
}

const struct cel_value *cel_evaluate_logic(const struct cel_node *base,
                                           struct cel_evaluation *evaluation,
                                           struct cel_value *room)
{
    const struct logic_node *node = (const struct logic_node *)base;
    struct cel_value failure = {.tag = CEL_NULL};
    const struct cel_value *operand = NULL;

    evaluation->cost++;
    for (size_t i = 0; i < node->count; i++) {
        operand = node->operands[i]->evaluate(node->operands[i], evaluation, room);
        if (operand->tag == CEL_BOOL && operand->boolean == node->decisive)
            return operand;
        if (operand->tag != CEL_BOOL)
            failure = add_failure(node, evaluation, failure, *operand);
        if (evaluation->stop)
            break;
    }
    return cel_is_failure(failure) ? node_put(room, failure) : operand;
}

const struct cel_value *cel_evaluate_conditional(const struct cel_node *base,
                                                 struct cel_evaluation *evaluation,
                                                 struct cel_value *room)
{
    const struct conditional_node *node = (const struct conditional_node *)base;
    const struct cel_value *condition =
        node->condition->evaluate(node->condition, evaluation, room);

    evaluation->cost++;
    if (condition->tag == CEL_BOOL)
        return condition->boolean ? node->yes->evaluate(node->yes, evaluation, room)
                                  : node->no->evaluate(node->no, evaluation, room);
    if (cel_is_failure(*condition))
        return condition;
    return node_put(room, cel_node_fail(base, evaluation,
                                        "no such overload: ?: requires a bool, not %.*s",
                                        STR_ARG(cel_type_name(cel_value_type(*condition)))));
}
