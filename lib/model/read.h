/* Small readers of values whose shape a schema has already checked. */
#ifndef MODEL_READ_H
#define MODEL_READ_H

#include "value/value.h"

/* The strings of KEY: a list's, or one string as a list of one; others are left out. */
struct str_list read_strings(const struct value *map, struct str key, struct arena *arena);

/* As read_strings, of a value (NULL gives none). */
struct str_list read_string_list(const struct value *value, struct arena *arena);

/* The boolean of KEY, or FALLBACK. */
bool read_bool(const struct value *map, struct str key, bool fallback);

/* The integer of KEY, or FALLBACK. */
int64_t read_int(const struct value *map, struct str key, int64_t fallback);

/*
 * The text of a scalar as an id or a cell shows it: strings as they are,
 * numbers and booleans as written. Empty for NULL, null, lists and maps.
 */
struct str read_text(const struct value *value);

#endif
