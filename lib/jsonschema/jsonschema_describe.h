/*
 * What a compiled schema says about the shape of the values that it accepts:
 * for documentation, and for the types of expressions over such values.
 *
 * What always holds ($ref, allOf) is taken together; what may hold (anyOf,
 * oneOf, then, else, dependentSchemas) adds its types and its properties, these
 * as not required. `not` and `if` say nothing.
 */
#ifndef JSONSCHEMA_JSONSCHEMA_DESCRIBE_H
#define JSONSCHEMA_JSONSCHEMA_DESCRIBE_H

#include "jsonschema/jsonschema.h"

/* A value that some schema describes. */
struct jsonschema_shape {
    unsigned types;    /* bits 1u << enum value_type of what it can be; VALUE_DOUBLE without
                          VALUE_INT does not occur, VALUE_INT alone is an integer */
    struct str format; /* of strings, or empty */
    struct str title, description;          /* of the first schema that has one, or empty */
    const struct value **allowed;           /* by enum or const, in their order; NULL: anything */
    size_t allowed_count;                   /* of `allowed` */
    const struct jsonschema_shape *items;   /* of lists: what the items are; NULL: anything */
    struct jsonschema_property *properties; /* of maps: those that are named, in their order */
    size_t property_count;
    bool open;                             /* maps may have other properties than the named ones: */
    const struct jsonschema_shape *others; /* what these are; NULL: anything */
};

struct jsonschema_property {
    struct str name;
    bool required; /* always there */
    const struct jsonschema_shape *shape;
};

/*
 * Describe SCHEMA's values into ARENA. Where a recursive schema comes back to
 * itself, and once LIMIT_DESCRIBED schemas were looked at, the shape is open
 * and of all types, with `items` and `others` NULL.
 */
const struct jsonschema_shape *jsonschema_describe(const struct jsonschema *schema,
                                                   struct arena *arena);

/* The property called NAME, or NULL. */
const struct jsonschema_property *jsonschema_shape_property(const struct jsonschema_shape *shape,
                                                            struct str name);

#endif
