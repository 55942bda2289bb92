/* YAML 1.2, core schema: values, exact spans, and what is said about broken files. */
#include "source_helper.h"

#include "base/limits.h"
#include "source/yaml.h"

static const char *show(struct bench *bench, struct value **value)
{
    int result = yaml_read(value, &bench->source, &bench->arena, &bench->sink);

    assert_int_equal(result, *value ? 0 : -1);
    return bench_show(bench, *value);
}

static void a_document(void **state)
{
    static const char text[] = "# SoA\n"
                               "id: A.5.1   # the id\n"
                               "controls:\n"
                               "  - name: 'it''s'\n"
                               "    ok: no\n"
                               "  - {a: \"x\\ty\", b: [1, 2.50]}\n"
                               "note: |\n"
                               "  two\n"
                               "  lines\n"
                               "\n"
                               "\n"
                               "folded: >-\n"
                               "  one\n"
                               "  line\n"
                               "plain: one\n"
                               "  two\n"
                               "\n"
                               "empty:\n"
                               "date: 2026-01-31\n"
                               "\n";
    struct bench bench;
    struct value *value;

    (void)state;
    bench_begin(&bench, text);
    assert_string_equal(
        show(&bench, &value),
        "{id:\"A.5.1\",controls:[{name:\"it's\",ok:\"no\"},{a:\"x\ty\",b:[1,~2.50]}],"
        "note:\"two\nlines\n\",folded:\"one line\",plain:\"one two\",empty:null,"
        "date:\"2026-01-31\"}");
    assert_string_equal(bench_faults(&bench), "");
    assert_int_equal(value->span.start, 6);
    assert_int_equal(value->span.end, sizeof text - 3);
    assert_string_equal(bench_spans(&bench, value_get(value, STR("controls"))),
                        "`- name: 'it''s'\n    ok: no\n  - {a: \"x\\ty\", b: [1, 2.50]}`"
                        "`name: 'it''s'\n    ok: no``name``'it''s'``ok``no`"
                        "`{a: \"x\\ty\", b: [1, 2.50]}``a``\"x\\ty\"``b``[1, 2.50]``1``2.50`");
    assert_string_equal(bench_spans(&bench, value_get(value, STR("note"))), "`|\n  two\n  lines`");
    assert_string_equal(bench_spans(&bench, value_get(value, STR("folded"))),
                        "`>-\n  one\n  line`");
    assert_string_equal(bench_spans(&bench, value_get(value, STR("plain"))), "`one\n  two`");
    assert_string_equal(bench_spans(&bench, value_get(value, STR("empty"))), "``");
    assert_int_equal(span_text(value_entry_span(value_entry(value, STR("empty")))).len, 6);
    bench_end(&bench);
}

static void core_schema(void **state)
{
    static const struct {
        const char *text, *shown;
    } table[] = {
        {"~", "null"},
        {"Null", "null"},
        {"nULL", "\"nULL\""},
        {"TRUE", "true"},
        {"False", "false"},
        {"yes", "\"yes\""},
        {"on", "\"on\""},
        {"'1'", "\"1\""},
        {"0", "0"},
        {"+12", "12"},
        {"-007", "-7"},
        {"0o17", "15"},
        {"0x1F", "31"},
        {"0x", "\"0x\""},
        {"0o8", "\"0o8\""},
        {"0xFFFFFFFFFFFFFFFF", "~18446744073709551615"},
        {".5", "~0.5"},
        {"-.5", "~-0.5"},
        {"1.", "~1.0"},
        {"1.e3", "~1.0e3"},
        {"1e3", "~1e3"},
        {"+00.50E-2", "~0.50E-2"},
        {"1_000", "\"1_000\""},
        {"1:30", "\"1:30\""},
        {".", "\".\""},
        {"1e", "\"1e\""},
        {"-", "[null]"},
        {"123456789012345678901234567890", "~123456789012345678901234567890"},
        {"!!str 12", "\"12\""},
        {"! 12", "\"12\""},
        {"!!int \"12\"", "12"},
        {"!!float 1", "1"},
        {"!!null ''", "null"},
        {"!!bool true", "true"},
        {"!!map {a: !!seq [1]}", "{a:[1]}"},
        {"", "null"},
        {"# only a comment\n", "null"},
        {"---\n", "null"},
        {"\xEF\xBB\xBF"
         "a: 1\nb: 2",
         "{a:1,b:2}"},
        {"a: 1\r\nb: |\r\n  x\r\n  y\r\nc: 2\r\n", "{a:1,b:\"x\ny\n\",c:2}"},
        {"1: a\ntrue: b\n~: c\n1.0: d", "{1:\"a\",true:\"b\",~:\"c\",1.0:\"d\"}"},
        {"? a\n: b\n", "{a:\"b\"}"},
        {"? a\n", "{a:null}"},
        {"{a, b: , \"c\"}", "{a:null,b:null,c:null}"},
        {"[a: 1, b: 2]", "[{a:1},{b:2}]"},
        {"a: &x [1, 2]\nb: *x\n", "{a:[1,2],b:[1,2]}"},
        {"&a key: 1\n*a : 2\n", "{key:1}"},
        {"{\"a\":[1,true,null,\"\\u00e9\"]}", "{a:[1,true,null,\"\xC3\xA9\"]}"},
    };
    struct bench bench;
    struct value *value;

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        bench_begin(&bench, table[i].text);
        assert_string_equal(show(&bench, &value), table[i].shown);
        bench_end(&bench);
    }
}

static void spans(void **state)
{
    static const struct {
        const char *text, *spans;
    } table[] = {
        {"\xEF\xBB\xBF"
         "a: \xC3\xA9  # x\nb: \xF0\x9F\x98\x80 y\nc: z",
         "`a: \xC3\xA9  # x\nb: \xF0\x9F\x98\x80 y\nc: z``a``\xC3\xA9``b``\xF0\x9F\x98\x80 "
         "y``c``z`"},
        {"a: 1\r\nb: |\r\n  x\r\n\r\nc: p\r\n  q\r\nd: 'x\r\n  y'\r\n",
         "`a: 1\r\nb: |\r\n  x\r\n\r\nc: p\r\n  q\r\nd: 'x\r\n  y'``a``1``b``|\r\n  x``c``p\r\n  q"
         "``d``'x\r\n  y'`"},
        {"a: &x !!str foo # c\nb: *x\n", "`a: &x !!str foo # c\nb: *x``a``foo``b``*x`"},
        {"a: &x\n  k: 1\nb: !!map # c\n  ? l\n  : 2\n",
         "`a: &x\n  k: 1\nb: !!map # c\n  ? l\n  : 2``a``k: 1``k``1``b``? l\n  : 2``l``2`"},
        {"a:\n- 1\n-\nb: &e\nc: \"\"\n",
         "`a:\n- 1\n-\nb: &e\nc: \"\"``a``- 1\n-``1````b````c``\"\"`"},
        {"[a: 1 , {b: 2} ]", "`[a: 1 , {b: 2} ]``a: 1``a``1``{b: 2}``b``2`"},
        {"a: |\nb: |+\n\n  x\n\n", "`a: |\nb: |+\n\n  x``a``|``b``|+\n\n  x`"},
    };
    struct bench bench;
    struct value *value;

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        bench_begin(&bench, table[i].text);
        show(&bench, &value);
        assert_string_equal(bench_faults(&bench), "");
        assert_string_equal(bench_spans(&bench, value), table[i].spans);
        bench_end(&bench);
    }
}

static void faults(void **state)
{
    static const struct {
        const char *text, *shown, *faults;
    } table[] = {
        {"a: 1\nb: 2\n'a': 3\n", "{a:1,b:2}", "3:1 yaml-duplicate-key `'a'`"},
        {"b: {<<: {x: 1}}\n", "{b:{<<:{x:1}}}", "1:5 yaml-merge-key `<<`"},
        {"b: {'<<': 1}\n", "{b:{<<:1}}", ""},
        {"? [a]\n: 1\nb: 2\n", "{b:2}", "1:3 yaml-complex-key `[a]`"},
        {"- *u\n- 1\n", "[null,1]", "1:3 yaml-undefined-alias `*u`"},
        {"&a [*a]", "[null]", "1:5 yaml-alias-cycle `*a`"},
        {"a: !Ref x\n", "{a:\"x\"}", "1:4 yaml-unknown-tag `!Ref`"},
        {"a: !!int x\n", "{a:\"x\"}", "1:4 yaml-tag-mismatch `!!int`"},
        {"a: !!map [1]\n", "{a:[1]}", "1:4 yaml-tag-mismatch `!!map`"},
        {"a: .inf\nb: -.INF\n", "{a:\".inf\",b:\"-.INF\"}",
         "1:4 yaml-number `.inf`; 2:4 yaml-number `-.INF`"},
        {"a: 0x10000000000000000\n", "{a:\"0x10000000000000000\"}",
         "1:4 yaml-number `0x10000000000000000`"},
        {"--- 1\n--- 2\n", "1", "2:1 yaml-more-documents `-`"},
        {"a: 1\n...\nb: 2\n", "nothing", "3:1 yaml-syntax `b`"},
        {"a: x\xC2\x85y\nb: \"\xE2\x80\xA8\\L\"\nc: \xE2\x80\xA9z # \xE2\x80\xA8\nd: 1\n",
         "{a:\"x\xC2\x85y\",b:\"\xE2\x80\xA8\xE2\x80\xA8\",c:\"\xE2\x80\xA9z\",d:1}", ""},
        {"\xE2\x80\xA8k: \xEE\x80\x80 \\uE001 \xE2\x80\xA8\n",
         "{\xE2\x80\xA8k:\"\xEE\x80\x80 \\uE001 \xE2\x80\xA8\"}", ""},
        {"a: \"\xE2\x80\xA8 \\uE000 \\U0000E001\"\n",
         "{a:\"\xE2\x80\xA8 \xEE\x80\x80 \xEE\x80\x81\"}", ""},
        {"a: \"\xC2\x85 \\xA1 \\u00A2 \\xA3b\"\n",
         "{a:\"\xC2\x85 \xC2\xA1 \xC2\xA2 \xC2\xA3"
         "b\"}",
         ""},
        {"a: |\n  x\xE2\x80\xA8y\nb: [1\n", "nothing", "3:4 yaml-syntax `[`"},
        {"a: 'it's here'\n", "nothing", "1:7 yaml-syntax `'`"},
        {"t: x\na: \"the \"old\" one\"\n", "nothing", "2:9 yaml-syntax `\"`"},
        {"a:\n  - 'x' y\n", "nothing", "2:7 yaml-syntax `'`"},
        {"a: 1\ntitle:foo\nb: 2\n", "nothing", "2:6 yaml-syntax `:`"},
        {"id:R-1\ntitle: x\n", "nothing", "1:3 yaml-syntax `:`"},
        {"a: 1\nb:2\n", "nothing", "2:2 yaml-syntax `:`"},
        {"a: *very* good\nb: 1\n", "nothing", "1:4 yaml-syntax `*`"},
        {"a: [draft] title\n", "nothing", "1:4 yaml-syntax `[`"},
        {"a: [\n  x\n  y: z: w\n]\n", "nothing", "3:4 yaml-syntax `:`"},
        {"a: {b: 1\nc: 2\n", "nothing", "1:4 yaml-syntax `{`"},
        {"---\na: 1\n---\n# end\n", "{a:1}", ""},
        {"a: 1\n---\n---\nb: 2\n", "{a:1}", "3:1 yaml-more-documents `-`"},
        {"---\n---\na: 1\n", "null", "2:1 yaml-more-documents `-`"},
        {"a: [1, 2\nb: 3\n", "nothing", "1:4 yaml-syntax `[`"},
        {"a: b: c\n", "nothing", "1:5 yaml-syntax `:`"},
        {"a:\n\t- 1\n", "nothing", "2:1 yaml-syntax `\t`"},
        {"a: @x\n", "nothing", "1:4 yaml-syntax `@`"},
        {"a: 1\nbc\nd: 2\n", "nothing", "2:1 yaml-syntax `bc`"},
        {"a: 'x\nb: 1\n", "nothing", "1:4 yaml-syntax `'`"},
        {"\xC3\xA9: \"\\q\"", "nothing", "1:5 yaml-syntax `\\`"},
        {"a: \"\\ud83d\\ude00\"", "nothing", "1:5 yaml-syntax `\\ud83d\\ude00`"},
        {" a: 1\nb: 2\n", "nothing", "2:1 yaml-syntax `b`"},
        {"a: 1\nb: \x01\n", "nothing", "2:4 yaml-syntax `\x01`"},
        {"a: \xFF\n", "nothing", "1:4 source-not-utf8 `\xFF`"},
        {"\xFE\xFF", "nothing", "1:1 source-not-utf8 `\xFE\xFF`"},
    };
    struct bench bench;
    struct value *value;

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        bench_begin(&bench, table[i].text);
        assert_string_equal(show(&bench, &value), table[i].shown);
        assert_string_equal(bench_faults(&bench), table[i].faults);
        bench_end(&bench);
    }
}

static void messages(void **state)
{
    static const struct {
        const char *text, *message, *label, *help;
    } table[] = {
        {"a: [1, 2\nb: 3\n", "this list is not closed", "", ""},
        {"a: [1, [2]\nb: 3\n", "this list is not closed", "", ""},
        {"a: {b: {c: 1}, d: [2]\ne: 3: 4\n", "this map is not closed", "", ""},
        {"a: [1 [2]]\nb: 3\n", "expected `,` or `]` after a list item", "the list starts on line 1",
         ""},
        {"a: [1,\n 2: 3: 4]\n", "expected `,` or `]` after a list item",
         "the list starts on line 1", ""},
        {"a: b: c\n", "this value contains `: ` without quotes", "", "put the value in quotes"},
        {"a: 'it's'\n", "this quote ends the string before the text that follows", "",
         "write `''` for a quote within the string"},
        {"a: 1\nkey:v\nb: 1\n", "no space follows the colon of `key`", "",
         "write a space after the colon"},
        {"Größe:1\nb: 2\n", "no space follows the colon of `Größe`", "",
         "write a space after the colon"},
        {"\"Risk ID\":1\nb: 2\n", "no space follows the colon of `\"Risk ID\"`", "",
         "write a space after the colon"},
        {"a: 1\n...\nb: 2\n", "the document ends above, at the line `...`", "",
         "delete the line `...`, or move this text to a file of its own"},
        {"a: \"\\ud83d\\ude00\"", "this escape is half of a surrogate pair, not a character", "",
         "write the character itself, or \\U0001F600"},
        {"a:\n\tb: 1\n", "a tab cannot indent YAML", "", "indent with spaces"},
        {"x: 1\na: 2\na: 3", "the key `a` appears twice, first on line 2", "",
         "delete or rename one of the keys; ismslint reads only the first"},
    };
    struct bench bench;
    struct value *value;

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        const struct diagnostic *diagnostic;

        bench_begin(&bench, table[i].text);
        show(&bench, &value);
        diagnostic = bench.sink.diagnostics.items[0];
        assert_string_equal(diagnostic->message.data, table[i].message);
        assert_true(str_equal_c(diagnostic->label, table[i].label));
        assert_true(str_equal_c(diagnostic->help, table[i].help));
        bench_end(&bench);
    }
}

static void long_keys(void **state)
{
    struct bench bench;
    struct value *value;
    struct buffer text = {0};

    (void)state;
    for (int flow = 0; flow < 2; flow++) {
        buffer_clear(&text);
        buffer_add_c(&text, flow ? "{" : "");
        buffer_add_repeated(&text, 'k', 1100);
        buffer_add_c(&text, flow ? ": 1}" : ": 1\n");
        bench_begin_str(&bench, buffer_str(&text));
        assert_string_equal(show(&bench, &value), "nothing");
        assert_string_equal(bench.sink.diagnostics.items[0]->message.data,
                            "this key is longer than 1024 characters");
        assert_int_equal(bench.sink.diagnostics.items[0]->span.start, flow);
        assert_int_equal(bench.sink.diagnostics.items[0]->span.end, flow + 1100);
        bench_end(&bench);
    }
    buffer_release(&text);
}

static void depth(void **state)
{
    static const char *const units[] = {"[", "{a: ", "- ", "? "};
    struct bench bench;
    struct value *value;
    struct buffer text = {0};

    (void)state;
    for (size_t unit = 0; unit < sizeof units / sizeof units[0]; unit++) {
        buffer_clear(&text);
        for (int i = 0; i < 100000; i++)
            buffer_add_c(&text, units[unit]);
        bench_begin_str(&bench, buffer_str(&text));
        assert_string_equal(show(&bench, &value), "nothing");
        assert_string_equal(bench.sink.diagnostics.items[0]->code, "source-too-deep");
        assert_int_equal(bench.sink.diagnostics.items[0]->span.start,
                         LIMIT_DEPTH * strlen(units[unit]));
        bench_end(&bench);
    }
    buffer_release(&text);
}

/* Each anchor holds the one before it: deep only when the aliases are followed. */
static void depth_through_aliases(void **state)
{
    struct bench bench;
    struct value *value;
    struct buffer text = {0};

    (void)state;
    buffer_add_c(&text, "- &a0 []\n");
    for (int i = 1; i < 1000; i++)
        buffer_printf(&text, "- &a%d [*a%d]\n", i, i - 1);
    bench_begin_str(&bench, buffer_str(&text));
    assert_string_equal(show(&bench, &value), "nothing");
    assert_string_equal(bench_faults(&bench), "200:10 source-too-deep `*`");
    bench_end(&bench);
    buffer_release(&text);
}

/* The "billion laughs": ten aliases to ten aliases to ... */
static void alias_bomb(void **state)
{
    struct bench bench;
    struct value *value;
    struct buffer text = {0};

    (void)state;
    buffer_add_c(&text, "a0: &a0 lol\n");
    for (int i = 1; i < 10; i++) {
        buffer_printf(&text, "a%d: &a%d [", i, i);
        for (int j = 0; j < 10; j++)
            buffer_printf(&text, "%s*a%d", j ? ", " : "", i - 1);
        buffer_add_c(&text, "]\n");
    }
    bench_begin_str(&bench, buffer_str(&text));
    assert_string_equal(show(&bench, &value), "nothing");
    assert_string_equal(bench.sink.diagnostics.items[0]->code, "source-too-many-values");
    bench_end(&bench);
    buffer_release(&text);
}

static void aliases_share_values(void **state)
{
    struct bench bench;
    struct value *value;

    (void)state;
    bench_begin(&bench, "a: &x {k: 1}\nb: *x\n");
    show(&bench, &value);
    assert_ptr_equal(value_get(value, STR("a")), value_get(value, STR("b")));
    bench_end(&bench);
}

static void documents(void **state)
{
    static const struct {
        const char *text;
        size_t count;
        int result;
    } table[] = {
        {"", 0, 0},
        {"a: 1\n", 1, 0},
        {"--- 1\n--- 2\n...\n---\n- 3\n", 3, 0},
        {"--- 1\n--- [\n", 1, -1},
    };
    struct bench bench;

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct documents found = {0};

        bench_begin(&bench, table[i].text);
        assert_int_equal(yaml_read_each(&found, &bench.source, &bench.arena, &bench.sink),
                         table[i].result);
        assert_int_equal(found.values.count, table[i].count);
        vector_release(&found.values);
        bench_end(&bench);
    }
}

static void a_part_of_a_file(void **state)
{
    static const char text[] = "---\n\xC3\xA9: x\nb: [\n---\n";
    struct bench bench;
    struct value *value;

    (void)state;
    bench_begin(&bench, text);
    assert_int_equal(yaml_read_part(&value, &bench.source, 4, 10, &bench.arena, &bench.sink), 0);
    assert_string_equal(bench_spans(&bench, value), "`\xC3\xA9: x``\xC3\xA9``x`");
    assert_int_equal(yaml_read_part(&value, &bench.source, 4, 15, &bench.arena, &bench.sink), -1);
    assert_string_equal(bench_faults(&bench), "4:1 yaml-syntax ``");
    bench_end(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_document), cmocka_unit_test(core_schema),
        cmocka_unit_test(spans),      cmocka_unit_test(faults),
        cmocka_unit_test(messages),   cmocka_unit_test(long_keys),
        cmocka_unit_test(depth),      cmocka_unit_test(depth_through_aliases),
        cmocka_unit_test(alias_bomb), cmocka_unit_test(aliases_share_values),
        cmocka_unit_test(documents),  cmocka_unit_test(a_part_of_a_file),
    };

    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
