/* $schema and $vocabulary (Core, section 8.1). */
#include "base/suggest.h"
#include "jsonschema/compile.h"
#include "jsonschema/uri.h"

#define DRAFT_2020_12 "https://json-schema.org/draft/2020-12/schema"

static const struct {
    const char *uri;
    enum vocabulary bit;
} vocabularies[] = {
    {"https://json-schema.org/draft/2020-12/vocab/core", VOCABULARY_CORE},
    {"https://json-schema.org/draft/2020-12/vocab/applicator", VOCABULARY_APPLICATOR},
    {"https://json-schema.org/draft/2020-12/vocab/unevaluated", VOCABULARY_UNEVALUATED},
    {"https://json-schema.org/draft/2020-12/vocab/validation", VOCABULARY_VALIDATION},
    {"https://json-schema.org/draft/2020-12/vocab/meta-data", VOCABULARY_META_DATA},
    {"https://json-schema.org/draft/2020-12/vocab/format-annotation", VOCABULARY_FORMAT_ANNOTATION},
    {"https://json-schema.org/draft/2020-12/vocab/format-assertion", VOCABULARY_FORMAT_ASSERTION},
    {"https://json-schema.org/draft/2020-12/vocab/content", VOCABULARY_CONTENT},
};

static unsigned vocabulary_bit(struct str uri)
{
    for (size_t i = 0; i < sizeof vocabularies / sizeof vocabularies[0]; i++)
        if (str_equal_c(uri, vocabularies[i].uri))
            return vocabularies[i].bit;
    return 0;
}

/* Read $vocabulary; without it the metaschema means the default set. */
static void read_vocabularies(struct dialect *dialect, const struct value *metaschema,
                              struct arena *arena)
{
    const struct value *declared = value_get(metaschema, STR("$vocabulary"));

    dialect->vocabularies = declared ? VOCABULARY_CORE : VOCABULARY_DEFAULT;
    if (!declared || declared->type != VALUE_MAP)
        return;
    VALUE_EACH_ENTRY (entry, declared) {
        unsigned bit = vocabulary_bit(entry->key);
        bool required = entry->value->type == VALUE_BOOL && entry->value->boolean;

        dialect->vocabularies |= bit;
        if (!bit && required)
            dialect->unknown = value_new_string(arena, entry->key, entry->key_span);
    }
    /* Our own annotation, errorMessage, must not depend on the metaschema. */
    dialect->vocabularies |= VOCABULARY_META_DATA;
}

/* The dialect whose metaschema is at URI, or NULL if that is not known. */
static struct dialect *load_dialect(struct compiler *compiler, struct str uri)
{
    struct jsonschema_registry *registry = compiler->registry;
    struct resource *resource = jsonschema_registry_find(registry, NULL, uri);
    struct dialect *dialect;

    if (!resource && !str_equal_c(uri, DRAFT_2020_12))
        return NULL;
    dialect = ARENA_NEW(registry->arena, struct dialect);
    dialect->uri = arena_str(registry->arena, uri);
    dialect->vocabularies = VOCABULARY_DEFAULT;
    /* Known before its metaschema is compiled, which is its own metaschema as a rule. */
    map_put(&registry->dialects, dialect->uri, dialect);
    if (resource) {
        struct jsonschema_options annotate = {0};

        read_vocabularies(dialect, resource->root, registry->arena);
        jsonschema_compile(&dialect->metaschema, registry, resource->root, uri, &annotate,
                           compiler->sink);
    }
    return dialect;
}

static const struct dialect *find_dialect(struct compiler *compiler, const struct value *name)
{
    struct str uri = name ? name->string : STR(DRAFT_2020_12);
    struct dialect *dialect;

    if (uri.len && uri.data[uri.len - 1] == '#')
        uri.len--;
    dialect = map_get(&compiler->registry->dialects, uri);
    if (!dialect)
        dialect = load_dialect(compiler, uri);
    if (!dialect) {
        jsonschema_compile_fault(compiler, "schema-invalid", name->span,
                                 "unknown metaschema %.*s, read as draft 2020-12 (%s)",
                                 STR_ARG(uri), DRAFT_2020_12);
    } else if (dialect->unknown) {
        jsonschema_compile_fault(compiler, "schema-invalid", name->span,
                                 "the metaschema requires the unknown vocabulary %.*s",
                                 STR_ARG(dialect->unknown->string));
        return NULL;
    }
    return dialect;
}

/* Check a schema against its metaschema. */
static bool check_resource(struct compiler *compiler, struct resource *resource)
{
    const struct jsonschema *metaschema = resource->known->metaschema;
    size_t first = compiler->sink->diagnostics.count;

    if (!metaschema || jsonschema_validate(metaschema, resource->root, compiler->sink))
        return true;
    compiler->failed = true;
    for (size_t i = first; i < compiler->sink->diagnostics.count; i++)
        compiler->sink->diagnostics.items[i]->code = "schema-invalid";
    return false;
}

/* An embedded schema was checked with the document that holds it, if both are of one dialect. */
static bool must_be_checked(const struct resource *resource)
{
    return !resource->outer || resource->outer->known != resource->known;
}

const struct dialect *jsonschema_dialect_of(struct compiler *compiler, struct resource *resource)
{
    const struct value *name = value_get(resource->root, STR("$schema"));

    if (resource->known)
        return resource->known;
    if (name && name->type == VALUE_STRING)
        resource->known = find_dialect(compiler, name);
    else if (resource->outer)
        resource->known = jsonschema_dialect_of(compiler, resource->outer);
    else
        resource->known = find_dialect(compiler, NULL);
    if (!resource->known)
        return NULL;
    if (must_be_checked(resource))
        resource->broken = !check_resource(compiler, resource);
    else
        resource->broken = resource->outer->broken;
    return resource->known;
}
