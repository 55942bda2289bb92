#include "cel/signature.h"

#include <string.h>

enum { DEEPEST = 16 };

struct reader {
    struct arena *arena;
    struct str rest;
    find_object *find;
    const void *context;
    unsigned depth;
};

static const struct {
    const char *name;
    const struct cel_type *type;
} simple_types[] = {
    {"dyn", &cel_dyn},
    {"null", &cel_null},
    {"null_type", &cel_null},
    {"bool", &cel_bool},
    {"int", &cel_int},
    {"uint", &cel_uint},
    {"double", &cel_double},
    {"string", &cel_string},
    {"bytes", &cel_bytes},
    {"timestamp", &cel_timestamp},
    {"google.protobuf.Timestamp", &cel_timestamp},
    {"duration", &cel_duration},
    {"google.protobuf.Duration", &cel_duration},
    {"period", &cel_period},
    {"type", &cel_type_type},
};

static void skip_spaces(struct reader *reader)
{
    while (reader->rest.len && reader->rest.data[0] == ' ')
        reader->rest = str_slice(reader->rest, 1, reader->rest.len);
}

static bool accept(struct reader *reader, const char *text)
{
    skip_spaces(reader);
    if (!str_starts_with(reader->rest, str_of(text)))
        return false;
    reader->rest = str_slice(reader->rest, strlen(text), reader->rest.len);
    return true;
}

static bool is_name_part(char c)
{
    return ascii_is_alnum(c) || c == '_' || c == '-' || c == '.';
}

static struct str read_name(struct reader *reader)
{
    size_t i = 0;
    struct str name;

    skip_spaces(reader);
    while (i < reader->rest.len && is_name_part(reader->rest.data[i]))
        i++;
    name = str_slice(reader->rest, 0, i);
    reader->rest = str_slice(reader->rest, i, reader->rest.len);
    return name;
}

static const struct cel_type *read_type(struct reader *reader);

static const struct cel_type *read_list(struct reader *reader)
{
    const struct cel_type *item = read_type(reader);

    return item && accept(reader, ")") ? cel_list_of(reader->arena, item) : NULL;
}

static const struct cel_type *read_optional(struct reader *reader)
{
    const struct cel_type *item = read_type(reader);

    return item && accept(reader, ")") ? cel_optional_of(reader->arena, item) : NULL;
}

static const struct cel_type *read_map(struct reader *reader)
{
    const struct cel_type *key = read_type(reader);
    const struct cel_type *item = key && accept(reader, ",") ? read_type(reader) : NULL;

    return item && accept(reader, ")") ? cel_map_of(reader->arena, key, item) : NULL;
}

/* type(X) is type: what it is the type of is not followed. */
static const struct cel_type *read_type_of(struct reader *reader)
{
    return read_type(reader) && accept(reader, ")") ? &cel_type_type : NULL;
}

static const struct {
    const char *name;
    const struct cel_type *(*read)(struct reader *);
} composite_types[] = {
    {"list", read_list},         {"map", read_map},
    {"optional", read_optional}, {"optional_type", read_optional},
    {"type", read_type_of},
};

static const struct cel_type *read_composite(struct reader *reader, struct str name)
{
    for (size_t i = 0; i < sizeof composite_types / sizeof composite_types[0]; i++)
        if (str_equal_c(name, composite_types[i].name))
            return composite_types[i].read(reader);
    return NULL;
}

static const struct cel_type *new_parameter(struct reader *reader, char letter)
{
    struct cel_type *type = ARENA_NEW(reader->arena, struct cel_type);

    type->kind = CEL_TYPE_PARAMETER;
    type->parameter = (unsigned)(letter - 'A');
    return type;
}

static const struct cel_type *find_type(struct reader *reader, struct str name)
{
    const struct cel_object_type *object;

    for (size_t i = 0; i < sizeof simple_types / sizeof simple_types[0]; i++)
        if (str_equal_c(name, simple_types[i].name))
            return simple_types[i].type;
    if (name.len == 1 && name.data[0] >= 'A' && name.data[0] <= 'Z')
        return new_parameter(reader, name.data[0]);
    object = reader->find ? reader->find(reader->context, name) : NULL;
    return object ? cel_object_of(reader->arena, object) : NULL;
}

static const struct cel_type *read_type(struct reader *reader)
{
    struct str name = read_name(reader);
    const struct cel_type *type;

    if (++reader->depth > DEEPEST)
        return NULL;
    type = accept(reader, "(") ? read_composite(reader, name) : find_type(reader, name);
    reader->depth--;
    return type;
}

const struct cel_type *cel_signature_type(struct arena *arena, struct str text, find_object *find,
                                          const void *context)
{
    struct reader reader = {arena, text, find, context, 0};
    const struct cel_type *type = read_type(&reader);

    skip_spaces(&reader);
    return type && reader.rest.len == 0 ? type : NULL;
}

/* The bit set of the tags that a parameter of TYPE takes. */
static uint32_t accepted_tags(const struct cel_type *type)
{
    static const uint32_t tags[] = {
        [CEL_TYPE_DYN] = UINT32_MAX,
        [CEL_TYPE_NULL] = 1u << CEL_NULL,
        [CEL_TYPE_BOOL] = 1u << CEL_BOOL,
        [CEL_TYPE_INT] = 1u << CEL_INT,
        [CEL_TYPE_UINT] = 1u << CEL_UINT,
        [CEL_TYPE_DOUBLE] = 1u << CEL_DOUBLE,
        [CEL_TYPE_STRING] = 1u << CEL_STRING,
        [CEL_TYPE_BYTES] = 1u << CEL_BYTES,
        [CEL_TYPE_TIMESTAMP] = 1u << CEL_TIMESTAMP,
        [CEL_TYPE_DURATION] = 1u << CEL_DURATION,
        [CEL_TYPE_PERIOD] = 1u << CEL_PERIOD,
        [CEL_TYPE_TYPE] = 1u << CEL_TYPE,
        [CEL_TYPE_LIST] = 1u << CEL_LIST,
        [CEL_TYPE_MAP] = 1u << CEL_MAP,
        [CEL_TYPE_OPTIONAL] = 1u << CEL_OPTIONAL,
        [CEL_TYPE_OBJECT] = 1u << CEL_MAP,
        [CEL_TYPE_PARAMETER] = UINT32_MAX,
        [CEL_TYPE_ERROR] = UINT32_MAX,
    };

    return tags[type->kind];
}

static bool add_parameter(struct overload *overload, const struct cel_type *type)
{
    size_t most = sizeof overload->parameters / sizeof overload->parameters[0];

    if (!type || overload->count == most)
        return false;
    overload->parameters[overload->count] = type;
    overload->accepted[overload->count] = accepted_tags(type);
    overload->count++;
    return true;
}

/* The types up to the closing parenthesis. */
static bool read_parameters(struct overload *overload, struct reader *reader)
{
    if (accept(reader, ")"))
        return true;
    do
        if (!add_parameter(overload, read_type(reader)))
            return false;
    while (accept(reader, ","));
    return accept(reader, ")");
}

/* "TYPE.name(" or "name(": the name is known, so that dots in it do no harm. */
static bool read_head(struct overload *overload, struct reader *reader, struct str text)
{
    struct str name = str_of(overload->function->name);
    ptrdiff_t at;

    if (str_starts_with(text, name) && text.len > name.len && text.data[name.len] == '(') {
        reader->rest = str_slice(text, name.len + 1, text.len);
        return true;
    }
    for (at = str_find(text, name, 0); at > 0; at = str_find(text, name, (size_t)at + 1)) {
        size_t end = (size_t)at + name.len;

        if (text.data[at - 1] != '.' || end >= text.len || text.data[end] != '(')
            continue;
        reader->rest = str_slice(text, 0, (size_t)at - 1);
        overload->receiver = true;
        if (!add_parameter(overload, read_type(reader)) || reader->rest.len)
            return false;
        reader->rest = str_slice(text, end + 1, text.len);
        return true;
    }
    return false;
}

bool cel_signature_read(struct overload *overload, struct arena *arena,
                        const struct cel_function *function, const struct cel_overload *declaration,
                        find_object *find, const void *context)
{
    struct str text = str_of(declaration->signature);
    struct reader reader = {arena, text, find, context, 0};

    *overload = (struct overload){.function = function, .declaration = declaration};
    if (!read_head(overload, &reader, text) || !read_parameters(overload, &reader) ||
        !accept(&reader, "->"))
        return false;
    overload->result = read_type(&reader);
    skip_spaces(&reader);
    return overload->result && reader.rest.len == 0;
}
