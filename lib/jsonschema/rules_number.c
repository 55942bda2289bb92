/* Bounds and multipleOf (Validation, section 6.2). */
#include "jsonschema/compile.h"
#include "jsonschema/explain.h"
#include "jsonschema/rules.h"
#include "value/decimal.h"

bool jsonschema_compile_bound(struct compiler *compiler, struct rule *rule,
                              const struct value_entry *entry)
{
    rule->value = entry->value;
    if (1u << entry->value->type & ON_NUMBER)
        return true;
    jsonschema_compile_fault(compiler, "schema-invalid", entry->value_span, "must be a number");
    return false;
}

bool jsonschema_check_minimum(struct run *run, const struct rule *rule, const struct value *value,
                              struct evaluated *evaluated)
{
    (void)run;
    (void)evaluated;
    return value_compare_numbers(value, rule->value) >= 0;
}

bool jsonschema_check_exclusive_minimum(struct run *run, const struct rule *rule,
                                        const struct value *value, struct evaluated *evaluated)
{
    (void)run;
    (void)evaluated;
    return value_compare_numbers(value, rule->value) > 0;
}

bool jsonschema_check_maximum(struct run *run, const struct rule *rule, const struct value *value,
                              struct evaluated *evaluated)
{
    (void)run;
    (void)evaluated;
    return value_compare_numbers(value, rule->value) <= 0;
}

bool jsonschema_check_exclusive_maximum(struct run *run, const struct rule *rule,
                                        const struct value *value, struct evaluated *evaluated)
{
    (void)run;
    (void)evaluated;
    return value_compare_numbers(value, rule->value) < 0;
}

bool jsonschema_explain_bound(struct explanation *explanation, const struct rule *rule,
                              const struct spot *spot, const struct trail *trail)
{
    static const struct {
        const char *keyword, *words;
    } table[] = {
        {"minimum", "less than the minimum of"},
        {"exclusiveMinimum", "not more than"},
        {"maximum", "more than the maximum of"},
        {"exclusiveMaximum", "not less than"},
    };
    struct arena *arena = explanation->arena;
    size_t i = 0;

    if (rule->check(&explanation->run, rule, spot->value, NULL))
        return true;
    while (!str_equal_c(rule->entry->key, table[i].keyword))
        i++;
    jsonschema_explain_report(explanation, rule, spot, trail, "%.*s is %.*s, %s %.*s",
                              STR_ARG(jsonschema_spot_subject(arena, spot)),
                              STR_ARG(jsonschema_value_quoted(arena, spot->value)), table[i].words,
                              STR_ARG(jsonschema_value_quoted(arena, rule->value)));
    return false;
}

bool jsonschema_compile_multiple_of(struct compiler *compiler, struct rule *rule,
                                    const struct value_entry *entry)
{
    if (!jsonschema_compile_bound(compiler, rule, entry))
        return false;
    if (decimal_compare_text(entry->value->number.text, STR("0")) > 0)
        return true;
    jsonschema_compile_fault(compiler, "schema-invalid", entry->value_span, "must be more than 0");
    return false;
}

bool jsonschema_check_multiple_of(struct run *run, const struct rule *rule,
                                  const struct value *value, struct evaluated *evaluated)
{
    int multiple;

    (void)evaluated;
    if (value->type == VALUE_INT && rule->value->type == VALUE_INT)
        return value->number.integer % rule->value->number.integer == 0;
    multiple = decimal_is_multiple(value->number.text, rule->value->number.text);
    return multiple < 0 ? jsonschema_run_hit_limit(run, LIMIT_KIND_DECIMAL, rule, value)
                        : multiple == 1;
}

bool jsonschema_explain_multiple_of(struct explanation *explanation, const struct rule *rule,
                                    const struct spot *spot, const struct trail *trail)
{
    struct arena *arena = explanation->arena;

    if (rule->check(&explanation->run, rule, spot->value, NULL))
        return true;
    if (explanation->run.hit.rule == rule && explanation->run.hit.value == spot->value)
        return false; /* it is not known; the limit is reported */
    jsonschema_explain_report(explanation, rule, spot, trail,
                              "%.*s is %.*s, not a multiple of %.*s",
                              STR_ARG(jsonschema_spot_subject(arena, spot)),
                              STR_ARG(jsonschema_value_quoted(arena, spot->value)),
                              STR_ARG(jsonschema_value_quoted(arena, rule->value)));
    return false;
}
