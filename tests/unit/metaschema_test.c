/* The schemas that are compiled into the program, against the metaschema that is, too. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/embedded.h"
#include "jsonschema/jsonschema.h"
#include "model/builtin.h"
#include "model/metaschema.h"

static struct value *resolve(void *context, struct str uri)
{
    return metaschema_find(uri, context);
}

static void check_schema(struct str path, struct arena *arena)
{
    static const struct jsonschema_options options = {.assert_format = true,
                                                      .report_unknown = true};
    struct jsonschema_registry *registry = jsonschema_registry_new(arena);
    struct jsonschema *schema = NULL;
    struct value *root;
    struct error error;
    struct sink sink;

    sink_init(&sink, arena);
    jsonschema_registry_set_resolver(registry, resolve, arena);
    if (builtin_read(&root, path, arena, &error) < 0)
        fail_msg("%s", error.message);
    if (!jsonschema_compile(&schema, registry, root, STR(""), &options, &sink))
        fail_msg("%.*s: %.*s", STR_ARG(path), STR_ARG(sink.diagnostics.items[0]->message));
    jsonschema_free(schema);
    jsonschema_registry_free(registry);
    sink_release(&sink);
}

static void every_schema_is_valid(void **state)
{
    struct arena arena;
    size_t count = 0;

    (void)state;
    arena_init(&arena);
    for (size_t i = 0; i < embedded_file_count; i++) {
        struct str path = embedded_files[i].path;

        if (!str_starts_with(path, STR("schema/")) ||
            (!str_ends_with(path, STR("/schema.yaml")) && !str_ends_with(path, STR(".json"))))
            continue;
        check_schema(path, &arena);
        count++;
    }
    assert_in_range(count, 10, 1000);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_schema_is_valid),
    };

    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
