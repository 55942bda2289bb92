/* Comparisons that can never be true: of types, and of enumerations with other words. */
#include "base/suggest.h"
#include "cel/check.h"

static bool is_number(const struct cel_type *type)
{
    return type->kind == CEL_TYPE_INT || type->kind == CEL_TYPE_UINT ||
           type->kind == CEL_TYPE_DOUBLE;
}

/* Can values of A and B be equal? Numbers of all types can (langdef.md, "Equality"). */
static bool comparable(struct checker *checker, const struct cel_type *a, const struct cel_type *b)
{
    a = cel_unifier_find(&checker->unifier, a);
    b = cel_unifier_find(&checker->unifier, b);
    if (is_number(a) && is_number(b))
        return true;
    return cel_unifier_assignable(&checker->unifier, a, b) ||
           cel_unifier_assignable(&checker->unifier, b, a);
}

static const char *equality_help(const struct cel_type *a, const struct cel_type *b)
{
    if (a->kind == CEL_TYPE_NULL || b->kind == CEL_TYPE_NULL)
        return "use !has(...) to test for an absent field; it is never null";
    if (a->kind == CEL_TYPE_OPTIONAL || b->kind == CEL_TYPE_OPTIONAL)
        return "take the value out of the optional with .orValue(...) or .value()";
    if ((a->kind == CEL_TYPE_STRING && is_number(b)) ||
        (is_number(a) && b->kind == CEL_TYPE_STRING))
        return "convert one of them with int(...), double(...) or string(...)";
    if (a->kind == CEL_TYPE_TIMESTAMP || b->kind == CEL_TYPE_TIMESTAMP)
        return "write a date as date(\"2026-01-31\")";
    return NULL;
}

void cel_check_equality(struct checker *checker, const struct expression *call)
{
    const struct expression *left = call->call.arguments[0], *right = call->call.arguments[1];
    struct diagnostic *diagnostic;
    const char *help;

    if (comparable(checker, left->type, right->type))
        return;
    diagnostic = cel_check_report(checker, "cel-type", call, "%.*s is never equal to %.*s",
                                  STR_ARG(cel_check_article(checker, left->type)),
                                  STR_ARG(cel_check_article(checker, right->type)));
    help = equality_help(cel_unifier_find(&checker->unifier, left->type),
                         cel_unifier_find(&checker->unifier, right->type));
    if (help)
        diagnostic->help = str_of(help);
}

static bool is_allowed(const struct cel_type *type, struct str value)
{
    for (size_t i = 0; i < type->allowed_count; i++)
        if (str_equal(type->allowed[i], value))
            return true;
    return false;
}

static struct str list_allowed(struct arena *arena, const struct cel_type *type)
{
    struct str list = {0};

    for (size_t i = 0; i < type->allowed_count; i++)
        list = arena_printf(arena, "%.*s%s%.*s", STR_ARG(list),
                            i == 0                         ? ""
                            : i + 1 == type->allowed_count ? " or "
                                                           : ", ",
                            STR_ARG(type->allowed[i]));
    return list;
}

/* LITERAL is compared with a value of TYPE. */
static void check_literal(struct checker *checker, const struct expression *literal,
                          const struct cel_type *type)
{
    struct arena *arena = checker->compilation->sink->arena;
    struct diagnostic *diagnostic;
    struct suggestion suggestion;

    if (type->kind != CEL_TYPE_STRING || !type->allowed || literal->kind != EXPRESSION_CONSTANT ||
        literal->constant.tag != CEL_STRING || is_allowed(type, literal->constant.string))
        return;
    diagnostic =
        cel_check_report(checker, "cel-enum", literal, "\"%.*s\" is not a possible value (%.*s)",
                         STR_ARG(literal->constant.string), STR_ARG(list_allowed(arena, type)));
    suggestion_init(&suggestion, literal->constant.string);
    for (size_t i = 0; i < type->allowed_count; i++)
        suggestion_offer(&suggestion, type->allowed[i]);
    if (suggestion.best.len)
        diagnostic->help = arena_printf(arena, "did you mean \"%.*s\"?", STR_ARG(suggestion.best));
}

/* The type of VALUE, or of what a.?b.orValue(C) may hold. */
static const struct cel_type *type_of(struct checker *checker, const struct expression *value)
{
    return cel_unifier_find(&checker->unifier, value->type);
}

void cel_check_allowed(struct checker *checker, const struct expression *call)
{
    const struct expression *left = call->call.arguments[0], *right = call->call.arguments[1];
    const struct cel_type *container = type_of(checker, right);

    if (!str_equal_c(call->call.function, "@in")) {
        check_literal(checker, left, type_of(checker, right));
        check_literal(checker, right, type_of(checker, left));
        return;
    }
    if (container->kind == CEL_TYPE_LIST)
        check_literal(checker, left, cel_unifier_find(&checker->unifier, container->item));
    if (right->kind == EXPRESSION_LIST)
        for (size_t i = 0; i < right->list.count; i++)
            check_literal(checker, right->list.items[i], type_of(checker, left));
}
