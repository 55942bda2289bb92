#include "cel/facts.h"

static bool is_function(const struct expression *expression, const char *function)
{
    return expression->kind == EXPRESSION_CALL && str_equal_c(expression->call.function, function);
}

static bool same_name(const struct expression *a, const struct expression *b)
{
    if (a->name.reference != b->name.reference)
        return false;
    if (a->name.reference == REFERENCE_LOCAL)
        return a->name.local == b->name.local;
    return a->name.reference == REFERENCE_VARIABLE && a->name.slot == b->name.slot;
}

/* Do two paths lead to the same place? a.b, a.?b and has(a.b) name the same field. */
static bool same_path(const struct expression *a, const struct expression *b)
{
    while (a->kind == EXPRESSION_SELECT && b->kind == EXPRESSION_SELECT) {
        if (!str_equal(a->select.field, b->select.field))
            return false;
        a = a->select.operand;
        b = b->select.operand;
    }
    return a->kind == EXPRESSION_NAME && b->kind == EXPRESSION_NAME && same_name(a, b);
}

static const struct fact *add(const struct fact *facts, struct arena *arena,
                              const struct expression *path)
{
    struct fact *fact = ARENA_NEW(arena, struct fact);

    *fact = (struct fact){path, facts};
    return fact;
}

static bool same_constant(struct cel_value a, struct cel_value b)
{
    if (a.tag != b.tag)
        return false;
    if (a.tag == CEL_STRING)
        return str_equal(a.string, b.string);
    return a.tag == CEL_BOOL ? a.boolean == b.boolean : a.tag == CEL_INT && a.integer == b.integer;
}

/* Functions that leave the empty string empty. */
static bool keeps_empty(const struct expression *expression)
{
    return expression->kind == EXPRESSION_CALL && expression->call.count == 1 &&
           (is_function(expression, "trim") || is_function(expression, "lowerAscii") ||
            is_function(expression, "upperAscii"));
}

/*
 * The constant that EXPRESSION is when a field is absent: of P.orValue(C), or
 * of P.orValue("").trim(). The path P goes to *PATH.
 */
static const struct expression *default_of(const struct expression **path,
                                           const struct expression *expression)
{
    const struct expression *receiver;
    bool empty = keeps_empty(expression);

    if (empty)
        expression = expression->call.arguments[0];
    if (!is_function(expression, "orValue") || expression->call.count != 2)
        return NULL;
    receiver = expression->call.arguments[0];
    if (receiver->kind != EXPRESSION_SELECT || !receiver->select.optional)
        return NULL;
    *path = receiver;
    receiver = expression->call.arguments[1];
    if (receiver->kind != EXPRESSION_CONSTANT ||
        (empty && !same_constant(receiver->constant, cel_of_string((struct str){0}))))
        return NULL;
    return receiver;
}

/* a.?b.orValue(C) != C, or a.?b.orValue(C) == D: b is there. */
static const struct fact *compare(const struct fact *facts, struct arena *arena,
                                  const struct expression *condition, bool equal)
{
    const struct expression *path, *constant = condition->call.arguments[1];
    const struct expression *otherwise = default_of(&path, condition->call.arguments[0]);

    if (!otherwise || constant->kind != EXPRESSION_CONSTANT ||
        same_constant(otherwise->constant, constant->constant) == equal)
        return facts;
    return add(facts, arena, path);
}

/* a.?b.hasValue(), or a.?b.orValue(false) that is true, or orValue(true) that is false. */
static const struct fact *ask(const struct fact *facts, struct arena *arena,
                              const struct expression *condition, bool is_true)
{
    const struct expression *path, *otherwise;

    if (is_true && is_function(condition, "hasValue") &&
        condition->call.arguments[0]->kind == EXPRESSION_SELECT &&
        condition->call.arguments[0]->select.optional)
        return add(facts, arena, condition->call.arguments[0]);
    otherwise = default_of(&path, condition);
    if (otherwise && same_constant(otherwise->constant, cel_of_bool(!is_true)))
        return add(facts, arena, path);
    return facts;
}

const struct fact *cel_facts_if(const struct fact *facts, struct arena *arena,
                                const struct expression *condition, bool is_true)
{
    struct expression *const *sides;

    if (condition->kind == EXPRESSION_SELECT && condition->select.test)
        return is_true ? add(facts, arena, condition) : facts;
    if (condition->kind != EXPRESSION_CALL)
        return facts;
    sides = condition->call.arguments;
    if (is_function(condition, "!_"))
        return cel_facts_if(facts, arena, sides[0], !is_true);
    if (is_function(condition, is_true ? "_&&_" : "_||_"))
        return cel_facts_if(cel_facts_if(facts, arena, sides[0], is_true), arena, sides[1],
                            is_true);
    if (is_function(condition, "_==_") || is_function(condition, "_!=_"))
        return compare(facts, arena, condition, is_true == is_function(condition, "_==_"));
    return ask(facts, arena, condition, is_true);
}

bool cel_facts_say(const struct fact *facts, const struct expression *select)
{
    for (; facts; facts = facts->next)
        if (same_path(facts->path, select))
            return true;
    return false;
}
