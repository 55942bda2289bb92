#include "cel/timezone.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/zone.h"

enum { TIMEZONE_CACHE_SIZE = 8, LONGEST_NAME = 64 };

struct timezone_cache {
    struct timezone_entry {
        char name[LONGEST_NAME];
        struct zone zone;
    } entries[TIMEZONE_CACHE_SIZE];
    size_t count;
    size_t next; /* the entry that is replaced when all are in use */
};

static const struct zone *find(const struct timezone_cache *cache, struct str name)
{
    for (size_t i = 0; i < cache->count; i++)
        if (str_equal_c(name, cache->entries[i].name))
            return &cache->entries[i].zone;
    return NULL;
}

static const struct zone *keep(struct timezone_cache *cache, struct str name, struct zone zone)
{
    struct timezone_entry *entry = &cache->entries[cache->next];

    zone_release(&entry->zone);
    memset(entry->name, 0, sizeof entry->name);
    memcpy(entry->name, name.data, name.len);
    entry->zone = zone;
    cache->next = (cache->next + 1) % TIMEZONE_CACHE_SIZE;
    if (cache->count < TIMEZONE_CACHE_SIZE)
        cache->count++;
    return &entry->zone;
}

int cel_timezone_offset(int64_t *offset, struct timezone_cache **cache, struct str name,
                        int64_t seconds, struct error *error)
{
    const struct zone *found;
    struct zone zone;

    *offset = 0;
    if (!*cache)
        *cache = memory_zalloc(1, sizeof **cache);
    found = find(*cache, name);
    if (!found) {
        if (zone_read(&zone, name, error) < 0) {
            zone_release(&zone);
            return -1;
        }
        found = keep(*cache, name, zone);
    }
    *offset = zone_offset(found, seconds);
    return 0;
}

void cel_timezone_cache_free(struct timezone_cache *cache)
{
    if (!cache)
        return;
    for (size_t i = 0; i < cache->count; i++)
        zone_release(&cache->entries[i].zone);
    free(cache);
}
