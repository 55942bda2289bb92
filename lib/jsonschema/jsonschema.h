/*
 * JSON Schema, draft 2020-12, complete: schemas are compiled once (references
 * resolved, properties hashed, patterns compiled) and values are validated many
 * times. https://json-schema.org/draft/2020-12/json-schema-core ("Core") and
 * .../json-schema-validation ("Validation").
 *
 *     registry = jsonschema_registry_new(&arena);
 *     jsonschema_registry_add(registry, uri, metaschema);       for each that is known
 *     if (jsonschema_compile(&schema, registry, root, uri, NULL, sink))
 *         valid = jsonschema_validate(schema, value, sink);
 *     jsonschema_free(schema);
 *     jsonschema_registry_free(registry);
 *
 * Codes of faults in a schema: schema-invalid (against its metaschema, or
 * something that only compiling finds), schema-reference, schema-regex,
 * schema-unknown-keyword, schema-unknown-format. Codes of faults in a value:
 * see the table in keywords.c, and schema-limit.
 *
 * This is the folder's only header for others; every symbol begins with jsonschema_.
 * It stands on lib/base, lib/regex and lib/value alone.
 */
#ifndef JSONSCHEMA_JSONSCHEMA_H
#define JSONSCHEMA_JSONSCHEMA_H

#include "base/arena.h"
#include "value/diagnostic.h"
#include "value/value.h"

struct jsonschema_registry;
struct jsonschema;

/*
 * Finds the document at an absolute URI without fragment that nobody added, or
 * returns NULL. Asked at most once for a URI. Must not fetch from a network.
 */
typedef struct value *jsonschema_resolver(void *context, struct str uri);

/* The text of a URI with %XX decoded, for a resolver; a '%' that starts no escape stays. */
struct str jsonschema_uri_decode(struct arena *arena, struct str text);

/*
 * The schemas that may be referred to, by URI. ARENA holds everything that is
 * compiled too, and must outlive the registry and its schemas.
 */
struct jsonschema_registry *jsonschema_registry_new(struct arena *arena);
void jsonschema_registry_free(struct jsonschema_registry *registry);

void jsonschema_registry_set_resolver(struct jsonschema_registry *registry,
                                      jsonschema_resolver *resolver, void *context);

/*
 * Make the document ROOT known under URI (absolute, without fragment; may be
 * empty) and under the $id of it and of each schema within. Of two schemas with
 * the same URI the first stays. Both are borrowed.
 */
void jsonschema_registry_add(struct jsonschema_registry *registry, struct str uri,
                             struct value *root);

/* The bytes of the file that the bytes FROM..TO of a string were read from. */
typedef struct span jsonschema_locator(const struct value *string, size_t from, size_t to);

struct jsonschema_options {
    bool assert_format;  /* `format` is checked though the dialect only annotates with it */
    bool report_unknown; /* keywords and formats that nobody defines are faults, with the
                            nearest word suggested; names that start with "x-" are not */
    struct sink *hints;  /* otherwise, those that look misspelt are reported here; NULL: nowhere */
    jsonschema_locator *locate; /* for faults within patterns; NULL: as if nothing was escaped */
};

/*
 * Compile the schema document ROOT, whose base URI is URI unless it has an
 * absolute $id. OPTIONS may be NULL. The schema is checked against its
 * metaschema if the registry knows that. Returns true, or false with *OUT NULL
 * if SINK received a fault of the schema.
 */
bool jsonschema_compile(struct jsonschema **out, struct jsonschema_registry *registry,
                        struct value *root, struct str uri,
                        const struct jsonschema_options *options, struct sink *sink);
void jsonschema_free(struct jsonschema *schema);

/*
 * Is VALUE valid? If not, SINK (may be NULL) receives what is wrong: only the
 * leaves that matter, each at the value at fault, in the order of the document,
 * at most LIMIT_DIAGNOSTICS. A limit (LIMIT_SCHEMA_DEPTH, LIMIT_SCHEMA_STEPS
 * of schemas applied and values looked at, a regular expression's steps, a division of numbers
 * whose exponents are far apart) makes the value invalid with code schema-limit.
 * Nothing is allocated for a valid value of ordinary size.
 */
bool jsonschema_validate(const struct jsonschema *schema, const struct value *value,
                         struct sink *sink);

/*
 * What a compiled schema says about the shape of the values that it accepts:
 * for documentation, and for the types of expressions over such values.
 *
 * What always holds ($ref, allOf) is taken together; what may hold (anyOf,
 * oneOf, then, else, dependentSchemas) adds its types and its properties, these
 * as not required. `not` and `if` say nothing.
 */

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
