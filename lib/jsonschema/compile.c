#include "jsonschema/compile.h"

#include <stdlib.h>
#include <string.h>

#include "jsonschema/fields.h"
#include "jsonschema/keywords.h"
#include "jsonschema/loops.h"
#include "jsonschema/pattern.h"
#include "value/decimal.h"

struct diagnostic *jsonschema_compile_fault(struct compiler *compiler, const char *code,
                                            struct span span, const char *format, ...)
{
    struct diagnostic *diagnostic = ARENA_NEW(compiler->sink->arena, struct diagnostic);
    va_list arguments;

    diagnostic->code = code;
    diagnostic->span = span;
    va_start(arguments, format);
    diagnostic->message = arena_vprintf(compiler->sink->arena, format, arguments);
    va_end(arguments);
    compiler->failed = true;
    if (!compiler->broken || strcmp(code, "schema-invalid") != 0)
        vector_push(&compiler->sink->diagnostics, diagnostic);
    return diagnostic;
}

static struct str schema_key(const struct place *const *place)
{
    return (struct str){(const char *)place, sizeof *place};
}

const struct schema *jsonschema_compile_place(struct compiler *compiler, struct place *place)
{
    struct place *own = place;
    struct schema *schema;

    /* A schema with $id has two places, in its own resource and in the outer one. */
    if (place->resource != place->container)
        own =
            jsonschema_registry_place(compiler->registry, place->resource, place->schema, STR(""));
    schema = map_get(&compiler->schemas, schema_key((const struct place *const *)&own));
    if (schema)
        return schema;
    schema = ARENA_NEW(compiler->arena, struct schema);
    schema->place = own;
    schema->resource = own->resource;
    schema->number = compiler->queue.count;
    schema->allowed = ON_ALL;
    map_put(&compiler->schemas, schema_key(&schema->place), schema);
    vector_push(&compiler->queue, schema);
    return schema;
}

const struct schema *jsonschema_compile_subschema(struct compiler *compiler,
                                                  const struct schema *owner, struct value *value)
{
    struct place *place;

    if (value->type != VALUE_MAP && value->type != VALUE_BOOL) {
        jsonschema_compile_fault(compiler, "schema-invalid", value->span,
                                 "a schema must be an object or a boolean, not %s",
                                 value_type_name(value->type));
        return NULL;
    }
    place = jsonschema_registry_place(compiler->registry, owner->place->resource, value, STR(""));
    return jsonschema_compile_place(compiler, place);
}

void jsonschema_compile_make_room(struct compiler *compiler, struct rule *rule, size_t count)
{
    rule->subschemas = arena_alloc_array(compiler->arena, count, sizeof *rule->subschemas);
    rule->subschema_count = count;
}

const struct value_entry *jsonschema_compile_sibling(const struct rule *rule, const char *name)
{
    return value_entry(rule->owner->place->schema, str_of(name));
}

bool jsonschema_compile_count(struct compiler *compiler, size_t *out, const struct value *value)
{
    if (value->type == VALUE_INT && value->number.integer >= 0) {
        *out = (size_t)value->number.integer;
        return true;
    }
    if (value->type == VALUE_DOUBLE && value->number.real >= 0 &&
        decimal_is_integer(value->number.text)) {
        *out = value->number.real < 1e18 ? (size_t)value->number.real : SIZE_MAX;
        return true;
    }
    jsonschema_compile_fault(compiler, "schema-invalid", value->span,
                             "must be an integer that is 0 or more");
    return false;
}

const struct names *jsonschema_compile_names(struct compiler *compiler, const struct value *list)
{
    struct names *names = ARENA_NEW(compiler->arena, struct names);

    if (list->type != VALUE_LIST) {
        jsonschema_compile_fault(compiler, "schema-invalid", list->span,
                                 "must be a list of property names");
        return NULL;
    }
    names->items = arena_alloc_array(compiler->arena, list->list.count, sizeof *names->items);
    VALUE_EACH_ITEM (item, list) {
        if (item->value->type != VALUE_STRING) {
            jsonschema_compile_fault(compiler, "schema-invalid", item->span,
                                     "must be a property name");
            return NULL;
        }
        names->items[names->count++] =
            (struct name){item->value->string, str_hash(item->value->string)};
    }
    return names;
}

void jsonschema_compile_unknown(struct compiler *compiler, const char *code, struct span span,
                                const char *what, struct suggestion *suggestion)
{
    struct sink *hints = compiler->options.hints;
    struct diagnostic *diagnostic;

    if (compiler->options.report_unknown)
        diagnostic = jsonschema_compile_fault(compiler, code, span, "unknown %s `%.*s`", what,
                                              STR_ARG(suggestion->word));
    else if (hints && suggestion->best.len)
        diagnostic =
            sink_report(hints, code, span, "unknown %s `%.*s`", what, STR_ARG(suggestion->word));
    else
        return;
    if (suggestion->best.len)
        diagnostic->label =
            arena_printf(compiler->sink->arena, "did you mean `%.*s`?", STR_ARG(suggestion->best));
}

static void report_keyword(struct compiler *compiler, const struct value_entry *entry)
{
    struct suggestion suggestion;

    if (str_starts_with(entry->key, STR("x-")))
        return;
    suggestion_init(&suggestion, entry->key);
    jsonschema_keyword_suggest(&suggestion);
    jsonschema_compile_unknown(compiler, "schema-unknown-keyword", entry->key_span, "keyword",
                               &suggestion);
}

static bool compile_rule(struct compiler *compiler, struct rule *rule, const struct schema *schema,
                         const struct value_entry *entry, unsigned vocabularies)
{
    const struct keyword *keyword = jsonschema_keyword_find(entry->key);

    if (!keyword)
        report_keyword(compiler, entry);
    if (!keyword || !keyword->compile || !(keyword->vocabulary & vocabularies))
        return false;
    *rule = (struct rule){
        .check = keyword->check,
        .types = keyword->types,
        .keyword = keyword,
        .entry = entry,
        .owner = schema,
    };
    return keyword->compile(compiler, rule, entry);
}

static void sort_rules(struct rule *rules, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        struct rule rule = rules[i];
        size_t j = i;

        for (; j > 0 && rules[j - 1].keyword->order > rule.keyword->order; j--)
            rules[j] = rules[j - 1];
        rules[j] = rule;
    }
}

static struct rule *find_rule(struct schema *schema, const char *name)
{
    for (size_t i = 0; i < schema->rule_count; i++)
        if (strcmp(schema->rules[i].keyword->name, name) == 0)
            return &schema->rules[i];
    return NULL;
}

/* Move a rule that is looked after elsewhere before those that are checked. */
static void leave_out(struct schema *schema, struct rule *rule)
{
    struct rule moved = *rule;

    for (; rule > schema->rules + schema->first_check; rule--)
        *rule = rule[-1];
    *rule = moved;
    schema->first_check++;
}

static void prepare_checks(struct schema *schema)
{
    struct rule *type = find_rule(schema, "type"), *required;
    struct fields *fields = jsonschema_fields_of(schema);

    for (size_t i = 0; i < schema->rule_count; i++)
        schema->applies |=
            schema->rules[i].keyword->shape != SHAPE_NONE || schema->rules[i].subschema_count;
    if (type && type->allowed) {
        schema->allowed = type->allowed;
        leave_out(schema, type);
    }
    required = find_rule(schema, "required");
    if (required && fields && jsonschema_fields_take_required(fields, required->names))
        leave_out(schema, required);
}

static void fill_false(struct compiler *compiler, struct schema *schema)
{
    schema->rules = ARENA_NEW(compiler->arena, struct rule);
    schema->rule_count = 1;
    schema->rules[0] = (struct rule){
        .check = jsonschema_keyword_false.check,
        .types = ON_ALL,
        .keyword = &jsonschema_keyword_false,
        .owner = schema,
    };
}

static void fill(struct compiler *compiler, struct schema *schema)
{
    const struct value *value = schema->place->schema;
    const struct dialect *dialect = jsonschema_dialect_of(compiler, schema->place->resource);

    compiler->broken = schema->place->resource->broken;
    if (value->type != VALUE_BOOL && value->type != VALUE_MAP)
        jsonschema_compile_fault(compiler, "schema-invalid", value->span,
                                 "a schema must be an object or a boolean, not %s",
                                 value_type_name(value->type));
    if (value->type == VALUE_BOOL && !value->boolean)
        fill_false(compiler, schema);
    if (value->type != VALUE_MAP || !dialect)
        return;
    schema->rules = arena_alloc_array(compiler->arena, value->map.count, sizeof *schema->rules);
    VALUE_EACH_ENTRY (entry, value) {
        struct rule *rule = &schema->rules[schema->rule_count];

        if (!compile_rule(compiler, rule, schema, entry, dialect->vocabularies))
            continue;
        schema->tracks |= rule->keyword->vocabulary == VOCABULARY_UNEVALUATED;
        schema->rule_count++;
    }
    sort_rules(schema->rules, schema->rule_count);
    prepare_checks(schema);
}

static void drain_queue(struct compiler *compiler)
{
    while (compiler->done < compiler->queue.count)
        fill(compiler, compiler->queue.items[compiler->done++]);
}

/* The schema that RESOURCE declares under a dynamic name, or NULL. */
static const struct schema *dynamic_target(struct compiler *compiler,
                                           const struct resource *resource, struct str name)
{
    struct place *place = map_get(&resource->dynamic_anchors, name);

    return place ? jsonschema_compile_place(compiler, place) : NULL;
}

/*
 * Compile what the resources of all schemas declare under the names that some
 * $dynamicRef asks for; this may bring in more schemas, and those more.
 */
static void compile_dynamic_targets(struct compiler *compiler)
{
    size_t before;

    do {
        before = compiler->queue.count;
        for (size_t i = 0; i < before; i++)
            for (size_t j = 0; j < compiler->dynamic_names.count; j++)
                dynamic_target(compiler, compiler->queue.items[i]->resource,
                               compiler->dynamic_names.entries[j].key);
        drain_queue(compiler);
    } while (compiler->queue.count > before);
}

static void fill_dynamic_table(struct compiler *compiler)
{
    struct jsonschema *out = compiler->out;
    size_t resources = compiler->registry->resource_count;

    out->resource_count = resources;
    out->dynamic_count = compiler->dynamic_names.count;
    out->dynamic = arena_alloc_array(compiler->arena, out->dynamic_count, sizeof *out->dynamic);
    for (size_t j = 0; j < out->dynamic_count; j++) {
        out->dynamic[j] = arena_alloc_array(compiler->arena, resources, sizeof **out->dynamic);
        for (size_t i = 0; i < compiler->queue.count; i++) {
            const struct resource *resource = compiler->queue.items[i]->resource;

            out->dynamic[j][resource->number] =
                dynamic_target(compiler, resource, compiler->dynamic_names.entries[j].key);
        }
    }
}

static int compare_places(const void *a, const void *b)
{
    const struct diagnostic *left = *(struct diagnostic *const *)a;
    const struct diagnostic *right = *(struct diagnostic *const *)b;

    if (left->span.source != right->span.source)
        return 0;
    return (left->span.start > right->span.start) - (left->span.start < right->span.start);
}

bool jsonschema_compile(struct jsonschema **out, struct jsonschema_registry *registry,
                        struct value *root, struct str uri,
                        const struct jsonschema_options *options, struct sink *sink)
{
    struct compiler compiler = {.registry = registry, .arena = registry->arena, .sink = sink};
    size_t first = sink->diagnostics.count;
    struct resource *resource = jsonschema_registry_document(registry, uri, root);

    *out = compiler.out = ARENA_NEW(registry->arena, struct jsonschema);
    compiler.options = options ? *options : (struct jsonschema_options){0};
    compiler.out->root = jsonschema_compile_place(
        &compiler, jsonschema_registry_place(registry, resource, root, STR("")));
    drain_queue(&compiler);
    compile_dynamic_targets(&compiler);
    fill_dynamic_table(&compiler);
    if (!compiler.failed)
        jsonschema_find_loops(&compiler);
    if (compiler.failed) {
        if (sink->diagnostics.count > first)
            qsort(sink->diagnostics.items + first, sink->diagnostics.count - first,
                  sizeof *sink->diagnostics.items, compare_places);
        jsonschema_free(*out);
        *out = NULL;
    }
    vector_release(&compiler.queue);
    map_release(&compiler.schemas);
    map_release(&compiler.dynamic_names);
    return *out != NULL;
}

void jsonschema_free(struct jsonschema *schema)
{
    if (!schema)
        return;
    for (size_t i = 0; i < schema->patterns.count; i++)
        jsonschema_pattern_free(schema->patterns.items[i]);
    vector_release(&schema->patterns);
}
