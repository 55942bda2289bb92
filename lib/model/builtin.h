/* The program's own YAML files and schemas, from lib/base/embedded.h. */
#ifndef MODEL_BUILTIN_H
#define MODEL_BUILTIN_H

#include "base/embedded.h"
#include "base/error.h"
#include "jsonschema/jsonschema.h"
#include "value/diagnostic.h"
#include "value/value.h"

/* A schema of the program, compiled, formats asserted. */
struct builtin_schema {
    struct jsonschema_registry *registry;
    struct jsonschema *compiled; /* NULL: not yet */
    struct value *root;          /* the schema document */
};

/* What FILE holds, in ARENA; NULL for files that hold no values. */
struct value *builtin_unpack(const struct embedded_file *file, struct arena *arena);

/*
 * Read the embedded YAML or JSON file at PATH. That it is missing or broken is
 * our own fault and an error, never a finding.
 */
int builtin_read(struct value **out, struct str path, struct arena *arena, struct error *error);

/* Compile the embedded schema at PATH. builtin_schema_release in every case. */
int builtin_schema_init(struct builtin_schema *out, struct str path, struct arena *arena,
                        struct error *error);
void builtin_schema_release(struct builtin_schema *schema);

#endif
