#include "base/map.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/vector.h"

void map_init(struct map *map)
{
    *map = (struct map){0};
}

void map_release(struct map *map)
{
    free(map->entries);
    free(map->slots);
    map_init(map);
}

/* The slot where KEY is, or the free slot where it belongs. */
static uint32_t *find_slot(const struct map *map, struct str key, uint64_t hash)
{
    size_t mask = map->slot_count - 1;

    for (size_t i = (size_t)hash & mask;; i = (i + 1) & mask) {
        uint32_t *slot = &map->slots[i];
        const struct map_entry *entry;

        if (!*slot)
            return slot;
        entry = &map->entries[*slot - 1];
        if (entry->hash == hash && str_equal(entry->key, key))
            return slot;
    }
}

static void rehash(struct map *map)
{
    size_t wanted = map->slot_count ? map->slot_count * 2 : 16;

    free(map->slots);
    map->slots = memory_zalloc(wanted, sizeof *map->slots);
    map->slot_count = wanted;
    for (size_t i = 0; i < map->count; i++)
        *find_slot(map, map->entries[i].key, map->entries[i].hash) = (uint32_t)(i + 1);
}

static uint64_t length_bit(struct str key)
{
    return (uint64_t)1 << key.len % 64;
}

void *map_get(const struct map *map, struct str key)
{
    uint32_t slot;

    if (!(map->lengths & length_bit(key)))
        return NULL;
    slot = *find_slot(map, key, str_hash(key));
    return slot ? map->entries[slot - 1].value : NULL;
}

void *map_put(struct map *map, struct str key, void *value)
{
    uint64_t hash = str_hash(key);
    uint32_t *slot;
    void *replaced;

    if (map->count * 2 >= map->slot_count)
        rehash(map);
    slot = find_slot(map, key, hash);
    if (*slot) {
        replaced = map->entries[*slot - 1].value;
        map->entries[*slot - 1].value = value;
        return replaced;
    }
    if (map->count == map->capacity)
        map->entries = vector_grow(map->entries, &map->capacity, sizeof *map->entries);
    map->lengths |= length_bit(key);
    map->entries[map->count++] = (struct map_entry){key, value, hash};
    *slot = (uint32_t)map->count;
    return NULL;
}
