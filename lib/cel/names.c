#include "cel/names.h"

static struct name_entry *find(const struct names *names, struct str name, uint64_t hash)
{
    struct name_entry *entry = names->buckets[hash % NAME_BUCKETS];

    while (entry && !(entry->hash == hash && str_equal(entry->name, name)))
        entry = entry->next;
    return entry;
}

void *cel_names_get(const struct names *names, struct str name)
{
    const struct name_entry *entry = find(names, name, str_hash(name));

    return entry ? entry->value : NULL;
}

void cel_names_put(struct names *names, struct arena *arena, struct str name, void *value)
{
    uint64_t hash = str_hash(name);
    struct name_entry *entry = find(names, name, hash);

    if (!entry) {
        entry = ARENA_NEW(arena, struct name_entry);
        entry->name = name;
        entry->hash = hash;
        entry->next = names->buckets[hash % NAME_BUCKETS];
        names->buckets[hash % NAME_BUCKETS] = entry;
    }
    entry->value = value;
}
