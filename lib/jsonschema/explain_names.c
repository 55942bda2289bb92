/* Names of properties: unknown ones, missing ones, and which was meant by which. */
#include "base/suggest.h"
#include "jsonschema/explain.h"
#include "jsonschema/fields.h"
#include "jsonschema/keywords.h"

enum { IN_PLACE_DEPTH = 16, MOST_LISTED = 12 };

/* The names that a schema and those that it applies to the same value declare. */
struct declared {
    VECTOR(struct name) names;
    bool patterns; /* patternProperties as well */
};

static void collect_declared(struct declared *declared, const struct schema *schema, size_t depth)
{
    const struct fields *fields = jsonschema_fields_of(schema);

    if (depth > IN_PLACE_DEPTH)
        return;
    for (size_t i = 0; fields && i < fields->count; i++)
        vector_push(&declared->names, fields->items[i].name);
    declared->patterns |= fields && fields->pattern_count;
    for (size_t i = 0; i < schema->rule_count; i++) {
        const struct rule *rule = &schema->rules[i];

        for (size_t j = 0; rule->keyword->in_place && j < rule->subschema_count; j++)
            if (rule->subschemas[j])
                collect_declared(declared, rule->subschemas[j], depth + 1);
    }
}

static bool is_declared(const struct declared *declared, const struct value_entry *entry)
{
    for (size_t i = 0; i < declared->names.count; i++)
        if (declared->names.items[i].hash == entry->hash &&
            str_equal(declared->names.items[i].text, entry->key))
            return true;
    return false;
}

/* What could have been meant by the name of ENTRY: a declared one that MAP does not have. */
static struct str meant_by(const struct declared *declared, const struct value *map,
                           struct str name)
{
    struct suggestion suggestion;

    suggestion_init(&suggestion, name);
    for (size_t i = 0; i < declared->names.count; i++) {
        const struct name *candidate = &declared->names.items[i];

        if (!value_entry_hashed(map, candidate->text, candidate->hash))
            suggestion_offer(&suggestion, candidate->text);
    }
    return suggestion.best;
}

/* The names that could still be used. */
static struct str list_unused(struct arena *arena, const struct declared *declared,
                              const struct value *map)
{
    struct buffer out;
    struct str text;
    size_t count = 0;

    buffer_init(&out);
    for (size_t i = 0; i < declared->names.count; i++) {
        const struct name *name = &declared->names.items[i];

        if (value_entry_hashed(map, name->text, name->hash))
            continue;
        if (count++ < MOST_LISTED)
            buffer_printf(&out, "%s`%.*s`", count > 1 ? ", " : "", STR_ARG(name->text));
    }
    if (count > MOST_LISTED)
        buffer_printf(&out, " and %zu more", count - MOST_LISTED);
    text = arena_str(arena, buffer_str(&out));
    buffer_release(&out);
    return text;
}

void jsonschema_explain_unknown_property(struct explanation *explanation, const struct rule *rule,
                                         const struct spot *spot, const struct trail *trail,
                                         struct str keyword)
{
    const struct value_entry *entry = spot->entry;
    const struct value *map = spot->outer->value;
    struct arena *arena = explanation->arena;
    struct declared declared = {0};
    struct diagnostic *diagnostic;
    struct str meant, unused;

    collect_declared(&declared, rule->owner, 0);
    meant = meant_by(&declared, map, entry->key);
    unused = list_unused(arena, &declared, map);
    diagnostic = jsonschema_explain_report(explanation, rule, spot, trail,
                                           "unknown property `%.*s`", STR_ARG(entry->key));
    diagnostic->code = "schema-unknown-property";
    diagnostic->span = entry->key_span;
    jsonschema_explain_set_keyword(explanation, diagnostic, trail, keyword);
    if (meant.len)
        diagnostic->label = arena_printf(arena, "did you mean `%.*s`?", STR_ARG(meant));
    else if (unused.len && !declared.patterns)
        diagnostic->help =
            arena_printf(arena, "use one of the known properties: %.*s", STR_ARG(unused));
    else if (unused.len == 0 && !declared.patterns)
        diagnostic->help = STR("delete it; all known properties are already present");
    vector_release(&declared.names);
}

/* The entry of MAP whose unknown name looks like MISSING misspelt, or NULL. */
static const struct value_entry *find_misspelt(const struct declared *declared,
                                               const struct value *map, struct str missing)
{
    VALUE_EACH_ENTRY (entry, map)
        if (!is_declared(declared, entry) &&
            str_equal(meant_by(declared, map, entry->key), missing))
            return entry;
    return NULL;
}

struct str jsonschema_names_listed(struct arena *arena, const struct names *names)
{
    struct buffer out;
    struct str text;

    buffer_init(&out);
    for (size_t i = 0; i < names->count; i++)
        buffer_printf(&out, "%s`%.*s`",
                      i == 0                  ? ""
                      : i + 1 == names->count ? " and "
                                              : ", ",
                      STR_ARG(names->items[i].text));
    text = arena_str(arena, buffer_str(&out));
    buffer_release(&out);
    return text;
}

/* Where something is missing there is nothing to mark: the object's first line stands for it. */
static struct span first_line(struct span span)
{
    struct str text = span_text(span), line = text;

    str_next_line(&line, &text);
    span.end = span.start + (uint32_t)line.len;
    return span;
}

/* What the schema says about the one property that is missing. */
static struct str description_of(const struct schema *schema, struct str name)
{
    const struct value *properties = value_get(schema->place->schema, STR("properties"));

    return value_get_string(value_get(properties, name), STR("description"));
}

/* Is an unknown property of this schema's objects reported, and so one that is misspelt? */
static bool is_closed(const struct schema *schema)
{
    const struct fields *fields = jsonschema_fields_of(schema);

    return fields && fields->additional && schema_is_false(fields->additional);
}

static void report_missing(struct explanation *explanation, const struct rule *rule,
                           const struct spot *spot, const struct trail *trail,
                           const struct names *missing, struct str because)
{
    struct str names = jsonschema_names_listed(explanation->arena, missing), words;
    size_t count = missing->count;
    struct diagnostic *diagnostic;

    if (spot->outer)
        diagnostic =
            jsonschema_explain_report(explanation, rule, spot, trail, "%.*s lacks %.*s%.*s",
                                      STR_ARG(jsonschema_spot_subject(explanation->arena, spot)),
                                      STR_ARG(names), STR_ARG(because));
    else
        diagnostic = jsonschema_explain_report(
            explanation, rule, spot, trail, "required propert%s %.*s %s missing%.*s",
            count == 1 ? "y" : "ies", STR_ARG(names), count == 1 ? "is" : "are", STR_ARG(because));
    diagnostic->span = first_line(diagnostic->span);
    words = count == 1 ? description_of(rule->owner, missing->items[0].text) : (struct str){0};
    if (words.len)
        diagnostic->help = words;
}

static void report_misspelt(struct explanation *explanation, const struct rule *rule,
                            const struct spot *spot, const struct trail *trail,
                            const struct value_entry *entry, const struct name *missing)
{
    struct names names = {(struct name[]){*missing}, 1};
    struct diagnostic *diagnostic;

    report_missing(explanation, rule, spot, trail, &names, STR(""));
    diagnostic = explanation->complaints.items[explanation->complaints.count - 1].diagnostic;
    diagnostic->span = entry->key_span;
    diagnostic->label =
        arena_printf(explanation->arena, "did you mean `%.*s`?", STR_ARG(missing->text));
}

void jsonschema_explain_missing(struct explanation *explanation, const struct rule *rule,
                                const struct spot *spot, const struct trail *trail,
                                const struct names *names, struct str because)
{
    struct names missing = {
        arena_alloc_array(explanation->arena, names->count, sizeof *missing.items), 0};
    bool closed = is_closed(rule->owner);
    struct declared declared = {0};

    collect_declared(&declared, rule->owner, 0);
    for (size_t i = 0; i < names->count; i++) {
        const struct name *name = &names->items[i];
        const struct value_entry *misspelt;

        if (value_entry_hashed(spot->value, name->text, name->hash))
            continue;
        misspelt = find_misspelt(&declared, spot->value, name->text);
        if (!misspelt)
            missing.items[missing.count++] = *name;
        else if (!closed) /* else it is reported as unknown */
            report_misspelt(explanation, rule, spot, trail, misspelt, name);
    }
    if (missing.count)
        report_missing(explanation, rule, spot, trail, &missing, because);
    vector_release(&declared.names);
}
