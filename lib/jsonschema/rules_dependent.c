/*
 * dependentRequired (Validation, section 6.5.4), dependentSchemas (Core, section
 * 10.2.2.4), and `dependencies` of earlier drafts, which may mix the two.
 */
#include "jsonschema/compile.h"
#include "jsonschema/explain.h"
#include "jsonschema/rules.h"

/* If a property is there, others must be, or the map must satisfy a schema. */
struct trigger {
    struct name name;
    const struct names *required; /* or NULL: */
    const struct schema *schema;  /* also in rule->subschemas */
};

struct triggers {
    struct trigger *items;
    size_t count;
};

static void compile_trigger(struct compiler *compiler, struct rule *rule, struct trigger *trigger,
                            const struct value_entry *entry)
{
    trigger->name = (struct name){entry->key, entry->hash};
    if (rule->keyword->shape == SHAPE_NONE ||
        (rule->keyword->shape == SHAPE_MIXED && entry->value->type == VALUE_LIST)) {
        trigger->required = jsonschema_compile_names(compiler, entry->value);
        return;
    }
    trigger->schema = jsonschema_compile_subschema(compiler, rule->owner, entry->value);
    rule->subschemas[rule->subschema_count++] = trigger->schema;
}

bool jsonschema_compile_triggers(struct compiler *compiler, struct rule *rule,
                                 const struct value_entry *entry)
{
    struct triggers *triggers = ARENA_NEW(compiler->arena, struct triggers);
    size_t count = entry->value->type == VALUE_MAP ? entry->value->map.count : 0;

    if (entry->value->type != VALUE_MAP)
        jsonschema_compile_fault(compiler, "schema-invalid", entry->value_span,
                                 "must be an object");
    triggers->items = arena_alloc_array(compiler->arena, count, sizeof *triggers->items);
    jsonschema_compile_make_room(compiler, rule, count);
    rule->subschema_count = 0;
    for (; triggers->count < count; triggers->count++)
        compile_trigger(compiler, rule, &triggers->items[triggers->count],
                        &entry->value->map.entries[triggers->count]);
    rule->triggers = triggers;
    return triggers->count > 0;
}

static bool has_all(const struct value *map, const struct names *names)
{
    for (size_t i = 0; i < names->count; i++)
        if (!value_entry_hashed(map, names->items[i].text, names->items[i].hash))
            return false;
    return true;
}

bool jsonschema_check_triggers(struct run *run, const struct rule *rule, const struct value *value,
                               struct evaluated *evaluated)
{
    bool valid = true;

    if (!jsonschema_run_spend(run, rule, value, rule->triggers->count / 4))
        return false;
    for (size_t i = 0; i < rule->triggers->count; i++) {
        const struct trigger *trigger = &rule->triggers->items[i];

        if (!value_entry_hashed(value, trigger->name.text, trigger->name.hash))
            continue;
        if (trigger->required && !jsonschema_run_spend(run, rule, value, trigger->required->count))
            return false;
        valid = (trigger->required ? has_all(value, trigger->required)
                                   : jsonschema_check(run, trigger->schema, value, evaluated)) &&
                valid;
        if (!valid && !run->lenient)
            return false;
    }
    return valid;
}

bool jsonschema_explain_triggers(struct explanation *explanation, const struct rule *rule,
                                 const struct spot *spot, const struct trail *trail)
{
    bool valid = true;

    for (size_t i = 0; i < rule->triggers->count; i++) {
        const struct trigger *trigger = &rule->triggers->items[i];

        if (!value_entry_hashed(spot->value, trigger->name.text, trigger->name.hash))
            continue;
        if (trigger->schema) {
            valid &= jsonschema_explain_subschema(explanation, trigger->schema, rule->entry->key,
                                                  trigger->name.text, trail, spot);
        } else if (!has_all(spot->value, trigger->required)) {
            jsonschema_explain_missing(
                explanation, rule, spot, trail, trigger->required,
                arena_printf(explanation->arena, " beside `%.*s`", STR_ARG(trigger->name.text)));
            valid = false;
        }
    }
    return valid;
}
