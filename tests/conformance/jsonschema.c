/*
 * JSON-Schema-Test-Suite: tests/draft.json files with groups of {schema, tests},
 * tests/optional and tests/optional/format, and remotes/, which stand for
 * http://localhost:1234/. Formats are asserted in optional/format alone.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "jsonschema/jsonschema.h"
#include "model/metaschema.h"
#include "source/json.h"
#include "tests/conformance/suites.h"

#define REMOTES "http://localhost:1234/"

struct suite_run {
    const char *folder;
    struct arena arena;
    struct tally *tally;
};

static struct value *resolve(void *context, struct str uri)
{
    struct suite_run *run = context;

    if (str_starts_with(uri, STR(REMOTES)))
        return read_json(arena_printf(&run->arena, "%s/remotes/%.*s", run->folder,
                                      STR_ARG(str_slice(uri, sizeof REMOTES - 1, uri.len)))
                             .data,
                         &run->arena);
    return metaschema_find(uri, &run->arena);
}

static void print_diagnostics(const struct sink *sink)
{
    for (size_t i = 0; i < sink->diagnostics.count; i++)
        printf("    %.*s\n", STR_ARG(sink->diagnostics.items[i]->message));
}

static void run_group(struct suite_run *run, const char *file, const struct value *group,
                      const struct jsonschema_options *options)
{
    struct jsonschema_registry *registry = jsonschema_registry_new(&run->arena);
    struct str title = arena_printf(&run->arena, "%s: %.*s", file,
                                    STR_ARG(value_get_string(group, STR("description"))));
    const struct value *tests = value_get(group, STR("tests"));
    struct jsonschema *schema;
    struct sink sink;

    sink_init(&sink, &run->arena);
    jsonschema_registry_set_resolver(registry, resolve, run);
    jsonschema_compile(&schema, registry, value_get(group, STR("schema")), STR(""), options, &sink);
    VALUE_EACH_ITEM (item, tests) {
        bool expected = value_get(item->value, STR("valid"))->boolean;
        bool valid =
            schema && jsonschema_validate(schema, value_get(item->value, STR("data")), &sink);
        bool explained = valid || sink.diagnostics.count > 0;

        tally_add(run->tally, schema && valid == expected && explained, title,
                  value_get_string(item->value, STR("description")));
        if (!schema || valid != expected)
            print_diagnostics(&sink);
        if (schema)
            sink.diagnostics.count = 0;
    }
    sink_release(&sink);
    jsonschema_free(schema);
    jsonschema_registry_free(registry);
}

static int run_file(struct suite_run *run, const char *path, const char *name,
                    const struct jsonschema_options *options)
{
    struct tally before = *run->tally;
    struct value *groups = read_json(path, &run->arena);

    if (!groups || groups->type != VALUE_LIST) {
        fprintf(stderr, "cannot read %s\n", path);
        return -1;
    }
    VALUE_EACH_ITEM (item, groups)
        run_group(run, name, item->value, options);
    printf("%s: %zu passed, %zu failed\n", name, run->tally->passed - before.passed,
           run->tally->failed - before.failed);
    return 0;
}

static int run_folder(struct suite_run *run, const char *folder, bool assert_format)
{
    struct jsonschema_options options = {.assert_format = assert_format};
    const char *path = arena_printf(&run->arena, "%s/%s", run->folder, folder).data;
    struct names names = names_in(path, ".json", &run->arena);

    for (size_t i = 0; i < names.count; i++) {
        struct str file = arena_printf(&run->arena, "%s/%s", path, names.items[i].data);
        struct str name = arena_printf(&run->arena, "%s/%s", folder, names.items[i].data);

        if (run_file(run, file.data, name.data, &options) < 0)
            return -1;
    }
    return 0;
}

int suite_jsonschema(struct tally *tally, const char *folder)
{
    struct suite_run run = {.folder = folder, .tally = tally};
    int result = -1;

    arena_init(&run.arena);
    if (run_folder(&run, "tests", false) < 0 || run_folder(&run, "tests/optional", false) < 0 ||
        run_folder(&run, "tests/optional/format", true) < 0)
        goto out;
    result = 0;
out:
    arena_release(&run.arena);
    return result;
}
