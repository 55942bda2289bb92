/* Markdown: front matter, the tree of the text, positions, blocks, and limits. */
#include "source_helper.h"

#include <time.h>

#include "base/limits.h"
#include "source/markdown.h"

enum { MOST_SECONDS = 10 }; /* far above what is needed, sanitizers and a busy machine included */

static void read(struct markdown *out, struct bench *bench, const char *text)
{
    int result;

    bench_begin(bench, text);
    result = markdown_read(out, &bench->source, &bench->arena, &bench->sink);
    assert_int_equal(result, out->front_matter && out->text ? 0 : -1);
}

/* Show the list KEY of the text. */
static const char *show_text(struct bench *bench, const struct markdown *markdown, const char *key)
{
    return bench_show(bench, value_get(markdown->text, str_of(key)));
}

static const char *spans_of_text(struct bench *bench, const struct markdown *markdown,
                                 const char *pointer)
{
    struct value *value = value_at_pointer(markdown->text, str_of(pointer));

    assert_non_null(value);
    buffer_clear(&bench->shown);
    buffer_add(&bench->shown, span_text(value->span));
    return buffer_c(&bench->shown);
}

static void a_policy(void **state)
{
    static const char text[] = "---\n"
                               "id: POL-1\n"
                               "title: Access\n"
                               "---\n"
                               "# Access *control* `policy` ##\n"
                               "\n"
                               "Intro.\n"
                               "\n"
                               "Purpose\n"
                               "-------\n"
                               "\n"
                               "Why.\n"
                               "\n"
                               "### Detail\n"
                               "\n"
                               "More.\n"
                               "\n"
                               "## Scope\n"
                               "All.\n";
    struct bench bench;
    struct markdown markdown;

    (void)state;
    read(&markdown, &bench, text);
    assert_string_equal(bench_faults(&bench), "");
    assert_string_equal(bench_spans(&bench, markdown.front_matter),
                        "`id: POL-1\ntitle: Access``id``POL-1``title``Access`");
    assert_string_equal(show_text(&bench, &markdown, "headings"),
                        "[{level:1,title:\"Access control policy\",line:5},"
                        "{level:2,title:\"Purpose\",line:9},{level:3,title:\"Detail\",line:14},"
                        "{level:2,title:\"Scope\",line:18}]");
    assert_string_equal(
        show_text(&bench, &markdown, "sections"),
        "[{level:1,title:\"Access control policy\",line:5,parents:[],"
        "body:\"Intro.\n\nPurpose\n-------\n\nWhy.\n\n### Detail\n\nMore.\n\n## Scope\nAll.\","
        "text:\"Intro.\"},"
        "{level:2,title:\"Purpose\",line:9,parents:[\"Access control policy\"],"
        "body:\"Why.\n\n### Detail\n\nMore.\",text:\"Why.\"},"
        "{level:3,title:\"Detail\",line:14,parents:[\"Access control policy\",\"Purpose\"],"
        "body:\"More.\",text:\"More.\"},"
        "{level:2,title:\"Scope\",line:18,parents:[\"Access control policy\"],body:\"All.\","
        "text:\"All.\"}]");
    assert_string_equal(show_text(&bench, &markdown, "paragraphs"),
                        "[\"Intro.\",\"Why.\",\"More.\",\"All.\"]");
    assert_string_equal(spans_of_text(&bench, &markdown, "/headings/0/title"),
                        "Access *control* `policy`");
    assert_string_equal(spans_of_text(&bench, &markdown, "/headings/1/title"), "Purpose");
    assert_string_equal(spans_of_text(&bench, &markdown, "/sections/1/body"),
                        "Why.\n\n### Detail\n\nMore.");
    bench_end(&bench);
}

static void links(void **state)
{
    static const struct {
        const char *text, *shown, *span, *href_span;
    } table[] = {
        {"see [a *b*](x.md \"t\").\n", "[{text:\"a b\",href:\"x.md\",line:1}]",
         "[a *b*](x.md \"t\")", "x.md"},
        {"one\n   two [\xC3\xA9](y)\n", "[{text:\"\xC3\xA9\",href:\"y\",line:2}]", "[\xC3\xA9](y)",
         "y"},
        {"> quote\n>   more [q](z)\nlazy\n", "[{text:\"q\",href:\"z\",line:2}]", "[q](z)", "z"},
        {"- a\n  b\n    c [q](z)\n", "[{text:\"q\",href:\"z\",line:3}]", "[q](z)", "z"},
        {"x\r\n  see <https://a.example>\r\n",
         "[{text:\"https://a.example\",href:\"https://a.example\",line:2}]", "<https://a.example>",
         "https://a.example"},
        {"\xEF\xBB\xBF[a](b)", "[{text:\"a\",href:\"b\",line:1}]", "[a](b)", "b"},
        {"## H [a](b)\n", "[{text:\"a\",href:\"b\",line:1}]", "[a](b)", "b"},
        {"T [a](b)\n===\n", "[{text:\"a\",href:\"b\",line:1}]", "[a](b)", "b"},
        {"|h|\n|-|\n|x \\| [a](b) |\n", "[{text:\"a\",href:\"b\",line:3}]", NULL, NULL},
        {"[a][r]\n\n[r]: u\n", "[{text:\"a\",href:\"u\",line:1}]", "[a][r]", "[a][r]"},
        {"`[a](b)` ![i](j)\n\n    [c](d)\n", "[]", NULL, NULL},
    };
    struct bench bench;
    struct markdown markdown;

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        read(&markdown, &bench, table[i].text);
        assert_string_equal(show_text(&bench, &markdown, "links"), table[i].shown);
        if (table[i].span) {
            assert_string_equal(spans_of_text(&bench, &markdown, "/links/0"), table[i].span);
            assert_string_equal(spans_of_text(&bench, &markdown, "/links/0/href"),
                                table[i].href_span);
        }
        bench_end(&bench);
    }
}

static void tables(void **state)
{
    static const char text[] = "# Risks\n"
                               "\n"
                               "| ID  | What `x` |  | ID |\n"
                               "|-----|:--------|--|---|\n"
                               "| R-1 | a \\| **b** | n | 2 |\n"
                               "| R-2 |  |\n"
                               "| R-3 |\n";
    struct bench bench;
    struct markdown markdown;

    (void)state;
    read(&markdown, &bench, text);
    assert_string_equal(
        show_text(&bench, &markdown, "tables"),
        "[{columns:[\"ID\",\"What x\",\"\",\"ID\"],"
        "rows:[{ID:\"R-1\",What x:\"a | b\"},{ID:\"R-2\",What x:\"\"},{ID:\"R-3\"}],"
        "section:\"Risks\",line:3}]");
    assert_string_equal(spans_of_text(&bench, &markdown, "/tables/0/rows/0/ID"), "R-1");
    assert_string_equal(spans_of_text(&bench, &markdown, "/tables/0/rows/0/What x"), "a \\| **b**");
    assert_string_equal(spans_of_text(&bench, &markdown, "/tables/0/columns/1"), "What `x`");
    assert_string_equal(spans_of_text(&bench, &markdown, "/tables/0/rows/1"), "| R-2 |  |");
    assert_int_equal(value_at_pointer(markdown.text, STR("/tables/0/rows/0/What x"))->style,
                     STYLE_MARKDOWN);
    assert_int_equal(value_at_pointer(markdown.text, STR("/tables/0/rows/0/ID"))->style, STYLE_RAW);
    bench_end(&bench);
}

static void blocks(void **state)
{
    static const char text[] = "# Title\r\n"
                               "```yaml a b.yaml\r\n"
                               "x:\r\n"
                               "  - {y}\r\n"
                               "\r\n"
                               "```\r\n"
                               "  ~~~\n"
                               "    two\n"
                               "  ~~~\n"
                               "> ```q\n"
                               "> z\n"
                               "> ```\n"
                               "\n"
                               "    indented\n"
                               "\n"
                               "use `{code}` here\n";
    static const struct {
        enum markdown_block_type type;
        const char *title_or_info, *text, *span;
        uint32_t line;
    } expected[] = {
        {MARKDOWN_HEADING, "Title", "", "# Title", 1},
        {MARKDOWN_FENCE, "yaml a b.yaml", "x:\n  - {y}\n\n",
         "```yaml a b.yaml\r\nx:\r\n  - {y}\r\n\r\n```", 2},
        {MARKDOWN_FENCE, "", "  two\n", "~~~\n    two\n  ~~~", 7},
        {MARKDOWN_FENCE, "q", "z\n", "```q\n> z\n> ```", 10},
    };
    struct bench bench;
    struct markdown markdown;

    (void)state;
    read(&markdown, &bench, text);
    assert_int_equal(markdown.block_count, sizeof expected / sizeof expected[0]);
    for (size_t i = 0; i < markdown.block_count; i++) {
        const struct markdown_block *block = &markdown.blocks[i];

        assert_int_equal(block->type, expected[i].type);
        assert_true(str_equal_c(block->type == MARKDOWN_HEADING ? block->title : block->info,
                                expected[i].title_or_info));
        assert_true(str_equal_c(block->text, expected[i].text));
        assert_true(str_equal_c(span_text(block->span), expected[i].span));
        assert_int_equal(block->line, expected[i].line);
    }
    bench_end(&bench);
}

static void front_matter(void **state)
{
    static const struct {
        const char *text, *shown, *body, *faults;
    } table[] = {
        {"", "null", "", ""},
        {"text\n", "null", "text\n", ""},
        {"---\n---\n", "null", "", ""},
        {"---\na: 1\n...\nx", "{a:1}", "x", ""},
        {"\xEF\xBB\xBF---\r\n\xC3\xA9: 1\r\n---\r\nx", "{\xC3\xA9:1}", "x", ""},
        {"--- \na: 1\n---  \nx", "{a:1}", "x", ""},
        {"----\na\n", "null", "----\na\n", ""},
        {"---\na: 1\n", "nothing", "---\na: 1\n", "1:1 markdown-front-matter `---`"},
        {"---\nprose\n---\nx", "nothing", "x", "2:1 markdown-front-matter `prose`"},
        {"---\na: [\n---\nx", "nothing", "x", "3:1 yaml-syntax ``"},
        {"---\na: 1\na: 2\n---\nx", "{a:1}", "x", "3:1 yaml-duplicate-key `a`"},
        {"\n---\na: 1\n---\nx", "nothing", "\n---\na: 1\n---\nx",
         "2:1 markdown-front-matter `---`"},
        {"<!-- c -->\n---\nlast_reviewed: 2026-01-01\n---\n", "nothing",
         "<!-- c -->\n---\nlast_reviewed: 2026-01-01\n---\n", "2:1 markdown-front-matter `---`"},
        {"\n---\nprose\n---\n", "null", "\n---\nprose\n---\n", ""},
        {"\n---\nkey: not closed\n", "null", "\n---\nkey: not closed\n", ""},
        {"+++\na = 1\n+++\n", "nothing", "+++\na = 1\n+++\n",
         "1:1 markdown-toml-front-matter `+++`"},
    };
    struct bench bench;
    struct markdown markdown;

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        read(&markdown, &bench, table[i].text);
        assert_string_equal(bench_show(&bench, markdown.front_matter), table[i].shown);
        assert_true(str_equal_c(value_get_string(markdown.text, STR("body")), table[i].body));
        assert_string_equal(bench_faults(&bench), table[i].faults);
        bench_end(&bench);
    }
}

/* What is left of a text when all that is not prose is blanked, in single spaces. */
static const char *show_prose(struct bench *bench, const struct markdown *markdown)
{
    struct str rest = markdown->prose, word;

    assert_int_equal(rest.len, bench->source.text.len);
    for (size_t i = 0; i < rest.len; i++)
        assert_true(rest.data[i] == bench->source.text.data[i] || rest.data[i] == ' ');
    buffer_clear(&bench->shown);
    while (str_split(&word, &rest, ' '))
        for (struct str line; str_split(&line, &word, '\n');)
            if (str_trim(line).len)
                buffer_printf(&bench->shown, "%s%.*s", bench->shown.len ? " " : "",
                              STR_ARG(str_trim(line)));
    return buffer_c(&bench->shown);
}

static void prose(void **state)
{
    static const struct {
        const char *text, *prose;
    } table[] = {
        {"a `b` c\n", "a c"},
        {"a ``b ` c`` d `` e\n", "a d `` e"},
        {"a \\`b` c`\n", "a \\`b"},
        {"a `b\r\nc` d\n", "a d"},
        {"> a `b\n> c` d\n", "> a d"},
        {"# a `b`\n", "# a"},
        {"| a `b` | c |\n|---|---|\n| `d` | e ` |\n", "| a | c | |---|---| | | e ` |"},
        {"- a\n\n  ```sh\n  b\n  ```\n- c\n", "- a - c"},
        {"a\n\n    b\n\n~~~ c\nd\n~~~\n", "a"},
        {"a <!-- b\nc --> d\n", "a d"},
        {"<!--\n\nb\n-->\n\nc <!-- d\n", "c <!-- d"},
        {"<pre>\nb\n\nc</pre>\n\n<table><td>d <code class=x>e</code></td></table>\n",
         "<table><td>d </td></table>"},
        {"a <CODE>b</Code> <codex>c</codex>\n", "a <codex>c</codex>"},
        {"[a](b) [c](<d e> \"f\") [g](h i)\n", "[a]( ) [c]( \"f\") [g](h i)"},
        {"[a](b(c)d) ![e](f)\n", "[a]( ) ![e]( )"},
        {"a <https://b/c> http://d (HTTPS://e) f\n", "a < > ( ) f"},
        {"[a]\n\n[a]: b \"c\"\n[d]: e\n", "[a]"},
        {"[a]: b\nc [d]: e\n", "[a]: b c [d]: e"},
        {"---\ntitle: \"`a`\"\n---\n`b`\n", "--- title: \"`a`\" ---"},
    };
    struct bench bench;
    struct markdown markdown;

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        read(&markdown, &bench, table[i].text);
        assert_string_equal(show_prose(&bench, &markdown), table[i].prose);
        bench_end(&bench);
    }
}

/* A pipe ends a cell, in code too, unless a backslash is before it. */
static void extra_cells(void **state)
{
    static const struct {
        const char *row, *faults;
    } table[] = {
        {"| 1 | 2 |", ""},
        {"1|2", ""},
        {"| 1 | 2 |   ", ""},
        {"| 1", ""},
        {"| 1 \\| x | 2 |", ""},
        {"| `1 \\| x` | 2 |", ""},
        {"| 1 | 2 | 3 |", "3:10 markdown-extra-cells ` 3 |`"},
        {"1|2|3", "3:5 markdown-extra-cells `3`"},
        {"| `1|x` | 2 |", "3:10 markdown-extra-cells ` 2 |`"},
        {"| 1 | 2 | | 4", "3:10 markdown-extra-cells ` | 4`"},
        {"| 1<br>2 | a<BR /> |", ""},
        {"| 1 | 2 ||", "3:10 markdown-extra-cells `|`"},
    };
    struct bench bench;
    struct markdown markdown;
    struct buffer text = {0};

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct value *row;

        buffer_clear(&text);
        buffer_printf(&text, "|a|b|\n|-|-|\n%s\n", table[i].row);
        read(&markdown, &bench, buffer_c(&text));
        row = value_at_pointer(markdown.text, STR("/tables/0/rows/0"));
        assert_string_equal(bench_faults(&bench), table[i].faults);
        assert_int_equal(row->invalid, table[i].faults[0] != '\0');
        bench_end(&bench);
    }
    buffer_release(&text);
}

static void an_unclosed_fence(void **state)
{
    struct bench bench;
    struct markdown markdown;

    (void)state;
    read(&markdown, &bench, "# T\n\n```yaml\nx: 1\n");
    assert_string_equal(bench_faults(&bench), "3:1 markdown-unclosed-fence ````yaml`");
    assert_true(str_equal_c(markdown.blocks[1].text, "x: 1\n"));
    bench_end(&bench);
}

/* What would keep cmark busy for hours is refused, and at once. */
static void hostile_input(void **state)
{
    static const struct {
        const char *head, *unit;
        int times;
        const char *code;
    } table[] = {
        {"", "> ", 300, "source-too-deep"},
        {"", "- ", 300, "source-too-deep"},
        {"", "1. ", 300, "source-too-deep"},
        {"", "![[]()", 100000, "markdown-too-costly"},
        {"> > > > - - - - a\n", "\n", 10 * 1000 * 1000, "markdown-too-costly"},
        {"|a|b|c|d|e|f|g|h|i|j|\n|-|-|-|-|-|-|-|-|-|-|\n", "x\n", 100000, "markdown-too-costly"},
        /* each end is looked for to the end of the paragraph, or of the file */
        {"", "a <!A ", 100000, "markdown-too-costly"},
        {"", "a <?", 100000, "markdown-too-costly"},
        {"", "a <![CDATA[", 100000, "markdown-too-costly"},
        {"", "<a x='\" y=' z=\"", 100000, "markdown-too-costly"},
        /* a table's header is looked for in the paragraph above each rule */
        {"", "a\n-|-\n", 50000, "markdown-too-costly"},
        {"", "a|b\n:-\n", 50000, "markdown-too-costly"},
        {"a\n", "b\n     -|-\n c|d\n-|-|-\n", 50000, "markdown-too-costly"},
        /* a row's cells are a list whose end is looked for */
        {"|a|b|\n|-|-|\n", "x|", 100000, "markdown-too-costly"},
        /* memory */
        {"", "[", 8 * 1000 * 1000, "markdown-too-costly"},
        {"", "# a\n", 3 * 1000 * 1000, "markdown-too-costly"},
        {"", "- a\n", 3 * 1000 * 1000, "markdown-too-costly"},
        {"|a|\n|-|\n", "|a|\n", 3 * 1000 * 1000, "markdown-too-costly"},
    };
    struct bench bench;
    struct markdown markdown;
    struct buffer text = {0};

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        buffer_clear(&text);
        buffer_add_c(&text, table[i].head);
        for (int j = 0; j < table[i].times; j++)
            buffer_add_c(&text, table[i].unit);
        read(&markdown, &bench, buffer_c(&text));
        assert_null(markdown.text);
        assert_non_null(markdown.front_matter);
        assert_int_equal(bench.sink.diagnostics.count, 1);
        assert_string_equal(bench.sink.diagnostics.items[0]->code, table[i].code);
        bench_end(&bench);
    }
    buffer_release(&text);
}

static void repeat(struct buffer *text, const char *unit, size_t times)
{
    for (size_t i = 0; i < times; i++)
        buffer_add_c(text, unit);
}

/* HEAD, then N times UNIT, then M times TAIL: read in time that grows with the size. */
static void takes_linear_time(void **state)
{
    static const struct {
        const char *head, *unit;
        size_t n;
        const char *tail;
        size_t m;
        bool refused;
    } table[] = {
        /* references without a blank line behind their definitions, which have no place */
        {"", "[a]: http://x\n", 20000, "[a]", 20000, false},
        /* each use copies the address, or the title */
        {"[a]: http://", "x", 200 * 1000, "\n\n[a]", 20000, true},
        {"[a]: x \"", "x ", 200 * 1000, "\"\n\n[a]", 20000, true},
        {"[a]: x\n", "[b](c) ", 50 * 1000, " ", 1000 * 1000, false},
        {"x\n", " ", 1000 * 1000, "`a` [a](b) ", 50 * 1000, false},
        /* a table's header below a long paragraph */
        {"", "a\n", 100 * 1000, "|a|\n|-|\n", 1, true},
        {"", "![", 50 * 1000, "[a](b)", 50 * 1000, true},
        {"", "*a **a ", 50 * 1000, "a** a*", 50 * 1000, false},
        {"", "_", 500 * 1000, "._", 1000, false},
        {"", "`a ``a ", 50 * 1000, "```", 1000, false},
        {"", "See [this](http://example.org) and `that`.\n\n", 50 * 1000, "", 0, false},
        {"|a|b|\n|-|-|\n", "| R-1 | a <br> b <!-- c --> [x](y) |\n", 100 * 1000, "", 0, false},
        {"", "a\n\n---\n", 100 * 1000, "a\n---\n", 10 * 1000, false},
    };
    struct bench bench;
    struct markdown markdown;
    struct buffer text = {0};

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        clock_t start = clock();

        buffer_clear(&text);
        buffer_add_c(&text, table[i].head);
        repeat(&text, table[i].unit, table[i].n);
        repeat(&text, table[i].tail, table[i].m);
        read(&markdown, &bench, buffer_c(&text));
        assert_int_equal(markdown.text == NULL, table[i].refused);
        assert_true(clock() - start < MOST_SECONDS * CLOCKS_PER_SEC);
        bench_end(&bench);
    }
    buffer_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_policy),      cmocka_unit_test(links),
        cmocka_unit_test(tables),        cmocka_unit_test(blocks),
        cmocka_unit_test(front_matter),  cmocka_unit_test(an_unclosed_fence),
        cmocka_unit_test(hostile_input), cmocka_unit_test(prose),
        cmocka_unit_test(extra_cells),   cmocka_unit_test(takes_linear_time),
    };

    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
