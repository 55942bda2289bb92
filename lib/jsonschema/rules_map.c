/* Maps: Validation, section 6.5; propertyNames: Core, section 10.3.2.4. */
#include "jsonschema/compile.h"
#include "jsonschema/explain.h"
#include "jsonschema/rules.h"

bool jsonschema_compile_required(struct compiler *compiler, struct rule *rule,
                                 const struct value_entry *entry)
{
    rule->names = jsonschema_compile_names(compiler, entry->value);
    return rule->names && rule->names->count > 0;
}

bool jsonschema_check_required(struct run *run, const struct rule *rule, const struct value *value,
                               struct evaluated *evaluated)
{
    const struct name *name = rule->names->items, *end = name + rule->names->count;

    (void)evaluated;
    if (!jsonschema_run_spend(run, rule, value, rule->names->count / 4))
        return false;
    for (; name < end; name++)
        if (!value_entry_hashed(value, name->text, name->hash))
            return false;
    return true;
}

bool jsonschema_check_min_properties(struct run *run, const struct rule *rule,
                                     const struct value *value, struct evaluated *evaluated)
{
    (void)run;
    (void)evaluated;
    return value->map.count >= rule->limit;
}

bool jsonschema_check_max_properties(struct run *run, const struct rule *rule,
                                     const struct value *value, struct evaluated *evaluated)
{
    (void)run;
    (void)evaluated;
    return value->map.count <= rule->limit;
}

bool jsonschema_compile_property_names(struct compiler *compiler, struct rule *rule,
                                       const struct value_entry *entry)
{
    return jsonschema_compile_schema(compiler, rule, entry);
}

/* The name of an entry as a value. */
static struct value name_value(const struct value_entry *entry)
{
    return (struct value){.type = VALUE_STRING, .span = entry->key_span, .string = entry->key};
}

bool jsonschema_check_property_names(struct run *run, const struct rule *rule,
                                     const struct value *value, struct evaluated *evaluated)
{
    (void)evaluated;
    VALUE_EACH_ENTRY (entry, value) {
        struct value name = name_value(entry);

        if (!jsonschema_check(run, rule->subschemas[0], &name, NULL))
            return false;
    }
    return true;
}

bool jsonschema_explain_required(struct explanation *explanation, const struct rule *rule,
                                 const struct spot *spot, const struct trail *trail)
{
    if (rule->check(&explanation->run, rule, spot->value, NULL))
        return true;
    jsonschema_explain_missing(explanation, rule, spot, trail, rule->names, STR(""));
    return false;
}

static void report_size(struct explanation *explanation, const struct rule *rule,
                        const struct spot *spot, const struct trail *trail, const char *how)
{
    size_t count = spot->value->map.count;

    jsonschema_explain_report(explanation, rule, spot, trail, "%.*s has %zu propert%s, %s %zu",
                              STR_ARG(jsonschema_spot_subject(explanation->arena, spot)), count,
                              count == 1 ? "y" : "ies", how, rule->limit);
}

bool jsonschema_explain_min_properties(struct explanation *explanation, const struct rule *rule,
                                       const struct spot *spot, const struct trail *trail)
{
    if (spot->value->map.count >= rule->limit)
        return true;
    report_size(explanation, rule, spot, trail, "fewer than the minimum of");
    return false;
}

bool jsonschema_explain_max_properties(struct explanation *explanation, const struct rule *rule,
                                       const struct spot *spot, const struct trail *trail)
{
    if (spot->value->map.count <= rule->limit)
        return true;
    report_size(explanation, rule, spot, trail, "more than the maximum of");
    return false;
}

bool jsonschema_explain_property_names(struct explanation *explanation, const struct rule *rule,
                                       const struct spot *spot, const struct trail *trail)
{
    bool valid = true;

    VALUE_EACH_ENTRY (entry, spot->value) {
        struct value name = name_value(entry);
        struct spot key = jsonschema_spot_of_entry(spot, entry);

        /* Complaints about it outlive this loop. */
        key.value = arena_copy(explanation->arena, &name, sizeof name);
        key.is_name = true;
        valid &= jsonschema_explain_subschema(explanation, rule->subschemas[0],
                                              STR("propertyNames"), (struct str){0}, trail, &key);
    }
    return valid;
}
