/* Functions and operators: which overloads fit the arguments. */
#include "base/suggest.h"
#include "cel/check.h"

enum { MOST_OVERLOADS = 64, MOST_PARAMETERS = 6 };

/* The overloads that a call by this name, style and number of arguments may mean. */
struct candidates {
    const struct overload *overloads[MOST_OVERLOADS];
    size_t count;
    bool known; /* there is a function of this name */
};

static void collect(struct candidates *candidates, const struct overload *overload,
                    const struct expression *call)
{
    for (; overload; overload = overload->following) {
        candidates->known = true;
        if (overload->receiver == call->call.receiver && overload->count == call->call.count &&
            candidates->count < MOST_OVERLOADS)
            candidates->overloads[candidates->count++] = overload;
    }
}

static void find_candidates(struct candidates *candidates, struct checker *checker,
                            const struct expression *call)
{
    const struct cel_environment *top = checker->compilation->environment;
    struct str name = call->call.function, candidate;
    bool absolute = name.len && name.data[0] == '.';
    size_t step = 0;

    *candidates = (struct candidates){0};
    if (absolute)
        name = str_slice(name, 1, name.len);
    while (!candidates->known &&
           cel_environment_candidate(&candidate, &step, top, checker->compilation->arena, name,
                                     absolute || call->call.receiver))
        for (const struct cel_environment *environment = top; environment;
             environment = environment->parent)
            collect(candidates, cel_environment_overloads(environment, candidate), call);
}

/* Does OVERLOAD take the arguments? *RESULT is then its result, in the checker's parameters. */
static bool fits(const struct cel_type **result, struct checker *checker,
                 const struct overload *overload, const struct expression *call)
{
    const struct cel_type *fresh[26] = {NULL};

    for (size_t i = 0; i < overload->count; i++)
        if (!cel_unifier_assignable(
                &checker->unifier, call->call.arguments[i]->type,
                cel_unifier_instance(&checker->unifier, overload->parameters[i], fresh)))
            return false;
    *result = cel_unifier_instance(&checker->unifier, overload->result, fresh);
    return true;
}

/*
 * Keep the candidates that fit. If several do (an argument is dyn) and their
 * results differ, the result is dyn.
 */
static const struct cel_type *resolve(struct candidates *fitting, struct checker *checker,
                                      const struct candidates *candidates,
                                      const struct expression *call)
{
    const struct cel_type *result = NULL;

    fitting->count = 0;
    for (size_t i = 0; i < candidates->count; i++) {
        struct unifier_state before = cel_unifier_state(&checker->unifier);
        const struct cel_type *one;

        if (!fits(&one, checker, candidates->overloads[i], call)) {
            cel_unifier_undo(&checker->unifier, before);
            continue;
        }
        fitting->overloads[fitting->count++] = candidates->overloads[i];
        if (!result)
            result = one;
        else if (!cel_type_equal(cel_unifier_resolve(&checker->unifier, one),
                                 cel_unifier_resolve(&checker->unifier, result)))
            result = &cel_dyn;
    }
    return result;
}

static void offer(void *context, struct str name)
{
    if (name.len && (ascii_is_alpha(name.data[0])))
        suggestion_offer(context, name);
}

static void offer_macros(struct suggestion *suggestion)
{
    const struct cel_function *macro;

    for (size_t i = 0; (macro = cel_macro(i)); i++)
        suggestion_offer(suggestion, str_of(macro->name));
}

static struct diagnostic *report_at_name(struct checker *checker, const char *code,
                                         const struct expression *call, struct str message)
{
    return cel_compilation_report(checker->compilation, code, call->call.function_start,
                                  call->call.function_end, "%.*s", STR_ARG(message));
}

static void report_unknown(struct checker *checker, const struct expression *call)
{
    struct arena *arena = checker->compilation->sink->arena;
    struct diagnostic *diagnostic;
    struct suggestion suggestion;

    diagnostic =
        report_at_name(checker, "cel-name", call,
                       arena_printf(arena, "unknown function %.*s", STR_ARG(call->call.function)));
    suggestion_init(&suggestion, call->call.function);
    cel_environment_each_name(checker->compilation->environment, true, offer, &suggestion);
    offer_macros(&suggestion);
    if (suggestion.best.len)
        diagnostic->help = arena_printf(arena, "did you mean %.*s?", STR_ARG(suggestion.best));
}

/* "int, string": the types of the arguments from FIRST on. */
static struct str argument_types(struct checker *checker, const struct expression *call,
                                 size_t first)
{
    struct arena *arena = checker->compilation->arena;
    struct str list = {0};

    for (size_t i = first; i < call->call.count && i < first + MOST_PARAMETERS; i++)
        list = arena_printf(arena, "%.*s%s%.*s", STR_ARG(list), i > first ? ", " : "",
                            STR_ARG(cel_check_text(checker, call->call.arguments[i]->type)));
    return call->call.count > first + MOST_PARAMETERS
               ? arena_printf(arena, "%.*s, ...", STR_ARG(list))
               : list;
}

/* The sign of an operator: "+" of "_+_"; empty for a function. */
static struct str sign_of(struct str function)
{
    if (str_equal_c(function, "@in"))
        return STR("in");
    if (str_equal_c(function, "_[_]") || str_equal_c(function, "_[?_]"))
        return STR("[]");
    if (function.len >= 3 && function.data[0] == '_' && function.data[function.len - 1] == '_')
        return str_slice(function, 1, function.len - 1);
    return function.len == 2 && function.data[1] == '_' ? str_slice(function, 0, 1)
                                                        : (struct str){0};
}

static const char *operator_help(struct checker *checker, const struct expression *call)
{
    enum cel_type_kind left, right;

    if (call->call.count != 2)
        return NULL;
    left = cel_unifier_find(&checker->unifier, call->call.arguments[0]->type)->kind;
    right = cel_unifier_find(&checker->unifier, call->call.arguments[1]->type)->kind;
    if (left == CEL_TYPE_OPTIONAL || right == CEL_TYPE_OPTIONAL)
        return "take the value out of the optional with .orValue(...)";
    if (left == CEL_TYPE_PERIOD || right == CEL_TYPE_PERIOD)
        return "add a period to a date and compare dates: self.reviewed + months(12) < today";
    if (left == CEL_TYPE_STRING || right == CEL_TYPE_STRING)
        return "convert one of them with int(...), double(...), string(...) or date(...)";
    if (left == CEL_TYPE_DOUBLE || right == CEL_TYPE_DOUBLE)
        return "write a double with a point, as 1.0, or convert with double(...) or int(...)";
    return NULL;
}

static void report_operator(struct checker *checker, const struct expression *call, struct str sign)
{
    struct diagnostic *diagnostic;
    const char *help = operator_help(checker, call);

    if (call->call.count == 1)
        diagnostic = cel_check_report(
            checker, "cel-type", call, "%.*s cannot be applied to %.*s", STR_ARG(sign),
            STR_ARG(cel_check_article(checker, call->call.arguments[0]->type)));
    else
        diagnostic = cel_check_report(
            checker, "cel-type", call, "%.*s cannot be applied to %.*s and %.*s", STR_ARG(sign),
            STR_ARG(cel_check_article(checker, call->call.arguments[0]->type)),
            STR_ARG(cel_check_article(checker, call->call.arguments[1]->type)));
    if (help)
        diagnostic->help = str_of(help);
}

static void report_conditional(struct checker *checker, const struct expression *call)
{
    struct expression *const *parts = call->call.arguments;

    if (!cel_unifier_assignable(&checker->unifier, parts[0]->type, &cel_bool))
        cel_check_report(checker, "cel-type", parts[0], "the condition of ?: is a bool, not %.*s",
                         STR_ARG(cel_check_article(checker, parts[0]->type)));
    else
        cel_compilation_report(checker->compilation, "cel-type", call->call.function_start,
                               call->call.function_end,
                               "the two values of ?: have different types, %.*s and %.*s",
                               STR_ARG(cel_check_article(checker, parts[1]->type)),
                               STR_ARG(cel_check_article(checker, parts[2]->type)));
}

/* What the function takes, from its table: the first three signatures. */
static struct str signatures(struct checker *checker, const struct expression *call)
{
    struct arena *arena = checker->compilation->sink->arena;
    struct str list = {0};
    size_t count = 0;

    for (const struct cel_environment *environment = checker->compilation->environment; environment;
         environment = environment->parent)
        for (const struct overload *overload =
                 cel_environment_overloads(environment, call->call.function);
             overload && count < 3; overload = overload->following, count++)
            list = arena_printf(arena, "%.*s%s%s", STR_ARG(list), count ? "; " : "use ",
                                overload->declaration->signature);
    return list;
}

static void report_misfit(struct checker *checker, const struct expression *call)
{
    struct arena *arena = checker->compilation->arena;
    struct str sign = sign_of(call->call.function), message;

    if (str_equal_c(call->call.function, "_?_:_")) {
        report_conditional(checker, call);
        return;
    }
    if (sign.len) {
        report_operator(checker, call, sign);
        return;
    }
    message = call->call.receiver
                  ? arena_printf(arena, "%.*s does not exist for %.*s with (%.*s)",
                                 STR_ARG(call->call.function),
                                 STR_ARG(cel_check_article(checker, call->call.arguments[0]->type)),
                                 STR_ARG(argument_types(checker, call, 1)))
                  : arena_printf(arena, "%.*s does not take (%.*s)", STR_ARG(call->call.function),
                                 STR_ARG(argument_types(checker, call, 0)));
    report_at_name(checker, "cel-type", call, message)->help = signatures(checker, call);
}

/* Is an argument wrong itself, and reported, so that nothing is to be said of the call? */
static bool has_wrong_argument(const struct expression *call)
{
    for (size_t i = 0; i < call->call.count; i++)
        if (call->call.arguments[i]->type->kind == CEL_TYPE_ERROR)
            return true;
    return false;
}

static void keep(struct checker *checker, struct expression *call,
                 const struct candidates *candidates)
{
    call->call.overload_count = candidates->count;
    call->call.overloads = arena_copy(checker->compilation->arena, candidates->overloads,
                                      candidates->count * sizeof(const struct overload *));
}

/* operand["name"] of an object is operand.name. */
static bool become_select(struct checker *checker, struct expression *call)
{
    bool optional = str_equal_c(call->call.function, "_[?_]");
    struct expression *operand, *index;
    const struct cel_type *type;

    if (!optional && !str_equal_c(call->call.function, "_[_]"))
        return false;
    operand = call->call.arguments[0];
    index = call->call.arguments[1];
    type = cel_unifier_find(&checker->unifier, operand->type);
    if (type->kind == CEL_TYPE_OPTIONAL)
        type = cel_unifier_find(&checker->unifier, type->item);
    if (type->kind != CEL_TYPE_OBJECT || index->kind != EXPRESSION_CONSTANT ||
        index->constant.tag != CEL_STRING)
        return false;
    call->kind = EXPRESSION_SELECT;
    call->select.operand = operand;
    call->select.field = index->constant.string;
    call->select.field_start = index->start;
    call->select.optional = optional;
    call->select.test = false;
    call->select.found = NULL;
    return true;
}

static bool is_among(const struct expression *call, const char *const *functions, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal_c(call->call.function, functions[i]))
            return true;
    return false;
}

/* What the signatures cannot say of a call that fits them. */
static void check_more(struct checker *checker, const struct expression *call)
{
    static const char *const equalities[] = {"_==_", "_!=_"};
    bool equality = is_among(call, equalities, 2);

    if (equality)
        cel_check_equality(checker, call);
    if (equality || str_equal_c(call->call.function, "@in"))
        cel_check_allowed(checker, call);
}

const struct cel_type *cel_check_call(struct checker *checker, struct expression *call)
{
    struct candidates candidates, fitting;
    const struct cel_type *result;

    if (!checker->unchecked && become_select(checker, call))
        return cel_check_selected(checker, call);
    find_candidates(&candidates, checker, call);
    if (checker->unchecked) {
        keep(checker, call, &candidates);
        return &cel_dyn;
    }
    if (!candidates.known) {
        report_unknown(checker, call);
        return &cel_check_error_type;
    }
    result = resolve(&fitting, checker, &candidates, call);
    keep(checker, call, &fitting);
    if (result) {
        check_more(checker, call);
        return result;
    }
    if (!has_wrong_argument(call))
        report_misfit(checker, call);
    return &cel_check_error_type;
}
