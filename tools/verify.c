/*
 * Verify the rule pages that are compiled into the program: that their front matter is
 * valid, that the related rules, kinds and clauses they name exist, and that their expressions
 * compile for each kind that they judge. A page with a fault ends the build, with its place.
 *
 *   verify [PAGE...]   PAGE: further pages, so that one can be tried before it is built in
 */
#include <stdio.h>

#include "base/file.h"
#include "rules/compiled.h"
#include "rules/rule_check.h"

struct verification {
    struct arena arena;
    struct sink sink;
    struct kinds kinds;
    struct catalogs catalogs;
    struct rules rules;
    struct language language;
};

static int load(struct verification *all, struct error *error)
{
    if (kinds_load(&all->kinds, &all->arena, error) < 0 ||
        catalogs_load(&all->catalogs, &all->arena, error) < 0 ||
        rules_load(&all->rules, &all->arena, error) < 0)
        return -1;
    return language_init(&all->language, &all->arena, &all->kinds, error);
}

/* Returns whether the page compiles for KIND (NULL: for the ISMS as a whole). */
static bool compiles(struct verification *all, const struct rule *rule, const struct kind *kind)
{
    struct compiled_rule *compiled =
        compilations_get(rule->compiled, kind, &all->language, &all->sink);

    return compiled && compiled_rule_need_words(compiled, &all->sink);
}

static int verify_rule(struct verification *all, const struct rule *rule, struct error *error)
{
    size_t before = all->sink.diagnostics.count;

    if (rule_page_check(&all->rules, rule, &all->sink, error) < 0)
        return -1;
    rule_check(rule, &all->rules, &all->kinds, &all->catalogs, &all->sink);
    if (all->sink.diagnostics.count > before ||
        (rule_judges_isms(rule) && !compiles(all, rule, NULL)))
        return 0;
    for (size_t i = 0; i < all->kinds.count; i++)
        if (rule_judges(rule, &all->kinds.items[i]) && !compiles(all, rule, &all->kinds.items[i]))
            return 0;
    return 0;
}

static int verify(struct verification *all, struct error *error)
{
    for (size_t i = 0; i < all->rules.count; i++)
        if (verify_rule(all, all->rules.items[i], error) < 0)
            return -1;
    for (size_t i = 0; i < all->sink.diagnostics.count; i++) {
        const struct diagnostic *fault = all->sink.diagnostics.items[i];
        struct position at = source_position(fault->span.source, fault->span.start);

        fprintf(stderr, "%.*s:%u:%u: %.*s\n", STR_ARG(fault->span.source->path), at.line, at.column,
                STR_ARG(fault->message));
    }
    return all->sink.diagnostics.count ? -1 : 0;
}

static int add_page(struct verification *all, const char *path, struct error *error)
{
    struct str text;

    if (file_read(&text, path, &all->arena, error) < 0)
        return -1;
    return rules_load_page(&all->rules, str_of(path), text, &all->sink, error);
}

int main(int argc, char **argv)
{
    struct verification all = {0};
    struct error error = {0};
    int result;

    arena_init(&all.arena);
    sink_init(&all.sink, &all.arena);
    result = load(&all, &error);
    for (int i = 1; i < argc && result == 0; i++)
        result = add_page(&all, argv[i], &error);
    if (result == 0)
        result = verify(&all, &error);
    if (error.code)
        fprintf(stderr, "verify: %s\n", error.message);
    rules_release(&all.rules);
    catalogs_release(&all.catalogs);
    kinds_release(&all.kinds);
    sink_release(&all.sink);
    arena_release(&all.arena);
    return result == 0 ? 0 : 3;
}
