#include "model/field.h"

#include "model/read.h"

enum { DEEPEST = 6 };

static const struct type_name {
    const char *name;
    unsigned type;
} type_names[] = {
    {"null", FIELD_TYPE_NULL},     {"boolean", FIELD_TYPE_BOOL},
    {"integer", FIELD_TYPE_INT},   {"number", FIELD_TYPE_NUMBER | FIELD_TYPE_INT},
    {"string", FIELD_TYPE_STRING}, {"array", FIELD_TYPE_LIST},
    {"object", FIELD_TYPE_MAP},
};

/* What describing one schema document shares. */
struct description {
    const struct value *root;
    struct arena *arena;
    unsigned depth;
};

static unsigned type_of_name(struct str name)
{
    for (size_t i = 0; i < sizeof type_names / sizeof type_names[0]; i++)
        if (str_equal_c(name, type_names[i].name))
            return type_names[i].type;
    return 0;
}

/* "#/$defs/owner" within the same document; any other reference describes nothing. */
static const struct value *follow(const struct description *description, const struct value *schema)
{
    struct str reference = value_get_string(schema, STR("$ref"));

    if (!str_starts_with(reference, STR("#/")))
        return schema;
    return value_at_pointer(description->root, str_slice(reference, 1, reference.len));
}

static unsigned read_types(const struct value *schema, struct arena *arena)
{
    struct str_list names = read_strings(schema, STR("type"), arena);
    unsigned types = 0;

    for (size_t i = 0; i < names.count; i++)
        types |= type_of_name(names.items[i]);
    return types;
}

/* The strings of an enum or a const; nothing if other values are allowed too. */
static struct str_list read_allowed(const struct value *schema, struct arena *arena)
{
    const struct value *allowed = value_get(schema, STR("enum"));
    const struct value *only = value_get(schema, STR("const"));
    struct str_list strings = read_string_list(allowed ? allowed : only, arena);

    if (allowed && allowed->type == VALUE_LIST && strings.count != allowed->list.count)
        strings.count = 0;
    return strings;
}

static void describe_fields(struct field_list *out, const struct value *schema,
                            const struct description *description);

static void describe_field(struct field *out, const struct value *schema,
                           const struct description *description)
{
    struct description inner = *description;
    const struct value *items;

    schema = follow(description, schema);
    out->types = read_types(schema, description->arena);
    out->allowed = read_allowed(schema, description->arena);
    out->date = str_equal_c(value_get_string(schema, STR("format")), "date");
    out->doc = value_get_string(schema, STR("description"));
    if (!out->doc.len)
        out->doc = value_get_string(schema, STR("title"));
    if (!out->types && out->allowed.count)
        out->types = FIELD_TYPE_STRING;
    if (++inner.depth > DEEPEST)
        return;
    items = value_get(schema, STR("items"));
    if (items && items->type == VALUE_MAP) {
        out->item = ARENA_NEW(description->arena, struct field);
        describe_field(out->item, items, &inner);
    }
    describe_fields(&out->fields, schema, &inner);
}

static void describe_fields(struct field_list *out, const struct value *schema,
                            const struct description *description)
{
    const struct value *properties = value_get(schema, STR("properties"));
    struct str_list required = read_strings(schema, STR("required"), description->arena);

    out->open = read_bool(schema, STR("additionalProperties"), true);
    if (!properties || properties->type != VALUE_MAP)
        return;
    out->items = arena_alloc_array(description->arena, properties->map.count, sizeof *out->items);
    VALUE_EACH_ENTRY (entry, properties) {
        struct field *field = &out->items[out->count++];

        field->name = entry->key;
        field->required = str_list_has(required, entry->key);
        describe_field(field, entry->value, description);
    }
}

void fields_describe(struct field_list *out, const struct value *root, struct arena *arena)
{
    struct description description = {root, arena, 0};

    *out = (struct field_list){0};
    describe_fields(out, root, &description);
}

const struct field *field_find(const struct field_list *fields, struct str name)
{
    for (size_t i = 0; i < fields->count; i++)
        if (str_equal(fields->items[i].name, name))
            return &fields->items[i];
    return NULL;
}
