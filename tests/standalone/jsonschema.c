/*
 * lib/jsonschema outside of the house, on base, regex and value alone:
 *     jsonschema SCHEMA [URI SCHEMA]... <JSON
 * prints "valid", or where the JSON text is not and why. What SCHEMA refers to is handed over by
 * a resolver, when it is asked for.
 */
#include "jsonschema/jsonschema.h"

#include <stdio.h>
#include <stdlib.h>

#include "tests/standalone/json.h"

/* The other schemas, as URI, SCHEMA, URI, SCHEMA ..., up to a NULL. */
struct shelf {
    char **arguments;
    struct arena *arena;
};

static struct value *resolve(void *context, struct str uri)
{
    const struct shelf *shelf = context;

    for (char **at = shelf->arguments; at[0] && at[1]; at += 2)
        if (str_equal_c(uri, at[0]))
            return json_of_argument(at[1], shelf->arena);
    return NULL;
}

static void print(const struct sink *sink)
{
    for (size_t i = 0; i < sink->diagnostics.count; i++) {
        const struct diagnostic *fault = sink->diagnostics.items[i];

        printf("%s %.*s: %.*s\n", fault->code, STR_ARG(fault->instance), STR_ARG(fault->message));
    }
}

static const struct jsonschema_options options = {.assert_format = true};

static bool validate(struct value *root, const struct value *value, struct shelf *shelf)
{
    struct jsonschema_registry *registry = jsonschema_registry_new(shelf->arena);
    struct jsonschema *schema;
    struct sink sink;
    bool valid;

    sink_init(&sink, shelf->arena);
    jsonschema_registry_set_resolver(registry, resolve, shelf);
    valid = jsonschema_compile(&schema, registry, root, STR("test:schema"), &options, &sink) &&
            jsonschema_validate(schema, value, &sink);
    print(&sink);
    if (valid)
        printf("valid\n");
    jsonschema_free(schema);
    jsonschema_registry_free(registry);
    sink_release(&sink);
    return valid;
}

int main(int argc, char **argv)
{
    struct arena arena;
    struct shelf shelf = {.arena = &arena};
    struct value *schema, *value;
    bool valid;

    if (argc < 2)
        return EXIT_FAILURE;
    arena_init(&arena);
    shelf.arguments = argv + 2;
    schema = json_of_argument(argv[1], &arena);
    value = json_of_input(&arena);
    valid = schema && value && validate(schema, value, &shelf);
    arena_release(&arena);
    return valid ? EXIT_SUCCESS : EXIT_FAILURE;
}
