/* $ref and $dynamicRef (Core, section 8.2.3). */
#include "base/suggest.h"
#include "jsonschema/compile.h"
#include "jsonschema/explain.h"
#include "jsonschema/rules.h"
#include "jsonschema/uri.h"

/* Definitions make no rule; they are compiled so that their faults are found before they are used.
 */
bool jsonschema_compile_defs(struct compiler *compiler, struct rule *rule,
                             const struct value_entry *entry)
{
    if (entry->value->type == VALUE_MAP)
        VALUE_EACH_ENTRY (definition, entry->value)
            jsonschema_compile_subschema(compiler, rule->owner, definition->value);
    return false;
}

static struct place *place_at(struct compiler *compiler, struct resource *resource,
                              struct str fragment)
{
    if (fragment.len && fragment.data[0] != '/')
        return map_get(&resource->anchors, fragment);
    return jsonschema_registry_at_pointer(compiler->registry, resource, fragment);
}

static void report_unknown_resource(struct compiler *compiler, const struct value_entry *entry,
                                    struct str uri)
{
    struct diagnostic *diagnostic = jsonschema_compile_fault(
        compiler, "schema-reference", entry->value_span, "unknown schema %.*s", STR_ARG(uri));

    diagnostic->help =
        STR("name the folder that holds the schema; ismslint never loads one from a network");
}

/* Offer the names beside the one that is missing: of the anchors, or of the map it was looked for
 * in. */
static void suggest_target(struct compiler *compiler, struct diagnostic *diagnostic,
                           const struct resource *resource, struct str fragment)
{
    size_t cut = fragment.len;
    struct str stem = STR("");
    struct suggestion suggestion;

    while (cut > 0 && fragment.data[cut - 1] != '/')
        cut--;
    stem = str_slice(fragment, 0, cut);
    suggestion_init(&suggestion, str_slice(fragment, cut, fragment.len));
    if (cut) {
        const struct value *map = value_at_pointer(resource->root, str_slice(stem, 0, cut - 1));

        if (map && map->type == VALUE_MAP)
            VALUE_EACH_ENTRY (entry, map)
                suggestion_offer(&suggestion, entry->key);
    } else {
        for (size_t i = 0; i < resource->anchors.count; i++)
            suggestion_offer(&suggestion, resource->anchors.entries[i].key);
    }
    if (suggestion.best.len)
        diagnostic->label = arena_printf(compiler->sink->arena, "did you mean `#%.*s%.*s`?",
                                         STR_ARG(stem), STR_ARG(suggestion.best));
}

/* The place that ENTRY refers to; NULL: reported. *FRAGMENT is decoded. */
static struct place *resolve(struct compiler *compiler, const struct rule *rule,
                             const struct value_entry *entry, struct str *fragment)
{
    struct resource *from = rule->owner->place->resource, *resource;
    struct place *place;
    struct str uri;

    if (entry->value->type != VALUE_STRING) {
        jsonschema_compile_fault(compiler, "schema-invalid", entry->value_span,
                                 "must be a URI reference");
        return NULL;
    }
    uri = jsonschema_uri_resolve(compiler->arena, from->uri, entry->value->string);
    *fragment =
        jsonschema_uri_decode(compiler->arena, jsonschema_uri_split(entry->value->string).fragment);
    resource = jsonschema_registry_find(compiler->registry, from, uri);
    if (!resource) {
        report_unknown_resource(compiler, entry, uri);
        return NULL;
    }
    place = place_at(compiler, resource, *fragment);
    if (!place)
        suggest_target(compiler,
                       jsonschema_compile_fault(compiler, "schema-reference", entry->value_span,
                                                "the reference `%.*s` does not lead to a schema",
                                                STR_ARG(entry->value->string)),
                       resource, *fragment);
    return place;
}

bool jsonschema_compile_ref(struct compiler *compiler, struct rule *rule,
                            const struct value_entry *entry)
{
    struct str fragment;
    struct place *place = resolve(compiler, rule, entry, &fragment);

    if (!place)
        return false;
    jsonschema_compile_make_room(compiler, rule, 1);
    rule->subschemas[0] = jsonschema_compile_place(compiler, place);
    return true;
}

bool jsonschema_check_ref(struct run *run, const struct rule *rule, const struct value *value,
                          struct evaluated *evaluated)
{
    return jsonschema_check(run, rule->subschemas[0], value, evaluated);
}

/* The number of a name that $dynamicRefs ask for, from 1. */
static size_t dynamic_number(struct compiler *compiler, struct str name)
{
    if (!map_get(&compiler->dynamic_names, name))
        map_put(&compiler->dynamic_names, name, compiler);
    for (size_t i = 0;; i++)
        if (str_equal(compiler->dynamic_names.entries[i].key, name))
            return i + 1;
}

/* It is dynamic only if it leads to a $dynamicAnchor of that name first. */
bool jsonschema_compile_dynamic_ref(struct compiler *compiler, struct rule *rule,
                                    const struct value_entry *entry)
{
    struct str fragment;
    struct place *place = resolve(compiler, rule, entry, &fragment);

    if (!place)
        return false;
    jsonschema_compile_make_room(compiler, rule, 1);
    rule->subschemas[0] = jsonschema_compile_place(compiler, place);
    if (fragment.len && map_get(&place->resource->dynamic_anchors, fragment) == place)
        rule->dynamic = dynamic_number(compiler, fragment);
    return true;
}

/* The anchor of the outermost resource that has it. */
static const struct schema *dynamic_target(const struct run *run, const struct rule *rule)
{
    const struct schema *target = rule->subschemas[0];

    if (!rule->dynamic)
        return target;
    for (const struct scope *scope = run->scope; scope; scope = scope->outer) {
        size_t number = scope->resource->number;
        const struct schema *declared = number < run->jsonschema->resource_count
                                            ? run->jsonschema->dynamic[rule->dynamic - 1][number]
                                            : NULL;

        if (declared)
            target = declared;
    }
    return target;
}

bool jsonschema_check_dynamic_ref(struct run *run, const struct rule *rule,
                                  const struct value *value, struct evaluated *evaluated)
{
    return jsonschema_check(run, dynamic_target(run, rule), value, evaluated);
}

bool jsonschema_explain_ref(struct explanation *explanation, const struct rule *rule,
                            const struct spot *spot, const struct trail *trail)
{
    return jsonschema_explain_subschema(explanation, rule->subschemas[0], rule->entry->key,
                                        (struct str){0}, trail, spot);
}

bool jsonschema_explain_dynamic_ref(struct explanation *explanation, const struct rule *rule,
                                    const struct spot *spot, const struct trail *trail)
{
    return jsonschema_explain_subschema(explanation, dynamic_target(&explanation->run, rule),
                                        rule->entry->key, (struct str){0}, trail, spot);
}
