/* allOf, anyOf, oneOf, not (Core, section 10.2.1), if/then/else (section 10.2.2). */
#include "jsonschema/compile.h"
#include "jsonschema/explain.h"
#include "jsonschema/rules.h"

bool compile_schema(struct compiler *compiler, struct rule *rule, const struct value_entry *entry)
{
    compile_make_room(compiler, rule, 1);
    rule->subschemas[0] = compile_subschema(compiler, rule->owner, entry->value);
    return true;
}

bool compile_schemas(struct compiler *compiler, struct rule *rule, const struct value_entry *entry)
{
    if (entry->value->type != VALUE_LIST || entry->value->list.count == 0) {
        compile_fault(compiler, "schema-invalid", entry->value_span,
                      "must be a list of at least one schema");
        return false;
    }
    compile_make_room(compiler, rule, entry->value->list.count);
    for (size_t i = 0; i < rule->subschema_count; i++)
        rule->subschemas[i] =
            compile_subschema(compiler, rule->owner, entry->value->list.items[i].value);
    return true;
}

bool check_all_of(struct run *run, const struct rule *rule, const struct value *value,
                  struct evaluated *evaluated)
{
    bool valid = true;

    for (size_t i = 0; i < rule->subschema_count; i++) {
        valid = schema_check(run, rule->subschemas[i], value, evaluated) && valid;
        if (!valid && !run->lenient)
            return false;
    }
    return valid;
}

/* As schema_check, but a branch that fails marks nothing (unless the run is lenient). */
static bool check_branch(struct run *run, const struct schema *schema, const struct value *value,
                         struct evaluated *evaluated)
{
    struct evaluated branch;
    bool valid;

    if (!evaluated)
        return schema_check(run, schema, value, NULL);
    evaluated_init(&branch, value);
    valid = schema_check(run, schema, value, &branch);
    if (valid || run->lenient)
        evaluated_add_all(evaluated, &branch);
    evaluated_release(&branch);
    return valid;
}

bool check_any_of(struct run *run, const struct rule *rule, const struct value *value,
                  struct evaluated *evaluated)
{
    bool valid = false;

    for (size_t i = 0; i < rule->subschema_count && (!valid || evaluated); i++)
        valid |= check_branch(run, rule->subschemas[i], value, evaluated);
    return valid;
}

bool check_one_of(struct run *run, const struct rule *rule, const struct value *value,
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

bool check_not(struct run *run, const struct rule *rule, const struct value *value,
               struct evaluated *evaluated)
{
    (void)evaluated;
    return !holds(run, rule->subschemas[0], value, NULL);
}

/* subschemas: if, then, else; the last two may be NULL. */
bool compile_if(struct compiler *compiler, struct rule *rule, const struct value_entry *entry)
{
    static const char *const names[] = {"then", "else"};

    compile_make_room(compiler, rule, 3);
    rule->subschemas[0] = compile_subschema(compiler, rule->owner, entry->value);
    for (size_t i = 0; i < 2; i++) {
        const struct value_entry *sibling = compile_sibling(rule, names[i]);

        if (sibling)
            rule->subschemas[i + 1] = compile_subschema(compiler, rule->owner, sibling->value);
    }
    return true;
}

bool check_if(struct run *run, const struct rule *rule, const struct value *value,
              struct evaluated *evaluated)
{
    const struct schema *next =
        rule->subschemas[holds(run, rule->subschemas[0], value, evaluated) ? 1 : 2];

    return !next || schema_check(run, next, value, evaluated);
}

bool explain_all_of(struct explanation *explanation, const struct rule *rule,
                    const struct spot *spot, const struct trail *trail)
{
    bool valid = true;

    for (size_t i = 0; i < rule->subschema_count; i++)
        valid &= explain_subschema(explanation, rule->subschemas[i], rule->entry->key,
                                   explain_index(explanation, i), trail, spot);
    return valid;
}

bool explain_any_of(struct explanation *explanation, const struct rule *rule,
                    const struct spot *spot, const struct trail *trail)
{
    if (check_any_of(&explanation->run, rule, spot->value, NULL))
        return true;
    explain_closest(explanation, rule, spot, trail);
    return false;
}

/* More than one branch holds: which ones. */
static void report_overlap(struct explanation *explanation, const struct rule *rule,
                           const struct spot *spot, const struct trail *trail, size_t first,
                           size_t second)
{
    explain_report(explanation, rule, spot, trail,
                   "%.*s fits alternatives %zu and %zu of the schema; it must fit exactly one",
                   STR_ARG(spot_subject(explanation->arena, spot)), first + 1, second + 1);
}

bool explain_one_of(struct explanation *explanation, const struct rule *rule,
                    const struct spot *spot, const struct trail *trail)
{
    size_t count = 0, first = 0;

    for (size_t i = 0; i < rule->subschema_count; i++) {
        if (!schema_check(&explanation->run, rule->subschemas[i], spot->value, NULL))
            continue;
        if (count++) {
            report_overlap(explanation, rule, spot, trail, first, i);
            return false;
        }
        first = i;
    }
    if (count == 0)
        explain_closest(explanation, rule, spot, trail);
    return count == 1;
}

bool explain_not(struct explanation *explanation, const struct rule *rule, const struct spot *spot,
                 const struct trail *trail)
{
    if (check_not(&explanation->run, rule, spot->value, NULL))
        return true;
    explain_report(explanation, rule, spot, trail, "%.*s is what the schema excludes with `not`",
                   STR_ARG(spot_subject(explanation->arena, spot)));
    return false;
}

bool explain_if(struct explanation *explanation, const struct rule *rule, const struct spot *spot,
                const struct trail *trail)
{
    bool holding = schema_check(&explanation->run, rule->subschemas[0], spot->value, NULL);
    const struct schema *next = rule->subschemas[holding ? 1 : 2];

    return !next || explain_subschema(explanation, next, holding ? STR("then") : STR("else"),
                                      (struct str){0}, trail, spot);
}
