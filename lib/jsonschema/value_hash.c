#include "jsonschema/value_hash.h"

#include <string.h>

static uint64_t mix(uint64_t a, uint64_t b)
{
    a = (a ^ b) * 0x9E3779B97F4A7C15u;
    return a ^ (a >> 32);
}

/* Equal numbers have the same nearest double, zero with either sign. */
static uint64_t hash_number(double real)
{
    uint64_t bits;

    if (real == 0)
        real = 0;
    memcpy(&bits, &real, sizeof bits);
    return mix(3, bits);
}

static uint64_t hash_list(const struct value *list)
{
    uint64_t hash = 5;

    VALUE_EACH_ITEM (item, list)
        hash = mix(hash, jsonschema_value_hash(item->value));
    return hash;
}

/* A sum, so that the order does not matter. */
static uint64_t hash_map(const struct value *map)
{
    uint64_t hash = 7;

    VALUE_EACH_ENTRY (entry, map)
        hash += mix(entry->hash, jsonschema_value_hash(entry->value));
    return hash;
}

/* Recursion is as deep as the value, which its reader limits. */
uint64_t jsonschema_value_hash(const struct value *value)
{
    switch (value->type) {
    case VALUE_NULL:
        return 1;
    case VALUE_BOOL:
        return value->boolean ? 11 : 13;
    case VALUE_INT:
    case VALUE_DOUBLE:
        return hash_number(value->number.real);
    case VALUE_STRING:
        return str_hash(value->string);
    case VALUE_LIST:
        return hash_list(value);
    case VALUE_MAP:
        return hash_map(value);
    }
    return 0;
}
