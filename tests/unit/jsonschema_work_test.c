/* What a step of a schema may look at counts as work: the worst schemas end within a second. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "jsonschema/jsonschema.h"
#include "source/json.h"

static struct value *read_value(struct str text, struct arena *arena, struct sink *sink)
{
    struct source *source = ARENA_NEW(arena, struct source);
    struct value *value = NULL;

    source_init(source, STR("text.json"), text, arena);
    assert_int_equal(json_read(&value, source, arena, sink), 0);
    return value;
}

static void expect_limit(struct str schema, struct str value)
{
    struct jsonschema_registry *registry;
    struct jsonschema *compiled;
    struct arena arena;
    struct sink sink;

    arena_init(&arena);
    sink_init(&sink, &arena);
    registry = jsonschema_registry_new(&arena);
    assert_true(jsonschema_compile(&compiled, registry, read_value(schema, &arena, &sink),
                                   STR("test:schema"), NULL, &sink));
    assert_false(jsonschema_validate(compiled, read_value(value, &arena, &sink), &sink));
    assert_int_equal(sink.diagnostics.count, 1);
    assert_string_equal(sink.diagnostics.items[0]->code, "schema-limit");
    jsonschema_free(compiled);
    jsonschema_registry_free(registry);
    sink_release(&sink);
    arena_release(&arena);
}

/* {"s0": {"allOf": [s1, s1]}, ...}: LEAF is applied a million times. */
static void add_doubling(struct buffer *schema, const char *leaf)
{
    buffer_add_c(schema, "{\"$ref\": \"#/$defs/s0\", \"$defs\": {");
    for (int i = 0; i < 20; i++)
        buffer_printf(schema,
                      "\"s%d\": {\"allOf\": [{\"$ref\": \"#/$defs/s%d\"},"
                      " {\"$ref\": \"#/$defs/s%d\"}]},",
                      i, i + 1, i + 1);
    buffer_printf(schema, "\"s20\": %s}}", leaf);
}

/* {"k0": 0, ...} or [[0], ...]: what a step may look at. */
static void add_many(struct buffer *value, bool map)
{
    buffer_add_char(value, map ? '{' : '[');
    for (int i = 0; i < 20000; i++)
        buffer_printf(value, map ? "%s\"k%d\": %d" : "%s[%d, %d]", i ? ", " : "", i, i);
    buffer_add_char(value, map ? '}' : ']');
}

/* Each of these took minutes when only schemas were counted that are applied. */
static void work_is_what_is_looked_at(void **state)
{
    static const struct {
        bool map;
        const char *leaf;
    } table[] = {
        {true, "{\"additionalProperties\": {\"type\": \"integer\"}}"},
        {true, "{\"patternProperties\": {\"x.*y\": true, \"(?:k|[0-9])+z\": true}}"},
        {true, "{\"propertyNames\": {\"pattern\": \"^k\"}}"},
        {true, "{\"unevaluatedProperties\": true, \"properties\": {\"k1\": true}}"},
        {true, "{\"not\": {\"const\": {\"k0\": 1}}}"},
        {false, "{\"uniqueItems\": true}"},
        {false, "{\"prefixItems\": [true, true], \"items\": {\"minItems\": 1}}"},
        {false, "{\"not\": {\"contains\": {\"const\": 1}}}"},
        {false, "{\"not\": {\"enum\": [[[1]], [[2]], 3]}}"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct buffer schema = {0}, value = {0};

        add_doubling(&schema, table[i].leaf);
        add_many(&value, table[i].map);
        expect_limit(buffer_str(&schema), buffer_str(&value));
        buffer_release(&schema);
        buffer_release(&value);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(work_is_what_is_looked_at)};

    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
