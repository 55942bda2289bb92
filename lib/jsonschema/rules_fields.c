/* properties, patternProperties, additionalProperties together (Core, section 10.3.2). */
#include "jsonschema/fields.h"

#include "jsonschema/compile.h"
#include "jsonschema/explain.h"
#include "jsonschema/pattern.h"
#include "jsonschema/rules.h"

static void hash_fields(struct fields *fields, struct arena *arena)
{
    fields->slot_count = 4;
    while (fields->slot_count < 2 * fields->count)
        fields->slot_count *= 2;
    fields->slots = arena_alloc_array(arena, fields->slot_count, sizeof *fields->slots);
    for (size_t i = 0; i < fields->count; i++) {
        size_t slot = fields->items[i].name.hash & (fields->slot_count - 1);

        while (fields->slots[slot])
            slot = (slot + 1) & (fields->slot_count - 1);
        fields->slots[slot] = (uint32_t)(i + 1);
    }
}

static const struct value_entry *sibling_map(struct compiler *compiler, const struct rule *rule,
                                             const char *name)
{
    const struct value_entry *entry = jsonschema_compile_sibling(rule, name);

    if (!entry || entry->value->type == VALUE_MAP)
        return entry;
    jsonschema_compile_fault(compiler, "schema-invalid", entry->value_span,
                             "must be an object of schemas");
    return NULL;
}

static void compile_names_of(struct compiler *compiler, const struct rule *rule,
                             struct fields *fields, const struct value *map)
{
    fields->items = arena_alloc_array(compiler->arena, map->map.count, sizeof *fields->items);
    VALUE_EACH_ENTRY (entry, map)
        fields->items[fields->count++] =
            (struct field){{entry->key, entry->hash},
                           jsonschema_compile_subschema(compiler, rule->owner, entry->value),
                           0};
    hash_fields(fields, compiler->arena);
}

static void compile_patterns_of(struct compiler *compiler, const struct rule *rule,
                                struct fields *fields, const struct value *map)
{
    fields->patterns = arena_alloc_array(compiler->arena, map->map.count, sizeof *fields->patterns);
    VALUE_EACH_ENTRY (entry, map)
        fields->patterns[fields->pattern_count++] = (struct field_pattern){
            entry->key, jsonschema_compile_regex(compiler, entry->key, entry->key_span, NULL),
            jsonschema_compile_subschema(compiler, rule->owner, entry->value)};
}

/* The first of the three keywords in the schema makes the rule for all. */
static bool is_first(const struct rule *rule, const struct value_entry *entry)
{
    static const char *const names[] = {"properties", "patternProperties", "additionalProperties"};

    for (size_t i = 0; i < 3; i++) {
        const struct value_entry *sibling = jsonschema_compile_sibling(rule, names[i]);

        if (sibling && sibling < entry)
            return false;
    }
    return true;
}

bool jsonschema_compile_fields(struct compiler *compiler, struct rule *rule,
                               const struct value_entry *entry)
{
    struct fields *fields = ARENA_NEW(compiler->arena, struct fields);
    const struct value_entry *names, *patterns, *additional;

    if (!is_first(rule, entry))
        return false;
    names = sibling_map(compiler, rule, "properties");
    patterns = sibling_map(compiler, rule, "patternProperties");
    additional = jsonschema_compile_sibling(rule, "additionalProperties");
    if (names)
        compile_names_of(compiler, rule, fields, names->value);
    if (patterns)
        compile_patterns_of(compiler, rule, fields, patterns->value);
    if (additional)
        fields->additional = jsonschema_compile_subschema(compiler, rule->owner, additional->value);
    fields->additional_entry = additional;
    rule->fields = fields;
    return true;
}

struct fields *jsonschema_fields_of(const struct schema *schema)
{
    for (size_t i = 0; i < schema->rule_count; i++)
        if (schema->rules[i].check == jsonschema_check_fields)
            return schema->rules[i].fields;
    return NULL;
}

const struct field *jsonschema_fields_find(const struct fields *fields,
                                           const struct value_entry *entry)
{
    size_t mask = fields->slot_count - 1;

    if (!fields->count)
        return NULL;
    for (size_t slot = entry->hash & mask; fields->slots[slot]; slot = (slot + 1) & mask) {
        const struct field *field = &fields->items[fields->slots[slot] - 1];

        if (is_named(entry, &field->name))
            return field;
    }
    return NULL;
}

static struct field *field_called(struct fields *fields, const struct name *name)
{
    for (size_t i = 0; i < fields->count; i++)
        if (str_equal(fields->items[i].name.text, name->text))
            return &fields->items[i];
    return NULL;
}

bool jsonschema_fields_take_required(struct fields *fields, const struct names *names)
{
    if (names->count > 64)
        return false;
    for (size_t i = 0; i < names->count; i++)
        if (!field_called(fields, &names->items[i]))
            return false;
    for (size_t i = 0; i < names->count; i++)
        field_called(fields, &names->items[i])->required = (uint64_t)1 << i;
    for (size_t i = 0; i < fields->count; i++)
        fields->required |= fields->items[i].required;
    return true;
}

static bool matches(struct run *run, const struct rule *rule, const struct field_pattern *pattern,
                    const struct value *map, struct str name)
{
    enum regex_result result;

    if (!jsonschema_run_spend(run, rule, map, 2 + name.len / 4))
        return false;
    result = jsonschema_pattern_search(pattern->pattern, name);
    if (result == REGEX_LIMIT)
        jsonschema_run_hit_limit(run, LIMIT_KIND_REGEX, rule, map);
    return result == REGEX_YES;
}

/* *KNOWN: patternProperties is about the entry. */
static bool check_patterns(struct run *run, const struct rule *rule, const struct value *map,
                           const struct value_entry *entry, bool *known)
{
    const struct fields *fields = rule->fields;
    bool valid = true;

    for (size_t i = 0; i < fields->pattern_count && (valid || run->lenient); i++) {
        if (!matches(run, rule, &fields->patterns[i], map, entry->key))
            continue;
        *known = true;
        valid = jsonschema_check(run, fields->patterns[i].schema, entry->value, NULL) && valid;
    }
    return valid && run->hit.kind == LIMIT_KIND_NONE;
}

bool jsonschema_check_fields(struct run *run, const struct rule *rule, const struct value *value,
                             struct evaluated *evaluated)
{
    const struct fields *fields = rule->fields;
    uint64_t missing = fields->required;
    bool valid = true;

    for (size_t i = 0; i < value->map.count; i++) {
        const struct value_entry *entry = &value->map.entries[i];
        const struct field *field = jsonschema_fields_find(fields, entry);
        bool known = field != NULL;

        if (field) {
            valid = jsonschema_check(run, field->schema, entry->value, NULL) && valid;
            missing &= ~field->required;
        }
        if (fields->pattern_count)
            valid = check_patterns(run, rule, value, entry, &known) && valid;
        if (!known && fields->additional)
            valid = jsonschema_check(run, fields->additional, entry->value, NULL) && valid;
        if (!valid && !run->lenient)
            return false;
        if (evaluated && (known || fields->additional))
            jsonschema_evaluated_add(evaluated, i);
    }
    return valid && !missing;
}

static bool explain_additional(struct explanation *explanation, const struct rule *rule,
                               const struct spot *spot, const struct trail *trail,
                               const struct value_entry *entry)
{
    const struct schema *additional = rule->fields->additional;
    struct spot property = jsonschema_spot_of_entry(spot, entry);

    if (!schema_is_false(additional))
        return jsonschema_explain_subschema(explanation, additional, STR("additionalProperties"),
                                            (struct str){0}, trail, &property);
    jsonschema_explain_unknown_property(explanation, rule, &property, trail,
                                        STR("additionalProperties"));
    return false;
}

static bool explain_entry(struct explanation *explanation, const struct rule *rule,
                          const struct spot *spot, const struct trail *trail,
                          const struct value_entry *entry)
{
    const struct fields *fields = rule->fields;
    const struct field *field = jsonschema_fields_find(fields, entry);
    struct spot property = jsonschema_spot_of_entry(spot, entry);
    bool known = field != NULL, valid = true;

    if (field)
        valid = jsonschema_explain_subschema(explanation, field->schema, STR("properties"),
                                             entry->key, trail, &property);
    for (size_t i = 0; i < fields->pattern_count; i++) {
        const struct field_pattern *pattern = &fields->patterns[i];

        if (!matches(&explanation->run, rule, pattern, spot->value, entry->key))
            continue;
        known = true;
        valid &=
            jsonschema_explain_subschema(explanation, pattern->schema, STR("patternProperties"),
                                         pattern->text, trail, &property);
    }
    if (!known && fields->additional)
        valid = explain_additional(explanation, rule, spot, trail, entry);
    return valid;
}

bool jsonschema_explain_fields(struct explanation *explanation, const struct rule *rule,
                               const struct spot *spot, const struct trail *trail)
{
    bool valid = true;

    VALUE_EACH_ENTRY (entry, spot->value)
        valid &= explain_entry(explanation, rule, spot, trail, entry);
    return valid;
}
