/* How much work a rule is beside the schemas that it applies: what is looked at, in steps. */
#include "base/limits.h"
#include "jsonschema/schema.h"

enum { PER_STEP = 4 }; /* items, entries or bytes that are looked at in the time of a step */

static size_t size_of(const struct value *value)
{
    if (value->type == VALUE_STRING)
        return value->string.len;
    if (value->type == VALUE_LIST)
        return value->list.count;
    return value->type == VALUE_MAP ? value->map.count : 0;
}

bool jsonschema_run_spend(struct run *run, const struct rule *rule, const struct value *value,
                          size_t steps)
{
    run->steps += steps;
    return run->steps < LIMIT_SCHEMA_STEPS ||
           jsonschema_run_hit_limit(run, LIMIT_KIND_STEPS, rule, value);
}

bool jsonschema_run_spend_size(struct run *run, const struct rule *rule, const struct value *value)
{
    return jsonschema_run_spend(run, rule, value, size_of(value) / PER_STEP);
}

/* Values in VALUE and bytes of its strings; recursion is as deep as the value. */
static size_t deep_size(const struct value *value)
{
    size_t size = 1 + size_of(value);

    if (value->type == VALUE_LIST)
        VALUE_EACH_ITEM (item, value)
            size += deep_size(item->value);
    if (value->type == VALUE_MAP)
        VALUE_EACH_ENTRY (entry, value)
            size += deep_size(entry->value) + entry->key.len;
    return size;
}

bool jsonschema_run_spend_comparison(struct run *run, const struct rule *rule,
                                     const struct value *value, size_t times)
{
    bool deep = value->type == VALUE_LIST || value->type == VALUE_MAP;
    size_t size = deep ? deep_size(value) : size_of(value);

    return jsonschema_run_spend(run, rule, value, size / PER_STEP * times);
}
