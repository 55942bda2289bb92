#include "rules/compiled.h"

#include "rules/params.h"

/* What compiling the expressions of one page shares. */
struct compilation {
    const struct compiled_rule *of;
    const struct cel_environment *environment;
    const struct cel_program *guards[1]; /* `where`, once it is compiled */
    size_t guard_count;
    struct arena *arena;
    struct sink *sink;
    bool good;
};

static struct compilation begin(const struct compiled_rule *of, struct sink *sink)
{
    return (struct compilation){.of = of, .arena = of->arena, .sink = sink, .good = true};
}

static struct cel_options options_of(const struct compilation *compilation)
{
    return (struct cel_options){.guards = compilation->guards,
                                .guard_count = compilation->guard_count};
}

static void guard(struct compilation *compilation, const struct cel_program *where)
{
    if (where)
        compilation->guards[compilation->guard_count++] = where;
}

/* The expression under KEY of the page; NULL if there is none or it is wrong. */
static struct cel_program *compile(struct compilation *compilation, struct str key,
                                   const struct cel_type *expected)
{
    const struct value *value = value_get(compilation->of->rule->page, key);
    struct cel_options options = options_of(compilation);
    struct cel_text text;
    struct cel_program *program;

    if (!value || value->type != VALUE_STRING)
        return NULL;
    options.expected = expected;
    text = page_text(value);
    program = cel_compile(compilation->environment, &text, &options, compilation->arena,
                          compilation->sink);
    compilation->good = compilation->good && program;
    return program;
}

static void compile_template(struct compilation *compilation, struct template *out, struct str key)
{
    struct cel_options options = options_of(compilation);

    if (!template_compile(out, compilation->environment,
                          value_get(compilation->of->rule->page, key), &options, compilation->arena,
                          compilation->sink))
        compilation->good = false;
}

/* ---- the environment ---- */

static const struct cel_type *self_type(const struct compiled_rule *compiled)
{
    return compiled->kind ? language_kind_type(compiled->language, compiled->kind) : &cel_null;
}

/* self, and params with the rule's own names. */
static struct cel_environment *declare_self(const struct compiled_rule *of, unsigned *self)
{
    struct cel_environment *environment = cel_environment_new(of->arena, of->language->environment);

    *self = cel_declare(environment, STR("self"), self_type(of), STR("The artifact's data."));
    params_define(environment, of->rule, of->params, of->arena);
    return environment;
}

/* `it` has the type of what `each` lists. */
static struct cel_environment *declare_it(struct arena *arena,
                                          const struct cel_environment *environment,
                                          const struct cel_type *type, unsigned *it)
{
    struct cel_environment *inner = cel_environment_new(arena, environment);

    *it = cel_declare(inner, STR("it"), type, STR("The element of `each` at hand."));
    return inner;
}

/* ---- conditions ---- */

static const struct cel_type *item_type(const struct cel_program *each)
{
    const struct cel_type *list = each ? cel_program_type(each) : &cel_dyn;

    return list->kind == CEL_TYPE_LIST ? list->item : &cel_dyn;
}

static bool compile_conditions(struct rule_conditions *out, const struct compiled_rule *of,
                               struct sink *sink)
{
    struct compilation compilation = begin(of, sink);
    const struct cel_type *any = cel_list_of(of->arena, &cel_dyn);

    compilation.environment = declare_self(of, &out->self);
    out->it = out->self;
    out->where = compile(&compilation, STR("where"), &cel_bool);
    guard(&compilation, out->where);
    out->each = compile(&compilation, STR("each"), any);
    out->item = item_type(out->each);
    if (out->each)
        compilation.environment =
            declare_it(of->arena, compilation.environment, out->item, &out->it);
    out->environment = compilation.environment;
    if (compilation.good)
        out->assert = compile(&compilation, STR("assert"), &cel_bool);
    return compilation.good;
}

static void release_conditions(const struct rule_conditions *conditions)
{
    cel_program_release(conditions->where);
    cel_program_release(conditions->each);
    cel_program_release(conditions->assert);
}

static bool reads_self(const struct rule_conditions *conditions)
{
    const struct cel_program *const programs[] = {conditions->where, conditions->each,
                                                  conditions->assert};

    for (size_t i = 0; i < sizeof programs / sizeof programs[0]; i++)
        if (programs[i] && cel_program_reads(programs[i], conditions->self))
            return true;
    return false;
}

/* ---- words ---- */

/* A page for documents of all kinds may point at a field that some of them lack. */
static bool is_for_all(const struct compiled_rule *compiled)
{
    return !compiled->kind || !str_list_has(compiled->rule->on, compiled->kind->name);
}

static void compile_path(struct compilation *compilation, struct path *out)
{
    const struct compiled_rule *of = compilation->of;
    const struct value *value = value_get(of->rule->page, STR("at"));
    const struct cel_type *self = is_for_all(of) ? &cel_dyn : self_type(of);

    if (!path_parse(out, value, compilation->sink) ||
        !path_check(out, self, of->conditions.item, value, compilation->sink))
        compilation->good = false;
}

/* Conditions of another kind have its `self`: words may look at that of their own. */
static const struct cel_environment *words_environment(const struct compiled_rule *of)
{
    const struct cel_environment *environment = of->conditions.environment;
    unsigned slot;

    if (!of->shares_conditions)
        return environment;
    environment = declare_self(of, &slot);
    return of->conditions.each ? declare_it(of->arena, environment, of->conditions.item, &slot)
                               : environment;
}

bool compiled_rule_need_words(struct compiled_rule *compiled, struct sink *sink)
{
    struct compilation compilation = begin(compiled, sink);
    struct rule_words *words = &compiled->words;
    const struct cel_type *strings = cel_list_of(compiled->arena, &cel_string);
    const struct cel_type *evidence =
        cel_list_of(compiled->arena, language_type(compiled->language, "evidence"));

    if (compiled->has_words)
        return true;
    compiled->has_words = true;
    compilation.environment = words_environment(compiled);
    guard(&compilation, compiled->conditions.where);
    words->label = compile(&compilation, STR("label"), &cel_string);
    words->evidence = compile(&compilation, STR("evidence"), evidence);
    words->notes = compile(&compilation, STR("notes"), strings);
    compile_template(&compilation, &words->message, STR("message"));
    compile_template(&compilation, &words->help, STR("help"));
    compile_path(&compilation, &words->at);
    return compilation.good;
}

static void release_words(struct rule_words *words)
{
    cel_program_release(words->label);
    cel_program_release(words->evidence);
    cel_program_release(words->notes);
    template_release(&words->message);
    template_release(&words->help);
}

/* ---- all of a rule ---- */

void compilations_init(struct compilations *out, const struct rule *rule,
                       const struct value *params, struct arena *arena)
{
    *out = (struct compilations){.rule = rule, .params = params, .arena = arena};
}

void compilations_release(struct compilations *compilations)
{
    for (size_t i = 0; i < compilations->items.count; i++) {
        struct compiled_rule *compiled = compilations->items.items[i];

        if (!compiled->shares_conditions)
            release_conditions(&compiled->conditions);
        release_words(&compiled->words);
    }
    vector_release(&compilations->items);
}

static struct compiled_rule *find_compiled(const struct compilations *compilations,
                                           const struct kind *kind)
{
    for (size_t i = 0; i < compilations->items.count; i++)
        if (compilations->items.items[i]->kind == kind)
            return compilations->items.items[i];
    return NULL;
}

/* Conditions that do not look at `self` are the same for every kind. */
static bool take_conditions(struct compiled_rule *out, const struct compilations *compilations)
{
    const struct compiled_rule *first =
        compilations->items.count ? compilations->items.items[0] : NULL;

    if (!first || reads_self(&first->conditions))
        return false;
    out->conditions = first->conditions;
    return true;
}

static struct compiled_rule *add_compiled(struct compilations *compilations,
                                          const struct kind *kind, const struct language *language)
{
    struct compiled_rule *compiled = ARENA_NEW(compilations->arena, struct compiled_rule);

    *compiled = (struct compiled_rule){.rule = compilations->rule,
                                       .kind = kind,
                                       .params = compilations->params,
                                       .language = language,
                                       .arena = compilations->arena};
    compiled->shares_conditions = take_conditions(compiled, compilations);
    vector_push(&compilations->items, compiled);
    return compiled;
}

struct compiled_rule *compilations_get(struct compilations *compilations, const struct kind *kind,
                                       const struct language *language, struct sink *sink)
{
    struct compiled_rule *compiled = find_compiled(compilations, kind);

    if (compiled || compilations->faulty)
        return compilations->faulty ? NULL : compiled;
    compiled = add_compiled(compilations, kind, language);
    compilations->faulty = (!compiled->shares_conditions &&
                            !compile_conditions(&compiled->conditions, compiled, sink)) ||
                           (compilations->rule->own && !compiled_rule_need_words(compiled, sink));
    return compilations->faulty ? NULL : compiled;
}
