#include "jsonschema/registry.h"

#include <string.h>

#include "base/vector.h"
#include "jsonschema/keywords.h"
#include "jsonschema/uri.h"

void jsonschema_pointer_add(struct buffer *out, struct str token)
{
    buffer_add_char(out, '/');
    for (size_t i = 0; i < token.len; i++)
        if (token.data[i] == '~')
            buffer_add_c(out, "~0");
        else if (token.data[i] == '/')
            buffer_add_c(out, "~1");
        else
            buffer_add_char(out, token.data[i]);
}

struct str jsonschema_pointer_append(struct arena *arena, struct str pointer, struct str token)
{
    struct buffer out;

    buffer_init(&out);
    buffer_add(&out, pointer);
    jsonschema_pointer_add(&out, token);
    pointer = arena_str(arena, buffer_str(&out));
    buffer_release(&out);
    return pointer;
}

struct str jsonschema_pointer_append_index(struct arena *arena, struct str pointer, size_t index)
{
    return jsonschema_pointer_append(arena, pointer, arena_printf(arena, "%zu", index));
}

struct jsonschema_registry *jsonschema_registry_new(struct arena *arena)
{
    struct jsonschema_registry *registry = ARENA_NEW(arena, struct jsonschema_registry);

    registry->arena = arena;
    return registry;
}

void jsonschema_registry_set_resolver(struct jsonschema_registry *registry,
                                      jsonschema_resolver *resolver, void *context)
{
    registry->resolver = resolver;
    registry->resolver_context = context;
}

void jsonschema_registry_free(struct jsonschema_registry *registry)
{
    if (!registry)
        return;
    for (size_t i = 0; i < registry->dialects.count; i++)
        jsonschema_free(((struct dialect *)registry->dialects.entries[i].value)->metaschema);
    for (struct resource *resource = registry->newest; resource; resource = resource->older) {
        map_release(&resource->anchors);
        map_release(&resource->dynamic_anchors);
    }
    map_release(&registry->resources);
    map_release(&registry->places);
    map_release(&registry->missing);
    map_release(&registry->dialects);
}

/* A schema that is still to be looked through. */
struct unread {
    struct value *value;
    struct resource *container;
    struct str pointer;
};

struct indexer {
    struct jsonschema_registry *registry;
    VECTOR(struct unread) unread;
};

static struct resource *new_resource(struct jsonschema_registry *registry, struct value *root,
                                     struct str uri, struct resource *outer)
{
    struct resource *resource = ARENA_NEW(registry->arena, struct resource);

    resource->uri = uri;
    resource->root = root;
    resource->outer = outer;
    resource->number = registry->resource_count++;
    resource->older = registry->newest;
    registry->newest = resource;
    if (uri.len && !map_get(&registry->resources, uri))
        map_put(&registry->resources, uri, resource);
    return resource;
}

static struct str place_key(const struct place *place)
{
    return (struct str){(const char *)place, offsetof(struct place, schema)};
}

static struct place *find_place(const struct jsonschema_registry *registry,
                                struct resource *container, const struct value *value)
{
    struct place key = {.value = value, .container = container};

    return map_get(&registry->places, place_key(&key));
}

static struct place *add_place(struct jsonschema_registry *registry, struct value *value,
                               struct resource *container, struct resource *resource,
                               struct str pointer)
{
    struct place *place = ARENA_NEW(registry->arena, struct place);

    *place = (struct place){value, container, value, resource, pointer};
    map_put(&registry->places, place_key(place), place);
    return place;
}

static void index_anchors(struct place *place)
{
    static const struct str names[] = {STR_INIT("$anchor"), STR_INIT("$dynamicAnchor")};
    struct resource *resource = place->resource;

    for (size_t i = 0; i < 2; i++) {
        struct str anchor = value_get_string(place->value, names[i]);

        if (anchor.len && !map_get(&resource->anchors, anchor))
            map_put(&resource->anchors, anchor, place);
        if (anchor.len && i == 1 && !map_get(&resource->dynamic_anchors, anchor))
            map_put(&resource->dynamic_anchors, anchor, place);
    }
}

static void push_unread(struct indexer *indexer, struct value *value, struct place *place,
                        struct str pointer)
{
    struct unread unread = {value, place->resource, pointer};

    if (value->type == VALUE_MAP || value->type == VALUE_BOOL)
        vector_push(&indexer->unread, unread);
}

static void push_subschemas(struct indexer *indexer, struct place *place,
                            const struct value_entry *entry)
{
    struct arena *arena = indexer->registry->arena;
    enum shape shape = jsonschema_keyword_shape(entry->key);
    struct value *value = entry->value;
    struct str pointer;

    if (shape == SHAPE_NONE)
        return;
    pointer = jsonschema_pointer_append(arena, place->pointer, entry->key);
    if (shape == SHAPE_ONE) {
        push_unread(indexer, value, place, pointer);
    } else if (shape == SHAPE_LIST && value->type == VALUE_LIST) {
        for (size_t i = 0; i < value->list.count; i++)
            push_unread(indexer, value->list.items[i].value, place,
                        jsonschema_pointer_append_index(arena, pointer, i));
    } else if (shape != SHAPE_LIST && value->type == VALUE_MAP) {
        VALUE_EACH_ENTRY (inner, value)
            push_unread(indexer, inner->value, place,
                        jsonschema_pointer_append(arena, pointer, inner->key));
    }
}

/* The URI that $id gives to SCHEMA within BASE, or BASE if it has none. */
static struct str identify(struct arena *arena, struct str base, const struct value *schema)
{
    struct str id = value_get_string(schema, STR("$id"));

    if (id.len == 0 || id.data[0] == '#')
        return base;
    return jsonschema_uri_resolve(arena, base, id);
}

static void index_schema(struct indexer *indexer, struct unread unread)
{
    struct jsonschema_registry *registry = indexer->registry;
    struct resource *container = unread.container, *resource = container;
    struct str uri = identify(registry->arena, container->uri, unread.value);
    struct place *place = find_place(registry, container, unread.value);

    if (place)
        return;
    if (uri.data != container->uri.data && unread.value != container->root) {
        resource = new_resource(registry, unread.value, uri, container);
        unread.pointer = STR("");
        add_place(registry, unread.value, resource, resource, unread.pointer);
    }
    place = add_place(registry, unread.value, container, resource, unread.pointer);
    if (unread.value->type != VALUE_MAP)
        return;
    index_anchors(place);
    VALUE_EACH_ENTRY (entry, unread.value)
        push_subschemas(indexer, place, entry);
}

static void index_from(struct jsonschema_registry *registry, struct unread first)
{
    struct indexer indexer = {.registry = registry};

    vector_push(&indexer.unread, first);
    while (indexer.unread.count)
        index_schema(&indexer, indexer.unread.items[--indexer.unread.count]);
    vector_release(&indexer.unread);
}

struct resource *jsonschema_registry_document(struct jsonschema_registry *registry, struct str uri,
                                              struct value *root)
{
    struct place *place = find_place(registry, NULL, root);
    struct resource *resource;

    if (place)
        return place->resource;
    resource = new_resource(registry, root, identify(registry->arena, uri, root), NULL);
    if (uri.len && !map_get(&registry->resources, uri))
        map_put(&registry->resources, uri, resource);
    add_place(registry, root, NULL, resource, STR(""));
    index_from(registry, (struct unread){root, resource, STR("")});
    return resource;
}

void jsonschema_registry_add(struct jsonschema_registry *registry, struct str uri,
                             struct value *root)
{
    jsonschema_registry_document(registry, uri, root);
}

static struct resource *ask_resolver(struct jsonschema_registry *registry, struct str uri)
{
    struct value *root;

    if (!registry->resolver || map_get(&registry->missing, uri))
        return NULL;
    uri = arena_str(registry->arena, uri);
    root = registry->resolver(registry->resolver_context, uri);
    if (root)
        return jsonschema_registry_document(registry, uri, root);
    map_put(&registry->missing, uri, registry);
    return NULL;
}

struct resource *jsonschema_registry_find(struct jsonschema_registry *registry,
                                          struct resource *from, struct str uri)
{
    struct resource *found;

    /* A document refers to itself first, even if another one was added with the same URI. */
    for (struct resource *resource = from; resource; resource = resource->outer)
        if (str_equal(resource->uri, uri))
            return resource;
    found = map_get(&registry->resources, uri);
    return found ? found : ask_resolver(registry, uri);
}

struct place *jsonschema_registry_place(struct jsonschema_registry *registry,
                                        struct resource *container, struct value *value,
                                        struct str pointer)
{
    struct place *place = find_place(registry, container, value);

    if (!place) {
        index_from(registry, (struct unread){value, container, pointer});
        place = find_place(registry, container, value);
    }
    return place;
}

static struct str join(struct arena *arena, struct str a, struct str b)
{
    char *out = arena_alloc(arena, a.len + b.len + 1);

    memcpy(out, a.data, a.len);
    memcpy(out + a.len, b.data, b.len);
    return (struct str){out, a.len + b.len};
}

/* The value one token further, its container and pointer kept up to date. */
static struct value *step(struct jsonschema_registry *registry, struct value *value,
                          struct resource **container, struct str *pointer, struct str token)
{
    struct place *place = find_place(registry, *container, value);
    struct value *next;

    if (place && place->resource != *container) {
        *container = place->resource;
        *pointer = STR("");
    }
    token = join(registry->arena, STR("/"), token);
    next = value_at_pointer(value, token);
    *pointer = join(registry->arena, *pointer, token);
    return next;
}

struct place *jsonschema_registry_at_pointer(struct jsonschema_registry *registry,
                                             struct resource *resource, struct str pointer)
{
    struct value *value = resource->root;
    struct str rest = pointer, token, passed = STR("");

    str_split(&token, &rest, '/');
    while (value && str_split(&token, &rest, '/'))
        value = step(registry, value, &resource, &passed, token);
    if (!value || (value->type != VALUE_MAP && value->type != VALUE_BOOL))
        return NULL;
    return jsonschema_registry_place(registry, resource, value, passed);
}
