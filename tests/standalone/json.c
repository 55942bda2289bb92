#include "tests/standalone/json.h"

#include <jansson.h>
#include <stdio.h>

static const struct span nowhere;

static struct value *value_of(json_t *json, struct arena *arena);

static struct value *list_of(json_t *json, struct arena *arena)
{
    struct value_builder *list = value_list_begin();

    for (size_t i = 0; i < json_array_size(json); i++)
        value_list_add(list, value_of(json_array_get(json, i), arena), nowhere);
    return value_end(list, arena, nowhere);
}

static struct value *map_of(json_t *json, struct arena *arena)
{
    struct value_builder *map = value_map_begin();

    for (void *at = json_object_iter(json); at; at = json_object_iter_next(json, at))
        value_map_add(map, arena_str(arena, str_of(json_object_iter_key(at))), nowhere,
                      value_of(json_object_iter_value(at), arena), nowhere);
    return value_end(map, arena, nowhere);
}

static struct value *number_of(json_t *json, struct arena *arena)
{
    char *text = json_dumps(json, JSON_ENCODE_ANY);
    struct value *value = value_new_number(arena, arena_str(arena, str_of(text)), nowhere);

    free(text);
    return value;
}

static struct value *value_of(json_t *json, struct arena *arena)
{
    switch (json_typeof(json)) {
    case JSON_OBJECT:
        return map_of(json, arena);
    case JSON_ARRAY:
        return list_of(json, arena);
    case JSON_STRING:
        return value_new_string(arena, arena_str(arena, str_of(json_string_value(json))), nowhere);
    case JSON_INTEGER:
    case JSON_REAL:
        return number_of(json, arena);
    case JSON_TRUE:
    case JSON_FALSE:
        return value_new_bool(arena, json_is_true(json), nowhere);
    case JSON_NULL:
        break;
    }
    return value_new_null(arena, nowhere);
}

static struct value *take(json_t *json, const json_error_t *error, struct arena *arena)
{
    struct value *value = json ? value_of(json, arena) : NULL;

    if (!json)
        fprintf(stderr, "%s\n", error->text);
    json_decref(json);
    return value;
}

struct value *json_of_argument(const char *text, struct arena *arena)
{
    json_error_t error;
    json_t *json = json_loads(text, JSON_DECODE_ANY, &error);

    return take(json, &error, arena);
}

struct value *json_of_input(struct arena *arena)
{
    json_error_t error;
    json_t *json = json_loadf(stdin, JSON_DECODE_ANY, &error);

    return take(json, &error, arena);
}
