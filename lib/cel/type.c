#include "cel/type.h"

#include "base/buffer.h"

const struct cel_type cel_dyn = {.kind = CEL_TYPE_DYN};
const struct cel_type cel_null = {.kind = CEL_TYPE_NULL};
const struct cel_type cel_bool = {.kind = CEL_TYPE_BOOL};
const struct cel_type cel_int = {.kind = CEL_TYPE_INT};
const struct cel_type cel_uint = {.kind = CEL_TYPE_UINT};
const struct cel_type cel_double = {.kind = CEL_TYPE_DOUBLE};
const struct cel_type cel_string = {.kind = CEL_TYPE_STRING};
const struct cel_type cel_bytes = {.kind = CEL_TYPE_BYTES};
const struct cel_type cel_timestamp = {.kind = CEL_TYPE_TIMESTAMP};
const struct cel_type cel_duration = {.kind = CEL_TYPE_DURATION};
const struct cel_type cel_period = {.kind = CEL_TYPE_PERIOD};
const struct cel_type cel_type_type = {.kind = CEL_TYPE_TYPE};

/* How a type is written in signatures and messages, and its name as a value. */
static const struct {
    const char *text, *name;
} names[] = {
    [CEL_TYPE_DYN] = {"dyn", "dyn"},
    [CEL_TYPE_NULL] = {"null", "null_type"},
    [CEL_TYPE_BOOL] = {"bool", "bool"},
    [CEL_TYPE_INT] = {"int", "int"},
    [CEL_TYPE_UINT] = {"uint", "uint"},
    [CEL_TYPE_DOUBLE] = {"double", "double"},
    [CEL_TYPE_STRING] = {"string", "string"},
    [CEL_TYPE_BYTES] = {"bytes", "bytes"},
    [CEL_TYPE_TIMESTAMP] = {"timestamp", "google.protobuf.Timestamp"},
    [CEL_TYPE_DURATION] = {"duration", "google.protobuf.Duration"},
    [CEL_TYPE_PERIOD] = {"period", "period"},
    [CEL_TYPE_TYPE] = {"type", "type"},
    [CEL_TYPE_LIST] = {"list", "list"},
    [CEL_TYPE_MAP] = {"map", "map"},
    [CEL_TYPE_OPTIONAL] = {"optional", "optional_type"},
    [CEL_TYPE_OBJECT] = {"map", "map"},
    [CEL_TYPE_PARAMETER] = {"dyn", "dyn"},
    [CEL_TYPE_ERROR] = {"dyn", "dyn"},
};

static struct cel_type *new_type(struct arena *arena, enum cel_type_kind kind)
{
    struct cel_type *type = ARENA_NEW(arena, struct cel_type);

    type->kind = kind;
    return type;
}

const struct cel_type *cel_list_of(struct arena *arena, const struct cel_type *item)
{
    struct cel_type *type = new_type(arena, CEL_TYPE_LIST);

    type->item = item;
    return type;
}

const struct cel_type *cel_map_of(struct arena *arena, const struct cel_type *key,
                                  const struct cel_type *item)
{
    struct cel_type *type = new_type(arena, CEL_TYPE_MAP);

    type->key = key;
    type->item = item;
    return type;
}

const struct cel_type *cel_optional_of(struct arena *arena, const struct cel_type *item)
{
    struct cel_type *type = new_type(arena, CEL_TYPE_OPTIONAL);

    type->item = item;
    return type;
}

const struct cel_type *cel_string_among(struct arena *arena, const struct str *allowed,
                                        size_t count)
{
    struct cel_type *type = new_type(arena, CEL_TYPE_STRING);

    type->allowed = allowed;
    type->allowed_count = count;
    return type;
}

const struct cel_type *cel_object_of(struct arena *arena, const struct cel_object_type *object)
{
    struct cel_type *type = new_type(arena, CEL_TYPE_OBJECT);

    type->object = object;
    return type;
}

struct cel_object_type *cel_object_type_new(struct arena *arena, struct str name)
{
    struct cel_object_type *object = ARENA_NEW(arena, struct cel_object_type);

    object->name = name;
    return object;
}

void cel_object_type_set_fields(struct cel_object_type *object, struct arena *arena,
                                const struct cel_field *fields, size_t count)
{
    object->fields = arena_copy(arena, fields, count * sizeof *fields);
    object->field_count = count;
    for (size_t i = 0; i < count; i++)
        object->fields[i].hash = str_hash(fields[i].name);
}

void cel_object_type_complete(const struct cel_object_type *object)
{
    if (object->complete)
        object->complete(object->context);
}

const struct cel_field *cel_object_field(const struct cel_object_type *object, struct str name,
                                         uint64_t hash)
{
    cel_object_type_complete(object);
    for (size_t i = 0; i < object->field_count; i++)
        if (object->fields[i].hash == hash && str_equal(object->fields[i].name, name))
            return &object->fields[i];
    return NULL;
}

bool cel_type_equal(const struct cel_type *a, const struct cel_type *b)
{
    if (a == b)
        return true;
    if (a->kind != b->kind || a->object != b->object || a->parameter != b->parameter)
        return false;
    if (a->key && !cel_type_equal(a->key, b->key))
        return false;
    return !a->item || cel_type_equal(a->item, b->item);
}

struct str cel_type_name(const struct cel_type *type)
{
    return str_of(names[type->kind].name);
}

static void write_type(struct buffer *out, const struct cel_type *type)
{
    if (type->kind == CEL_TYPE_OBJECT) {
        buffer_add(out, type->object->name);
        return;
    }
    buffer_add_c(out, names[type->kind].text);
    if (!type->item)
        return;
    buffer_add_char(out, '(');
    if (type->key) {
        write_type(out, type->key);
        buffer_add_c(out, ", ");
    }
    write_type(out, type->item);
    buffer_add_char(out, ')');
}

struct str cel_type_text(struct arena *arena, const struct cel_type *type)
{
    struct buffer text;
    struct str copy;

    buffer_init(&text);
    write_type(&text, type);
    copy = arena_str(arena, buffer_str(&text));
    buffer_release(&text);
    return copy;
}
