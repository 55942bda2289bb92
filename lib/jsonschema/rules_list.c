/* Lists: Core, section 10.3.1; Validation, section 6.4. */
#include <stdlib.h>

#include "base/limits.h"
#include "base/memory.h"
#include "jsonschema/compile.h"
#include "jsonschema/explain.h"
#include "jsonschema/rules.h"
#include "jsonschema/value_hash.h"

/* subschemas: one a prefix item, then that of `items`, which may be NULL. */
bool jsonschema_compile_items(struct compiler *compiler, struct rule *rule,
                              const struct value_entry *entry)
{
    const struct value_entry *prefix = jsonschema_compile_sibling(rule, "prefixItems");
    const struct value_entry *items = jsonschema_compile_sibling(rule, "items");
    size_t count = prefix && prefix->value->type == VALUE_LIST ? prefix->value->list.count : 0;

    if (prefix && entry != prefix)
        return false; /* the rule of prefixItems does the work of both */
    if (prefix && prefix->value->type != VALUE_LIST)
        jsonschema_compile_fault(compiler, "schema-invalid", prefix->value_span,
                                 "must be a list of schemas");
    jsonschema_compile_make_room(compiler, rule, count + 1);
    for (size_t i = 0; i < count; i++)
        rule->subschemas[i] =
            jsonschema_compile_subschema(compiler, rule->owner, prefix->value->list.items[i].value);
    if (items)
        rule->subschemas[count] = jsonschema_compile_subschema(compiler, rule->owner, items->value);
    return true;
}

static const struct schema *item_schema(const struct rule *rule, size_t index)
{
    size_t last = rule->subschema_count - 1;

    return rule->subschemas[index < last ? index : last];
}

bool jsonschema_check_items(struct run *run, const struct rule *rule, const struct value *value,
                            struct evaluated *evaluated)
{
    size_t prefix = rule->subschema_count - 1, count = value->list.count;
    bool valid = true;

    if (!rule->subschemas[prefix] && prefix < count)
        count = prefix;
    for (size_t i = 0; i < count; i++) {
        valid =
            jsonschema_check(run, item_schema(rule, i), value->list.items[i].value, NULL) && valid;
        if (!valid && !run->lenient)
            return false;
    }
    if (evaluated)
        jsonschema_evaluated_add_until(evaluated, count);
    return valid;
}

bool jsonschema_explain_items(struct explanation *explanation, const struct rule *rule,
                              const struct spot *spot, const struct trail *trail)
{
    size_t prefix = rule->subschema_count - 1;
    bool valid = true;

    for (size_t i = 0; i < spot->value->list.count; i++) {
        struct spot item = jsonschema_spot_of_item(spot, i);
        const struct schema *schema = item_schema(rule, i);
        struct str index = jsonschema_explain_index(explanation, i);

        if (!schema)
            break;
        if (i < prefix)
            valid &= jsonschema_explain_subschema(explanation, schema, STR("prefixItems"), index,
                                                  trail, &item);
        else
            valid &= jsonschema_explain_subschema(explanation, schema, STR("items"),
                                                  (struct str){0}, trail, &item);
    }
    return valid;
}

bool jsonschema_compile_contains(struct compiler *compiler, struct rule *rule,
                                 const struct value_entry *entry)
{
    const struct value_entry *least = jsonschema_compile_sibling(rule, "minContains");
    const struct value_entry *most = jsonschema_compile_sibling(rule, "maxContains");
    unsigned vocabularies = rule->owner->resource->known->vocabularies;

    rule->bounds.least = 1;
    rule->bounds.most = SIZE_MAX;
    if (least && vocabularies & VOCABULARY_VALIDATION)
        jsonschema_compile_count(compiler, &rule->bounds.least, least->value);
    if (most && vocabularies & VOCABULARY_VALIDATION)
        jsonschema_compile_count(compiler, &rule->bounds.most, most->value);
    jsonschema_compile_make_room(compiler, rule, 1);
    rule->subschemas[0] = jsonschema_compile_subschema(compiler, rule->owner, entry->value);
    return true;
}

static size_t count_contained(struct run *run, const struct rule *rule, const struct value *value,
                              struct evaluated *evaluated)
{
    size_t count = 0, enough = SIZE_MAX;

    if (!evaluated)
        enough = rule->bounds.most < SIZE_MAX ? rule->bounds.most + 1 : rule->bounds.least;
    for (size_t i = 0; i < value->list.count && count < enough; i++) {
        if (!jsonschema_check(run, rule->subschemas[0], value->list.items[i].value, NULL))
            continue;
        count++;
        if (evaluated)
            jsonschema_evaluated_add(evaluated, i);
    }
    return count;
}

bool jsonschema_check_contains(struct run *run, const struct rule *rule, const struct value *value,
                               struct evaluated *evaluated)
{
    bool lenient = run->lenient;
    size_t count;

    run->lenient = false;
    count = count_contained(run, rule, value, evaluated);
    run->lenient = lenient;
    return count >= rule->bounds.least && count <= rule->bounds.most;
}

bool jsonschema_check_min_items(struct run *run, const struct rule *rule, const struct value *value,
                                struct evaluated *evaluated)
{
    (void)run;
    (void)evaluated;
    return value->list.count >= rule->limit;
}

bool jsonschema_check_max_items(struct run *run, const struct rule *rule, const struct value *value,
                                struct evaluated *evaluated)
{
    (void)run;
    (void)evaluated;
    return value->list.count <= rule->limit;
}

bool jsonschema_compile_unique_items(struct compiler *compiler, struct rule *rule,
                                     const struct value_entry *entry)
{
    (void)rule;
    if (entry->value->type == VALUE_BOOL)
        return entry->value->boolean;
    jsonschema_compile_fault(compiler, "schema-invalid", entry->value_span,
                             "must be true or false");
    return false;
}

enum { PAIRWISE_UNTIL = 8 };

/* Compare each with each: the least work for a few items. */
static bool find_pair(const struct value *list, size_t *first, size_t *second)
{
    for (*second = 1; *second < list->list.count; ++*second)
        for (*first = 0; *first < *second; ++*first)
            if (value_equal(list->list.items[*first].value, list->list.items[*second].value))
                return true;
    return false;
}

struct hashed {
    uint64_t hash;
    size_t index;
};

static int compare_hashed(const void *a, const void *b)
{
    const struct hashed *left = a, *right = b;

    if (left->hash != right->hash)
        return left->hash < right->hash ? -1 : 1;
    return (left->index > right->index) - (left->index < right->index);
}

/*
 * Among items with the same hash. Items that differ and share a hash are rare
 * unless somebody made them so: comparing them counts as work.
 */
static bool find_in_run(struct run *run, const struct value *list, const struct hashed *items,
                        size_t count, size_t *first, size_t *second)
{
    for (size_t j = 1; j < count; j++)
        for (size_t i = 0; i < j && run->steps < LIMIT_SCHEMA_STEPS; i++) {
            run->steps++;
            *first = items[i].index;
            *second = items[j].index;
            if (value_equal(list->list.items[*first].value, list->list.items[*second].value))
                return true;
        }
    return false;
}

static bool find_sorted(struct run *run, const struct value *list, size_t *first, size_t *second)
{
    size_t count = list->list.count;
    struct hashed *items = memory_alloc(count * sizeof *items);
    bool found = false;

    for (size_t i = 0; i < count; i++)
        items[i] = (struct hashed){jsonschema_value_hash(list->list.items[i].value), i};
    qsort(items, count, sizeof *items, compare_hashed);
    for (size_t start = 0, end; start < count && !found; start = end) {
        for (end = start + 1; end < count && items[end].hash == items[start].hash; end++)
            ;
        found = find_in_run(run, list, items + start, end - start, first, second);
    }
    free(items);
    return found;
}

static bool find_repeated(struct run *run, const struct value *list, size_t *first, size_t *second)
{
    return list->list.count <= PAIRWISE_UNTIL ? find_pair(list, first, second)
                                              : find_sorted(run, list, first, second);
}

bool jsonschema_check_unique_items(struct run *run, const struct rule *rule,
                                   const struct value *value, struct evaluated *evaluated)
{
    size_t first, second;

    (void)evaluated;
    if (!jsonschema_run_spend_comparison(run, rule, value, 1))
        return false;
    if (find_repeated(run, value, &first, &second))
        return false;
    return run->steps < LIMIT_SCHEMA_STEPS ||
           jsonschema_run_hit_limit(run, LIMIT_KIND_STEPS, rule, value);
}

/* What the items that `contains` looks for are, in words. */
static struct str kind_of_items(struct arena *arena, const struct schema *schema)
{
    const struct value *root = schema->place->schema;
    const struct value *constant = value_get(root, STR("const"));
    struct str words = value_get_string(root, STR("title"));

    if (constant)
        return arena_printf(arena, "equal to %.*s",
                            STR_ARG(jsonschema_value_quoted(arena, constant)));
    if (!words.len)
        words = value_get_string(root, STR("description"));
    return words.len ? arena_printf(arena, "of the kind \"%.*s\"", STR_ARG(words))
                     : STR("of the kind that `contains` requires");
}

bool jsonschema_explain_contains(struct explanation *explanation, const struct rule *rule,
                                 const struct spot *spot, const struct trail *trail)
{
    struct arena *arena = explanation->arena;
    size_t count, least = rule->bounds.least, most = rule->bounds.most;
    struct str subject = jsonschema_spot_subject(arena, spot), kind;

    if (jsonschema_check_contains(&explanation->run, rule, spot->value, NULL))
        return true;
    count = count_contained(&explanation->run, rule, spot->value, NULL);
    kind = kind_of_items(arena, rule->subschemas[0]);
    if (count > most)
        jsonschema_explain_report(explanation, rule, spot, trail,
                                  "%.*s has more than %zu item%s %.*s", STR_ARG(subject), most,
                                  str_plural(most), STR_ARG(kind));
    else if (least == 1)
        jsonschema_explain_report(explanation, rule, spot, trail, "%.*s has no item %.*s",
                                  STR_ARG(subject), STR_ARG(kind));
    else
        jsonschema_explain_report(explanation, rule, spot, trail,
                                  "%.*s has %zu of the %zu required items %.*s", STR_ARG(subject),
                                  count, least, STR_ARG(kind));
    return false;
}

bool jsonschema_explain_min_items(struct explanation *explanation, const struct rule *rule,
                                  const struct spot *spot, const struct trail *trail)
{
    size_t count = spot->value->list.count;
    struct str subject = jsonschema_spot_subject(explanation->arena, spot);

    if (count >= rule->limit)
        return true;
    jsonschema_explain_report(explanation, rule, spot, trail,
                              "%.*s has %zu item%s, fewer than the minimum of %zu",
                              STR_ARG(subject), count, str_plural(count), rule->limit);
    return false;
}

bool jsonschema_explain_max_items(struct explanation *explanation, const struct rule *rule,
                                  const struct spot *spot, const struct trail *trail)
{
    size_t count = spot->value->list.count;

    if (count <= rule->limit)
        return true;
    jsonschema_explain_report(explanation, rule, spot, trail,
                              "%.*s has %zu item%s, more than the maximum of %zu",
                              STR_ARG(jsonschema_spot_subject(explanation->arena, spot)), count,
                              str_plural(count), rule->limit);
    return false;
}

bool jsonschema_explain_unique_items(struct explanation *explanation, const struct rule *rule,
                                     const struct spot *spot, const struct trail *trail)
{
    size_t first, second;
    struct spot item;

    if (!find_repeated(&explanation->run, spot->value, &first, &second))
        return true;
    item = jsonschema_spot_of_item(spot, second);
    jsonschema_explain_report(explanation, rule, &item, trail, "%.*s repeats item %zu",
                              STR_ARG(jsonschema_spot_subject(explanation->arena, &item)),
                              first + 1);
    return false;
}
