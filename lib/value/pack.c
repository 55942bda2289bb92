#include "value/pack.h"

/* Numbers are written seven bits a byte, the lowest first; the last byte has no high bit. */
static void add_number(struct buffer *out, uint64_t number)
{
    while (number >= 0x80) {
        buffer_add_char(out, (char)(unsigned char)(number | 0x80));
        number >>= 7;
    }
    buffer_add_char(out, (char)number);
}

static void add_text(struct buffer *out, struct str text)
{
    add_number(out, text.len);
    buffer_add(out, text);
}

static void add_span(struct buffer *out, struct span span)
{
    add_number(out, span.start);
    add_number(out, span.end - span.start);
}

static void add_list(struct buffer *out, const struct value *list)
{
    add_number(out, list->list.count);
    VALUE_EACH_ITEM (item, list) {
        add_span(out, item->span);
        value_pack(out, item->value);
    }
}

static void add_map(struct buffer *out, const struct value *map)
{
    add_number(out, map->map.count);
    VALUE_EACH_ENTRY (entry, map) {
        add_text(out, entry->key);
        add_span(out, entry->key_span);
        add_span(out, entry->value_span);
        value_pack(out, entry->value);
    }
}

/* Parsers stop at LIMIT_DEPTH, so the depth of the recursion is limited. */
void value_pack(struct buffer *out, const struct value *value)
{
    buffer_add_char(out, (char)value->type);
    buffer_add_char(out, (char)value->style);
    add_span(out, value->span);
    switch (value->type) {
    case VALUE_NULL:
        break;
    case VALUE_BOOL:
        add_number(out, value->boolean);
        break;
    case VALUE_INT:
    case VALUE_DOUBLE:
        add_text(out, value->number.text);
        break;
    case VALUE_STRING:
        add_text(out, value->string);
        break;
    case VALUE_LIST:
        add_list(out, value);
        break;
    case VALUE_MAP:
        add_map(out, value);
        break;
    }
}

/* What is being read; `broken` once the bytes ended before their tree did. */
struct unpacking {
    struct str rest;
    struct source *source;
    struct arena *arena;
    bool broken;
};

static struct value *take_value(struct unpacking *unpacking);

static unsigned char take_byte(struct unpacking *unpacking)
{
    unsigned char byte = 0;

    if (unpacking->rest.len == 0) {
        unpacking->broken = true;
        return 0;
    }
    byte = (unsigned char)*unpacking->rest.data;
    unpacking->rest = (struct str){unpacking->rest.data + 1, unpacking->rest.len - 1};
    return byte;
}

static uint64_t take_number(struct unpacking *unpacking)
{
    uint64_t number = 0;
    unsigned char byte;
    unsigned shift = 0;

    do {
        byte = take_byte(unpacking);
        number |= (uint64_t)(byte & 0x7f) << shift;
        shift += 7;
    } while (byte & 0x80 && shift < 64);
    return number;
}

/* A number of things of which each takes a byte at least. */
static size_t take_count(struct unpacking *unpacking)
{
    uint64_t count = take_number(unpacking);

    if (count > unpacking->rest.len) {
        unpacking->broken = true;
        return 0;
    }
    return (size_t)count;
}

static struct str take_text(struct unpacking *unpacking)
{
    struct str text = {unpacking->rest.data, 0};

    text.len = take_count(unpacking);
    text.data = unpacking->rest.data;
    unpacking->rest = str_slice(unpacking->rest, text.len, unpacking->rest.len);
    return text;
}

static struct span take_span(struct unpacking *unpacking)
{
    size_t start = take_number(unpacking);

    return span_of(unpacking->source, start, start + take_number(unpacking));
}

static struct value *take_list(struct unpacking *unpacking, struct span span)
{
    size_t count = take_count(unpacking);
    struct value_item *items = arena_alloc_array(unpacking->arena, count, sizeof *items);

    for (size_t i = 0; i < count && !unpacking->broken; i++) {
        items[i].span = take_span(unpacking);
        items[i].value = take_value(unpacking);
    }
    return value_new_list(unpacking->arena, items, count, span);
}

static struct value *take_map(struct unpacking *unpacking, struct span span)
{
    size_t count = take_count(unpacking);
    struct value_entry *entries = arena_alloc_array(unpacking->arena, count, sizeof *entries);

    for (size_t i = 0; i < count && !unpacking->broken; i++) {
        entries[i].key = take_text(unpacking);
        entries[i].key_span = take_span(unpacking);
        entries[i].value_span = take_span(unpacking);
        entries[i].value = take_value(unpacking);
    }
    return value_new_map(unpacking->arena, entries, count, span);
}

static struct value *take_content(struct unpacking *unpacking, enum value_type type,
                                  struct span span)
{
    struct arena *arena = unpacking->arena;

    switch (type) {
    case VALUE_NULL:
        return value_new_null(arena, span);
    case VALUE_BOOL:
        return value_new_bool(arena, take_number(unpacking) != 0, span);
    case VALUE_INT:
    case VALUE_DOUBLE:
        return value_new_number(arena, take_text(unpacking), span);
    case VALUE_STRING:
        return value_new_string(arena, take_text(unpacking), span);
    case VALUE_LIST:
        return take_list(unpacking, span);
    case VALUE_MAP:
        return take_map(unpacking, span);
    }
    return NULL;
}

static struct value *take_value(struct unpacking *unpacking)
{
    enum value_type type = (enum value_type)take_byte(unpacking);
    enum value_style style = (enum value_style)take_byte(unpacking);
    struct span span = take_span(unpacking);
    struct value *value = take_content(unpacking, type, span);

    if (unpacking->broken || !value) {
        unpacking->broken = true;
        return NULL;
    }
    value->style = style;
    return value;
}

struct value *value_unpack(struct str packed, struct source *source, struct arena *arena)
{
    struct unpacking unpacking = {.rest = packed, .source = source, .arena = arena};
    struct value *value = take_value(&unpacking);

    return unpacking.broken || unpacking.rest.len ? NULL : value;
}
