/*
 * A schema that the user brings, and the schemas that it may refer to: those of
 * its own folder and of other folders, the kinds' by their $id, and the
 * metaschemas. Nothing is fetched from a network.
 */
#ifndef MODEL_SCHEMA_SET_H
#define MODEL_SCHEMA_SET_H

#include "base/error.h"
#include "jsonschema/jsonschema.h"

struct schema_set {
    struct arena *arena;
    struct jsonschema_registry *registry;
    struct jsonschema *schema; /* NULL: it has faults */
    struct sink *sink;         /* what is wrong with schemas, borrowed */
    struct str *folders;       /* absolute, ending in '/': from where files may be read */
    size_t folder_count;
};

struct schema_set_options {
    const char *schema;         /* path of the schema */
    const char *const *folders; /* all schemas in these are known by their $id */
    size_t folder_count;
    bool assert_format;
    struct sink *hints; /* keywords that look misspelt */
};

/*
 * Load and compile. Faults of schemas go to SINK, and out->schema is NULL then.
 * Returns 0, or -1 if a file or folder cannot be read. schema_set_release in
 * every case. ARENA and SINK outlive *OUT.
 */
int schema_set_load(struct schema_set *out, const struct schema_set_options *options,
                    struct arena *arena, struct sink *sink, struct error *error);
void schema_set_release(struct schema_set *set);

#endif
