/* From bytes of a string back to bytes of the file. */
#include "source_helper.h"

#include "source/format.h"
#include "source/position.h"

static void within_strings(void **state)
{
    static const struct {
        const char *path, *text, *pointer, *word, *expected;
    } table[] = {
        {"a.yaml", "a: one two\n", "/a", "two", "two"},
        {"a.yaml", "a: one\n   two three\n\n   four\n", "/a", "three", "three"},
        {"a.yaml", "a: one\n   two three\n\n   four\n", "/a", "four", "four"},
        {"a.yaml", "a: one\n   two\n", "/a", "one two", "one\n   two"},
        {"a.yaml", "a: 'it''s  a\n  word'\n", "/a", "'s", "''s"},
        {"a.yaml", "a: 'it''s  a\n  word'\n", "/a", "word", "word"},
        {"a.yaml", "a: \"\\t\\x41\\u00e9\\U0001F600 \\N\\L end\"\n", "/a", "A\xC3\xA9",
         "\\x41\\u00e9"},
        {"a.yaml", "a: \"\\t\\x41\\u00e9\\U0001F600 \\N\\L end\"\n", "/a", "end", "end"},
        {"a.yaml", "a: \"one \\\n   two\n   three\"\n", "/a", "two", "two"},
        {"a.yaml", "a: \"one \\\n   two\n   three\"\n", "/a", "three", "three"},
        {"a.yaml", "a: |  # note\n  one\n    two\n  three\n", "/a", "two", "two"},
        {"a.yaml", "a: |  # note\n  one\n    two\n  three\n", "/a", "  two", "  two"},
        {"a.yaml", "a: |  # note\n  one\n    two\n  three\n", "/a", "three", "three"},
        {"a.yaml", "a: |  # note\n  one\n    two\n  three\n", "/a", "one\n", "one\n"},
        {"a.yaml", "a: >-\n  one\n  two\n\n  \xC3\xA9 three\n", "/a", "\xC3\xA9 three",
         "\xC3\xA9 three"},
        {"a.yaml", "a: |\r\n  one\r\n  two\r\n", "/a", "two", "two"},
        {"a.json", "{\"a\": \"x\\n\\ud83d\\ude00\\u0041 end\"}", "/a", "\xF0\x9F\x98\x80",
         "\\ud83d\\ude00"},
        {"a.json", "{\"a\": \"x\\n\\ud83d\\ude00\\u0041 end\"}", "/a", "A e", "\\u0041 e"},
        {"a.csv", "a\n\"say \"\"hi\"\" now\"\n", "/0/a", "\"hi\"", "\"\"hi\"\""},
        {"a.csv", "a\n\"say \"\"hi\"\" now\"\n", "/0/a", "now", "now"},
        {"a.csv", "a\nplain\n", "/0/a", "lai", "lai"},
    };
    struct bench bench;
    struct document document;

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct value *value;
        ptrdiff_t from;
        struct str word = str_of(table[i].word);

        bench_begin(&bench, table[i].text);
        bench.source.path = str_of(table[i].path);
        assert_int_equal(document_read(&document, &bench.source, &bench.arena, &bench.sink), 0);
        value = value_at_pointer(document.value, str_of(table[i].pointer));
        from = str_find(value->string, word, 0);
        assert_true(from >= 0);
        buffer_add(&bench.shown,
                   span_text(value_string_span(value, (size_t)from, (size_t)from + word.len)));
        assert_string_equal(buffer_c(&bench.shown), table[i].expected);
        bench_end(&bench);
    }
}

static void within_markdown(void **state)
{
    static const struct {
        const char *text, *word, *expected;
    } table[] = {
        {"a **bold** x\n", "bold", "bold"},
        {"a [t](xx) x end\n", "x end", "x end"},
        {"a \\* b &amp; c\n", "* b &", "\\* b &amp;"},
        {"a &amp; amp\n", "amp", "amp"},
        {"one\n   two\n", "two", "two"},
        {"`c\\*d` **e**\n", "\\*d", "\\*d"},
    };
    struct bench bench;
    struct markdown markdown;

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct str word = str_of(table[i].word);
        struct value *value;
        ptrdiff_t from;

        bench_begin(&bench, table[i].text);
        assert_int_equal(markdown_read(&markdown, &bench.source, &bench.arena, &bench.sink), 0);
        value = value_at_pointer(markdown.text, STR("/paragraphs/0"));
        from = str_find(value->string, word, 0);
        assert_true(from >= 0);
        buffer_add(&bench.shown,
                   span_text(value_string_span(value, (size_t)from, (size_t)from + word.len)));
        assert_string_equal(buffer_c(&bench.shown), table[i].expected);
        bench_end(&bench);
    }
}

static void borders(void **state)
{
    struct bench bench;
    struct value *value;

    (void)state;
    bench_begin(&bench, "xabcx");
    value = value_new_string(&bench.arena, STR("abc"), span_of(&bench.source, 1, 4));
    assert_int_equal(value_string_span(value, 0, 0).start, 1);
    assert_int_equal(value_string_span(value, 0, 0).end, 1);
    assert_int_equal(value_string_span(value, 3, 3).start, 4);
    assert_int_equal(value_string_span(value, 1, 9).start, 2);
    assert_int_equal(value_string_span(value, 1, 9).end, 4);
    assert_int_equal(value_string_span(value, 7, 9).start, 4);
    value = value_new_int(&bench.arena, 1, span_of(&bench.source, 1, 4));
    assert_int_equal(value_string_span(value, 1, 2).start, 1);
    value = value_new_string(&bench.arena, STR("abc"), (struct span){0});
    assert_null(value_string_span(value, 1, 2).source);
    bench_end(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(within_strings),
        cmocka_unit_test(within_markdown),
        cmocka_unit_test(borders),
    };

    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
