/* Maps: Validation, section 6.5; propertyNames: Core, section 10.3.2.4. */
#include "jsonschema/compile.h"
#include "jsonschema/explain.h"
#include "jsonschema/rules.h"

bool compile_required(struct compiler *compiler, struct rule *rule, const struct value_entry *entry)
{
    rule->names = compile_names(compiler, entry->value);
    return rule->names && rule->names->count > 0;
}

bool check_required(struct run *run, const struct rule *rule, const struct value *value,
                    struct evaluated *evaluated)
{
    const struct name *name = rule->names->items, *end = name + rule->names->count;

    (void)evaluated;
    if (!run_spend(run, rule, value, rule->names->count / 4))
        return false;
    for (; name < end; name++)
        if (!value_entry_hashed(value, name->text, name->hash))
            return false;
    return true;
}

bool check_min_properties(struct run *run, const struct rule *rule, const struct value *value,
                          struct evaluated *evaluated)
{
    (void)run;
    (void)evaluated;
    return value->map.count >= rule->limit;
}

bool check_max_properties(struct run *run, const struct rule *rule, const struct value *value,
                          struct evaluated *evaluated)
{
    (void)run;
    (void)evaluated;
    return value->map.count <= rule->limit;
}

bool compile_property_names(struct compiler *compiler, struct rule *rule,
                            const struct value_entry *entry)
{
    return compile_schema(compiler, rule, entry);
}

/* The name of an entry as a value. */
static struct value name_value(const struct value_entry *entry)
{
    return (struct value){.type = VALUE_STRING, .span = entry->key_span, .string = entry->key};
}

bool check_property_names(struct run *run, const struct rule *rule, const struct value *value,
                          struct evaluated *evaluated)
{
    (void)evaluated;
    VALUE_EACH_ENTRY (entry, value) {
        struct value name = name_value(entry);

        if (!schema_check(run, rule->subschemas[0], &name, NULL))
            return false;
    }
    return true;
}

bool explain_required(struct explanation *explanation, const struct rule *rule,
                      const struct spot *spot, const struct trail *trail)
{
    if (rule->check(&explanation->run, rule, spot->value, NULL))
        return true;
    explain_missing(explanation, rule, spot, trail, rule->names, STR(""));
    return false;
}

bool explain_min_properties(struct explanation *explanation, const struct rule *rule,
                            const struct spot *spot, const struct trail *trail)
{
    if (spot->value->map.count >= rule->limit)
        return true;
    explain_report(explanation, rule, spot, trail,
                   "%.*s has %zu of the at least %zu properties that are wanted",
                   STR_ARG(spot_subject(explanation->arena, spot)), spot->value->map.count,
                   rule->limit);
    return false;
}

bool explain_max_properties(struct explanation *explanation, const struct rule *rule,
                            const struct spot *spot, const struct trail *trail)
{
    if (spot->value->map.count <= rule->limit)
        return true;
    explain_report(
        explanation, rule, spot, trail, "%.*s has %zu properties; at most %zu are allowed",
        STR_ARG(spot_subject(explanation->arena, spot)), spot->value->map.count, rule->limit);
    return false;
}

bool explain_property_names(struct explanation *explanation, const struct rule *rule,
                            const struct spot *spot, const struct trail *trail)
{
    bool valid = true;

    VALUE_EACH_ENTRY (entry, spot->value) {
        struct value name = name_value(entry);
        struct spot key = spot_of_entry(spot, entry);

        /* Complaints about it outlive this loop. */
        key.value = arena_copy(explanation->arena, &name, sizeof name);
        key.is_name = true;
        valid &= explain_subschema(explanation, rule->subschemas[0], STR("propertyNames"),
                                   (struct str){0}, trail, &key);
    }
    return valid;
}
