/* From schema documents to rules. Private to the folder. */
#ifndef JSONSCHEMA_COMPILE_H
#define JSONSCHEMA_COMPILE_H

#include "base/suggest.h"
#include "jsonschema/schema.h"

struct compiler {
    struct jsonschema *out;
    struct jsonschema_registry *registry;
    struct arena *arena;
    struct sink *sink;
    struct jsonschema_options options;
    struct map schemas; /* key of a place -> struct schema */
    VECTOR(struct schema *) queue;
    size_t done;              /* schemas of the queue that are filled */
    struct map dynamic_names; /* names that some $dynamicRef asks for -> row in it, from 1 */
    bool failed;              /* a fault was reported */
    bool broken; /* the schema being compiled is not valid against its metaschema: that tells */
};

/* Report a fault of the schema at SPAN; compiling fails. */
struct diagnostic *jsonschema_compile_fault(struct compiler *compiler, const char *code,
                                            struct span span, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The schema VALUE in the schema OWNER, compiled now or later. NULL (reported) if it is none. */
const struct schema *jsonschema_compile_subschema(struct compiler *compiler,
                                                  const struct schema *owner, struct value *value);
const struct schema *jsonschema_compile_place(struct compiler *compiler, struct place *place);

/* Make room for COUNT subschemas of RULE, all NULL. */
void jsonschema_compile_make_room(struct compiler *compiler, struct rule *rule, size_t count);

/* The entry called NAME of the rule's schema, or NULL. */
const struct value_entry *jsonschema_compile_sibling(const struct rule *rule, const char *name);

/* Read a number of things: an integer >= 0, huge ones as SIZE_MAX; reports anything else. */
bool jsonschema_compile_count(struct compiler *compiler, size_t *out, const struct value *value);
/* Read a list of strings; reports anything else. */
const struct names *jsonschema_compile_names(struct compiler *compiler, const struct value *list);

/*
 * Compile the regular expression TEXT, written at SPAN, which is the string
 * VALUE or (NULL) a key. NULL if a fault was reported.
 */
const struct pattern *jsonschema_compile_regex(struct compiler *compiler, struct str text,
                                               struct span span, const struct value *value);

/* Report an unknown WHAT at SPAN, as a fault or a hint or not at all: the caller's options. */
void jsonschema_compile_unknown(struct compiler *compiler, const char *code, struct span span,
                                const char *what, struct suggestion *suggestion);

/* The dialect of RESOURCE; NULL if a fault was reported. */
const struct dialect *jsonschema_dialect_of(struct compiler *compiler, struct resource *resource);

#endif
