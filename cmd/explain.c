/* ismslint explain: the page of a rule, made readable on a terminal. */
#include "approval/reason.h"
#include "base/visible.h"
#include "cmd/command.h"
#include "cmd/explain_kind.h"
#include "cmd/explain_rule.h"
#include "cmd/pack_rules.h"
#include "report/ink.h"
#include "report/wrap.h"
#include "rules/codes.h"

enum { WIDTH = 80, WIDEST = 100 };

struct explain_settings {
    bool all;
};

/* What is needed to explain a rule or a code. */
struct explanation {
    struct buffer *out;
    const struct rules *rules;
    struct explain_rule_options options;
    struct arena *arena;
};

static void explain_code(const struct explanation *to, const struct code *code)
{
    bool colour = to->options.colour;

    ink_add(to->out, colour, INK_STRONG, str_of(code->name));
    buffer_add_c(to->out, ": ");
    ink_add(to->out, colour, ink_of_severity(code->severity),
            str_of(severity_name(code->severity)));
    buffer_add_c(to->out, "\n\n");
    wrap_paragraph(to->out, str_of(code->about), to->options.width, 0, 0);
    buffer_add_char(to->out, '\n');
    wrap_behind(to->out, "cause: ", str_of(code->cause), to->options.width);
    wrap_behind(to->out, "fix: ", str_of(code->fix), to->options.width);
}

/* Why a verdict of `history` or `approvals` is as it is. */
static void explain_reason(const struct explanation *to, struct str code)
{
    ink_add(to->out, to->options.colour, INK_STRONG, code);
    buffer_add_c(to->out, ": reason of a verdict\n\n");
    wrap_paragraph(to->out, str_of(approval_reason_about(code)), to->options.width, 0, 0);
}

static int explain(const struct explanation *to, struct str id, struct error *error)
{
    const struct rule *rule = rules_find(to->rules, id);
    const struct code *code = code_find(id);
    struct str near = rules_suggest(to->rules, id);

    if (rule) {
        explain_rule(to->out, rule, &to->options, to->arena);
        return EXIT_CLEAN;
    }
    if (code) {
        explain_code(to, code);
        return EXIT_CLEAN;
    }
    if (approval_reason_about(id)) {
        explain_reason(to, id);
        return EXIT_CLEAN;
    }
    if (near.len > 0)
        return error_set(error, ERROR_USAGE, "unknown rule `%.*s`; did you mean `%.*s`?",
                         STR_ARG(id), STR_ARG(near));
    return error_set(error, ERROR_USAGE, "unknown rule `%.*s` (`ismslint rules` lists the rules)",
                     STR_ARG(id));
}

static size_t width_of(const struct invocation *invocation)
{
    if (invocation->width == 0)
        return WIDTH;
    return invocation->width < WIDEST ? invocation->width : WIDEST;
}

static int run(struct buffer *out, const struct invocation *invocation, struct error *error)
{
    const struct explain_settings *settings = invocation->settings;
    struct str name = str_of(invocation->operands.items[0]);
    struct rules rules = {0};
    struct catalogs catalogs = {0};
    struct kinds kinds = {0};
    struct kind *kind;
    struct arena arena;
    struct explanation to = {.out = out, .rules = &rules, .arena = &arena};
    int status = -1;

    to.options = (struct explain_rule_options){.catalogs = &catalogs,
                                               .tests = settings->all,
                                               .colour = invocation->colour,
                                               .width = width_of(invocation)};
    arena_init(&arena);
    if (pack_rules_load(&rules, &to.options.frameworks, invocation, &arena, error) < 0 ||
        catalogs_load(&catalogs, &arena, error) < 0 || kinds_load(&kinds, &arena, error) < 0)
        goto out;
    kind = kinds_find(&kinds, name);
    status = kind ? explain_kind(out, &kinds, kind, to.options.colour, to.options.width, error)
                  : explain(&to, name, error);
out:
    rules_release(&rules);
    kinds_release(&kinds);
    catalogs_release(&catalogs);
    arena_release(&arena);
    return status;
}

static const struct option options[] = {
    {.name = "all",
     .letter = 'a',
     .type = OPTION_FLAG,
     .offset = offsetof(struct explain_settings, all),
     .help = "show the tests of a rule too"},
};

static const struct example examples[] = {
    {"ismslint explain soa-missing-justification", "show what the rule checks and why"},
    {"ismslint explain soa-missing-justification --all", "show the rule's tests too"},
    {"ismslint explain procedure", "show the fields of a kind and a template"},
    {"ismslint explain schema-required", "explain a code that a reader or schema reports"},
};

const struct command explain_command = {
    .name = "explain",
    .summary = "explain a rule, a code or a kind",
    .operands = "RULE|KIND",
    .least = 1,
    .most = 1,
    .description = "Prints the page of a rule: its clauses, parameters and condition (CEL), what "
                   "it checks and why, how to fix a finding, and an example. For a kind it "
                   "prints the fields and a template.",
    .options = options,
    .option_count = COUNT_OF(options),
    .settings_size = sizeof(struct explain_settings),
    .examples = examples,
    .example_count = COUNT_OF(examples),
    .run = run,
};
