#include "rules/compiled.h"

#include "base/suggest.h"
#include "rules/params.h"

/* What compiling the expressions of one page shares. */
struct compilation {
    struct compiled_rule *out;
    const struct language *language;
    struct arena *arena;
    struct sink *sink;
    const struct cel_program *guards[2]; /* `where`, once it is compiled */
    size_t guard_count;
    bool good;
};

/* The expression under KEY of the page; NULL if there is none or it is wrong. */
static struct cel_program *compile(struct compilation *compilation, struct str key,
                                   const struct cel_type *expected)
{
    const struct value *value = value_get(compilation->out->rule->page, key);
    struct cel_options options = {.expected = expected,
                                  .guards = compilation->guards,
                                  .guard_count = compilation->guard_count};
    struct cel_text text;
    struct cel_program *program;

    if (!value || value->type != VALUE_STRING)
        return NULL;
    text = page_text(value);
    program = cel_compile(compilation->out->environment, &text, &options, compilation->arena,
                          compilation->sink);
    compilation->good = compilation->good && program;
    return program;
}

static void compile_template(struct compilation *compilation, struct template *out, struct str key)
{
    struct cel_options options = {.guards = compilation->guards,
                                  .guard_count = compilation->guard_count};

    if (!template_compile(out, compilation->out->environment,
                          value_get(compilation->out->rule->page, key), &options,
                          compilation->arena, compilation->sink))
        compilation->good = false;
}

/* `it` has the type of what `each` lists. */
static const struct cel_type *item_type(const struct compilation *compilation)
{
    const struct cel_program *each = compilation->out->programs.each;
    const struct cel_type *list = each ? cel_program_type(each) : &cel_dyn;

    return list->kind == CEL_TYPE_LIST ? list->item : &cel_dyn;
}

static void declare_it(struct compilation *compilation)
{
    const struct cel_type *type = item_type(compilation);
    struct cel_environment *inner =
        cel_environment_new(compilation->arena, compilation->out->environment);

    compilation->out->it =
        cel_declare(inner, STR("it"), type, STR("The element of `each` at hand."));
    compilation->out->environment = inner;
}

static void compile_each(struct compilation *compilation)
{
    const struct cel_type *any = cel_list_of(compilation->arena, &cel_dyn);

    compilation->out->programs.each = compile(compilation, STR("each"), any);
    if (compilation->out->programs.each)
        declare_it(compilation);
}

static void compile_where(struct compilation *compilation)
{
    struct rule_programs *programs = &compilation->out->programs;

    programs->where = compile(compilation, STR("where"), &cel_bool);
    if (programs->where)
        compilation->guards[compilation->guard_count++] = programs->where;
}

/* A page for documents of all kinds may point at a field that some of them lack. */
static bool is_for_all(const struct compiled_rule *compiled)
{
    return !compiled->kind || !str_list_has(compiled->rule->on, compiled->kind->name);
}

static void compile_path(struct compilation *compilation)
{
    struct compiled_rule *out = compilation->out;
    const struct value *value = value_get(out->rule->page, STR("at"));
    const struct cel_type *self =
        is_for_all(out) ? &cel_dyn : language_kind_type(compilation->language, out->kind);

    if (!path_parse(&out->at, value, compilation->sink) ||
        !path_check(&out->at, self, item_type(compilation), value, compilation->sink))
        compilation->good = false;
}

static void compile_rest(struct compilation *compilation)
{
    struct rule_programs *programs = &compilation->out->programs;
    const struct cel_type *evidence =
        cel_list_of(compilation->arena, language_type(compilation->language, "evidence"));

    programs->assert = compile(compilation, STR("assert"), &cel_bool);
    programs->label = compile(compilation, STR("label"), &cel_string);
    programs->evidence = compile(compilation, STR("evidence"), evidence);
    programs->notes =
        compile(compilation, STR("notes"), cel_list_of(compilation->arena, &cel_string));
    compile_template(compilation, &compilation->out->message, STR("message"));
    compile_template(compilation, &compilation->out->help, STR("help"));
    compile_path(compilation);
}

/* self, and params with the rule's own names. */
static void declare(struct compilation *compilation, const struct value *params)
{
    struct compiled_rule *out = compilation->out;

    out->environment = cel_environment_new(compilation->arena, compilation->language->environment);
    out->self =
        cel_declare(out->environment, STR("self"),
                    out->kind ? language_kind_type(compilation->language, out->kind) : &cel_null,
                    STR("The artifact's data."));
    out->it = out->self;
    params_define(out->environment, out->rule, params, compilation->arena);
}

bool compiled_rule_init(struct compiled_rule *out, const struct rule *rule, const struct kind *kind,
                        const struct value *params, const struct language *language,
                        struct arena *arena, struct sink *sink)
{
    struct compilation compilation = {
        .out = out, .language = language, .arena = arena, .sink = sink, .good = true};

    *out = (struct compiled_rule){.rule = rule, .kind = kind, .severity = rule->severity};
    declare(&compilation, params);
    compile_where(&compilation);
    compile_each(&compilation);
    if (compilation.good)
        compile_rest(&compilation);
    return compilation.good;
}

void compiled_rule_release(struct compiled_rule *compiled)
{
    struct rule_programs *programs = &compiled->programs;

    cel_program_release(programs->where);
    cel_program_release(programs->each);
    cel_program_release(programs->assert);
    cel_program_release(programs->label);
    cel_program_release(programs->evidence);
    cel_program_release(programs->notes);
    template_release(&compiled->message);
    template_release(&compiled->help);
}
