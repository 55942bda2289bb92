/* Lists and maps in all their forms; for the rest of lib/cel. */
#ifndef CEL_CONTAINER_H
#define CEL_CONTAINER_H

#include "cel/cel_value.h"

/* A string key with its hash, found out once when the program is made. */
struct cel_key {
    struct str name;
    uint64_t hash;               /* str_hash(name) */
    const struct cel_type *type; /* declared type of the field, or NULL */
    uint32_t *hint; /* where the last document had it: documents of a kind are alike; or NULL */
};

/* The field KEY of a map into *OUT; false if there is none. WANTED as in struct cel_dynamic. */
bool cel_find_field(struct cel_value *out, struct cel_evaluation *evaluation,
                    const struct cel_value *map, const struct cel_key *key, bool wanted);
/* Item INDEX of a list into *OUT. */
void cel_read_item(struct cel_value *out, struct cel_evaluation *evaluation,
                   const struct cel_value *list, size_t index);
/* May a value be a map's key: bool, int, uint or string? */
bool cel_is_key(struct cel_value value);
/*
 * A map of entries whose keys may repeat: returns the index of the first key
 * that occurs earlier, or -1 with the map in *OUT. Nothing is copied.
 */
ptrdiff_t cel_map_build(struct cel_value *out, struct arena *arena, const struct cel_value *keys,
                        const struct cel_value *items, size_t count);

#endif
