#include "rules/rule_check.h"

#include "base/suggest.h"

/* What a page judges must be a kind, or one of the words for several. */
static void check_on(const struct rule *rule, struct str name, const struct kinds *kinds,
                     struct sink *sink)
{
    static const struct str words[] = {STR_INIT("artifact"), STR_INIT("document"),
                                       STR_INIT("isms")};
    const struct value_entry *on = value_entry(rule->page, STR("on"));
    struct suggestion suggestion;
    struct diagnostic *diagnostic;

    suggestion_init(&suggestion, name);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (str_equal(name, words[i]))
            return;
        suggestion_offer(&suggestion, words[i]);
    }
    if (kinds_find(kinds, name))
        return;
    for (size_t i = 0; i < kinds->count; i++)
        suggestion_offer(&suggestion, kinds->items[i].name);
    diagnostic = sink_report(sink, "rule-unknown-kind", on->value_span, "unknown kind \"%.*s\"",
                             STR_ARG(name));
    diagnostic_advise(diagnostic, suggestion.best, STR("use a kind that `ismslint kinds` lists"),
                      sink->arena);
}

/* The clauses of Annex A and of criteria can be looked up; others are taken as they are. */
static void check_clause(const struct rule *rule, struct str clause,
                         const struct catalogs *catalogs, struct sink *sink)
{
    const struct value_entry *clauses = value_entry(rule->page, STR("clauses"));
    struct str rest = clause, framework;
    const struct catalog *catalog;

    str_split(&framework, &rest, ' ');
    catalog = catalogs_find(catalogs, framework);
    if (!catalog)
        sink_report(sink, "rule-unknown-clause", clauses->value_span, "unknown framework \"%.*s\"",
                    STR_ARG(framework));
    else if (str_starts_with(rest, STR("A.")) && !map_get(&catalog->by_id, rest))
        sink_report(sink, "rule-unknown-clause", clauses->value_span, "%.*s has no control %.*s",
                    STR_ARG(catalog->title), STR_ARG(rest));
}

/* A related rule exists, and is another one. */
static void check_related(const struct rule *rule, const struct value *name,
                          const struct rules *rules, struct sink *sink)
{
    if (str_equal(name->string, rule->id))
        sink_report(sink, "rule-unknown-related", name->span, "%.*s is related to itself",
                    STR_ARG(rule->id));
    else if (!rules_find(rules, name->string))
        diagnostic_advise(sink_report(sink, "rule-unknown-related", name->span,
                                      "unknown related rule \"%.*s\"", STR_ARG(name->string)),
                          rules_suggest(rules, name->string),
                          STR("use a rule that `ismslint rules` lists"), sink->arena);
}

void rule_check(const struct rule *rule, const struct rules *rules, const struct kinds *kinds,
                const struct catalogs *catalogs, struct sink *sink)
{
    const struct value *related = value_get(rule->page, STR("related"));

    for (size_t i = 0; i < rule->on.count; i++)
        check_on(rule, rule->on.items[i], kinds, sink);
    for (size_t i = 0; i < rule->clauses.count; i++)
        check_clause(rule, rule->clauses.items[i], catalogs, sink);
    if (related && related->type == VALUE_LIST)
        VALUE_EACH_ITEM (item, related)
            if (item->value->type == VALUE_STRING)
                check_related(rule, item->value, rules, sink);
}
