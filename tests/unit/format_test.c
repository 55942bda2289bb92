/* Which reader a file's name asks for, and what every reader refuses. */
#include "source_helper.h"

#include "source/format.h"

static void extensions(void **state)
{
    static const struct {
        const char *path, *name;
    } table[] = {
        {"soa.yaml", "yaml"},
        {"a/b.YML", "yaml"},
        {"x.json", "json"},
        {"r.csv", "csv"},
        {"r.tsv", "csv"},
        {"P.MD", "markdown"},
        {"a.markdown", "markdown"},
        {"README", "none"},
        {"a.yaml.txt", "none"},
        {".md", "none"},
        {"yaml", "none"},
        {"x.md/README", "none"},
        {"", "none"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        assert_string_equal(format_name(format_of_path(str_of(table[i].path))), table[i].name);
}

static void documents(void **state)
{
    static const struct {
        const char *path, *text, *shown;
    } table[] = {
        {"a.yaml", "no: no", "{no:\"no\"}"},          {"a.json", "[1]", "[1]"},
        {"a.csv", "a;b\n1;2", "[{a:\"1\",b:\"2\"}]"}, {"a.tsv", "a;b\n1;2", "[{a;b:\"1;2\"}]"},
        {"a.md", "---\na: b\n---\n# T", "{a:\"b\"}"}, {"a.txt", "x", "nothing"},
    };
    struct bench bench;
    struct document document;

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        int result;

        bench_begin(&bench, table[i].text);
        bench.source.path = str_of(table[i].path);
        result = document_read(&document, &bench.source, &bench.arena, &bench.sink);
        assert_int_equal(result, document.value ? 0 : -1);
        assert_string_equal(bench_show(&bench, document.value), table[i].shown);
        bench_end(&bench);
    }
}

/* Each format refuses what is no UTF-8 text, at the byte. */
static void no_text(void **state)
{
    static const struct {
        const char *text;
        size_t length;
        const char *faults;
    } table[] = {
        {"ab\n\xE2\x82", 5, "2:1 source-not-utf8 `\xE2`"},
        {"\xFF\xFE"
         "a\0",
         4, "1:1 source-not-utf8 `\xFF\xFE`"},
        {"\x89PNG\0", 6, "1:5 source-binary ``"},
    };
    static const char *const paths[] = {"a.yaml", "a.json", "a.csv", "a.md"};
    struct bench bench;
    struct document document;

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        for (size_t path = 0; path < sizeof paths / sizeof paths[0]; path++) {
            bench_begin_str(&bench, (struct str){table[i].text, table[i].length});
            bench.source.path = str_of(paths[path]);
            assert_int_equal(document_read(&document, &bench.source, &bench.arena, &bench.sink),
                             -1);
            assert_null(document.value);
            assert_memory_equal(bench_faults(&bench), table[i].faults, strlen(table[i].faults) - 1);
            bench_end(&bench);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(extensions),
        cmocka_unit_test(documents),
        cmocka_unit_test(no_text),
    };

    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
