/*
 * A schema and a value in one input, one after the other. Whatever they are, compiling and
 * validating end, agree with each other, and tell why.
 */
#include "fuzz.h"

#include "jsonschema/jsonschema.h"
#include "source/json.h"

static void validate(struct fuzz *fuzz, const struct jsonschema *schema, const struct value *value)
{
    size_t before = fuzz->sink.diagnostics.count;
    bool valid = jsonschema_validate(schema, value, NULL);

    CHECK(jsonschema_validate(schema, value, &fuzz->sink) == valid);
    CHECK((fuzz->sink.diagnostics.count == before) == valid);
    CHECK(jsonschema_describe(schema, &fuzz->arena) != NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct jsonschema_options options = {.assert_format = true,
                                                      .locate = value_string_span};
    struct jsonschema_registry *registry;
    struct jsonschema *schema = NULL;
    struct documents documents = {0};
    struct fuzz fuzz;

    fuzz_begin(&fuzz, data, size);
    registry = jsonschema_registry_new(&fuzz.arena);
    json_read_each(&documents, &fuzz.source, &fuzz.arena, &fuzz.sink);
    if (documents.values.count == 2) {
        if (jsonschema_compile(&schema, registry, documents.values.items[0], STR("test:schema"),
                               &options, &fuzz.sink))
            validate(&fuzz, schema, documents.values.items[1]);
        else
            CHECK(!schema && fuzz.sink.diagnostics.count > 0);
    }
    vector_release(&documents.values);
    jsonschema_free(schema);
    jsonschema_registry_free(registry);
    fuzz_end(&fuzz, NULL, 0);
    return 0;
}
