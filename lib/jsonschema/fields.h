/* What properties, patternProperties and additionalProperties compile to. Private to the folder. */
#ifndef JSONSCHEMA_FIELDS_H
#define JSONSCHEMA_FIELDS_H

#include "jsonschema/schema.h"

struct field {
    struct name name;
    const struct schema *schema;
};

struct field_pattern {
    struct str text;
    const struct pattern *pattern;
    const struct schema *schema;
};

struct fields {
    struct field *items;
    size_t count;
    uint32_t *slots; /* by hash of the name; 0 is free, else item number + 1 */
    size_t slot_count;
    struct field_pattern *patterns;
    size_t pattern_count;
    const struct schema *additional;            /* NULL: absent */
    const struct value_entry *additional_entry; /* the keyword, or NULL */
};

/* The schema that `properties` has for the entry's name, or NULL. */
const struct schema *fields_find(const struct fields *fields, const struct value_entry *entry);

/* Those of SCHEMA, or NULL. */
const struct fields *fields_of(const struct schema *schema);

#endif
