#include "value/value.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/vector.h"
#include "value/decimal.h"

enum { INDEX_FROM = 9 }; /* maps with fewer entries are searched from the front */

struct value_builder {
    bool is_map;
    VECTOR(struct value_item) items;
    VECTOR(struct value_entry) entries;
    uint32_t *slots; /* 0 is free, else entry number + 1 */
    size_t slot_count;
};

const char *value_type_name(enum value_type type)
{
    static const char *const names[] = {
        [VALUE_NULL] = "null",     [VALUE_BOOL] = "boolean",  [VALUE_INT] = "integer",
        [VALUE_DOUBLE] = "number", [VALUE_STRING] = "string", [VALUE_LIST] = "array",
        [VALUE_MAP] = "object",
    };

    return names[type];
}

static struct value *new_value(struct arena *arena, enum value_type type, struct span span)
{
    struct value *value = ARENA_NEW(arena, struct value);

    value->type = type;
    value->span = span;
    return value;
}

struct value *value_new_null(struct arena *arena, struct span span)
{
    return new_value(arena, VALUE_NULL, span);
}

struct value *value_new_bool(struct arena *arena, bool boolean, struct span span)
{
    struct value *value = new_value(arena, VALUE_BOOL, span);

    value->boolean = boolean;
    return value;
}

/* Printing is slow, and documents have many numbers of lines and levels. */
static struct str decimal_of(int64_t integer, struct arena *arena)
{
    char digits[20];
    size_t start = sizeof digits;

    if (integer < 0)
        return arena_printf(arena, "%" PRId64, integer);
    do {
        digits[--start] = (char)('0' + integer % 10);
        integer /= 10;
    } while (integer);
    return arena_str(arena, (struct str){digits + start, sizeof digits - start});
}

struct value *value_new_int(struct arena *arena, int64_t integer, struct span span)
{
    struct value *value = new_value(arena, VALUE_INT, span);

    value->number.integer = integer;
    value->number.real = (double)integer;
    value->number.text = decimal_of(integer, arena);
    return value;
}

struct value *value_new_string(struct arena *arena, struct str string, struct span span)
{
    struct value *value = new_value(arena, VALUE_STRING, span);

    value->string = string;
    return value;
}

static size_t skip_digits(struct str text, size_t i)
{
    while (i < text.len && ascii_is_digit(text.data[i]))
        i++;
    return i;
}

/* RFC 8259, section 6. *INTEGRAL: neither fraction nor exponent. */
static bool is_json_number(struct str text, bool *integral)
{
    size_t i = text.len && text.data[0] == '-', start = i;

    i = skip_digits(text, i);
    if (i == start || (text.data[start] == '0' && i > start + 1))
        return false;
    *integral = i == text.len;
    if (i < text.len && text.data[i] == '.') {
        start = ++i;
        i = skip_digits(text, i);
        if (i == start)
            return false;
    }
    if (i < text.len && (text.data[i] == 'e' || text.data[i] == 'E')) {
        i++;
        i += i < text.len && (text.data[i] == '+' || text.data[i] == '-');
        start = i;
        i = skip_digits(text, i);
        if (i == start)
            return false;
    }
    return i == text.len;
}

struct value *value_new_number(struct arena *arena, struct str text, struct span span)
{
    bool integral = false;
    struct value *value;
    struct str copy;

    if (!is_json_number(text, &integral))
        return NULL;
    copy = arena_str(arena, text);
    value = new_value(arena, VALUE_DOUBLE, span);
    value->number.text = copy;
    value->number.real = strtod(copy.data, NULL);
    if (integral) {
        errno = 0;
        value->number.integer = strtoll(copy.data, NULL, 10);
        if (errno == 0)
            value->type = VALUE_INT;
    }
    return value;
}

struct value_builder *value_list_begin(void)
{
    return memory_zalloc(1, sizeof(struct value_builder));
}

struct value_builder *value_map_begin(void)
{
    struct value_builder *builder = memory_zalloc(1, sizeof *builder);

    builder->is_map = true;
    return builder;
}

void value_list_add(struct value_builder *builder, struct value *value, struct span span)
{
    struct value_item item = {value, span};

    vector_push(&builder->items, item);
}

static size_t probe(const uint32_t *slots, size_t slot_count, const struct value_entry *entries,
                    struct str key, uint64_t hash)
{
    size_t i = (size_t)hash & (slot_count - 1);

    while (slots[i]) {
        const struct value_entry *entry = &entries[slots[i] - 1];

        if (entry->hash == hash && str_equal(entry->key, key))
            break;
        i = (i + 1) & (slot_count - 1);
    }
    return i;
}

static const struct value_entry *scan(const struct value_entry *entries, size_t count,
                                      struct str key, uint64_t hash)
{
    for (size_t i = 0; i < count; i++)
        if (entries[i].hash == hash && str_equal(entries[i].key, key))
            return &entries[i];
    return NULL;
}

/* Enter ENTRIES into SLOTS, all of which are free. */
static void fill_slots(uint32_t *slots, size_t slot_count, const struct value_entry *entries,
                       size_t count)
{
    for (size_t i = 0; i < count; i++)
        slots[probe(slots, slot_count, entries, entries[i].key, entries[i].hash)] =
            (uint32_t)(i + 1);
}

/* A power of two that leaves half of the slots free. */
static size_t slots_for(size_t count)
{
    size_t slot_count = 4 * INDEX_FROM;

    while (slot_count & (slot_count - 1))
        slot_count += slot_count & (~slot_count + 1);
    while (count * 2 >= slot_count)
        slot_count *= 2;
    return slot_count;
}

static void rebuild_slots(struct value_builder *builder)
{
    free(builder->slots);
    builder->slot_count = slots_for(builder->entries.count);
    builder->slots = memory_zalloc(builder->slot_count, sizeof *builder->slots);
    fill_slots(builder->slots, builder->slot_count, builder->entries.items, builder->entries.count);
}

struct value *value_new_list(struct arena *arena, struct value_item *items, size_t count,
                             struct span span)
{
    struct value *value = new_value(arena, VALUE_LIST, span);

    value->list.items = items;
    value->list.count = count;
    return value;
}

struct value *value_new_map(struct arena *arena, struct value_entry *entries, size_t count,
                            struct span span)
{
    struct value *value = new_value(arena, VALUE_MAP, span);

    for (size_t i = 0; i < count; i++)
        entries[i].hash = str_hash(entries[i].key);
    value->map.entries = entries;
    value->map.count = count;
    if (count >= INDEX_FROM) {
        value->map.slot_count = slots_for(count);
        value->map.slots =
            arena_alloc_array(arena, value->map.slot_count, sizeof *value->map.slots);
        fill_slots(value->map.slots, value->map.slot_count, entries, count);
    }
    return value;
}

const struct value_entry *value_map_add(struct value_builder *builder, struct str key,
                                        struct span key_span, struct value *value,
                                        struct span value_span)
{
    struct value_entry entry = {key, str_hash(key), key_span, value, value_span};
    const struct value_entry *earlier;
    size_t slot = 0;

    if (builder->slots) {
        slot = probe(builder->slots, builder->slot_count, builder->entries.items, key, entry.hash);
        earlier = builder->slots[slot] ? &builder->entries.items[builder->slots[slot] - 1] : NULL;
    } else {
        earlier = scan(builder->entries.items, builder->entries.count, key, entry.hash);
    }
    if (earlier)
        return earlier;
    vector_push(&builder->entries, entry);
    if (builder->slots)
        builder->slots[slot] = (uint32_t)builder->entries.count;
    if (builder->entries.count >= INDEX_FROM && builder->entries.count * 2 >= builder->slot_count)
        rebuild_slots(builder);
    return NULL;
}

struct value *value_end(struct value_builder *builder, struct arena *arena, struct span span)
{
    struct value *value = new_value(arena, builder->is_map ? VALUE_MAP : VALUE_LIST, span);

    if (builder->is_map) {
        value->map.count = builder->entries.count;
        value->map.entries = arena_copy(arena, builder->entries.items,
                                        builder->entries.count * sizeof *value->map.entries);
        value->map.slot_count = builder->slot_count;
        if (builder->slots)
            value->map.slots =
                arena_copy(arena, builder->slots, builder->slot_count * sizeof *builder->slots);
    } else {
        value->list.count = builder->items.count;
        value->list.items = arena_copy(arena, builder->items.items,
                                       builder->items.count * sizeof *value->list.items);
    }
    value_abandon(builder);
    return value;
}

void value_abandon(struct value_builder *builder)
{
    vector_release(&builder->items);
    vector_release(&builder->entries);
    free(builder->slots);
    free(builder);
}

const struct value_entry *value_entry(const struct value *map, struct str key)
{
    return map && map->type == VALUE_MAP ? value_entry_hashed(map, key, str_hash(key)) : NULL;
}

const struct value_entry *value_entry_hashed(const struct value *map, struct str key, uint64_t hash)
{
    size_t slot;

    if (!map->map.slots)
        return scan(map->map.entries, map->map.count, key, hash);
    slot = probe(map->map.slots, map->map.slot_count, map->map.entries, key, hash);
    return map->map.slots[slot] ? &map->map.entries[map->map.slots[slot] - 1] : NULL;
}

struct value *value_get(const struct value *map, struct str key)
{
    const struct value_entry *entry = value_entry(map, key);

    return entry ? entry->value : NULL;
}

struct str value_get_string(const struct value *map, struct str key)
{
    const struct value *value = value_get(map, key);

    return value && value->type == VALUE_STRING ? value->string : (struct str){0};
}

/* Undo ~1 and ~0 (RFC 6901, section 4) into OUT, which holds at least TOKEN.len bytes. */
static struct str unescape_token(char *out, struct str token)
{
    size_t len = 0;

    for (size_t i = 0; i < token.len; i++) {
        out[len] = token.data[i];
        if (token.data[i] == '~' && i + 1 < token.len &&
            (token.data[i + 1] == '0' || token.data[i + 1] == '1'))
            out[len] = token.data[++i] == '0' ? '~' : '/';
        len++;
    }
    return (struct str){out, len};
}

/* An array index: digits without leading zero. */
static struct value *item_at(const struct value *list, struct str token)
{
    size_t index = 0;

    if (token.len == 0 || token.len > 9 || (token.len > 1 && token.data[0] == '0'))
        return NULL;
    for (size_t i = 0; i < token.len; i++) {
        if (!ascii_is_digit(token.data[i]))
            return NULL;
        index = index * 10 + (size_t)(token.data[i] - '0');
    }
    return index < list->list.count ? list->list.items[index].value : NULL;
}

static struct value *step(struct value *value, struct str token)
{
    struct value *next = NULL;

    if (value->type == VALUE_MAP) {
        char *room = memory_alloc(token.len);

        next = value_get(value, unescape_token(room, token));
        free(room);
    } else if (value->type == VALUE_LIST) {
        next = item_at(value, token);
    }
    return next;
}

struct value *value_at_pointer(const struct value *root, struct str pointer)
{
    struct value *value = (struct value *)(uintptr_t)root; /* trees are only read */
    struct str rest = pointer, token;

    if (pointer.len == 0)
        return value;
    if (pointer.data[0] != '/')
        return NULL;
    str_split(&token, &rest, '/');
    while (value && str_split(&token, &rest, '/'))
        value = step(value, token);
    return value;
}

/* The first character of *REST as unescape_token reads it; it is taken off. */
static char next_of_token(struct str *rest)
{
    bool escaped = str_starts_with(*rest, STR("~0")) || str_starts_with(*rest, STR("~1"));
    char c = escaped && rest->data[1] == '1' ? '/' : rest->data[0];

    *rest = str_slice(*rest, escaped ? 2 : 1, rest->len);
    return c;
}

bool pointer_step(struct str *pointer, struct str key)
{
    struct str rest = *pointer;

    if (!str_starts_with(rest, STR("/")))
        return false;
    rest = str_slice(rest, 1, rest.len);
    for (size_t i = 0; i < key.len; i++)
        if (!rest.len || rest.data[0] == '/' || next_of_token(&rest) != key.data[i])
            return false;
    if (rest.len && rest.data[0] != '/')
        return false;
    *pointer = rest;
    return true;
}

static bool lists_equal(const struct value *a, const struct value *b)
{
    if (a->list.count != b->list.count)
        return false;
    for (size_t i = 0; i < a->list.count; i++)
        if (!value_equal(a->list.items[i].value, b->list.items[i].value))
            return false;
    return true;
}

static bool maps_equal(const struct value *a, const struct value *b)
{
    if (a->map.count != b->map.count)
        return false;
    for (size_t i = 0; i < a->map.count; i++) {
        const struct value *other = value_get(b, a->map.entries[i].key);

        if (!other || !value_equal(a->map.entries[i].value, other))
            return false;
    }
    return true;
}

static bool is_number(const struct value *value)
{
    return value->type == VALUE_INT || value->type == VALUE_DOUBLE;
}

int value_compare_numbers(const struct value *a, const struct value *b)
{
    if (a->type == VALUE_INT && b->type == VALUE_INT)
        return (a->number.integer > b->number.integer) - (a->number.integer < b->number.integer);
    /* Rounding to double keeps the order: doubles that differ decide, equal ones do not. */
    if (a->number.real < b->number.real)
        return -1;
    if (a->number.real > b->number.real)
        return 1;
    return decimal_compare_text(a->number.text, b->number.text);
}

bool value_equal(const struct value *a, const struct value *b)
{
    if (is_number(a) && is_number(b))
        return value_compare_numbers(a, b) == 0;
    if (a->type != b->type)
        return false;
    switch (a->type) {
    case VALUE_BOOL:
        return a->boolean == b->boolean;
    case VALUE_STRING:
        return str_equal(a->string, b->string);
    case VALUE_LIST:
        return lists_equal(a, b);
    case VALUE_MAP:
        return maps_equal(a, b);
    case VALUE_NULL:
    case VALUE_INT:
    case VALUE_DOUBLE:
        break;
    }
    return true;
}

struct span value_entry_span(const struct value_entry *entry)
{
    return span_join(entry->key_span, entry->value_span);
}
