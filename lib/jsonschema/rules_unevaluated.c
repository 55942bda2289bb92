/* unevaluatedItems, unevaluatedProperties (Core, section 11). They run last. */
#include "jsonschema/explain.h"
#include "jsonschema/rules.h"

static const struct value *member(const struct value *value, size_t index)
{
    return value->type == VALUE_MAP ? value->map.entries[index].value
                                    : value->list.items[index].value;
}

static bool check_rest(struct run *run, const struct rule *rule, const struct value *value,
                       struct evaluated *evaluated)
{
    bool valid = true;

    for (size_t i = 0; i < evaluated->count; i++) {
        if (jsonschema_evaluated_has(evaluated, i))
            continue;
        valid = jsonschema_check(run, rule->subschemas[0], member(value, i), NULL) && valid;
        if (!valid && !run->lenient)
            return false;
        jsonschema_evaluated_add(evaluated, i);
    }
    return valid;
}

bool jsonschema_check_unevaluated_properties(struct run *run, const struct rule *rule,
                                             const struct value *value, struct evaluated *evaluated)
{
    return check_rest(run, rule, value, evaluated);
}

bool jsonschema_check_unevaluated_items(struct run *run, const struct rule *rule,
                                        const struct value *value, struct evaluated *evaluated)
{
    return check_rest(run, rule, value, evaluated);
}

static bool explain_rest(struct explanation *explanation, const struct rule *rule,
                         const struct spot *spot, const struct trail *trail)
{
    struct evaluated evaluated;
    bool valid = true, is_map = spot->value->type == VALUE_MAP;

    jsonschema_evaluated_init(&evaluated, spot->value);
    jsonschema_mark_evaluated(&explanation->run, rule->owner, spot->value, &evaluated);
    for (size_t i = 0; i < evaluated.count; i++) {
        struct spot inner = is_map ? jsonschema_spot_of_entry(spot, &spot->value->map.entries[i])
                                   : jsonschema_spot_of_item(spot, i);

        if (jsonschema_evaluated_has(&evaluated, i))
            continue;
        if (is_map && schema_is_false(rule->subschemas[0])) {
            jsonschema_explain_unknown_property(explanation, rule, &inner, trail, rule->entry->key);
            valid = false;
        } else {
            valid &= jsonschema_explain_subschema(explanation, rule->subschemas[0],
                                                  rule->entry->key, (struct str){0}, trail, &inner);
        }
    }
    jsonschema_evaluated_release(&evaluated);
    return valid;
}

bool jsonschema_explain_unevaluated_properties(struct explanation *explanation,
                                               const struct rule *rule, const struct spot *spot,
                                               const struct trail *trail)
{
    return explain_rest(explanation, rule, spot, trail);
}

bool jsonschema_explain_unevaluated_items(struct explanation *explanation, const struct rule *rule,
                                          const struct spot *spot, const struct trail *trail)
{
    return explain_rest(explanation, rule, spot, trail);
}
