/* allOf, anyOf, oneOf, not (Core, section 10.2.1), if/then/else (section 10.2.2). */
#include "jsonschema/compile.h"
#include "jsonschema/explain.h"
#include "jsonschema/fields.h"
#include "jsonschema/rules.h"

bool jsonschema_compile_schema(struct compiler *compiler, struct rule *rule,
                               const struct value_entry *entry)
{
    jsonschema_compile_make_room(compiler, rule, 1);
    rule->subschemas[0] = jsonschema_compile_subschema(compiler, rule->owner, entry->value);
    return true;
}

bool jsonschema_compile_schemas(struct compiler *compiler, struct rule *rule,
                                const struct value_entry *entry)
{
    if (entry->value->type != VALUE_LIST || entry->value->list.count == 0) {
        jsonschema_compile_fault(compiler, "schema-invalid", entry->value_span,
                                 "must be a list of at least one schema");
        return false;
    }
    jsonschema_compile_make_room(compiler, rule, entry->value->list.count);
    for (size_t i = 0; i < rule->subschema_count; i++)
        rule->subschemas[i] =
            jsonschema_compile_subschema(compiler, rule->owner, entry->value->list.items[i].value);
    return true;
}

bool jsonschema_check_all_of(struct run *run, const struct rule *rule, const struct value *value,
                             struct evaluated *evaluated)
{
    bool valid = true;

    for (size_t i = 0; i < rule->subschema_count; i++) {
        valid = jsonschema_check(run, rule->subschemas[i], value, evaluated) && valid;
        if (!valid && !run->lenient)
            return false;
    }
    return valid;
}

/* As jsonschema_check, but a branch that fails marks nothing (unless the run is lenient). */
static bool check_branch(struct run *run, const struct schema *schema, const struct value *value,
                         struct evaluated *evaluated)
{
    struct evaluated branch;
    bool valid;

    if (!evaluated)
        return jsonschema_check(run, schema, value, NULL);
    jsonschema_evaluated_init(&branch, value);
    valid = jsonschema_check(run, schema, value, &branch);
    if (valid || run->lenient)
        jsonschema_evaluated_add_all(evaluated, &branch);
    jsonschema_evaluated_release(&branch);
    return valid;
}

bool jsonschema_check_any_of(struct run *run, const struct rule *rule, const struct value *value,
                             struct evaluated *evaluated)
{
    bool valid = false;

    for (size_t i = 0; i < rule->subschema_count && (!valid || evaluated); i++)
        valid |= check_branch(run, rule->subschemas[i], value, evaluated);
    return valid;
}

bool jsonschema_check_one_of(struct run *run, const struct rule *rule, const struct value *value,
                             struct evaluated *evaluated)
{
    size_t count = 0;

    for (size_t i = 0; i < rule->subschema_count && count < 2; i++)
        count += check_branch(run, rule->subschemas[i], value, evaluated);
    return count == 1;
}

/* Whether SCHEMA holds, strictly: where the answer is turned round, leniency would lie. */
static bool holds(struct run *run, const struct schema *schema, const struct value *value,
                  struct evaluated *evaluated)
{
    bool lenient = run->lenient, valid;

    run->lenient = false;
    valid = check_branch(run, schema, value, evaluated);
    run->lenient = lenient;
    return valid;
}

bool jsonschema_check_not(struct run *run, const struct rule *rule, const struct value *value,
                          struct evaluated *evaluated)
{
    (void)evaluated;
    return !holds(run, rule->subschemas[0], value, NULL);
}

/* subschemas: if, then, else; the last two may be NULL. */
bool jsonschema_compile_if(struct compiler *compiler, struct rule *rule,
                           const struct value_entry *entry)
{
    static const char *const names[] = {"then", "else"};

    jsonschema_compile_make_room(compiler, rule, 3);
    rule->subschemas[0] = jsonschema_compile_subschema(compiler, rule->owner, entry->value);
    for (size_t i = 0; i < 2; i++) {
        const struct value_entry *sibling = jsonschema_compile_sibling(rule, names[i]);

        if (sibling)
            rule->subschemas[i + 1] =
                jsonschema_compile_subschema(compiler, rule->owner, sibling->value);
    }
    return true;
}

bool jsonschema_check_if(struct run *run, const struct rule *rule, const struct value *value,
                         struct evaluated *evaluated)
{
    const struct schema *next =
        rule->subschemas[holds(run, rule->subschemas[0], value, evaluated) ? 1 : 2];

    return !next || jsonschema_check(run, next, value, evaluated);
}

bool jsonschema_explain_all_of(struct explanation *explanation, const struct rule *rule,
                               const struct spot *spot, const struct trail *trail)
{
    bool valid = true;

    for (size_t i = 0; i < rule->subschema_count; i++)
        valid &=
            jsonschema_explain_subschema(explanation, rule->subschemas[i], rule->entry->key,
                                         jsonschema_explain_index(explanation, i), trail, spot);
    return valid;
}

bool jsonschema_explain_any_of(struct explanation *explanation, const struct rule *rule,
                               const struct spot *spot, const struct trail *trail)
{
    if (jsonschema_check_any_of(&explanation->run, rule, spot->value, NULL))
        return true;
    jsonschema_explain_closest(explanation, rule, spot, trail);
    return false;
}

/* An alternative by its title, or its number. */
static struct str alternative(struct arena *arena, const struct rule *rule, size_t index)
{
    struct str title = value_get_string(rule->subschemas[index]->place->schema, STR("title"));

    return title.len ? arena_printf(arena, "\"%.*s\"", STR_ARG(title))
                     : arena_printf(arena, "number %zu", index + 1);
}

static void report_overlap(struct explanation *explanation, const struct rule *rule,
                           const struct spot *spot, const struct trail *trail, size_t first,
                           size_t second)
{
    struct arena *arena = explanation->arena;

    jsonschema_explain_report(
        explanation, rule, spot, trail, "%.*s must fit exactly one alternative, not %.*s and %.*s",
        STR_ARG(jsonschema_spot_subject(arena, spot)), STR_ARG(alternative(arena, rule, first)),
        STR_ARG(alternative(arena, rule, second)));
}

bool jsonschema_explain_one_of(struct explanation *explanation, const struct rule *rule,
                               const struct spot *spot, const struct trail *trail)
{
    size_t count = 0, first = 0;

    for (size_t i = 0; i < rule->subschema_count; i++) {
        if (!jsonschema_check(&explanation->run, rule->subschemas[i], spot->value, NULL))
            continue;
        if (count++) {
            report_overlap(explanation, rule, spot, trail, first, i);
            return false;
        }
        first = i;
    }
    if (count == 0)
        jsonschema_explain_closest(explanation, rule, spot, trail);
    return count == 1;
}

/* What a schema of a single keyword excludes when it is negated, in words; else empty. */
static struct str excluded(struct arena *arena, const struct schema *schema)
{
    const struct rule *rule = schema->rule_count == 1 ? schema->rules : NULL;
    struct str keyword = rule && rule->entry ? rule->entry->key : STR("");

    if (str_equal_c(keyword, "const"))
        return arena_printf(arena, "must not be %.*s",
                            STR_ARG(jsonschema_value_quoted(arena, rule->value)));
    if (str_equal_c(keyword, "type"))
        return arena_printf(arena, "must not be %.*s",
                            STR_ARG(jsonschema_types_listed(arena, rule->allowed)));
    if (str_equal_c(keyword, "pattern"))
        return arena_printf(arena, "must not match the pattern %.*s",
                            STR_ARG(rule->entry->value->string));
    if (str_equal_c(keyword, "required"))
        return arena_printf(arena, "must not have %.*s%s",
                            STR_ARG(jsonschema_names_listed(arena, rule->names)),
                            rule->names->count > 1 ? " together" : "");
    return (struct str){0};
}

bool jsonschema_explain_not(struct explanation *explanation, const struct rule *rule,
                            const struct spot *spot, const struct trail *trail)
{
    struct arena *arena = explanation->arena;
    struct str words;

    if (jsonschema_check_not(&explanation->run, rule, spot->value, NULL))
        return true;
    words = excluded(arena, rule->subschemas[0]);
    jsonschema_explain_report(
        explanation, rule, spot, trail, "%.*s %.*s", STR_ARG(jsonschema_spot_subject(arena, spot)),
        STR_ARG(words.len ? words : STR("matches a schema that `not` excludes")));
    return false;
}

/* "because `status` is "accepted"": the constants that the condition names, or empty. */
static struct str condition(struct arena *arena, const struct schema *schema,
                            const struct value *map)
{
    const struct fields *fields = jsonschema_fields_of(schema);
    struct buffer out;
    struct str words;

    buffer_init(&out);
    for (size_t i = 0; fields && i < fields->count; i++) {
        const struct value *value = value_get(map, fields->items[i].name.text);

        if (value && value->type <= VALUE_STRING)
            buffer_printf(&out, "%s `%.*s` is %.*s", out.len ? " and" : ", because",
                          STR_ARG(fields->items[i].name.text),
                          STR_ARG(jsonschema_value_quoted(arena, value)));
    }
    words = arena_str(arena, buffer_str(&out));
    buffer_release(&out);
    return words;
}

/* Say with each complaint about the value itself under which condition it was made. */
static void add_condition(struct explanation *explanation, const struct rule *rule,
                          const struct spot *spot, size_t first)
{
    struct str words = condition(explanation->arena, rule->subschemas[0], spot->value);

    for (size_t i = first; i < explanation->complaints.count; i++) {
        struct complaint *complaint = &explanation->complaints.items[i];

        if (complaint->value == spot->value && words.len)
            complaint->diagnostic->message =
                arena_printf(explanation->arena, "%.*s%.*s",
                             STR_ARG(complaint->diagnostic->message), STR_ARG(words));
    }
}

bool jsonschema_explain_if(struct explanation *explanation, const struct rule *rule,
                           const struct spot *spot, const struct trail *trail)
{
    bool holding = jsonschema_check(&explanation->run, rule->subschemas[0], spot->value, NULL);
    const struct schema *next = rule->subschemas[holding ? 1 : 2];
    size_t first = explanation->complaints.count;
    bool valid = !next || jsonschema_explain_subschema(explanation, next,
                                                       holding ? STR("then") : STR("else"),
                                                       (struct str){0}, trail, spot);

    if (!valid)
        add_condition(explanation, rule, spot, first);
    return valid;
}
