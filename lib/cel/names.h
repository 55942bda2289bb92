/* Tables from names to declarations, in an arena; later entries hide earlier ones. */
#ifndef CEL_NAMES_H
#define CEL_NAMES_H

#include "base/arena.h"

enum { NAME_BUCKETS = 64 };

struct name_entry {
    struct str name;
    uint64_t hash;
    void *value;
    struct name_entry *next; /* of the bucket */
};

struct names {
    struct name_entry *buckets[NAME_BUCKETS];
};

/* The value of NAME, or NULL. */
void *cel_names_get(const struct names *names, struct str name);
/* Set NAME (borrowed) to VALUE. */
void cel_names_put(struct names *names, struct arena *arena, struct str name, void *value);

#endif
