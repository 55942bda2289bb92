#include "base/limits.h"
#include "jsonschema/explain.h"
#include "jsonschema/schema.h"

void jsonschema_run_init(struct run *run, const struct jsonschema *jsonschema)
{
    *run = (struct run){.jsonschema = jsonschema};
}

bool jsonschema_run_hit_limit(struct run *run, enum limit_kind kind, const struct rule *rule,
                              const struct value *value)
{
    if (run->hit.kind == LIMIT_KIND_NONE)
        run->hit = (struct limit_hit){kind, rule, value};
    return false;
}

bool jsonschema_run_enter(struct run *run, struct entry *entry, const struct schema *schema,
                          const struct value *value)
{
    entry->outer = run->scope;
    if (run->depth >= LIMIT_SCHEMA_DEPTH)
        return jsonschema_run_hit_limit(run, LIMIT_KIND_DEPTH, NULL, value);
    if (run->steps >= LIMIT_SCHEMA_STEPS)
        return jsonschema_run_hit_limit(run, LIMIT_KIND_STEPS, NULL, value);
    run->steps++;
    if (!jsonschema_run_spend_size(run, NULL, value))
        return false;
    run->depth++;
    if (run->jsonschema->dynamic_count &&
        (!entry->outer || entry->outer->resource != schema->resource)) {
        entry->scope = (struct scope){entry->outer, schema->resource};
        run->scope = &entry->scope;
    }
    return true;
}

void jsonschema_run_leave(struct run *run, const struct entry *entry)
{
    run->scope = entry->outer;
    run->depth--;
}

/* But those that are looked after elsewhere. */
static bool check_rules(struct run *run, const struct schema *schema, const struct value *value,
                        struct evaluated *evaluated)
{
    const struct rule *rule = schema->rules + schema->first_check;
    const struct rule *end = schema->rules + schema->rule_count;
    unsigned type = 1u << value->type;
    bool valid = true;

    for (; rule < end; rule++) {
        if (!(rule->types & type) || (jsonschema_run_spend_size(run, rule, value) &&
                                      rule->check(run, rule, value, evaluated)))
            continue;
        if (!run->lenient)
            return false;
        valid = false;
    }
    return valid;
}

/* A schema with unevaluated* sees what its own keywords evaluated, not what its cousins did. */
static bool check_tracking(struct run *run, const struct schema *schema, const struct value *value,
                           struct evaluated *evaluated)
{
    struct evaluated own;
    bool valid;

    jsonschema_evaluated_init(&own, value);
    valid = check_rules(run, schema, value, &own);
    if (evaluated && (valid || run->lenient))
        jsonschema_evaluated_add_all(evaluated, &own);
    jsonschema_evaluated_release(&own);
    return valid;
}

bool jsonschema_check(struct run *run, const struct schema *schema, const struct value *value,
                      struct evaluated *evaluated)
{
    struct entry entry;
    bool valid;

    if (!(schema->allowed >> value->type & 1) && !jsonschema_type_allows(schema->allowed, value))
        return false;
    if (schema->rule_count == schema->first_check)
        return true;
    if (!schema->applies)
        return check_rules(run, schema, value, evaluated);
    if (!jsonschema_run_enter(run, &entry, schema, value))
        return false;
    valid = schema->tracks ? check_tracking(run, schema, value, evaluated)
                           : check_rules(run, schema, value, evaluated);
    jsonschema_run_leave(run, &entry);
    return valid;
}

static bool is_unevaluated(const struct rule *rule)
{
    return rule->keyword->vocabulary == VOCABULARY_UNEVALUATED;
}

static bool mark(struct run *run, const struct schema *schema, const struct value *value,
                 struct evaluated *evaluated)
{
    bool valid = true;

    for (size_t i = 0; i < schema->rule_count; i++) {
        const struct rule *rule = &schema->rules[i];

        if (rule->types >> value->type & 1 && !is_unevaluated(rule))
            valid = jsonschema_run_spend_size(run, rule, value) &&
                    rule->check(run, rule, value, evaluated) && valid;
    }
    return valid;
}

void jsonschema_mark_evaluated(struct run *run, const struct schema *schema,
                               const struct value *value, struct evaluated *evaluated)
{
    bool lenient = run->lenient;

    if (mark(run, schema, value, evaluated))
        return;
    run->lenient = true;
    mark(run, schema, value, evaluated);
    run->lenient = lenient;
}

bool jsonschema_validate(const struct jsonschema *schema, const struct value *value,
                         struct sink *sink)
{
    struct run run;

    jsonschema_run_init(&run, schema);
    if (jsonschema_check(&run, schema->root, value, NULL) && run.hit.kind == LIMIT_KIND_NONE)
        return true;
    if (sink)
        jsonschema_explain_failure(schema, value, &run.hit, sink);
    return false;
}
