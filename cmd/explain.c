/* ismslint explain: the page of a rule, made readable on a terminal. */
#include "base/visible.h"
#include "cmd/command.h"
#include "cmd/explain_kind.h"
#include "cmd/pack_rules.h"
#include "model/catalog.h"
#include "report/ink.h"
#include "report/page.h"
#include "report/wrap.h"
#include "rules/codes.h"
#include "rules/rule.h"

enum { WIDTH = 80, WIDEST = 100 };

/* What is needed to explain one rule. */
struct explanation {
    struct buffer *out;
    const struct catalogs *catalogs;
    struct arena *arena;
    bool colour;
    size_t width;
};

static void add_wrapped(const struct explanation *to, const char *heading, struct str text)
{
    struct wrap wrap;
    size_t indent = str_of(heading).len;

    visible_printf(to->out, "%s", heading);
    wrap_init(&wrap, to->out, to->width, indent, indent);
    wrap_text(&wrap, text);
    buffer_add_char(to->out, '\n');
}

/* "error on control": the rule's place in the world in a line. */
static void add_headline(const struct explanation *to, const struct rule *rule)
{
    ink_add(to->out, to->colour, INK_STRONG, rule->id);
    buffer_add_c(to->out, ": ");
    ink_add(to->out, to->colour, ink_of_severity(rule->severity),
            str_of(severity_name(rule->severity)));
    for (size_t i = 0; i < rule->on.count; i++)
        visible_printf(to->out, "%s%.*s", i == 0 ? " on " : ", ", STR_ARG(rule->on.items[i]));
    buffer_add_char(to->out, '\n');
}

static void add_basis(const struct explanation *to, const struct rule *rule)
{
    struct buffer clauses;

    buffer_init(&clauses);
    for (size_t i = 0; i < rule->clauses.count; i++) {
        struct str clause = catalogs_clause(to->catalogs, rule->clauses.items[i], to->arena);

        visible_printf(&clauses, "%s%.*s", i > 0 ? "; " : "", STR_ARG(clause));
    }
    if (clauses.len > 0)
        add_wrapped(to, arena_printf(to->arena, "%s: ", basis_phrase(rule->basis)).data,
                    buffer_str(&clauses));
    else if (basis_stands_alone(rule->basis))
        add_wrapped(to, basis_phrase(rule->basis), (struct str){0});
    buffer_release(&clauses);
}

static void add_params(const struct explanation *to, const struct rule *rule)
{
    for (size_t i = 0; i < rule->param_count; i++) {
        const struct rule_param *param = &rule->params[i];
        struct str value = span_text(param->value->span);

        add_wrapped(to, "parameter ",
                    arena_printf(to->arena, "%.*s (%.*s): %.*s", STR_ARG(param->name),
                                 STR_ARG(value), STR_ARG(param->description)));
    }
}

static void explain_rule(const struct explanation *to, const struct rule *rule)
{
    add_headline(to, rule);
    add_basis(to, rule);
    add_params(to, rule);
    page_add(to->out, rule->source->text, to->colour, to->width);
}

static void explain_code(const struct explanation *to, const struct code *code)
{
    ink_add(to->out, to->colour, INK_STRONG, str_of(code->name));
    buffer_add_c(to->out, ": ");
    ink_add(to->out, to->colour, ink_of_severity(code->severity),
            str_of(severity_name(code->severity)));
    buffer_add_c(to->out, "\n\n");
    add_wrapped(to, "", str_of(code->about));
}

static int explain(const struct explanation *to, const struct rules *rules, struct str id,
                   struct error *error)
{
    const struct rule *rule = rules_find(rules, id);
    const struct code *code = code_find(id);
    struct str near = rules_suggest(rules, id);

    if (rule) {
        explain_rule(to, rule);
        return EXIT_CLEAN;
    }
    if (code) {
        explain_code(to, code);
        return EXIT_CLEAN;
    }
    if (near.len > 0)
        return error_set(error, ERROR_USAGE, "there is no rule `%.*s`; did you mean `%.*s`?",
                         STR_ARG(id), STR_ARG(near));
    return error_set(error, ERROR_USAGE, "there is no rule `%.*s` (`ismslint rules` lists them)",
                     STR_ARG(id));
}

static int run(struct buffer *out, const struct invocation *invocation, struct error *error)
{
    struct explanation to = {.out = out, .colour = invocation->colour, .width = WIDTH};
    struct str name = str_of(invocation->operands.items[0]);
    struct rules rules = {0};
    struct catalogs catalogs = {0};
    struct kinds kinds = {0};
    struct kind *kind;
    struct arena arena;
    int status = -1;

    if (invocation->width > 0)
        to.width = invocation->width < WIDEST ? invocation->width : WIDEST;
    arena_init(&arena);
    to.arena = &arena;
    to.catalogs = &catalogs;
    if (pack_rules_load(&rules, invocation, &arena, error) < 0 ||
        catalogs_load(&catalogs, &arena, error) < 0 || kinds_load(&kinds, &arena, error) < 0)
        goto out;
    kind = kinds_find(&kinds, name);
    status = kind ? explain_kind(out, &kinds, kind, to.colour, to.width, error)
                  : explain(&to, &rules, name, error);
out:
    rules_release(&rules);
    kinds_release(&kinds);
    catalogs_release(&catalogs);
    arena_release(&arena);
    return status;
}

static const struct example examples[] = {
    {"ismslint explain soa-missing-justification", "show what the rule checks and why"},
    {"ismslint explain procedure", "show the fields of a kind and a template"},
    {"ismslint explain schema-required", "explain a code that a reader or schema reports"},
};

const struct command explain_command = {
    .name = "explain",
    .summary = "explain a rule, a code or a kind",
    .operands = "RULE|KIND",
    .least = 1,
    .most = 1,
    .description =
        "Prints the page of a rule: what it checks, on what basis, its parameters, and examples "
        "that fail and pass. For a kind of artifact it prints the fields and a template.",
    .examples = examples,
    .example_count = COUNT_OF(examples),
    .run = run,
};
