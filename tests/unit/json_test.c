/* JSON (RFC 8259): values, exact spans, and what is said about broken files. */
#include "source_helper.h"

#include "base/limits.h"
#include "source/json.h"

static void a_document(void **state)
{
    static const char text[] =
        "{\"id\": \"A.5.1\",\r\n \"applicable\": true, \"n\": [1, 2.50, null]}\n";
    struct bench bench;
    struct value *value;

    (void)state;
    bench_begin(&bench, text);
    assert_int_equal(json_read(&value, &bench.source, &bench.arena, &bench.sink), 0);
    assert_string_equal(bench_show(&bench, value),
                        "{id:\"A.5.1\",applicable:true,n:[1,~2.50,null]}");
    assert_string_equal(bench_spans(&bench, value),
                        "`{\"id\": \"A.5.1\",\r\n \"applicable\": true, \"n\": [1, 2.50, null]}`"
                        "`\"id\"``\"A.5.1\"``\"applicable\"``true``\"n\"``[1, 2.50, null]`"
                        "`1``2.50``null`");
    bench_end(&bench);
}

static void values(void **state)
{
    static const struct {
        const char *text, *shown, *faults;
    } table[] = {
        {"null", "null", ""},
        {"\xEF\xBB\xBF 1", "1", ""},
        {"[]", "[]", ""},
        {" {} ", "{}", ""},
        {"-0", "0", ""},
        {"1e3", "~1e3", ""},
        {"9223372036854775807", "9223372036854775807", ""},
        {"9223372036854775808", "~9223372036854775808", ""},
        {"\"a\\n\\\"\\\\\\/\\b\\f\\r\\t\\u0041\"", "\"a\n\"\\/\b\f\r\tA\"", ""},
        {"\"\\ud83d\\ude00\"", "\"\xF0\x9F\x98\x80\"", ""},
        {"\"\\ud83d!\"", "\"\xEF\xBF\xBD!\"", "1:2 json-lone-surrogate `\\ud83d`"},
        {"\"\\ude00\\ud83d\\ud83d\\ude00\"", "\"\xEF\xBF\xBD\xEF\xBF\xBD\xF0\x9F\x98\x80\"",
         "1:2 json-lone-surrogate `\\ude00`; 1:8 json-lone-surrogate `\\ud83d`"},
        {"{\"a\":1,\n\"\\u0061\":2}", "{a:1}", "2:1 json-duplicate-key `\"\\u0061\"`"},
        {"", "nothing", "1:1 json-syntax ``"},
        {"[1 2]", "nothing", "1:4 json-syntax `2`"},
        {"[1,]", "nothing", "1:3 json-syntax `,`"},
        {"[1", "nothing", "1:3 json-syntax ``"},
        {"{\"a\" 1}", "nothing", "1:6 json-syntax `1`"},
        {"{\"a\":1,}", "nothing", "1:7 json-syntax `,`"},
        {"[\"a \"b\" c\"]", "nothing", "1:5 json-syntax `\"`"},
        {"{\"k\": \"a\" b}", "nothing", "1:9 json-syntax `\"`"},
        {"[\"a\"\nb]", "nothing", "2:1 json-syntax `b`"},
        {"[\xE2\x80\x9C 1\xE2\x80\x9D]", "nothing", "1:2 json-syntax `\xE2\x80\x9C`"},
        {"{a:1}", "nothing", "1:2 json-syntax `a`"},
        {"{\"a\":1 \"b\":2}", "nothing", "1:8 json-syntax `\"`"},
        {"1 2", "nothing", "1:3 json-syntax `2`"},
        {"[True]", "nothing", "1:2 json-syntax `True`"},
        {"01", "nothing", "1:2 json-syntax `1`"},
        {"-", "nothing", "1:2 json-syntax ``"},
        {"1.", "nothing", "1:3 json-syntax ``"},
        {"1e+", "nothing", "1:4 json-syntax ``"},
        {".5", "nothing", "1:1 json-syntax `.`"},
        {"+1", "nothing", "1:1 json-syntax `+`"},
        {"\"a", "nothing", "1:1 json-syntax `\"a`"},
        {"\"a\nb\"", "nothing", "1:1 json-syntax `\"a`"},
        {"\"a\tb\"", "nothing", "1:3 json-syntax `\t`"},
        {"\"\\x\"", "nothing", "1:3 json-syntax `x`"},
        {"\"\\u12g4\"", "nothing", "1:6 json-syntax `g`"},
        {"\"\\", "nothing", "1:3 json-syntax ``"},
        {"[\xF0\x9F\x98\x80]", "nothing", "1:2 json-syntax `\xF0\x9F\x98\x80`"},
        {"[\"\xC3(\"]", "nothing", "1:3 source-not-utf8 `\xC3`"},
        {"[1,]", "nothing", "1:3 json-syntax `,`"},
        {"{\"a\": 1 ,\n}", "nothing", "1:9 json-syntax `,`"},
        {"// x\n1", "nothing", "1:1 json-syntax `//`"},
        {"{\"a\": 1 # x\n}", "nothing", "1:9 json-syntax `#`"},
        {"{'a': 1}", "nothing", "1:2 json-syntax `'`"},
        {"['a']", "nothing", "1:2 json-syntax `'`"},
        {"{a: 1}", "nothing", "1:2 json-syntax `a`"},
        {"[NaN]", "nothing", "1:2 json-syntax `NaN`"},
        {"1 /* x */", "nothing", "1:3 json-syntax `/*`"},
        {"\xFF\xFE[", "nothing", "1:1 source-not-utf8 `\xFF\xFE`"},
    };
    struct bench bench;
    struct value *value;

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        int result;

        bench_begin(&bench, table[i].text);
        result = json_read(&value, &bench.source, &bench.arena, &bench.sink);
        assert_int_equal(result, value ? 0 : -1);
        assert_string_equal(bench_show(&bench, value), table[i].shown);
        assert_string_equal(bench_faults(&bench), table[i].faults);
        bench_end(&bench);
    }
}

static void the_second_key_names_the_first(void **state)
{
    struct bench bench;
    struct value *value;
    struct diagnostic *diagnostic;

    (void)state;
    bench_begin(&bench, "{\n\"id\": 1,\n\"id\": 2}");
    assert_int_equal(json_read(&value, &bench.source, &bench.arena, &bench.sink), 0);
    diagnostic = bench.sink.diagnostics.items[0];
    assert_string_equal(diagnostic->message.data, "the key `id` appears twice, first on line 2");
    bench_end(&bench);
}

static void nul_bytes(void **state)
{
    struct bench bench;
    struct value *value;

    (void)state;
    bench_begin_str(&bench, STR("\"a\\u0000b\""));
    assert_int_equal(json_read(&value, &bench.source, &bench.arena, &bench.sink), 0);
    assert_true(str_equal(value->string, STR("a\0b")));
    bench_end(&bench);
    bench_begin_str(&bench, STR("\"a\0b\""));
    assert_int_equal(json_read(&value, &bench.source, &bench.arena, &bench.sink), -1);
    assert_string_equal(bench.sink.diagnostics.items[0]->code, "source-binary");
    assert_int_equal(bench.sink.diagnostics.items[0]->span.start, 2);
    bench_end(&bench);
}

static void depth(void **state)
{
    struct bench bench;
    struct value *value;
    struct buffer text = {0};

    (void)state;
    buffer_add_repeated(&text, '[', LIMIT_DEPTH);
    buffer_add_repeated(&text, ']', LIMIT_DEPTH);
    bench_begin_str(&bench, buffer_str(&text));
    assert_int_equal(json_read(&value, &bench.source, &bench.arena, &bench.sink), 0);
    bench_end(&bench);
    buffer_clear(&text);
    buffer_add_repeated(&text, '[', 100000);
    bench_begin_str(&bench, buffer_str(&text));
    assert_int_equal(json_read(&value, &bench.source, &bench.arena, &bench.sink), -1);
    assert_string_equal(bench_faults(&bench), "1:201 source-too-deep `[`");
    bench_end(&bench);
    buffer_release(&text);
}

static void size_and_count(void **state)
{
    struct bench bench;
    struct value *value;
    struct buffer text = {0};

    (void)state;
    buffer_add_repeated(&text, ' ', LIMIT_FILE_SIZE + 1);
    bench_begin_str(&bench, buffer_str(&text));
    assert_int_equal(json_read(&value, &bench.source, &bench.arena, &bench.sink), -1);
    assert_string_equal(bench_faults(&bench), "1:1 source-too-large ``");
    bench_end(&bench);
    buffer_clear(&text);
    buffer_add_char(&text, '[');
    for (int i = 0; i < LIMIT_VALUES; i++)
        buffer_add_c(&text, "1,");
    bench_begin_str(&bench, buffer_str(&text));
    assert_int_equal(json_read(&value, &bench.source, &bench.arena, &bench.sink), -1);
    assert_string_equal(bench.sink.diagnostics.items[0]->code, "source-too-many-values");
    bench_end(&bench);
    buffer_release(&text);
}

static void many_faults(void **state)
{
    struct bench bench;
    struct value *value;
    struct buffer text = {0};

    (void)state;
    buffer_add_c(&text, "{\"a\":1");
    for (int i = 0; i < LIMIT_DIAGNOSTICS + 50; i++)
        buffer_add_c(&text, ",\"a\":1");
    buffer_add_c(&text, "}");
    bench_begin_str(&bench, buffer_str(&text));
    assert_int_equal(json_read(&value, &bench.source, &bench.arena, &bench.sink), 0);
    assert_int_equal(bench.sink.diagnostics.count, LIMIT_DIAGNOSTICS + 1);
    assert_string_equal(bench.sink.diagnostics.items[LIMIT_DIAGNOSTICS]->code,
                        "source-too-many-faults");
    bench_end(&bench);
    buffer_release(&text);
}

static void lines(void **state)
{
    static const struct {
        const char *text;
        size_t count;
        const char *faults;
    } table[] = {
        {"", 0, ""},
        {"{\"a\":1}\n\n{\"a\":2}\r\n3\n", 3, ""},
        {"1\n[2\n]\n3", 3, ""},
        {"1\n[2,,]\n3\n", 2, "2:4 json-syntax `,`"},
        {"1\n[2,\n,]\n3\n", 1, "3:1 json-syntax `,`"},
        {"[\"a]\n2", 1, "1:2 json-syntax `\"a]`"},
    };
    struct bench bench;

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct documents documents = {0};
        int result;

        bench_begin(&bench, table[i].text);
        result = json_read_each(&documents, &bench.source, &bench.arena, &bench.sink);
        assert_int_equal(documents.values.count, table[i].count);
        assert_string_equal(bench_faults(&bench), table[i].faults);
        assert_int_equal(result, *table[i].faults ? -1 : 0);
        vector_release(&documents.values);
        bench_end(&bench);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_document),
        cmocka_unit_test(values),
        cmocka_unit_test(the_second_key_names_the_first),
        cmocka_unit_test(nul_bytes),
        cmocka_unit_test(depth),
        cmocka_unit_test(size_and_count),
        cmocka_unit_test(many_faults),
        cmocka_unit_test(lines),
    };

    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
