/* What a schema says about the shape of its values. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "jsonschema/jsonschema.h"
#include "source/json.h"

struct fixture {
    struct arena arena;
    struct sink sink;
    struct jsonschema_registry *registry;
    struct jsonschema *schema;
};

static const struct jsonschema_shape *describe(struct fixture *fixture, const char *text)
{
    struct source *source;
    struct value *root;

    arena_init(&fixture->arena);
    sink_init(&fixture->sink, &fixture->arena);
    source = ARENA_NEW(&fixture->arena, struct source);
    source_init(source, STR("schema.json"), str_of(text), &fixture->arena);
    assert_int_equal(json_read(&root, source, &fixture->arena, &fixture->sink), 0);
    fixture->registry = jsonschema_registry_new(&fixture->arena);
    assert_true(jsonschema_compile(&fixture->schema, fixture->registry, root, STR(""), NULL,
                                   &fixture->sink));
    return jsonschema_describe(fixture->schema, &fixture->arena);
}

static void release(struct fixture *fixture)
{
    jsonschema_free(fixture->schema);
    jsonschema_registry_free(fixture->registry);
    sink_release(&fixture->sink);
    arena_release(&fixture->arena);
}

static const struct jsonschema_shape *property(const struct jsonschema_shape *shape,
                                               const char *name)
{
    const struct jsonschema_property *found = jsonschema_shape_property(shape, str_of(name));

    assert_non_null(found);
    return found->shape;
}

static bool is_required(const struct jsonschema_shape *shape, const char *name)
{
    return jsonschema_shape_property(shape, str_of(name))->required;
}

static void a_risk(void **state)
{
    struct fixture fixture;
    const struct jsonschema_shape *risk = describe(
        &fixture,
        "{\"type\": \"object\", \"required\": [\"id\", \"owner\"], \"additionalProperties\": false,"
        " \"properties\": {"
        "  \"id\": {\"type\": \"string\", \"description\": \"RISK- and four digits\"},"
        "  \"owner\": {\"$ref\": \"#/$defs/owner\"},"
        "  \"score\": {\"type\": [\"integer\", \"null\"]},"
        "  \"status\": {\"enum\": [\"open\", \"closed\"]},"
        "  \"due\": {\"type\": \"string\", \"format\": \"date\"},"
        "  \"tags\": {\"type\": \"array\", \"items\": {\"type\": \"string\"}}},"
        " \"$defs\": {\"owner\": {\"type\": \"object\", \"required\": [\"name\"],"
        "  \"properties\": {\"name\": {\"type\": \"string\"}}}}}");

    (void)state;
    assert_int_equal(risk->types, 1u << VALUE_MAP);
    assert_int_equal(risk->property_count, 6);
    assert_false(risk->open);
    assert_true(is_required(risk, "id"));
    assert_false(is_required(risk, "score"));
    assert_true(str_equal_c(property(risk, "id")->description, "RISK- and four digits"));
    assert_int_equal(property(risk, "score")->types, 1u << VALUE_INT | 1u << VALUE_NULL);
    assert_int_equal(property(risk, "status")->types, 1u << VALUE_STRING);
    assert_int_equal(property(risk, "status")->allowed_count, 2);
    assert_true(str_equal_c(property(risk, "due")->format, "date"));
    assert_int_equal(property(risk, "tags")->items->types, 1u << VALUE_STRING);
    assert_true(property(risk, "owner")->open);
    assert_true(is_required(property(risk, "owner"), "name"));
    release(&fixture);
}

static void what_holds_and_what_may_hold(void **state)
{
    struct fixture fixture;
    const struct jsonschema_shape *shape = describe(
        &fixture, "{\"properties\": {\"a\": {\"type\": [\"string\", \"number\"]}},"
                  " \"allOf\": [{\"properties\": {\"a\": {\"type\": [\"integer\", \"null\"]}},"
                  "   \"required\": [\"a\"]},"
                  "  {\"if\": {\"properties\": {\"c\": {\"const\": 1}}},"
                  "   \"then\": {\"properties\": {\"b\": {\"type\": \"string\"}},"
                  "    \"required\": [\"b\"]}}],"
                  " \"anyOf\": [{\"type\": \"string\"},"
                  "  {\"type\": \"object\", \"properties\": {\"d\": {\"const\": \"x\"}}}],"
                  " \"additionalProperties\": {\"type\": \"boolean\"}}");

    (void)state;
    assert_int_equal(shape->types, 1u << VALUE_STRING | 1u << VALUE_MAP);
    assert_int_equal(property(shape, "a")->types, 1u << VALUE_INT);
    assert_true(is_required(shape, "a"));
    assert_int_equal(property(shape, "b")->types, 1u << VALUE_STRING);
    assert_false(is_required(shape, "b"));
    assert_int_equal(property(shape, "d")->allowed_count, 1);
    assert_null(jsonschema_shape_property(shape, STR("c")));
    assert_true(shape->open);
    assert_int_equal(shape->others->types, 1u << VALUE_BOOL);
    release(&fixture);
}

static void a_tree_ends(void **state)
{
    struct fixture fixture;
    const struct jsonschema_shape *shape = describe(
        &fixture, "{\"type\": \"object\", \"properties\": {\"child\": {\"$ref\": \"#\"}}}");
    size_t depth = 0;

    (void)state;
    for (; shape->property_count; depth++)
        shape = shape->properties[0].shape;
    assert_int_equal(depth, 2);
    assert_int_equal(shape->types, (1u << (VALUE_MAP + 1)) - 1);
    release(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_risk),
        cmocka_unit_test(what_holds_and_what_may_hold),
        cmocka_unit_test(a_tree_ends),
    };

    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
