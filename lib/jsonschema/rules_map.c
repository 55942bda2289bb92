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

    (void)run;
    (void)evaluated;
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

/* "`a`", "`a` and `b`", "`a`, `b` and `c`": the names that are missing. */
static struct str list_missing(struct arena *arena, const struct value *map,
                               const struct names *names, size_t *count)
{
    struct buffer out;
    struct str text, waiting = {0};

    *count = 0;
    buffer_init(&out);
    for (size_t i = 0; i <= names->count; i++) {
        bool end = i == names->count;

        if (!end && value_entry_hashed(map, names->items[i].text, names->items[i].hash))
            continue;
        if (waiting.data)
            buffer_printf(&out, "%s`%.*s`",
                          *count == 1 ? ""
                          : end       ? " and "
                                      : ", ",
                          STR_ARG(waiting));
        waiting = end ? waiting : names->items[i].text;
        *count += !end;
    }
    text = arena_str(arena, buffer_str(&out));
    buffer_release(&out);
    return text;
}

/* The object's first line: where something is missing there is nothing to mark. */
static struct span first_line(struct span span)
{
    struct str text = span_text(span), line = text;

    str_next_line(&line, &text);
    span.end = span.start + (uint32_t)line.len;
    return span;
}

void explain_missing(struct explanation *explanation, const struct rule *rule,
                     const struct spot *spot, const struct trail *trail, const struct names *names,
                     struct str because)
{
    struct diagnostic *diagnostic;
    size_t count;
    struct str missing = list_missing(explanation->arena, spot->value, names, &count);
    bool named = spot->outer != NULL;

    diagnostic = explain_report(explanation, rule, spot, trail, "%.*s%s %.*s%.*s",
                                STR_ARG(named ? spot_subject(explanation->arena, spot) : STR("")),
                                named        ? " lacks"
                                : count == 1 ? "required property"
                                             : "required properties",
                                STR_ARG(missing), STR_ARG(because));
    if (!named)
        diagnostic->message = arena_printf(
            explanation->arena, "required propert%s %.*s %s missing%.*s", count == 1 ? "y" : "ies",
            STR_ARG(missing), count == 1 ? "is" : "are", STR_ARG(because));
    diagnostic->span = first_line(diagnostic->span);
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

        key.value = &name;
        key.is_name = true;
        valid &= explain_subschema(explanation, rule->subschemas[0], STR("propertyNames"),
                                   (struct str){0}, trail, &key);
    }
    return valid;
}
