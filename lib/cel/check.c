/* The type checker (langdef.md, "Gradual Type Checking"): a walk over the syntax tree. */
#include "cel/check.h"

const struct cel_type cel_check_error_type = {.kind = CEL_TYPE_ERROR};

struct str cel_check_text(struct checker *checker, const struct cel_type *type)
{
    return cel_type_text(checker->compilation->arena, cel_unifier_resolve(&checker->unifier, type));
}

struct str cel_check_article(struct checker *checker, const struct cel_type *type)
{
    struct str text = cel_check_text(checker, type);
    char first = text.len ? text.data[0] : ' ';

    if (str_equal_c(text, "null") || str_equal_c(text, "dyn"))
        return str_equal_c(text, "dyn") ? STR("any value") : text;
    return arena_printf(checker->compilation->arena, "%s %.*s",
                        first == 'a' || first == 'i' || first == 'o' || first == 'e' ? "an" : "a",
                        STR_ARG(text));
}

struct diagnostic *cel_check_report(struct checker *checker, const char *code,
                                    const struct expression *at, const char *format, ...)
{
    va_list arguments;
    struct str message;

    va_start(arguments, format);
    message = arena_vprintf(checker->compilation->arena, format, arguments);
    va_end(arguments);
    return cel_compilation_report(checker->compilation, code, at->start, at->end, "%.*s",
                                  STR_ARG(message));
}

/* Check with more facts than hold outside. */
static const struct cel_type *check_given(struct checker *checker, struct expression *expression,
                                          const struct expression *condition, bool is_true)
{
    const struct fact *before = checker->facts;
    const struct cel_type *type;

    checker->facts = cel_facts_if(before, checker->compilation->arena, condition, is_true);
    type = cel_check_expression(checker, expression);
    checker->facts = before;
    return type;
}

static bool is_function(const struct expression *call, const char *function)
{
    return str_equal_c(call->call.function, function);
}

/* The arguments of a call; the logical operators make facts for those on their right. */
static void check_arguments(struct checker *checker, struct expression *call)
{
    struct expression **arguments = call->call.arguments;
    bool is_and = is_function(call, "_&&_"), is_or = is_function(call, "_||_");
    size_t i = 0;

    if (call->call.count)
        cel_check_expression(checker, arguments[i++]);
    if ((is_and || is_or) && i < call->call.count)
        check_given(checker, arguments[i++], arguments[0], is_and);
    if (is_function(call, "_?_:_")) {
        check_given(checker, arguments[1], arguments[0], true);
        check_given(checker, arguments[2], arguments[0], false);
        i = 3;
    }
    for (; i < call->call.count; i++)
        cel_check_expression(checker, arguments[i]);
}

static const struct cel_type *check_constant(struct checker *checker, struct expression *expression)
{
    (void)checker;
    return cel_value_type(expression->constant);
}

/* The type of an item that may be marked with a question mark. */
static const struct cel_type *check_item(struct checker *checker, struct expression *item,
                                         bool optional)
{
    const struct cel_type *type = cel_check_expression(checker, item), *inner;

    if (!optional || checker->unchecked)
        return type;
    inner = cel_unifier_fresh(&checker->unifier);
    if (!cel_unifier_assignable(&checker->unifier, type,
                                cel_optional_of(checker->compilation->arena, inner))) {
        cel_check_report(checker, "cel-type", item, "`?` requires an optional value, not %.*s",
                         STR_ARG(cel_check_article(checker, type)));
        return &cel_check_error_type;
    }
    return inner;
}

static const struct cel_type *join(struct checker *checker, const struct cel_type *sum,
                                   const struct cel_type *type)
{
    return sum ? cel_unifier_join(&checker->unifier, sum, type) : type;
}

static const struct cel_type *check_list(struct checker *checker, struct expression *expression)
{
    const struct cel_type *item = NULL;

    for (size_t i = 0; i < expression->list.count; i++)
        item = join(checker, item,
                    check_item(checker, expression->list.items[i], expression->list.optional[i]));
    return cel_list_of(checker->compilation->arena,
                       item ? item : cel_unifier_fresh(&checker->unifier));
}

static void check_key(struct checker *checker, const struct expression *key)
{
    const struct cel_type *type = cel_unifier_find(&checker->unifier, key->type);

    if (checker->unchecked || type->kind == CEL_TYPE_STRING || type->kind == CEL_TYPE_INT ||
        type->kind == CEL_TYPE_UINT || type->kind == CEL_TYPE_BOOL || type->kind == CEL_TYPE_DYN ||
        type->kind == CEL_TYPE_ERROR || type->kind == CEL_TYPE_PARAMETER)
        return;
    cel_check_report(checker, "cel-type", key,
                     "the key of a map is a string, an int, a uint or a bool, not %.*s",
                     STR_ARG(cel_check_article(checker, type)));
}

static const struct cel_type *check_map(struct checker *checker, struct expression *expression)
{
    const struct cel_type *key = NULL, *item = NULL;

    for (size_t i = 0; i < expression->map.count; i++) {
        key = join(checker, key, cel_check_expression(checker, expression->map.keys[i]));
        check_key(checker, expression->map.keys[i]);
        item = join(checker, item,
                    check_item(checker, expression->map.items[i], expression->map.optional[i]));
    }
    return cel_map_of(checker->compilation->arena, key ? key : cel_unifier_fresh(&checker->unifier),
                      item ? item : cel_unifier_fresh(&checker->unifier));
}

/* Bring VARIABLE of TYPE into scope. */
static void enter(struct checker *checker, struct local *variable, const struct cel_type *type)
{
    variable->type = type;
    variable->index = checker->depth++;
    variable->outer = checker->scope;
    checker->scope = variable;
}

static void leave(struct checker *checker, size_t count)
{
    for (; count; count--) {
        checker->scope = checker->scope->outer;
        checker->depth--;
    }
}

/* The types of what is walked: index and item of a list, key and value of a map. */
static void range_types(const struct cel_type **key, const struct cel_type **item,
                        struct checker *checker, const struct expression *loop)
{
    const struct cel_type *type = cel_unifier_find(&checker->unifier, loop->loop.range->type);

    *key = *item = &cel_dyn;
    if (checker->unchecked || type->kind == CEL_TYPE_DYN || type->kind == CEL_TYPE_ERROR)
        return;
    if (type->kind == CEL_TYPE_LIST) {
        *key = &cel_int;
        *item = type->item;
    } else if (type->kind == CEL_TYPE_MAP) {
        *key = type->key;
        *item = type->item;
    } else if (type->kind == CEL_TYPE_OBJECT) {
        *key = &cel_string;
    } else if (type->kind != CEL_TYPE_PARAMETER) {
        cel_check_report(checker, "cel-type", loop->loop.range,
                         "%s requires a list or a map, not %.*s", loop->loop.macro,
                         STR_ARG(cel_check_article(checker, type)));
        *key = *item = &cel_check_error_type;
    }
}

static bool walks_keys(struct checker *checker, const struct expression *loop)
{
    enum cel_type_kind kind = cel_unifier_find(&checker->unifier, loop->loop.range->type)->kind;

    return kind == CEL_TYPE_MAP || kind == CEL_TYPE_OBJECT;
}

static void check_condition(struct checker *checker, struct expression *condition,
                            const char *macro)
{
    const struct cel_type *type = cel_check_expression(checker, condition);

    if (!checker->unchecked && !cel_unifier_assignable(&checker->unifier, type, &cel_bool))
        cel_check_report(checker, "cel-type", condition, "the condition of %s is a bool, not %.*s",
                         macro, STR_ARG(cel_check_article(checker, type)));
}

/* The map that transformMapEntry's RESULT is made of. */
static const struct cel_type *entry_type(struct checker *checker, const struct expression *result)
{
    struct arena *arena = checker->compilation->arena;
    const struct cel_type *map = cel_map_of(arena, cel_unifier_fresh(&checker->unifier),
                                            cel_unifier_fresh(&checker->unifier));

    if (cel_unifier_assignable(&checker->unifier, result->type, map))
        return map;
    cel_check_report(checker, "cel-type", result, "transformMapEntry requires a map, not %.*s",
                     STR_ARG(cel_check_article(checker, result->type)));
    return &cel_check_error_type;
}

static const struct cel_type *loop_type(struct checker *checker, const struct expression *loop,
                                        const struct cel_type *key, const struct cel_type *item)
{
    struct arena *arena = checker->compilation->arena;

    switch (loop->loop.comprehension) {
    case COMPREHENSION_ALL:
    case COMPREHENSION_EXISTS:
    case COMPREHENSION_EXISTS_ONE:
        return &cel_bool;
    case COMPREHENSION_FILTER:
        return cel_list_of(arena, walks_keys(checker, loop) ? key : item);
    case COMPREHENSION_SORT:
        return cel_list_of(arena, item);
    case COMPREHENSION_MAP:
        return cel_list_of(arena, loop->loop.result->type);
    case COMPREHENSION_TRANSFORM_MAP:
        return cel_map_of(arena, key, loop->loop.result->type);
    case COMPREHENSION_TRANSFORM_ENTRY:
        break;
    }
    return checker->unchecked ? &cel_dyn : entry_type(checker, loop->loop.result);
}

static const struct cel_type *check_loop(struct checker *checker, struct expression *loop)
{
    const struct fact *before = checker->facts;
    const struct cel_type *key, *item, *type;
    struct local *variables = loop->loop.variables;

    cel_check_expression(checker, loop->loop.range);
    range_types(&key, &item, checker, loop);
    if (loop->loop.variable_count == 2) {
        enter(checker, &variables[0], key);
        enter(checker, &variables[1], item);
    } else {
        enter(checker, &variables[0], walks_keys(checker, loop) ? key : item);
    }
    if (loop->loop.condition)
        check_condition(checker, loop->loop.condition, loop->loop.macro);
    if (loop->loop.condition && loop->loop.result)
        checker->facts =
            cel_facts_if(before, checker->compilation->arena, loop->loop.condition, true);
    if (loop->loop.result)
        cel_check_expression(checker, loop->loop.result);
    type = loop_type(checker, loop, key, item);
    checker->facts = before;
    leave(checker, loop->loop.variable_count);
    return type;
}

/* What is in the optional that optMap and optFlatMap look into. */
static const struct cel_type *optional_content(struct checker *checker,
                                               const struct expression *value, const char *macro)
{
    const struct cel_type *content = cel_unifier_fresh(&checker->unifier);

    if (checker->unchecked ||
        cel_unifier_assignable(&checker->unifier, value->type,
                               cel_optional_of(checker->compilation->arena, content)))
        return content;
    cel_check_report(checker, "cel-type", value, "%s requires an optional value, not %.*s", macro,
                     STR_ARG(cel_check_article(checker, value->type)));
    return &cel_check_error_type;
}

static const struct cel_type *check_bind(struct checker *checker, struct expression *bind)
{
    bool flat = bind->bind.binding == BINDING_OPT_FLAT_MAP;
    const struct cel_type *value = cel_check_expression(checker, bind->bind.value), *body;

    if (bind->bind.binding != BINDING_BIND)
        value = optional_content(checker, bind->bind.value, flat ? "optFlatMap" : "optMap");
    enter(checker, bind->bind.variable, value);
    body = cel_check_expression(checker, bind->bind.body);
    leave(checker, 1);
    if (bind->bind.binding == BINDING_OPT_MAP)
        return cel_optional_of(checker->compilation->arena, body);
    if (flat)
        optional_content(checker, bind->bind.body, "optFlatMap");
    return body;
}

static const struct cel_type *check_call_with_arguments(struct checker *checker,
                                                        struct expression *call)
{
    struct expression **arguments = call->call.arguments;
    struct str space;
    bool absolute;

    /* The receiver of a namespaced function is part of its name, not a value. */
    if (call->call.receiver && cel_check_spell(&space, &absolute, checker, arguments[0])) {
        struct str name = arena_printf(checker->compilation->arena, "%.*s.%.*s", STR_ARG(space),
                                       STR_ARG(call->call.function));

        if (cel_check_has_function(checker, name, absolute)) {
            call->call.function =
                absolute ? arena_printf(checker->compilation->arena, ".%.*s", STR_ARG(name)) : name;
            call->call.function_start = call->start;
            call->call.receiver = false;
            call->call.arguments++;
            call->call.count--;
        }
    }
    check_arguments(checker, call);
    return cel_check_call(checker, call);
}

const struct cel_type *cel_check_expression(struct checker *checker, struct expression *expression)
{
    static const struct cel_type *(*const checks[])(struct checker *, struct expression *) = {
        [EXPRESSION_CONSTANT] = check_constant,  [EXPRESSION_NAME] = cel_check_name,
        [EXPRESSION_SELECT] = cel_check_select,  [EXPRESSION_CALL] = check_call_with_arguments,
        [EXPRESSION_LIST] = check_list,          [EXPRESSION_MAP] = check_map,
        [EXPRESSION_COMPREHENSION] = check_loop, [EXPRESSION_BIND] = check_bind,
    };

    expression->type = checks[expression->kind](checker, expression);
    if (checker->unchecked)
        expression->type = &cel_dyn;
    return expression->type;
}

/* The result must be what the caller expects. */
static void check_expected(struct checker *checker, const struct expression *expression)
{
    const struct cel_options *options = checker->compilation->options;

    if (!options || !options->expected || checker->unchecked ||
        cel_unifier_assignable(&checker->unifier, expression->type, options->expected))
        return;
    cel_check_report(checker, "cel-type", expression, "expected %.*s, not %.*s",
                     STR_ARG(cel_check_article(checker, options->expected)),
                     STR_ARG(cel_check_article(checker, expression->type)));
}

bool cel_check(struct compilation *compilation, struct expression *expression)
{
    struct checker checker = {.compilation = compilation};

    cel_unifier_init(&checker.unifier, compilation->arena);
    if (compilation->options) {
        checker.unchecked = compilation->options->unchecked;
        for (size_t i = 0; i < compilation->options->guard_count; i++)
            checker.facts =
                cel_facts_if(checker.facts, compilation->arena,
                             cel_program_expression(compilation->options->guards[i]), true);
    }
    cel_check_expression(&checker, expression);
    check_expected(&checker, expression);
    expression->type = cel_unifier_resolve(&checker.unifier, expression->type);
    cel_unifier_release(&checker.unifier);
    return !compilation->failed;
}
