/*
 * The schema documents that are known, split into resources (Core, section
 * 4.3.5): each has a base URI and its own anchors. Private to the folder.
 */
#ifndef JSONSCHEMA_REGISTRY_H
#define JSONSCHEMA_REGISTRY_H

#include "base/buffer.h"
#include "base/map.h"
#include "jsonschema/jsonschema.h"

/* The vocabularies of Core, section 8 and Validation, as bits. */
enum vocabulary {
    VOCABULARY_CORE = 1,
    VOCABULARY_APPLICATOR = 2,
    VOCABULARY_UNEVALUATED = 4,
    VOCABULARY_VALIDATION = 8,
    VOCABULARY_META_DATA = 16,
    VOCABULARY_FORMAT_ANNOTATION = 32,
    VOCABULARY_FORMAT_ASSERTION = 64,
    VOCABULARY_CONTENT = 128,
    VOCABULARY_DEFAULT = 255 - VOCABULARY_FORMAT_ASSERTION
};

/* What a metaschema declares. */
struct dialect {
    struct str uri;
    unsigned vocabularies;         /* bits of enum vocabulary */
    struct value *unknown;         /* the name of a vocabulary that is required and unknown */
    struct jsonschema *metaschema; /* compiled, or NULL if the registry has none */
};

/* A schema with its own base URI: a document, or a schema with $id in one. */
struct resource {
    struct str uri;              /* absolute without fragment, or "" */
    struct value *root;          /* its schema */
    struct resource *outer;      /* that it is embedded in; NULL: a document */
    size_t number;               /* from 0, in its registry */
    struct map anchors;          /* $anchor and $dynamicAnchor -> struct place */
    struct map dynamic_anchors;  /* $dynamicAnchor -> struct place */
    const struct dialect *known; /* its dialect, once asked for */
    bool broken;                 /* it is not valid against its metaschema (reported once) */
    struct resource *older;      /* the one made before */
};

/* A schema and where it is. */
struct place {
    const struct value *value;  /* these two are the key in the map of places: */
    struct resource *container; /* the resource in which it was met */
    struct value *schema;       /* the same value */
    struct resource *resource;  /* that it belongs to; another than `container` if it has $id */
    struct str pointer;         /* JSON Pointer from the resource's root */
};

struct jsonschema_registry {
    struct arena *arena;
    jsonschema_resolver *resolver;
    void *resolver_context;
    struct map resources; /* URI -> struct resource */
    struct map places;
    struct map missing;  /* URIs that the resolver did not find */
    struct map dialects; /* URI -> struct dialect */
    size_t resource_count;
    struct resource *newest; /* all resources, the last made first */
};

/* The resource of the document ROOT, indexed now if it is new. */
struct resource *jsonschema_registry_document(struct jsonschema_registry *registry, struct str uri,
                                              struct value *root);

/* The resource at an absolute URI without fragment as seen from FROM, or NULL. */
struct resource *jsonschema_registry_find(struct jsonschema_registry *registry,
                                          struct resource *from, struct str uri);

/* The schema VALUE met in CONTAINER; new ones are at POINTER and are indexed now. */
struct place *jsonschema_registry_place(struct jsonschema_registry *registry,
                                        struct resource *container, struct value *value,
                                        struct str pointer);

/* The schema at a JSON Pointer in RESOURCE, crossing into embedded resources, or NULL. */
struct place *jsonschema_registry_at_pointer(struct jsonschema_registry *registry,
                                             struct resource *resource, struct str pointer);

/* Append a token to a JSON Pointer. */
void jsonschema_pointer_add(struct buffer *out, struct str token);

/* POINTER with one more token, escaped (RFC 6901). */
struct str jsonschema_pointer_append(struct arena *arena, struct str pointer, struct str token);
struct str jsonschema_pointer_append_index(struct arena *arena, struct str pointer, size_t index);

#endif
