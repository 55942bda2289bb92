#include "cel/container.h"

#include <math.h>
#include <string.h>

#include "cel/cel.h"
#include "cel/compare.h"

enum { INDEX_FROM = 9 }; /* maps with fewer entries are searched from the front */

size_t cel_count(struct cel_evaluation *evaluation, struct cel_value container)
{
    if (container.form == CEL_FORM_DYNAMIC)
        return container.dynamic.methods->count
                   ? container.dynamic.methods->count(evaluation, container.dynamic.self)
                   : 0;
    if (container.form == CEL_FORM_BUILT)
        return container.tag == CEL_LIST ? container.list->count : container.map->count;
    return container.tag == CEL_LIST ? container.document.value->list.count
                                     : container.document.value->map.count;
}

static struct cel_value no_member(struct cel_evaluation *evaluation)
{
    return cel_fault(evaluation->arena, CEL_FAULT_EVALUATION, "this value cannot be walked");
}

/* The type of the items of a document's list or map; NULL if it is not known. */
static const struct cel_type *item_type(const struct cel_type *type)
{
    return type && (type->kind == CEL_TYPE_LIST || type->kind == CEL_TYPE_MAP) ? type->item : NULL;
}

void cel_read_item(struct cel_value *out, struct cel_evaluation *evaluation,
                   const struct cel_value *list, size_t index)
{
    const struct value_item *item;

    if (list->form == CEL_FORM_DOCUMENT) {
        item = &list->document.value->list.items[index];
        cel_read_document(out, evaluation->arena, item->value, item_type(list->document.type),
                          &item->span);
    } else if (list->form == CEL_FORM_BUILT) {
        *out = list->list->items[index];
    } else {
        *out = list->dynamic.methods->at
                   ? list->dynamic.methods->at(evaluation, list->dynamic.self, index)
                   : no_member(evaluation);
    }
}

struct cel_value cel_at(struct cel_evaluation *evaluation, struct cel_value list, size_t index)
{
    struct cel_value item;

    cel_read_item(&item, evaluation, &list, index);
    return item;
}

struct cel_value cel_key_at(struct cel_evaluation *evaluation, struct cel_value map, size_t index)
{
    struct cel_value key;

    if (map.form == CEL_FORM_BUILT)
        return map.map->keys[index];
    if (map.form == CEL_FORM_DYNAMIC)
        return map.dynamic.methods->key_at
                   ? map.dynamic.methods->key_at(evaluation, map.dynamic.self, index)
                   : no_member(evaluation);
    key = cel_of_string(map.document.value->map.entries[index].key);
    key.where = &map.document.value->map.entries[index].key_span;
    return key;
}

/* ENTRY of a document's map of TYPE (or NULL) into *OUT; FIELD_TYPE if it is known already. */
static void read_entry(struct cel_value *out, struct cel_evaluation *evaluation,
                       const struct cel_type *type, const struct value_entry *entry,
                       const struct cel_type *field_type)
{

    if (!field_type && type && type->kind == CEL_TYPE_OBJECT) {
        const struct cel_field *field = cel_object_field(type->object, entry->key, entry->hash);

        field_type = field ? field->type : NULL;
    } else if (!field_type) {
        field_type = item_type(type);
    }
    cel_read_document(out, evaluation->arena, entry->value, field_type, &entry->value_span);
}

struct cel_value cel_item_at(struct cel_evaluation *evaluation, struct cel_value map, size_t index)
{
    struct cel_value item;

    if (map.form == CEL_FORM_BUILT)
        return map.map->items[index];
    if (map.form == CEL_FORM_DYNAMIC)
        return map.dynamic.methods->at
                   ? map.dynamic.methods->at(evaluation, map.dynamic.self, index)
                   : no_member(evaluation);
    read_entry(&item, evaluation, map.document.type, &map.document.value->map.entries[index], NULL);
    return item;
}

bool cel_is_key(struct cel_value value)
{
    return value.tag == CEL_BOOL || value.tag == CEL_INT || value.tag == CEL_UINT ||
           value.tag == CEL_STRING;
}

/* Equal keys have equal hashes: an int and the uint of the same value have the same bits. */
static uint64_t hash_key(struct cel_value key)
{
    if (key.tag == CEL_STRING)
        return str_hash(key.string);
    if (key.tag == CEL_BOOL)
        return key.boolean;
    return key.natural * UINT64_C(0x9e3779b97f4a7c15) >> 32;
}

static bool same_key(struct cel_value a, struct cel_value b)
{
    if (cel_is_number(a) && cel_is_number(b))
        return cel_order_numbers(&a, &b) == CEL_SAME;
    return a.tag == b.tag && cel_order(&a, &b) == CEL_SAME;
}

static size_t probe(const struct cel_map *map, struct cel_value key)
{
    size_t i = (size_t)hash_key(key) & (map->slot_count - 1);

    while (map->slots[i] && !same_key(map->keys[map->slots[i] - 1], key))
        i = (i + 1) & (map->slot_count - 1);
    return i;
}

static ptrdiff_t find_built(const struct cel_map *map, struct cel_value key)
{
    if (map->slots)
        return (ptrdiff_t)map->slots[probe(map, key)] - 1;
    for (size_t i = 0; i < map->count; i++)
        if (same_key(map->keys[i], key))
            return (ptrdiff_t)i;
    return -1;
}

/* A double looks up the integer that it equals; false if it is none. */
static bool normal_key(struct cel_value *key)
{
    if (key->tag != CEL_DOUBLE)
        return cel_is_key(*key);
    if (key->real != floor(key->real) || !(key->real >= -0x1p63 && key->real < 0x1p64))
        return false;
    *key = key->real < 0x1p63 ? cel_of_int((int64_t)key->real) : cel_of_uint((uint64_t)key->real);
    return true;
}

bool cel_find(struct cel_value *out, struct cel_evaluation *evaluation, struct cel_value map,
              struct cel_value key)
{
    struct cel_key field;
    ptrdiff_t index;

    if (map.form == CEL_FORM_DYNAMIC)
        return map.dynamic.methods->find &&
               map.dynamic.methods->find(out, evaluation, map.dynamic.self, key, true);
    if (!normal_key(&key))
        return false;
    if (map.form == CEL_FORM_DOCUMENT) {
        if (key.tag != CEL_STRING)
            return false;
        field = (struct cel_key){.name = key.string, .hash = str_hash(key.string)};
        return cel_find_field(out, evaluation, &map, &field, true);
    }
    index = find_built(map.map, key);
    if (index >= 0)
        *out = map.map->items[index];
    return index >= 0;
}

/* Is ENTRY the one of KEY? */
static bool has_key(const struct value_entry *entry, const struct cel_key *key)
{
    return entry->hash == key->hash && entry->key.len == key->name.len &&
           (key->name.len == 0 || memcmp(entry->key.data, key->name.data, key->name.len) == 0);
}

/* The entry of KEY in a document's map, or NULL; looked for first where it was last time. */
static const struct value_entry *find_entry(const struct value *map, const struct cel_key *key)
{
    const struct value_entry *entry;

    if (key->hint && *key->hint < map->map.count && has_key(&map->map.entries[*key->hint], key))
        return &map->map.entries[*key->hint];
    entry = value_entry_hashed(map, key->name, key->hash);
    if (entry && key->hint)
        *key->hint = (uint32_t)(entry - map->map.entries);
    return entry;
}

bool cel_find_field(struct cel_value *out, struct cel_evaluation *evaluation,
                    const struct cel_value *map, const struct cel_key *key, bool wanted)
{
    const struct value_entry *entry;

    if (map->form == CEL_FORM_DYNAMIC)
        return map->dynamic.methods->find &&
               map->dynamic.methods->find(out, evaluation, map->dynamic.self,
                                          cel_of_string(key->name), wanted);
    if (map->form == CEL_FORM_BUILT)
        return cel_find(out, evaluation, *map, cel_of_string(key->name));
    entry = find_entry(map->document.value, key);
    if (entry && wanted)
        read_entry(out, evaluation, map->document.type, entry, key->type);
    return entry != NULL;
}

static uint32_t *make_slots(struct cel_map *map, struct arena *arena, size_t count)
{
    uint32_t *slots;

    map->slot_count = 32;
    while (map->slot_count < 2 * count)
        map->slot_count *= 2;
    slots = arena_alloc_array(arena, map->slot_count, sizeof *slots);
    map->slots = slots;
    return slots;
}

ptrdiff_t cel_map_build(struct cel_value *out, struct arena *arena, const struct cel_value *keys,
                        const struct cel_value *items, size_t count)
{
    struct cel_map *map = ARENA_NEW(arena, struct cel_map);
    uint32_t *slots;

    *map = (struct cel_map){.keys = keys, .items = items};
    slots = count >= INDEX_FROM ? make_slots(map, arena, count) : NULL;
    for (map->count = 0; map->count < count; map->count++) {
        if (find_built(map, keys[map->count]) >= 0)
            return (ptrdiff_t)map->count;
        if (slots)
            slots[probe(map, keys[map->count])] = (uint32_t)map->count + 1;
    }
    *out = (struct cel_value){.tag = CEL_MAP, .form = CEL_FORM_BUILT, .map = map};
    return -1;
}

struct cel_value cel_of_entries(struct arena *arena, const struct cel_value *keys,
                                const struct cel_value *items, size_t count)
{
    struct cel_value map;

    if (cel_map_build(&map, arena, keys, items, count) >= 0)
        return cel_fault(arena, CEL_FAULT_EVALUATION, "a key appears twice");
    return map;
}
