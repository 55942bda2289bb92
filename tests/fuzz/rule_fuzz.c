/*
 * A rule page of a pack: read, compiled for every kind that it judges, its message template
 * filled in without anything to fill it with.
 */
#include "model.h"

#include "rules/compiled.h"
#include "rules/rules.h"

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

    cel_evaluation_init(&evaluation, compiled->conditions.environment, arena);
    evaluation.cost_limit = 20000;
    CHECK(utf8_invalid(template_fill(&compiled->words.message, &evaluation, arena)) < 0);
    CHECK(utf8_invalid(template_fill(&compiled->words.help, &evaluation, arena)) < 0);
    cel_evaluation_release(&evaluation);
}

static void compile(const struct rule *rule, const struct kind *kind, struct sink *sink)
{
    const struct compiled_rule *compiled;
    size_t before = sink->diagnostics.count;

    if (rule->compiled->faulty)
        return;
    compiled = compilations_get(rule->compiled, kind, the_language(), sink);
    CHECK((compiled != NULL) == (sink->diagnostics.count == before));
    if (compiled)
        fill(compiled, sink->arena);
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
    if (good && rule_judges_isms(rules.items[0]))
        compile(rules.items[0], NULL, &sink);
    for (size_t i = 0; good && i < kinds->count; i++)
        if (rule_judges(rules.items[0], &kinds->items[i]))
            compile(rules.items[0], &kinds->items[i], &sink);
    check_diagnostics(&sink);
    rules_release(&rules);
    sink_release(&sink);
    arena_release(&arena);
    return 0;
}
