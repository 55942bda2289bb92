#include "model/mapping_check.h"

#include "base/buffer.h"
#include "base/suggest.h"
#include "model/read.h"

static const struct jsonschema_property *property_at(const void *shape, size_t index)
{
    const struct jsonschema_shape *described = shape;

    return index < described->property_count ? &described->properties[index] : NULL;
}

/* The name of the property at INDEX, or empty behind the last. */
static struct str property_name(const void *shape, size_t index)
{
    const struct jsonschema_property *property = property_at(shape, index);

    return property ? property->name : (struct str){0};
}

/* The value at INDEX that a shape allows, as text. */
static struct str allowed_name(const void *shape, size_t index)
{
    const struct jsonschema_shape *described = shape;

    return index < described->allowed_count ? read_text(described->allowed[index])
                                            : (struct str){0};
}

/* "did you mean `title`?", or WHAT and all the names that NAME_AT tells. */
static struct str advice(struct str word, const char *what,
                         struct str (*name_at)(const void *, size_t), const void *shape,
                         struct arena *arena)
{
    struct suggestion suggestion;
    struct buffer text = {0};
    struct str name, joined;

    suggestion_init(&suggestion, word);
    buffer_add_c(&text, what);
    for (size_t i = 0; (name = name_at(shape, i)).len; i++) {
        suggestion_offer(&suggestion, name);
        buffer_printf(&text, "%s %.*s", i ? "," : "", STR_ARG(name));
    }
    joined = suggestion.best.len
                 ? arena_printf(arena, "did you mean `%.*s`?", STR_ARG(suggestion.best))
                 : arena_str(arena, buffer_str(&text));
    buffer_release(&text);
    return joined;
}

static void check_names(const struct value *map, const struct kind *kind, struct sink *sink)
{
    if (!map || map->type != VALUE_MAP)
        return;
    VALUE_EACH_ENTRY (entry, map) {
        struct diagnostic *diagnostic;

        if (jsonschema_shape_property(kind->shape, entry->key))
            continue;
        diagnostic = sink_report(sink, "config-unknown-field", entry->key_span,
                                 "the kind %.*s has no field `%.*s`", STR_ARG(kind->name),
                                 STR_ARG(entry->key));
        diagnostic->help =
            advice(entry->key, "use one of its fields:", property_name, kind->shape, sink->arena);
    }
}

static bool is_allowed(const struct jsonschema_shape *shape, const struct value *value)
{
    for (size_t i = 0; i < shape->allowed_count; i++)
        if (value_equal(shape->allowed[i], value))
            return true;
    return !shape->allowed;
}

static void check_value(const struct jsonschema_shape *shape, struct str field,
                        const struct value *value, struct span span, struct sink *sink)
{
    struct diagnostic *diagnostic;

    if (is_allowed(shape, value))
        return;
    diagnostic = sink_report(sink, "config-value", span, "%.*s is not a value of the field %.*s",
                             STR_ARG(span_text(span)), STR_ARG(field));
    diagnostic->help =
        advice(read_text(value), "use one of its values:", allowed_name, shape, sink->arena);
}

/* What a written value means: null for nothing, a value of the field, or some of its items. */
static void check_meaning(const struct jsonschema_shape *shape, struct str field,
                          const struct value_entry *meaning, struct sink *sink)
{
    const struct value *value = meaning->value;

    if (value->type == VALUE_NULL)
        return;
    if (value->type == VALUE_LIST && shape->items) {
        VALUE_EACH_ITEM (item, value)
            check_value(shape->items, field, item->value, item->span, sink);
        return;
    }
    if ((shape->types & (1u << VALUE_LIST)) && shape->items)
        shape = shape->items;
    check_value(shape, field, value, meaning->value_span, sink);
}

static void check_values(const struct value *values, const struct kind *kind, struct sink *sink)
{
    if (!values || values->type != VALUE_MAP)
        return;
    VALUE_EACH_ENTRY (entry, values) {
        const struct jsonschema_shape *shape = kind_field_shape(kind, entry->key);

        if (shape && entry->value->type == VALUE_MAP)
            VALUE_EACH_ENTRY (meaning, entry->value)
                check_meaning(shape, entry->key, meaning, sink);
    }
}

void mapping_check(const struct value *entry, const struct kind *kind, struct sink *sink)
{
    check_names(value_get(entry, STR("fields")), kind, sink);
    check_names(value_get(entry, STR("values")), kind, sink);
    check_names(value_get(entry, STR("split")), kind, sink);
    check_values(value_get(entry, STR("values")), kind, sink);
}
