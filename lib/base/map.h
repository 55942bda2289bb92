/*
 * A hash map from slices to pointers that remembers the order of insertion.
 * Keys are borrowed: the caller keeps their bytes alive.
 */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/str.h"

struct map_entry {
    struct str key;
    void *value;
    uint64_t hash;
};

struct map {
    struct map_entry *entries; /* in order of insertion */
    size_t count;
    size_t capacity;
    uint32_t *slots;   /* open addressing; 0 is free, else entry number + 1 */
    size_t slot_count; /* a power of two */
    uint64_t
        lengths; /* of the keys, modulo 64, a bit for each: most that is not there is told so */
};

void map_init(struct map *map);
void map_release(struct map *map);

/* The value of KEY, or NULL. */
void *map_get(const struct map *map, struct str key);
/* Set KEY to VALUE (not NULL); returns the value it replaces, or NULL. */
void *map_put(struct map *map, struct str key, void *value);

#endif
