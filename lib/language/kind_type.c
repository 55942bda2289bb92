#include "language/kind_type.h"

static const struct cel_type *object_type(const struct jsonschema_shape *shape, struct str name,
                                          struct arena *arena);

/* The strings of an enum; NULL if it is none, or holds other values too. */
static const struct str *allowed_strings(const struct jsonschema_shape *shape, struct arena *arena)
{
    struct str *strings = arena_alloc_array(arena, shape->allowed_count, sizeof *strings);

    for (size_t i = 0; i < shape->allowed_count; i++) {
        if (shape->allowed[i]->type != VALUE_STRING)
            return NULL;
        strings[i] = shape->allowed[i]->string;
    }
    return shape->allowed ? strings : NULL;
}

static const struct cel_type *string_type(const struct jsonschema_shape *shape, struct arena *arena)
{
    const struct str *allowed = allowed_strings(shape, arena);

    if (str_equal_c(shape->format, "date"))
        return &cel_timestamp;
    return allowed ? cel_string_among(arena, allowed, shape->allowed_count) : &cel_string;
}

/* What may be of several types is dyn: it is checked when it is read. */
static const struct cel_type *shape_type(const struct jsonschema_shape *shape, struct str name,
                                         struct arena *arena)
{
    switch (shape->types & ~(1u << VALUE_NULL)) {
    case 1u << VALUE_BOOL:
        return &cel_bool;
    case 1u << VALUE_INT:
        return &cel_int;
    case 1u << VALUE_INT | 1u << VALUE_DOUBLE:
        return &cel_double;
    case 1u << VALUE_STRING:
        return string_type(shape, arena);
    case 1u << VALUE_LIST:
        return cel_list_of(arena, shape->items ? shape_type(shape->items, name, arena) : &cel_dyn);
    case 1u << VALUE_MAP:
        if (shape->property_count)
            return object_type(shape, name, arena);
        return cel_map_of(arena, &cel_string,
                          shape->others ? shape_type(shape->others, name, arena) : &cel_dyn);
    default:
        return &cel_dyn;
    }
}

static void set_fields(struct cel_object_type *object, const struct jsonschema_shape *shape,
                       struct arena *arena)
{
    struct cel_field *fields = arena_alloc_array(arena, shape->property_count, sizeof *fields);

    for (size_t i = 0; i < shape->property_count; i++) {
        const struct jsonschema_property *property = &shape->properties[i];
        struct str description = property->shape->description;

        fields[i] = (struct cel_field){
            .name = property->name,
            .type = shape_type(property->shape, property->name, arena),
            .optional = !property->required || (property->shape->types & 1u << VALUE_NULL),
            .doc = description.len ? description : property->shape->title,
        };
    }
    cel_object_type_set_fields(object, arena, fields, shape->property_count);
    object->open = shape->open;
}

static const struct cel_type *object_type(const struct jsonschema_shape *shape, struct str name,
                                          struct arena *arena)
{
    struct cel_object_type *object = cel_object_type_new(arena, name);

    set_fields(object, shape, arena);
    return cel_object_of(arena, object);
}

/* The type of a kind whose schema is not compiled yet. */
struct deferred {
    struct kinds *kinds;
    struct kind *kind;
    struct cel_object_type *object;
    struct arena *arena;
};

/* A schema of ours that is broken does not build; what it declares would not be known. */
static void complete(void *context)
{
    const struct deferred *deferred = context;
    struct error error;

    deferred->object->complete = NULL;
    deferred->object->open = true;
    if (kinds_need_schema(deferred->kinds, deferred->kind, &error) == 0)
        set_fields(deferred->object, deferred->kind->shape, deferred->arena);
}

const struct cel_type *kind_type(struct kinds *kinds, struct kind *kind, struct arena *arena)
{
    struct deferred *deferred = ARENA_NEW(arena, struct deferred);
    struct cel_object_type *object = cel_object_type_new(arena, kind->name);

    *deferred = (struct deferred){kinds, kind, object, arena};
    object->complete = complete;
    object->context = deferred;
    return cel_object_of(arena, object);
}
