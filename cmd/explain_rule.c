#include "cmd/explain_rule.h"

#include "base/visible.h"
#include "report/ink.h"
#include "report/page.h"
#include "report/rule_page.h"
#include "report/wrap.h"

struct explanation {
    struct buffer *out;
    const struct explain_rule_options *options;
    struct arena *arena;
};

/* "error on control": the rule's place in the world in a line. */
static void add_headline(const struct explanation *to, const struct rule *rule)
{
    bool colour = to->options->colour;

    ink_add(to->out, colour, INK_STRONG, rule->id);
    buffer_add_c(to->out, ": ");
    ink_add(to->out, colour, ink_of_severity(rule->severity),
            str_of(severity_name(rule->severity)));
    for (size_t i = 0; i < rule->on.count; i++)
        visible_printf(to->out, "%s%.*s", i == 0 ? " on " : ", ", STR_ARG(rule->on.items[i]));
    buffer_add_char(to->out, '\n');
}

static bool is_configured(const struct explanation *to, struct str clause)
{
    struct str framework;

    str_split(&framework, &clause, ' ');
    return str_list_has(to->options->frameworks, framework);
}

/* Append to CLAUSES those of RULE whose framework is CONFIGURED, or those whose is not. */
static void add_clauses(struct buffer *clauses, const struct explanation *to,
                        const struct rule *rule, bool configured)
{
    for (size_t i = 0; i < rule->clauses.count; i++) {
        struct str clause = rule->clauses.items[i];

        if (is_configured(to, clause) != configured)
            continue;
        clause = catalogs_clause(to->options->catalogs, clause, to->arena);
        visible_printf(clauses, "%s%.*s", clauses->len > 0 ? "; " : "", STR_ARG(clause));
    }
}

static void add_basis(const struct explanation *to, const struct rule *rule)
{
    struct buffer clauses;

    buffer_init(&clauses);
    add_clauses(&clauses, to, rule, true);
    add_clauses(&clauses, to, rule, false);
    if (clauses.len > 0)
        wrap_behind(to->out, arena_printf(to->arena, "%s: ", basis_phrase(rule->basis)).data,
                    buffer_str(&clauses), to->options->width);
    else if (basis_stands_alone(rule->basis))
        wrap_behind(to->out, basis_phrase(rule->basis), (struct str){0}, to->options->width);
    buffer_release(&clauses);
}

static void add_params(const struct explanation *to, const struct rule *rule)
{
    for (size_t i = 0; i < rule->param_count; i++) {
        const struct rule_param *param = &rule->params[i];
        struct str value = span_text(param->value->span);

        wrap_behind(to->out, "parameter ",
                    arena_printf(to->arena, "%.*s (%.*s): %.*s", STR_ARG(param->name),
                                 STR_ARG(value), STR_ARG(param->description)),
                    to->options->width);
    }
}

/* The expressions that decide, in CEL. */
static void add_condition(const struct explanation *to, const struct rule *rule)
{
    static const char *const keys[] = {"where", "each", "assert"};

    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        struct str expression = value_get_string(rule->page, str_of(keys[i]));

        if (expression.len > 0)
            wrap_behind(to->out, arena_printf(to->arena, "%s: ", keys[i]).data, expression,
                        to->options->width);
    }
}

void explain_rule(struct buffer *out, const struct rule *rule,
                  const struct explain_rule_options *options, struct arena *arena)
{
    const struct explanation to = {.out = out, .options = options, .arena = arena};
    struct str page = rule->source->text,
               shown = options->tests ? page : rule_page_without_tests(page);

    add_headline(&to, rule);
    add_basis(&to, rule);
    add_params(&to, rule);
    add_condition(&to, rule);
    page_add(out, shown, options->colour, options->width);
    if (shown.len < page.len)
        visible_printf(out, "\n`ismslint explain %.*s --all` shows the tests too\n",
                       STR_ARG(rule->id));
}
