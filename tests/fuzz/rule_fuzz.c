/*
 * A rule page of a pack: read, compiled for every kind that it judges, its message template
 * filled in without anything to fill it with.
 */
#include "model.h"

#include "rules/compiled.h"

static const struct language *the_language(void)
{
    static struct arena arena;
    static struct language language;
    struct error error;

    if (!language.arena)
        CHECK(language_init(&language, &arena, fuzz_kinds(), &error) == 0);
    return &language;
}

static void fill(const struct compiled_rule *compiled, struct arena *arena)
{
    struct cel_evaluation evaluation;

    cel_evaluation_init(&evaluation, compiled->environment, arena);
    evaluation.cost_limit = 20000;
    CHECK(utf8_invalid(template_fill(&compiled->message, &evaluation, arena)) < 0);
    CHECK(utf8_invalid(template_fill(&compiled->help, &evaluation, arena)) < 0);
    cel_evaluation_release(&evaluation);
}

static void compile(const struct rule *rule, struct kind *kind, struct sink *sink)
{
    struct compiled_rule compiled;
    struct error error;
    size_t before = sink->diagnostics.count;
    bool good;

    CHECK(!kind || kinds_need_schema(fuzz_kinds(), kind, &error) == 0);
    good = compiled_rule_init(&compiled, rule, kind, NULL, the_language(), sink->arena, sink);
    CHECK(good == (sink->diagnostics.count == before));
    if (good)
        fill(&compiled, sink->arena);
    compiled_rule_release(&compiled);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct kinds *kinds = fuzz_kinds();
    struct arena arena = {0};
    struct error error;
    struct rules rules;
    struct sink sink;
    bool good;

    sink_init(&sink, &arena);
    rules_init(&rules, &arena);
    CHECK(rules_load_page(&rules, STR("pack/a-rule.md"), (struct str){(const char *)data, size},
                          &sink, &error) == 0);
    good = rules.count == 1;
    CHECK(good == (sink.diagnostics.count == 0));
    if (good && rule_judges_isms(rules.items))
        compile(rules.items, NULL, &sink);
    for (size_t i = 0; good && i < kinds->count; i++)
        if (rule_judges(rules.items, &kinds->items[i]))
            compile(rules.items, &kinds->items[i], &sink);
    check_diagnostics(&sink);
    rules_release(&rules);
    sink_release(&sink);
    arena_release(&arena);
    return 0;
}
