/* From the checked tree to nodes; constant parts are evaluated here, once. */
#include "cel/library.h"
#include "cel/node.h"

enum { FOLDING_COST = 10000 };

struct planner {
    struct compilation *compilation;
    struct cel_program *program;
    struct cel_evaluation folding; /* for constant parts; it has no variables */
};

typedef const struct cel_node *plan_expression(struct planner *planner,
                                               const struct expression *expression);

static plan_expression plan;

static void *new_node(struct planner *planner, const struct expression *expression, size_t size,
                      evaluate_node *evaluate)
{
    struct cel_node *node = arena_alloc(planner->compilation->arena, size);

    node->evaluate = evaluate;
    node->span =
        cel_compilation_span(planner->compilation->text, expression->start, expression->end);
    return node;
}

#define NEW_NODE(planner, expression, kind, evaluate)                                              \
    ((struct kind *)new_node((planner), (expression), sizeof(struct kind), (evaluate)))

static bool is_constant(const struct cel_node *node)
{
    return node->evaluate == cel_evaluate_constant;
}

static bool are_constant(const struct cel_node *const *nodes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!is_constant(nodes[i]))
            return false;
    return true;
}

static const struct cel_node *constant(struct planner *planner, const struct expression *expression,
                                       struct cel_value value)
{
    struct constant_node *node =
        NEW_NODE(planner, expression, constant_node, cel_evaluate_constant);

    node->value = value;
    return &node->node;
}

/* What NODE always is; NODE itself if that is an error, which is left to the evaluation. */
static const struct cel_node *fold(struct planner *planner, const struct expression *expression,
                                   const struct cel_node *node)
{
    struct cel_value value;

    planner->folding.cost = 0;
    planner->folding.stop = NULL;
    value = node_value(node, &planner->folding);
    if (cel_is_failure(value) || planner->folding.stop)
        return node;
    return constant(planner, expression, value);
}

static const struct cel_node *plan_constant(struct planner *planner,
                                            const struct expression *expression)
{
    return constant(planner, expression, expression->constant);
}

static void note_slot(struct planner *planner, unsigned slot)
{
    if (!cel_program_reads(planner->program, slot))
        vector_push(&planner->program->slots, slot);
}

static const struct cel_node *plan_name(struct planner *planner,
                                        const struct expression *expression)
{
    static evaluate_node *const evaluations[] = {
        [REFERENCE_NONE] = cel_evaluate_unknown_name,
        [REFERENCE_LOCAL] = cel_evaluate_local,
        [REFERENCE_VARIABLE] = cel_evaluate_variable,
    };
    struct name_node *node;

    if (expression->name.reference == REFERENCE_CONSTANT)
        return constant(planner, expression, *expression->name.value);
    node = NEW_NODE(planner, expression, name_node, evaluations[expression->name.reference]);
    node->name = expression->name.name;
    if (expression->name.reference == REFERENCE_LOCAL)
        node->index = expression->name.local->index;
    if (expression->name.reference == REFERENCE_VARIABLE) {
        node->index = expression->name.slot;
        note_slot(planner, node->index);
    }
    return &node->node;
}

static const struct cel_node *plan_select(struct planner *planner,
                                          const struct expression *expression)
{
    struct select_node *node = NEW_NODE(planner, expression, select_node,
                                        expression->select.test       ? cel_evaluate_test
                                        : expression->select.optional ? cel_evaluate_optional_select
                                                                      : cel_evaluate_select);

    node->operand = plan(planner, expression->select.operand);
    node->key.name = expression->select.field;
    node->key.hash = str_hash(expression->select.field);
    node->key.hint = ARENA_NEW(planner->compilation->arena, uint32_t);
    if (expression->select.found)
        node->key.type = expression->select.found->type;
    return is_constant(node->operand) ? fold(planner, expression, &node->node) : &node->node;
}

static const struct cel_node **plan_all(struct planner *planner,
                                        struct expression *const *expressions, size_t count)
{
    const struct cel_node **nodes =
        arena_alloc_array(planner->compilation->arena, count, sizeof *nodes);

    for (size_t i = 0; i < count; i++)
        nodes[i] = plan(planner, expressions[i]);
    return nodes;
}

static bool is_function(const struct expression *expression, struct str function)
{
    return expression->kind == EXPRESSION_CALL && expression->call.overload_count &&
           str_equal(expression->call.function, function);
}

/* The operands of a chain of the same operator, which leans to the left. */
static size_t count_operands(const struct expression *chain, struct str function)
{
    size_t count = 1;

    for (; is_function(chain, function); chain = chain->call.arguments[0])
        count += is_function(chain->call.arguments[1], function)
                     ? count_operands(chain->call.arguments[1], function)
                     : 1;
    return count;
}

static void plan_operands(struct planner *planner, struct logic_node *node,
                          const struct expression *chain, struct str function)
{
    if (is_function(chain, function)) {
        plan_operands(planner, node, chain->call.arguments[0], function);
        plan_operands(planner, node, chain->call.arguments[1], function);
    } else {
        node->operands[node->count++] = plan(planner, chain);
    }
}

static const struct cel_node *plan_logic(struct planner *planner,
                                         const struct expression *expression)
{
    struct str function = expression->call.function;
    struct logic_node *node = NEW_NODE(planner, expression, logic_node, cel_evaluate_logic);

    node->decisive = str_equal_c(function, "_||_");
    node->operands = arena_alloc_array(
        planner->compilation->arena, count_operands(expression, function), sizeof *node->operands);
    plan_operands(planner, node, expression, function);
    return are_constant(node->operands, node->count) ? fold(planner, expression, &node->node)
                                                     : &node->node;
}

static const struct cel_node *plan_conditional(struct planner *planner,
                                               const struct expression *expression)
{
    struct conditional_node *node =
        NEW_NODE(planner, expression, conditional_node, cel_evaluate_conditional);

    node->condition = plan(planner, expression->call.arguments[0]);
    node->yes = plan(planner, expression->call.arguments[1]);
    node->no = plan(planner, expression->call.arguments[2]);
    return is_constant(node->condition) && is_constant(node->yes) && is_constant(node->no)
               ? fold(planner, expression, &node->node)
               : &node->node;
}

static const struct cel_node *plan_index(struct planner *planner,
                                         const struct expression *expression)
{
    struct index_node *node = NEW_NODE(planner, expression, index_node, cel_evaluate_index);

    node->operand = plan(planner, expression->call.arguments[0]);
    node->index = plan(planner, expression->call.arguments[1]);
    node->optional = str_equal_c(expression->call.function, "_[?_]");
    return is_constant(node->operand) && is_constant(node->index)
               ? fold(planner, expression, &node->node)
               : &node->node;
}

/* optional.orValue(other), which evaluates the other value only if it is needed. */
static const struct cel_node *plan_otherwise(struct planner *planner,
                                             const struct expression *expression)
{
    struct otherwise_node *node =
        NEW_NODE(planner, expression, otherwise_node, cel_evaluate_otherwise);

    node->optional = plan(planner, expression->call.arguments[0]);
    node->other = plan(planner, expression->call.arguments[1]);
    node->unwrap = str_equal_c(expression->call.function, "orValue");
    return &node->node;
}

/* Compile the pattern of a call such as matches, if it is constant. */
static void plan_regex(struct planner *planner, const struct expression *call,
                       struct call_node *node)
{
    unsigned pattern = call->call.overload_count ? call->call.overloads[0]->function->pattern : 0;
    const struct constant_node *argument;
    struct regex *regex;
    struct error error;
    size_t offset;

    if (!pattern || pattern >= node->count || !is_constant(node->arguments[pattern]))
        return;
    argument = (const struct constant_node *)node->arguments[pattern];
    if (argument->value.tag != CEL_STRING)
        return;
    if (regex_new(&regex, argument->value.string, REGEX_RE2, &offset, &error) == 0) {
        vector_push(&planner->program->regexes, regex);
        node->regex = regex;
        return;
    }
    if (!planner->compilation->options || !planner->compilation->options->unchecked)
        cel_compilation_report(
            planner->compilation, "cel-regex", call->call.arguments[pattern]->start,
            call->call.arguments[pattern]->end, "invalid regular expression at byte %zu: %s",
            offset + 1, error.message);
}

/* Do the overloads compute from their arguments alone, so that they may be called now? */
static bool is_pure(const struct expression *call)
{
    for (size_t i = 0; i < call->call.overload_count; i++)
        if (call->call.overloads[i]->context || call->call.overloads[i]->function->reads_context)
            return false;
    return call->call.overload_count > 0;
}

/* Fill in the parts of a call; the constant that it is, or itself. */
static const struct cel_node *fill_call(struct planner *planner, struct call_node *node,
                                        const struct expression *expression)
{
    node->overloads = expression->call.overloads;
    node->overload_count = expression->call.overload_count;
    node->function = expression->call.function;
    node->count = expression->call.count;
    node->arguments = plan_all(planner, expression->call.arguments, node->count);
    plan_regex(planner, expression, node);
    return is_pure(expression) && are_constant(node->arguments, node->count)
               ? fold(planner, expression, &node->node)
               : &node->node;
}

static const struct cel_node *plan_function(struct planner *planner,
                                            const struct expression *expression)
{
    return fill_call(planner, NEW_NODE(planner, expression, call_node, cel_evaluate_call),
                     expression);
}

static const struct cel_node *plan_comparison(struct planner *planner,
                                              const struct expression *expression)
{
    static const struct {
        const char *function;
        unsigned wanted;
    } comparisons[] = {{"_<_", 1}, {"_<=_", 3}, {"_>_", 4}, {"_>=_", 6}};
    struct compare_node *node =
        NEW_NODE(planner, expression, compare_node, cel_evaluate_comparison);
    const struct cel_node *result;

    for (size_t i = 0; i < sizeof comparisons / sizeof comparisons[0]; i++)
        if (str_equal_c(expression->call.function, comparisons[i].function))
            node->wanted = comparisons[i].wanted;
    result = fill_call(planner, &node->call, expression);
    if (is_constant(node->call.arguments[1]))
        node->constant = &((const struct constant_node *)node->call.arguments[1])->value;
    return result;
}

/* Functions that do not evaluate all of their arguments, or know their constant ones. */
static const struct {
    const char *function;
    plan_expression *plan;
} special_functions[] = {
    {"_&&_", plan_logic},        {"_||_", plan_logic},      {"_?_:_", plan_conditional},
    {"_[_]", plan_index},        {"_[?_]", plan_index},     {"or", plan_otherwise},
    {"orValue", plan_otherwise}, {"_<_", plan_comparison},  {"_<=_", plan_comparison},
    {"_>_", plan_comparison},    {"_>=_", plan_comparison},
};

/* Do all candidates come from our own tables, not from the caller's functions? */
static bool is_ours(const struct expression *call, const char *function)
{
    if (!str_equal_c(call->call.function, function) || call->call.overload_count == 0)
        return false;
    for (size_t i = 0; i < call->call.overload_count; i++)
        if (!cel_library_owns(call->call.overloads[i]->function))
            return false;
    return true;
}

static const struct cel_node *plan_call(struct planner *planner,
                                        const struct expression *expression)
{
    for (size_t i = 0; i < sizeof special_functions / sizeof special_functions[0]; i++)
        if (is_ours(expression, special_functions[i].function))
            return special_functions[i].plan(planner, expression);
    return plan_function(planner, expression);
}

static const struct cel_node *plan_list(struct planner *planner,
                                        const struct expression *expression)
{
    struct aggregate_node *node = NEW_NODE(planner, expression, aggregate_node, cel_evaluate_list);

    node->count = expression->list.count;
    node->items = plan_all(planner, expression->list.items, node->count);
    node->optional = expression->list.optional;
    return are_constant(node->items, node->count) ? fold(planner, expression, &node->node)
                                                  : &node->node;
}

static const struct cel_node *plan_map(struct planner *planner, const struct expression *expression)
{
    struct aggregate_node *node = NEW_NODE(planner, expression, aggregate_node, cel_evaluate_map);

    node->count = expression->map.count;
    node->keys = plan_all(planner, expression->map.keys, node->count);
    node->items = plan_all(planner, expression->map.items, node->count);
    node->optional = expression->map.optional;
    return are_constant(node->items, node->count) && are_constant(node->keys, node->count)
               ? fold(planner, expression, &node->node)
               : &node->node;
}

static void note_local(struct planner *planner, const struct local *variable)
{
    if (variable->index >= planner->program->local_count)
        planner->program->local_count = variable->index + 1;
}

static const struct cel_node *plan_loop(struct planner *planner,
                                        const struct expression *expression)
{
    static evaluate_node *const evaluations[] = {
        [COMPREHENSION_ALL] = cel_evaluate_quantifier,
        [COMPREHENSION_EXISTS] = cel_evaluate_quantifier,
        [COMPREHENSION_EXISTS_ONE] = cel_evaluate_exists_one,
        [COMPREHENSION_FILTER] = cel_evaluate_filter,
        [COMPREHENSION_MAP] = cel_evaluate_map_macro,
        [COMPREHENSION_TRANSFORM_MAP] = cel_evaluate_transform,
        [COMPREHENSION_TRANSFORM_ENTRY] = cel_evaluate_transform,
        [COMPREHENSION_SORT] = cel_evaluate_sort,
    };
    struct loop_node *node =
        NEW_NODE(planner, expression, loop_node, evaluations[expression->loop.comprehension]);

    node->comprehension = expression->loop.comprehension;
    node->first = expression->loop.variables[0].index;
    node->two = expression->loop.variable_count == 2;
    note_local(planner, &expression->loop.variables[node->two]);
    node->range = plan(planner, expression->loop.range);
    if (expression->loop.condition)
        node->condition = plan(planner, expression->loop.condition);
    if (expression->loop.result)
        node->result = plan(planner, expression->loop.result);
    return &node->node;
}

static const struct cel_node *plan_bind(struct planner *planner,
                                        const struct expression *expression)
{
    struct bind_node *node = NEW_NODE(planner, expression, bind_node, cel_evaluate_bind);

    node->binding = expression->bind.binding;
    node->index = expression->bind.variable->index;
    note_local(planner, expression->bind.variable);
    node->value = plan(planner, expression->bind.value);
    node->body = plan(planner, expression->bind.body);
    return &node->node;
}

static const struct cel_node *plan(struct planner *planner, const struct expression *expression)
{
    static plan_expression *const plans[] = {
        [EXPRESSION_CONSTANT] = plan_constant,  [EXPRESSION_NAME] = plan_name,
        [EXPRESSION_SELECT] = plan_select,      [EXPRESSION_CALL] = plan_call,
        [EXPRESSION_LIST] = plan_list,          [EXPRESSION_MAP] = plan_map,
        [EXPRESSION_COMPREHENSION] = plan_loop, [EXPRESSION_BIND] = plan_bind,
    };

    return plans[expression->kind](planner, expression);
}

bool cel_plan(struct cel_program *program, struct compilation *compilation)
{
    struct planner planner = {.compilation = compilation, .program = program};

    planner.folding =
        (struct cel_evaluation){.arena = compilation->arena, .cost_limit = FOLDING_COST};
    program->root = plan(&planner, program->expression);
    cel_evaluation_release(&planner.folding);
    return !compilation->failed;
}
