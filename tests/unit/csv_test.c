/* CSV (RFC 4180): rows, cells, spans, and what is said about broken files. */
#include "source_helper.h"

#include "source/csv.h"

static void a_register(void **state)
{
    static const char text[] = "id, Title ,\"Due \"\"date\"\"\"\r\n"
                               "R-1,\"one, two\r\nlines\",2026-01-31\r\n"
                               "\r\n"
                               "R-2,\"say \"\"hi\"\"\",\r\n";
    struct bench bench;
    struct csv_table table;

    (void)state;
    bench_begin(&bench, text);
    assert_int_equal(csv_read(&table, &bench.source, 0, &bench.arena, &bench.sink), 0);
    assert_string_equal(bench_faults(&bench), "");
    assert_int_equal(table.column_count, 3);
    assert_int_equal(table.delimiter, ',');
    assert_string_equal(bench_show(&bench, table.rows),
                        "[{id:\"R-1\",Title:\"one, two\r\nlines\",Due \"date\":\"2026-01-31\"},"
                        "{id:\"R-2\",Title:\"say \"hi\"\",Due \"date\":\"\"}]");
    assert_string_equal(bench_spans(&bench, table.rows->list.items[1].value),
                        "`R-2,\"say \"\"hi\"\"\",``id``R-2`` Title ``\"say \"\"hi\"\"\"`"
                        "`\"Due \"\"date\"\"\"```");
    assert_int_equal(
        source_position(&bench.source, table.rows->list.items[1].value->span.start).line, 5);
    bench_end(&bench);
}

static void files(void **state)
{
    static const struct {
        const char *text, *shown, *faults;
    } table[] = {
        {"", "[]", ""},
        {"\n \n", "[]", ""},
        {"\xEF\xBB\xBF"
         "a,b",
         "[]", ""},
        {"\xEF\xBB\xBF"
         "a;b\n1;2,5",
         "[{a:\"1\",b:\"2,5\"}]", ""},
        {"a\tb\n1\t2\n", "[{a:\"1\",b:\"2\"}]", ""},
        {"a\tb\n\t2\n", "[{a:\"\",b:\"2\"}]", ""},
        {"\"a,b,c\";d\n1;2\n", "[{a,b,c:\"1\",d:\"2\"}]", ""},
        {"a,b\n,\n1,2\n,,\n", "[{a:\"1\",b:\"2\"},{a:\"\",b:\"\"}]", "4:3 csv-extra-cells ``"},
        {"a\n\xF0\x9F\x98\x80\n5\" disk\n", "[{a:\"\xF0\x9F\x98\x80\"},{a:\"5\" disk\"}]", ""},
        {"a,b\n1,2,3,4\n5,6\n", "[{a:\"1\",b:\"2\"},{a:\"5\",b:\"6\"}]",
         "2:5 csv-extra-cells `3,4`"},
        {"a,b,c\n1\n", "[{a:\"1\"}]", "2:1 csv-missing-cells `1`"},
        {"a,b,a\n1,2,3\n", "[{a:\"1\",b:\"2\"}]", "1:5 csv-duplicate-column `a`"},
        {"a,,b\n1,2,3\n", "[{a:\"1\",b:\"3\"}]", "2:3 csv-unnamed-column `2`"},
        {"a,,b\n1,,3\n1, ,3\n", "[{a:\"1\",b:\"3\"},{a:\"1\",b:\"3\"}]", ""},
        {"a,b\n1, \"x, y\"\n", "[{a:\"1\",b:\" \"x\"}]", "2:3 csv-space-before-quote ` `"},
        {"sep=;\na;b\n1,5;2\n", "[{a:\"1,5\",b:\"2\"}]", ""},
        {"\xEF\xBB\xBF\"sep=|\"\r\na|b\r\n1|2\r\n", "[{a:\"1\",b:\"2\"}]", ""},
        {"SEP=\t\na,b\tc\n1\t2\n", "[{a,b:\"1\",c:\"2\"}]", ""},
        {"sep=x\n1\n", "[{sep=x:\"1\"}]", ""},
        {"a,b\n1,\"2\n3,4\n", "[{a:\"1\",b:\"2\n3,4\n\"}]", "2:3 csv-unclosed-quote `\"`"},
        {"a,b\n\"1\"x,2\n", "[{a:\"1x\",b:\"2\"}]", "2:4 csv-text-after-quote `x`"},
        {"a,b\n\"\",\"\"\"\"\n", "[{a:\"\",b:\"\"\"}]", ""},
        {"a,b\n\"\"\"x\"\"\",\"\"\n", "[{a:\"\"x\"\",b:\"\"}]", ""},
        {"a,b\r\n1\r2,3\r", "[{a:\"1\r2\",b:\"3\"}]", ""},
        {"a,b\n1,\x80\n", "nothing", "2:3 source-not-utf8 `\x80`"},
    };
    struct bench bench;

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct csv_table found;
        int result;

        bench_begin(&bench, table[i].text);
        result = csv_read(&found, &bench.source, 0, &bench.arena, &bench.sink);
        assert_int_equal(result, found.rows ? 0 : -1);
        assert_string_equal(bench_show(&bench, found.rows), table[i].shown);
        assert_string_equal(bench_faults(&bench), table[i].faults);
        bench_end(&bench);
    }
}

static void a_shifted_row_is_not_trusted(void **state)
{
    struct bench bench;
    struct csv_table table;
    const struct diagnostic *diagnostic;

    (void)state;
    bench_begin(&bench, "id,what,owner\nR-1,\"a\nb\",x\nR-2,a, b,y\n");
    assert_int_equal(csv_read(&table, &bench.source, 0, &bench.arena, &bench.sink), 0);
    assert_false(table.rows->invalid);
    assert_false(table.rows->list.items[0].value->invalid);
    assert_true(table.rows->list.items[1].value->invalid);
    diagnostic = bench.sink.diagnostics.items[0];
    assert_string_equal(diagnostic->message.data, "line 4 has 4 cells for the header's 3 columns");
    assert_string_equal(
        diagnostic->help.data,
        "put a cell that holds `,` in double quotes; ismslint skips this row until then");
    bench_end(&bench);
}

static void a_quote_left_open_spoils_the_list(void **state)
{
    struct bench bench;
    struct csv_table table;

    (void)state;
    bench_begin(&bench, "id\nR-1\n\"R-2\nR-3\n");
    assert_int_equal(csv_read(&table, &bench.source, 0, &bench.arena, &bench.sink), 0);
    assert_true(table.rows->invalid);
    assert_int_equal(table.rows->list.count, 2);
    assert_false(table.rows->list.items[0].value->invalid);
    assert_true(table.rows->list.items[1].value->invalid);
    bench_end(&bench);
}

static void a_given_delimiter(void **state)
{
    struct bench bench;
    struct csv_table table;

    (void)state;
    bench_begin(&bench, "a, b\n1, 2\n");
    assert_int_equal(csv_read(&table, &bench.source, '\t', &bench.arena, &bench.sink), 0);
    assert_string_equal(bench_show(&bench, table.rows), "[{a, b:\"1, 2\"}]");
    bench_end(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_register),
        cmocka_unit_test(files),
        cmocka_unit_test(a_shifted_row_is_not_trusted),
        cmocka_unit_test(a_quote_left_open_spoils_the_list),
        cmocka_unit_test(a_given_delimiter),
    };

    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
