#include "cel/regex_cache.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { REGEX_CACHE_SIZE = 16 };

struct regex_cache {
    struct regex_cache_entry {
        char *pattern; /* a copy */
        size_t len;
        struct regex *regex;
    } entries[REGEX_CACHE_SIZE];
    size_t count;
    size_t next; /* the entry that is replaced when all are in use */
};

static void clear(struct regex_cache_entry *entry)
{
    free(entry->pattern);
    regex_free(entry->regex);
    *entry = (struct regex_cache_entry){0};
}

static const struct regex *find(const struct regex_cache *cache, struct str pattern)
{
    for (size_t i = 0; i < cache->count; i++)
        if (str_equal((struct str){cache->entries[i].pattern, cache->entries[i].len}, pattern))
            return cache->entries[i].regex;
    return NULL;
}

static void keep(struct regex_cache *cache, struct str pattern, struct regex *regex)
{
    struct regex_cache_entry *entry = &cache->entries[cache->next];

    clear(entry);
    entry->pattern = memory_alloc(pattern.len);
    if (pattern.len)
        memcpy(entry->pattern, pattern.data, pattern.len);
    entry->len = pattern.len;
    entry->regex = regex;
    cache->next = (cache->next + 1) % REGEX_CACHE_SIZE;
    if (cache->count < REGEX_CACHE_SIZE)
        cache->count++;
}

const struct regex *cel_regex_cache_get(struct regex_cache **cache, struct str pattern,
                                        struct error *error)
{
    const struct regex *found;
    struct regex *regex;
    size_t offset;

    if (!*cache)
        *cache = memory_zalloc(1, sizeof **cache);
    found = find(*cache, pattern);
    if (found)
        return found;
    if (regex_new(&regex, pattern, REGEX_RE2, &offset, error) < 0)
        return NULL;
    keep(*cache, pattern, regex);
    return regex;
}

void cel_regex_cache_free(struct regex_cache *cache)
{
    if (!cache)
        return;
    for (size_t i = 0; i < cache->count; i++)
        clear(&cache->entries[i]);
    free(cache);
}
