/* Names and qualified names (langdef.md, "Name Resolution"). */
#include "base/suggest.h"
#include "cel/check.h"

static const struct local *find_local(const struct checker *checker, struct str name)
{
    for (const struct local *local = checker->scope; local; local = local->outer)
        if (str_equal(local->name, name))
            return local;
    return NULL;
}

enum { LONGEST_NAME = 16 }; /* parts of a qualified name */

/* The number of names in a.b.c, or one more than the longest. */
static unsigned count_parts(const struct expression *expression)
{
    unsigned parts = 1;

    for (; expression->kind == EXPRESSION_SELECT && parts <= LONGEST_NAME; parts++)
        expression = expression->select.operand;
    return parts;
}

bool cel_check_spell(struct str *name, bool *absolute, struct checker *checker,
                     const struct expression *expression)
{
    struct arena *arena = checker->compilation->arena;

    if (expression->parenthesised || count_parts(expression) > LONGEST_NAME)
        return false;
    if (expression->kind == EXPRESSION_NAME) {
        *name = expression->name.name;
        *absolute = expression->name.absolute;
        return *absolute || !find_local(checker, *name);
    }
    if (expression->kind != EXPRESSION_SELECT || expression->select.optional ||
        expression->select.test)
        return false;
    if (!cel_check_spell(name, absolute, checker, expression->select.operand))
        return false;
    *name = arena_printf(arena, "%.*s.%.*s", STR_ARG(*name), STR_ARG(expression->select.field));
    return true;
}

static const struct declaration *find_declaration(struct checker *checker, struct str name,
                                                  bool absolute)
{
    const struct cel_environment *environment = checker->compilation->environment;
    const struct declaration *found = NULL;
    struct str candidate;
    size_t step = 0;

    while (!found && cel_environment_candidate(&candidate, &step, environment,
                                               checker->compilation->arena, name, absolute))
        found = cel_environment_variable(environment, candidate);
    return found;
}

bool cel_check_has_function(struct checker *checker, struct str name, bool absolute)
{
    const struct cel_environment *environment = checker->compilation->environment;
    struct str candidate;
    size_t step = 0;

    while (cel_environment_candidate(&candidate, &step, environment, checker->compilation->arena,
                                     name, absolute))
        if (cel_environment_has_function(environment, candidate))
            return true;
    return false;
}

/* EXPRESSION becomes the name of DECLARATION. */
static const struct cel_type *refer(struct expression *expression,
                                    const struct declaration *declaration)
{
    expression->kind = EXPRESSION_NAME;
    expression->name.name = declaration->name;
    expression->name.reference = declaration->value ? REFERENCE_CONSTANT : REFERENCE_VARIABLE;
    expression->name.slot = declaration->slot;
    expression->name.value = declaration->value;
    return declaration->type;
}

const struct cel_type *cel_check_qualified(struct checker *checker, struct expression *expression)
{
    const struct declaration *declaration;
    struct str name;
    bool absolute;

    if (!cel_check_spell(&name, &absolute, checker, expression))
        return NULL;
    declaration = find_declaration(checker, name, absolute);
    return declaration ? refer(expression, declaration) : NULL;
}

static void offer(void *context, struct str name)
{
    suggestion_offer(context, name);
}

static const struct cel_type *report_unknown(struct checker *checker,
                                             const struct expression *expression)
{
    struct diagnostic *diagnostic;
    struct suggestion suggestion;
    struct str name = expression->name.name;

    diagnostic =
        cel_check_report(checker, "cel-name", expression, "unknown variable %.*s", STR_ARG(name));
    suggestion_init(&suggestion, name);
    cel_environment_each_name(checker->compilation->environment, false, offer, &suggestion);
    for (const struct local *local = checker->scope; local; local = local->outer)
        suggestion_offer(&suggestion, local->name);
    if (suggestion.best.len)
        diagnostic->help = arena_printf(checker->compilation->sink->arena, "did you mean %.*s?",
                                        STR_ARG(suggestion.best));
    return &cel_check_error_type;
}

const struct cel_type *cel_check_name(struct checker *checker, struct expression *expression)
{
    const struct local *local =
        expression->name.absolute ? NULL : find_local(checker, expression->name.name);
    const struct declaration *declaration;

    if (local) {
        expression->name.reference = REFERENCE_LOCAL;
        expression->name.local = local;
        return local->type;
    }
    declaration = find_declaration(checker, expression->name.name, expression->name.absolute);
    if (declaration)
        return refer(expression, declaration);
    return checker->unchecked ? &cel_dyn : report_unknown(checker, expression);
}
