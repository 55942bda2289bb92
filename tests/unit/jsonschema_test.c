/*
 * The engine: what the published suite does not ask. Faults are written
 * "LINE:COLUMN CODE INSTANCE KEYWORD", one a line.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "jsonschema/jsonschema.h"
#include "jsonschema/pattern.h"
#include "jsonschema/sequence.h"
#include "regex/regex.h"
#include "source/json.h"
#include "source/position.h"

struct fixture {
    struct arena arena;
    struct sink sink;
    struct jsonschema_registry *registry;
    struct jsonschema *schema;
};

static struct value *read_text(struct fixture *fixture, struct str text)
{
    struct source *source = ARENA_NEW(&fixture->arena, struct source);
    struct value *value;

    source_init(source, STR("test.json"), arena_str(&fixture->arena, text), &fixture->arena);
    if (json_read(&value, source, &fixture->arena, &fixture->sink) < 0)
        fail_msg("no JSON: %.*s", STR_ARG(text));
    return value;
}

static void set_up(struct fixture *fixture)
{
    *fixture = (struct fixture){0};
    arena_init(&fixture->arena);
    sink_init(&fixture->sink, &fixture->arena);
    fixture->registry = jsonschema_registry_new(&fixture->arena);
}

static void tear_down(struct fixture *fixture)
{
    jsonschema_free(fixture->schema);
    jsonschema_registry_free(fixture->registry);
    sink_release(&fixture->sink);
    arena_release(&fixture->arena);
}

static bool compile(struct fixture *fixture, const char *schema)
{
    struct jsonschema_options options = {.locate = value_string_span};

    return jsonschema_compile(&fixture->schema, fixture->registry,
                              read_text(fixture, str_of(schema)), STR("test:schema"), &options,
                              &fixture->sink);
}

/* The faults in the sink, as above. */
static const char *faults(struct fixture *fixture)
{
    struct buffer out;
    const char *text;

    buffer_init(&out);
    for (size_t i = 0; i < fixture->sink.diagnostics.count; i++) {
        const struct diagnostic *diagnostic = fixture->sink.diagnostics.items[i];
        struct position at = source_position(diagnostic->span.source, diagnostic->span.start);

        buffer_printf(&out, "%u:%u %s %.*s %.*s\n", at.line, at.column, diagnostic->code,
                      STR_ARG(diagnostic->instance), STR_ARG(diagnostic->keyword));
    }
    text = arena_str(&fixture->arena, buffer_str(&out)).data;
    buffer_release(&out);
    return text;
}

/* With SEEDS in the environment, hand what is tested to the fuzz target of the same name. */
static void plant(const char *schema, struct str value)
{
    static size_t planted;
    const char *folder = getenv("SEEDS");
    char path[512];
    FILE *file;

    if (!folder || value.len > 4096)
        return;
    snprintf(path, sizeof path, "%s/seed-%zu", folder, planted++);
    file = fopen(path, "wb");
    if (!file)
        return;
    fprintf(file, "%s\n%.*s\n", schema, STR_ARG(value));
    fclose(file);
}

/* Expect SCHEMA to find FAULTS ("" if valid) in the JSON text VALUE. */
static void expect_text(const char *schema, struct str value, const char *expected)
{
    struct fixture fixture;
    bool valid;

    set_up(&fixture);
    plant(schema, value);
    if (!compile(&fixture, schema))
        fail_msg("%s\n%s", schema, faults(&fixture));
    valid = jsonschema_validate(fixture.schema, read_text(&fixture, value), &fixture.sink);
    assert_string_equal(faults(&fixture), expected);
    assert_int_equal(valid, *expected == 0);
    tear_down(&fixture);
}

static void expect(const char *schema, const char *value, const char *expected)
{
    expect_text(schema, str_of(value), expected);
}

static void faults_have_places(void **state)
{
    (void)state;
    expect("{\"properties\": {\"a/b\": {\"items\": {\"$ref\": \"#/$defs/n~0\"}}},"
           " \"$defs\": {\"n~\": {\"type\": \"integer\"}}}",
           "{\n \"a/b\": [1, \"x\",\n 2.5]}",
           "2:13 schema-type /a~1b/1 /properties/a~1b/items/$ref/type\n"
           "3:2 schema-type /a~1b/2 /properties/a~1b/items/$ref/type\n");
    expect("{\"required\": [\"a\"], \"properties\": {\"a\": {\"minLength\": 1}}}", "{\"a\":  \"\"}",
           "1:2 schema-length /a /properties/a/minLength\n");
    expect("{\"anyOf\": [{\"required\": [\"a\"]}, {\"properties\": {\"b\": false}}]}", "{\"b\": 1}",
           "1:2 schema-not-allowed /b /anyOf/1/properties/b\n");
}

/* Names are values for as long as they are complained about. */
static void names_in_unions(void **state)
{
    (void)state;
    expect("{\"anyOf\": [{\"propertyNames\": {\"enum\": [\"a\", \"b\"]}},"
           " {\"propertyNames\": {\"const\": \"c\"}}]}",
           "{\"d\": 1}", "1:2 schema-enum /d /anyOf/0/propertyNames/enum\n");
}

/* The same fault on two paths is told once. */
static void no_fault_twice(void **state)
{
    (void)state;
    expect("{\"allOf\": [{\"type\": \"string\"}, {\"type\": \"string\"}]}", "1",
           "1:1 schema-type  /allOf/0/type\n");
}

static void strings_are_code_points(void **state)
{
    (void)state;
    expect("{\"const\": \"a\\u0000b\"}", "\"a\\u0000b\"", "");
    expect("{\"const\": \"a\\u0000b\"}", "\"a\\u0000c\"", "1:1 schema-const  /const\n");
    expect("{\"maxLength\": 2, \"minLength\": 2}", "\"\\ud83d\\udc32\\u0000\"", "");
    expect("{\"pattern\": \"^.\\\\0$\"}", "\"\\ud83d\\udc32\\u0000\"", "");
    expect("{\"minLength\": 3}", "\"\\ud83d\\udc32\\u00e9\"", "1:1 schema-length  /minLength\n");
    expect("{\"properties\": {\"a\\u0000\": false}}", "{\"a\": 1}", "");
}

static void numbers_are_exact(void **state)
{
    static const struct {
        const char *schema, *value, *keyword;
    } table[] = {
        {"{\"multipleOf\": 0.0001}", "0.0075", NULL},
        {"{\"multipleOf\": 0.01}", "4.35", NULL},
        {"{\"multipleOf\": 1e-10}", "12345678901234567890.0000000001", NULL},
        {"{\"multipleOf\": 7}", "9223372036854775807", NULL},
        {"{\"multipleOf\": 3}", "-9223372036854775808", "schema-multiple  /multipleOf"},
        {"{\"type\": \"integer\"}", "1.0", NULL},
        {"{\"type\": \"integer\"}", "1e2", NULL},
        {"{\"type\": \"integer\"}", "1234567890123456789012345678901234567890", NULL},
        {"{\"type\": \"integer\"}", "1e-1", "schema-type  /type"},
        {"{\"const\": 1}", "1.0", NULL},
        {"{\"enum\": [100]}", "1e2", NULL},
        {"{\"const\": 9007199254740993}", "9007199254740992.0", "schema-const  /const"},
        {"{\"minimum\": 0.1}", "0.1000000000000000000000000000000001", NULL},
        {"{\"minimum\": 0.1000000000000000000000000000000001}", "0.1", "schema-range  /minimum"},
        {"{\"maximum\": 18446744073709551615}", "18446744073709551616", "schema-range  /maximum"},
        {"{\"exclusiveMaximum\": 1e400}", "1e399", NULL},
        {"{\"exclusiveMinimum\": -0.0}", "0", "schema-range  /exclusiveMinimum"},
        {"{\"multipleOf\": 3}", "1e999999", "schema-multiple  /multipleOf"},
        {"{\"multipleOf\": 1234567890123456789012345678901}", "1e999999", "schema-limit  "},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        char expected[80] = "";

        if (table[i].keyword)
            snprintf(expected, sizeof expected, "1:1 %s\n", table[i].keyword);
        expect(table[i].schema, table[i].value, expected);
    }
}

static void equality_is_mathematical(void **state)
{
    (void)state;
    expect("{\"uniqueItems\": true}", "[1, true, \"1\", null, [1], {\"a\": 1}, 0, false, \"\"]",
           "");
    expect("{\"uniqueItems\": true}", "[{\"a\": 1, \"b\": [2]}, 7, {\"b\": [2.0], \"a\": 1e0}]",
           "1:25 schema-unique /2 /uniqueItems\n");
    expect("{\"uniqueItems\": true}", "[0,1,2,3,4,5,6,7,8,9,10,11,-0.0]",
           "1:28 schema-unique /12 /uniqueItems\n");
    /* long enough to be hashed */
    expect("{\"enum\": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, \"x\", {\"a\": [1]}]}",
           "{\"a\": [1.0]}", "");
    expect("{\"enum\": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, \"x\", null]}", "12.0", "");
    expect("{\"enum\": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, \"x\", null]}", "\"y\"",
           "1:1 schema-enum  /enum\n");
}

static void large_lists_are_not_quadratic(void **state)
{
    enum { ITEMS = 100000 };
    struct buffer text;

    (void)state;
    buffer_init(&text);
    for (int i = 0; i < ITEMS; i++)
        buffer_printf(&text, "%c[%d]", i ? ',' : '[', i);
    buffer_add_c(&text, ",[7.0]]");
    expect_text("{\"uniqueItems\": true}", buffer_str(&text),
                "1:788892 schema-unique /100000 /uniqueItems\n");
    buffer_release(&text);
}

static void endless_schemas_end(void **state)
{
    static const char *const loops[] = {
        "{\"$ref\": \"#\"}",
        "{\"not\": {\"allOf\": [true, {\"$ref\": \"#\"}]}}",
        "{\"anyOf\": [{\"type\": \"string\"}, {\"$dynamicRef\": \"#\"}]}",
        "{\"$defs\": {\"a\": {\"if\": true, \"then\": {\"$ref\": \"#/$defs/a\"}}}}",
    };
    struct fixture fixture;

    (void)state;
    for (size_t i = 0; i < sizeof loops / sizeof loops[0]; i++) {
        set_up(&fixture);
        assert_false(compile(&fixture, loops[i]));
        assert_null(fixture.schema);
        assert_string_equal(fixture.sink.diagnostics.items[0]->code, "schema-reference");
        tear_down(&fixture);
    }
    /* A loop that only the dynamic scope closes is met while a value is checked. */
    expect("{\"$id\": \"https://a.example/\", \"$ref\": \"b\","
           " \"$defs\": {\"x\": {\"$dynamicAnchor\": \"x\", \"$ref\": \"b\"},"
           "  \"b\": {\"$id\": \"b\", \"$dynamicRef\": \"#x\","
           "   \"$defs\": {\"x\": {\"$dynamicAnchor\": \"x\"}}}}}",
           "1", "1:1 schema-limit  \n");
}

static void work_is_limited(void **state)
{
    struct buffer schema;

    (void)state;
    buffer_init(&schema);
    buffer_add_c(&schema, "{\"$ref\": \"#/$defs/s0\", \"$defs\": {");
    for (int i = 0; i < 40; i++)
        buffer_printf(&schema,
                      "\"s%d\": {\"allOf\": [{\"$ref\": \"#/$defs/s%d\"},"
                      " {\"$ref\": \"#/$defs/s%d\"}]},",
                      i, i + 1, i + 1);
    buffer_add_c(&schema, "\"s40\": {\"minLength\": 1}}}");
    expect(buffer_c(&schema), "\"x\"", "1:1 schema-limit  \n");
    buffer_release(&schema);
    expect("{\"pattern\": \"^(a+)+$\"}", "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab\"",
           "1:1 schema-limit  \n");
    expect("{\"not\": {\"patternProperties\": {\"^(a+)+$\": {\"type\": \"string\"}}}}",
           "{\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab\": 1}", "1:1 schema-limit  \n");
}

static void faults_are_limited(void **state)
{
    enum { ITEMS = LIMIT_DIAGNOSTICS + 500 };
    struct fixture fixture;
    struct buffer text;

    (void)state;
    buffer_init(&text);
    for (int i = 0; i < ITEMS; i++)
        buffer_printf(&text, "%c%d", i ? ',' : '[', i);
    buffer_add_char(&text, ']');
    set_up(&fixture);
    assert_true(compile(&fixture, "{\"items\": {\"type\": \"string\"}}"));
    assert_false(
        jsonschema_validate(fixture.schema, read_text(&fixture, buffer_str(&text)), &fixture.sink));
    assert_int_equal(fixture.sink.diagnostics.count, LIMIT_DIAGNOSTICS + 1);
    assert_string_equal(fixture.sink.diagnostics.items[LIMIT_DIAGNOSTICS]->code, "schema-limit");
    tear_down(&fixture);
    buffer_release(&text);
}

static void wrong_schemas(void **state)
{
    static const struct {
        const char *schema, *faults;
    } table[] = {
        {"{\"type\": \"strin\"}", "1:10 schema-invalid  \n"},
        {"{\"$ref\": \"#/$defs/a\"}", "1:10 schema-reference  \n"},
        {"{\"$ref\": \"#a\"}", "1:10 schema-reference  \n"},
        {"{\"$ref\": \"https://a.example/b\"}", "1:10 schema-reference  \n"},
        {"{\"$ref\": \"#/minLength\", \"minLength\": 2}", "1:10 schema-reference  \n"},
        {"{\"pattern\": \"a\\u0062(\"}", "1:22 schema-regex  \n"},
        {"{\"patternProperties\": {\"a[\": true}}", "1:26 schema-regex  \n"},
        {"{\"$schema\": \"http://json-schema.org/draft-07/schema#\"}", "1:13 schema-invalid  \n"},
        {"{\"$defs\": {\"unused\": {\"multipleOf\": 0}}}", "1:37 schema-invalid  \n"},
        {"{\"minItems\": 1.5, \"allOf\": []}", "1:14 schema-invalid  \n1:28 schema-invalid  \n"},
        {"{\"properties\": {\"a\": 7}}", "1:22 schema-invalid  \n"},
        {"7", "1:1 schema-invalid  \n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct fixture fixture;

        set_up(&fixture);
        assert_false(compile(&fixture, table[i].schema));
        assert_string_equal(faults(&fixture), table[i].faults);
        tear_down(&fixture);
    }
}

static size_t questions;

static struct value *resolve(void *context, struct str uri)
{
    questions++;
    if (str_equal_c(uri, "https://a.example/list"))
        return read_text(context, STR("{\"items\": {\"$ref\": \"item\"}}"));
    return NULL;
}

static void references_are_looked_up(void **state)
{
    struct fixture fixture;
    struct value *item;

    (void)state;
    set_up(&fixture);
    questions = 0;
    jsonschema_registry_set_resolver(fixture.registry, resolve, &fixture);
    item = read_text(&fixture, STR("{\"$id\": \"https://a.example/item\", \"type\": \"null\"}"));
    jsonschema_registry_add(fixture.registry, STR("file:///item.json"), item);
    assert_true(compile(&fixture, "{\"allOf\": [{\"$ref\": \"https://a.example/list\"},"
                                  " {\"$ref\": \"https://a.example/list#\"},"
                                  " {\"items\": {\"$ref\": \"file:///item.json\"}}]}"));
    assert_true(jsonschema_validate(fixture.schema, read_text(&fixture, STR("[null]")), NULL));
    assert_false(jsonschema_validate(fixture.schema, read_text(&fixture, STR("[1]")), NULL));
    assert_int_equal(questions, 2); /* the list, and the metaschema */
    tear_down(&fixture);
}

static void hints_are_no_faults(void **state)
{
    struct jsonschema_options options = {0};
    struct fixture fixture;
    struct sink hints;
    struct value *root;

    (void)state;
    set_up(&fixture);
    sink_init(&hints, &fixture.arena);
    options.hints = &hints;
    root = read_text(&fixture, STR("{\"requird\": [], \"x-note\": 1, \"discriminator\": 2,"
                                   " \"format\": \"dat\"}"));
    assert_true(jsonschema_compile(&fixture.schema, fixture.registry, root, STR(""), &options,
                                   &fixture.sink));
    assert_int_equal(hints.diagnostics.count, 2);
    assert_string_equal(hints.diagnostics.items[0]->code, "schema-unknown-keyword");
    assert_string_equal(hints.diagnostics.items[1]->code, "schema-unknown-format");
    jsonschema_free(fixture.schema);
    options = (struct jsonschema_options){.report_unknown = true};
    assert_false(jsonschema_compile(&fixture.schema, fixture.registry, root, STR(""), &options,
                                    &fixture.sink));
    assert_int_equal(fixture.sink.diagnostics.count, 3);
    sink_release(&hints);
    tear_down(&fixture);
}

/* Where both can match, the short cut and the regular expression say the same. */
static void sequences_match_like_patterns(void **state)
{
    static const struct {
        const char *pattern;
        bool plain; /* the short cut is taken */
    } patterns[] = {
        {"^RISK-[0-9]{4}$", true},
        {"^A\\.[5-8]\\.[0-9]{1,2}$", true},
        {"^", true},
        {"^$", true},
        {"^[a-z][a-z0-9-]*$", true},
        {"^\\d+\\.\\d*$", true},
        {"^[]$", true},
        {"^ab", true},
        {"^x?y", true},
        {"^\\w+ \\w+$", true},
        {"^[+\\-]?\\d{1,3}$", true},
        {"^a{0}b$", true},
        {"^[.]{2,}z$", true},
        {"^a*b?c$", true},
        {"a", false},
        {"^a*a$", false},
        {"^a?b?a$", false},
        {"^(a)$", false},
        {"^a|b$", false},
        {"^[^a]$", false},
        {"^.$", false},
        {"^\xC3\xA9$", false},
        {"^a+?$", false},
        {"^\\s$", false},
        {"^a$b", false},
        {"^\\bab$", false},
    };
    static const char *const texts[] = {
        "",           "a",
        "b",          "c",
        "ab",         "abc",
        "aab",        "RISK-0001",
        "RISK-00011", "A.5.1",
        "A.9.1",      "A.8.23",
        "A.5.123",    "-",
        "+12",        "1.",
        "1.25",       "x",
        "y",          "xy",
        "xyz",        "a b",
        "a_1 Z",      "..z",
        "...z",       ".z",
        "\xC3\xA9",   "a\n",
        "aba",        "bc",
        "aabc",       "z9-z",
        "Z9",         "RISK-000\xC3\xA9",
    };

    (void)state;
    for (size_t i = 0; i < sizeof patterns / sizeof patterns[0]; i++) {
        struct str pattern = str_of(patterns[i].pattern);
        struct sequence *sequence = jsonschema_sequence_new(pattern);
        struct regex *regex;
        struct error error;
        size_t offset;

        assert_int_equal(regex_new(&regex, pattern, REGEX_ECMA262, &offset, &error), 0);
        if ((sequence != NULL) != patterns[i].plain)
            fail_msg("%s: the short cut is%s taken", patterns[i].pattern, sequence ? "" : " not");
        for (size_t j = 0; sequence && j < sizeof texts / sizeof texts[0]; j++)
            if (jsonschema_sequence_matches(sequence, str_of(texts[j])) !=
                (regex_search(regex, str_of(texts[j]), 0, NULL) == REGEX_YES))
                fail_msg("%s on '%s'", patterns[i].pattern, texts[j]);
        jsonschema_sequence_free(sequence);
        regex_free(regex);
    }
    assert_null(jsonschema_sequence_new(STR("^a{99999}$")));
    assert_null(jsonschema_sequence_new(STR("^[b-a]$")));
    assert_null(jsonschema_sequence_new(STR("^a**$")));
    assert_null(jsonschema_sequence_new(STR("^\\q$")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(faults_have_places),
        cmocka_unit_test(names_in_unions),
        cmocka_unit_test(no_fault_twice),
        cmocka_unit_test(strings_are_code_points),
        cmocka_unit_test(numbers_are_exact),
        cmocka_unit_test(equality_is_mathematical),
        cmocka_unit_test(large_lists_are_not_quadratic),
        cmocka_unit_test(endless_schemas_end),
        cmocka_unit_test(work_is_limited),
        cmocka_unit_test(faults_are_limited),
        cmocka_unit_test(wrong_schemas),
        cmocka_unit_test(references_are_looked_up),
        cmocka_unit_test(hints_are_no_faults),
        cmocka_unit_test(sequences_match_like_patterns),
    };

    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
