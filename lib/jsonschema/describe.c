#include <string.h>

#include "base/limits.h"
#include "base/vector.h"
#include "jsonschema/fields.h"
#include "jsonschema/jsonschema.h"
#include "jsonschema/keywords.h"

enum { IN_PLACE_DEPTH = 64 }; /* $dynamicRef may lead in circles */

/* The schemas that describe one value together. */
struct group {
    const struct group *outer; /* of the value that holds it */
    VECTOR(const struct schema *) schemas;
};

/* A property while it is collected: all that is said about it. */
struct draft {
    struct str name;
    bool required;
    struct group group;
};

struct collector {
    struct arena *arena;
    struct jsonschema_shape *shape;
    VECTOR(struct draft) drafts;
    struct group items, others;
    size_t depth; /* of schemas in place */
    size_t *left; /* schemas that may still be looked at */
};

static const struct jsonschema_shape *describe(struct arena *arena, const struct group *group,
                                               size_t *left);
static void collect(struct collector *collector, const struct schema *schema, bool certain);

/* CERTAIN: what is collected holds for every value, not in some branch alone. */
typedef void visitor(struct collector *collector, const struct rule *rule, bool certain);

static struct draft *find_draft(struct collector *collector, struct str name)
{
    struct draft draft = {.name = name};

    VECTOR_EACH (struct draft, known, &collector->drafts)
        if (str_equal(known->name, name))
            return known;
    vector_push(&collector->drafts, draft);
    return &collector->drafts.items[collector->drafts.count - 1];
}

static void visit_type(struct collector *collector, const struct rule *rule, bool certain)
{
    (void)certain;
    collector->shape->types &= rule->allowed;
}

static void visit_fields(struct collector *collector, const struct rule *rule, bool certain)
{
    const struct fields *fields = rule->fields;

    for (size_t i = 0; i < fields->count; i++)
        vector_push(&find_draft(collector, fields->items[i].name.text)->group.schemas,
                    fields->items[i].schema);
    if (!certain)
        return;
    for (size_t i = 0; i < fields->pattern_count; i++)
        vector_push(&collector->others.schemas, fields->patterns[i].schema);
    if (fields->additional && schema_is_false(fields->additional))
        collector->shape->open = fields->pattern_count > 0;
    else if (fields->additional)
        vector_push(&collector->others.schemas, fields->additional);
}

static void visit_unevaluated_properties(struct collector *collector, const struct rule *rule,
                                         bool certain)
{
    if (certain && schema_is_false(rule->subschemas[0]))
        collector->shape->open = false;
}

static void visit_required(struct collector *collector, const struct rule *rule, bool certain)
{
    for (size_t i = 0; certain && i < rule->names->count; i++)
        find_draft(collector, rule->names->items[i].text)->required = true;
}

static void allow(struct collector *collector, const struct value *const *values, size_t count,
                  bool certain)
{
    struct jsonschema_shape *shape = collector->shape;
    unsigned types = 0;

    for (size_t i = 0; i < count; i++)
        types |= 1u << values[i]->type;
    shape->types &= types & 1u << VALUE_DOUBLE ? types | 1u << VALUE_INT : types;
    if (!certain || (shape->allowed && shape->allowed_count <= count))
        return;
    shape->allowed = arena_copy(collector->arena, values, count * sizeof *values);
    shape->allowed_count = count;
}

static void visit_enum(struct collector *collector, const struct rule *rule, bool certain)
{
    VECTOR(const struct value *) values = {0};

    VALUE_EACH_ITEM (item, rule->entry->value)
        vector_push(&values, item->value);
    allow(collector, values.items, values.count, certain);
    vector_release(&values);
}

static void visit_const(struct collector *collector, const struct rule *rule, bool certain)
{
    allow(collector, &rule->value, 1, certain);
}

static void visit_items(struct collector *collector, const struct rule *rule, bool certain)
{
    for (size_t i = 0; certain && i < rule->subschema_count; i++)
        if (rule->subschemas[i] && rule->subschema_count == 1)
            vector_push(&collector->items.schemas, rule->subschemas[i]);
}

/* $ref, allOf: all of them hold. */
static void visit_all(struct collector *collector, const struct rule *rule, bool certain)
{
    for (size_t i = 0; i < rule->subschema_count; i++)
        collect(collector, rule->subschemas[i], certain);
}

/* anyOf, oneOf: the branches together allow what any of them allows. */
static void visit_any(struct collector *collector, const struct rule *rule, bool certain)
{
    unsigned before = collector->shape->types, types = 0;

    (void)certain;
    for (size_t i = 0; i < rule->subschema_count; i++) {
        collector->shape->types = before;
        collect(collector, rule->subschemas[i], false);
        types |= collector->shape->types;
    }
    collector->shape->types = types;
}

/* if, dependentSchemas: their branches may hold. */
static void visit_some(struct collector *collector, const struct rule *rule, bool certain)
{
    unsigned types = collector->shape->types;

    (void)certain;
    for (size_t i = str_equal_c(rule->entry->key, "if"); i < rule->subschema_count; i++)
        if (rule->subschemas[i])
            collect(collector, rule->subschemas[i], false);
    collector->shape->types = types;
}

static const struct {
    const char *keyword;
    visitor *visit;
} visitors[] = {
    {"type", visit_type},
    {"enum", visit_enum},
    {"const", visit_const},
    {"properties", visit_fields},
    {"patternProperties", visit_fields},
    {"additionalProperties", visit_fields},
    {"unevaluatedProperties", visit_unevaluated_properties},
    {"required", visit_required},
    {"items", visit_items},
    {"$ref", visit_all},
    {"$dynamicRef", visit_all},
    {"allOf", visit_all},
    {"anyOf", visit_any},
    {"oneOf", visit_any},
    {"if", visit_some},
    {"dependentSchemas", visit_some},
};

static void collect_rule(struct collector *collector, const struct rule *rule, bool certain)
{
    for (size_t i = 0; i < sizeof visitors / sizeof visitors[0]; i++)
        if (strcmp(rule->keyword->name, visitors[i].keyword) == 0)
            visitors[i].visit(collector, rule, certain);
}

static void take_text(struct str *text, const struct value *schema, struct str keyword)
{
    if (text->len == 0)
        *text = value_get_string(schema, keyword);
}

static void collect(struct collector *collector, const struct schema *schema, bool certain)
{
    const struct value *value = schema->place->schema;

    if (schema_is_false(schema))
        collector->shape->types = 0;
    if (collector->depth >= IN_PLACE_DEPTH || value->type != VALUE_MAP || *collector->left == 0)
        return;
    --*collector->left;
    collector->depth++;
    if (certain) {
        take_text(&collector->shape->title, value, STR("title"));
        take_text(&collector->shape->description, value, STR("description"));
        take_text(&collector->shape->format, value, STR("format"));
    }
    for (size_t i = 0; i < schema->rule_count; i++)
        collect_rule(collector, &schema->rules[i], certain);
    collector->depth--;
}

static const struct jsonschema_shape *describe_inner(struct collector *collector,
                                                     const struct group *outer, struct group *group)
{
    group->outer = outer;
    return describe(collector->arena, group, collector->left);
}

static void finish_properties(struct collector *collector, const struct group *group)
{
    struct jsonschema_shape *shape = collector->shape;

    shape->properties =
        arena_alloc_array(collector->arena, collector->drafts.count, sizeof *shape->properties);
    VECTOR_EACH (struct draft, draft, &collector->drafts) {
        shape->properties[shape->property_count++] = (struct jsonschema_property){
            draft->name, draft->required, describe_inner(collector, group, &draft->group)};
        vector_release(&draft->group.schemas);
    }
}

/*
 * Was one of the schemas met around this value already? Recursive schemas have
 * no end. Nor are values nested deeper than LIMIT_DEPTH.
 */
static bool is_recursive(const struct group *group)
{
    size_t depth = 0;

    for (const struct group *outer = group->outer; outer; outer = outer->outer) {
        if (++depth == LIMIT_DEPTH)
            return true;
        for (size_t i = 0; i < outer->schemas.count; i++)
            for (size_t j = 0; j < group->schemas.count; j++)
                if (outer->schemas.items[i] == group->schemas.items[j])
                    return true;
    }
    return false;
}

static const struct jsonschema_shape *describe(struct arena *arena, const struct group *group,
                                               size_t *left)
{
    struct collector collector = {.arena = arena, .left = left};
    struct jsonschema_shape *shape = ARENA_NEW(arena, struct jsonschema_shape);

    collector.shape = shape;
    shape->types = ON_ALL;
    shape->open = true;
    if (group->schemas.count == 0 || is_recursive(group))
        return shape;
    for (size_t i = 0; i < group->schemas.count; i++)
        collect(&collector, group->schemas.items[i], true);
    finish_properties(&collector, group);
    if (shape->types & ON_LIST)
        shape->items = describe_inner(&collector, group, &collector.items);
    if (shape->types & ON_MAP && shape->open)
        shape->others = describe_inner(&collector, group, &collector.others);
    vector_release(&collector.drafts);
    vector_release(&collector.items.schemas);
    vector_release(&collector.others.schemas);
    return shape;
}

const struct jsonschema_shape *jsonschema_describe(const struct jsonschema *schema,
                                                   struct arena *arena)
{
    struct group group = {0};
    const struct jsonschema_shape *shape;
    size_t left = LIMIT_DESCRIBED;

    vector_push(&group.schemas, schema->root);
    shape = describe(arena, &group, &left);
    vector_release(&group.schemas);
    return shape;
}

const struct jsonschema_property *jsonschema_shape_property(const struct jsonschema_shape *shape,
                                                            struct str name)
{
    for (size_t i = 0; i < shape->property_count; i++)
        if (str_equal(shape->properties[i].name, name))
            return &shape->properties[i];
    return NULL;
}
