/* What properties, patternProperties and additionalProperties compile to. Private to the folder. */
#ifndef JSONSCHEMA_FIELDS_H
#define JSONSCHEMA_FIELDS_H

#include "jsonschema/schema.h"

struct field {
    struct name name;
    const struct schema *schema;
    uint64_t required; /* its bit, if it is required and the rule looks after `required`; else 0 */
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
    uint64_t required; /* the bits of all that are required, or 0 */
    struct field_pattern *patterns;
    size_t pattern_count;
    const struct schema *additional;            /* NULL: absent */
    const struct value_entry *additional_entry; /* the keyword, or NULL */
};

/* What `properties` has for the entry's name, or NULL. */
const struct field *jsonschema_fields_find(const struct fields *fields,
                                           const struct value_entry *entry);

/*
 * Take over a `required` all of whose names are in `properties`: seeing each
 * entry anyway, it is quicker to tick them off. False if it is not like that.
 */
bool jsonschema_fields_take_required(struct fields *fields, const struct names *names);

/* Those of SCHEMA, or NULL. */
struct fields *jsonschema_fields_of(const struct schema *schema);

#endif
