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

#define TEXT(literal) (literal), sizeof(literal) - 1

/* What looks like a merge conflict, and is none. */
static void no_conflict(void **state)
{
    static const struct {
        const char *path, *text;
    } table[] = {
        {"a.md", "```\n<<<<<<< HEAD\nb\n=======\n>>>>>>> x\n```\n"},
        {"a.md", "> ~~~~\n\n~~~~ diff\n```\n<<<<<<< HEAD\n~~~~\n"},
        {"a.md", "Title\n=======\n\n>>>>>>> deep quotation\n"},
        {"a.md", "    <<<<<<< HEAD\n"},
        {"a.md", "```\n<<<<<<< HEAD\n```\nor\n```\n>>>>>>> x\n```\n"},
        {"a.md", "```\n<<<<<<< HEAD\n```\nTitle\n=======\n"},
        {"a.md", "<html-ish>\n</html-ish>\n"},
        {"a.yaml", "a: |\n  <<<<<<< HEAD\n  =======\n  >>>>>>> x\n"},
        {"a.yaml", "# =======\n'=======': 1\n"},
        {"a.csv", "a\n=======\n<<<<<<<<\n"},
    };
    struct bench bench;
    struct document document;

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        bench_begin(&bench, table[i].text);
        bench.source.path = str_of(table[i].path);
        assert_int_equal(document_read(&document, &bench.source, &bench.arena, &bench.sink), 0);
        assert_string_equal(bench_faults(&bench), "");
        bench_end(&bench);
    }
}

/* Which lines are whose. */
static void conflict_sides(void **state)
{
    static const struct {
        const char *text, *message;
    } table[] = {
        {"<<<<<<< HEAD\n1\n2\n=======\n3\n>>>>>>> their/branch\n",
         "unresolved merge conflict of `HEAD` (lines 2 to 3) with `their/branch` (line 5)"},
        {"<<<<<<< HEAD\n||||||| 1a2b\nx\n=======\n3\n>>>>>>> b\n",
         "unresolved merge conflict of `HEAD` (nothing) with `b` (line 5)"},
        {"a\n>>>>>>> b\n", "unresolved merge conflict"},
    };
    struct bench bench;
    struct document document;

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        bench_begin(&bench, table[i].text);
        bench.source.path = STR("a.csv");
        document_read(&document, &bench.source, &bench.arena, &bench.sink);
        assert_int_equal(bench.sink.diagnostics.count, 1);
        assert_true(str_equal_c(bench.sink.diagnostics.items[0]->message, table[i].message));
        bench_end(&bench);
    }
}

/* Conflicts of Markdown that begin, go through or end in code. */
static void conflicts_around_code(void **state)
{
    static const struct {
        const char *text, *fault;
    } table[] = {
        {"```\n1\n<<<<<<< HEAD\n2\n```\n=======\n3\n```\n>>>>>>> b\n", "3:1 source-conflict"},
        {"<<<<<<< HEAD\n```sh\n=======\n```bash\n>>>>>>> b\nx\n```\n", "1:1 source-conflict"},
        {"```\n<<<<<<< HEAD\n=======\n```\n>>>>>>> b\n", "2:1 source-conflict"},
        {"```x``` is code\n\n<<<<<<< HEAD\n1\n=======\n2\n>>>>>>> b\n", "3:1 source-conflict"},
    };
    struct bench bench;
    struct document document;

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        bench_begin(&bench, table[i].text);
        bench.source.path = STR("a.md");
        assert_int_equal(document_read(&document, &bench.source, &bench.arena, &bench.sink), -1);
        assert_int_equal(bench.sink.diagnostics.count, 1);
        assert_memory_equal(bench_faults(&bench), table[i].fault, strlen(table[i].fault));
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
        {TEXT("a\0b\0c\0\n\0"), "1:1 source-not-utf8 ``"},
        {TEXT("\0a\0b\0c\0\n"), "1:1 source-not-utf8 ``"},
        {TEXT("a\0\0\0b\0\0\0"), "1:1 source-not-utf8 ``"},
        {TEXT("PK\x03\x04\x14\0xl/workbook.xml"), "1:1 source-other-format ``"},
        {TEXT("PK\x03\x04..."), "1:1 source-other-format ``"},
        {TEXT("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), "1:1 source-other-format ``"},
        {TEXT("%PDF-1.7\n"), "1:1 source-other-format ``"},
        {TEXT("{\\rtf1 x}"), "1:1 source-other-format ``"},
        {TEXT("\x1F\x8B\x08\0"), "1:1 source-other-format ``"},
        {TEXT("\xEF\xBB\xBF\n<!DOCTYPE HTML>\n"), "1:1 source-other-format ``"},
        {TEXT("<HTML lang=en>"), "1:1 source-other-format ``"},
        {TEXT("<?xml version='1.0'?>"), "1:1 source-other-format ``"},
        {TEXT("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12\n"),
         "1:1 source-git-lfs ``"},
        {TEXT("a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x\n"),
         "2:1 source-conflict `<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x`"},
        {TEXT("<<<<<<< HEAD\r\nb\r\n||||||| 1a\r\n=======\r\n>>>>>>> x\r\n"),
         "1:1 source-conflict `<<<<<<< HEAD"},
        {TEXT("---\na: 1\n<<<<<<<\nb: 1\n---\n"), "3:1 source-conflict `<<<<<<<`"},
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
        cmocka_unit_test(extensions),     cmocka_unit_test(documents),
        cmocka_unit_test(no_text),        cmocka_unit_test(no_conflict),
        cmocka_unit_test(conflict_sides), cmocka_unit_test(conflicts_around_code),
    };

    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
