#include "model/read.h"

struct str_list read_string_list(const struct value *value, struct arena *arena)
{
    struct str_list list = {0};

    if (!value)
        return list;
    if (value->type == VALUE_STRING) {
        list.items = arena_copy(arena, &value->string, sizeof value->string);
        list.count = 1;
    } else if (value->type == VALUE_LIST) {
        list.items = arena_alloc_array(arena, value->list.count, sizeof *list.items);
        VALUE_EACH_ITEM (item, value)
            if (item->value->type == VALUE_STRING)
                list.items[list.count++] = item->value->string;
    }
    return list;
}

struct str_list read_strings(const struct value *map, struct str key, struct arena *arena)
{
    return read_string_list(value_get(map, key), arena);
}

bool read_bool(const struct value *map, struct str key, bool fallback)
{
    const struct value *value = value_get(map, key);

    return value && value->type == VALUE_BOOL ? value->boolean : fallback;
}

int64_t read_int(const struct value *map, struct str key, int64_t fallback)
{
    const struct value *value = value_get(map, key);

    return value && value->type == VALUE_INT ? value->number.integer : fallback;
}

struct str read_text(const struct value *value)
{
    if (!value)
        return (struct str){0};
    switch (value->type) {
    case VALUE_STRING:
        return value->string;
    case VALUE_INT:
    case VALUE_DOUBLE:
        return value->number.text;
    case VALUE_BOOL:
        return value->boolean ? STR("true") : STR("false");
    case VALUE_NULL:
    case VALUE_LIST:
    case VALUE_MAP:
        break;
    }
    return (struct str){0};
}
