/* What strangers write, in a table of Markdown, as GitHub's own parser takes it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include "report/table.h"

static cmark_parser *new_parser(void)
{
    static const char *const extensions[] = {"table", "autolink", "strikethrough"};
    cmark_parser *parser;

    cmark_gfm_core_extensions_ensure_registered();
    parser = cmark_parser_new(CMARK_OPT_UNSAFE);
    for (size_t i = 0; i < sizeof extensions / sizeof extensions[0]; i++)
        cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(extensions[i]));
    return parser;
}

/* Nothing but rows of cells, in which nothing but text and empty comments is; append the text. */
static void read_text(struct buffer *out, cmark_node *root)
{
    cmark_iter *iter = cmark_iter_new(root);
    cmark_event_type event;

    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);
        const char *type = cmark_node_get_type_string(node);

        if (event != CMARK_EVENT_ENTER)
            continue;
        if (strcmp(type, "text") == 0)
            buffer_add_c(out, cmark_node_get_literal(node));
        else if (strcmp(type, "html_inline") == 0)
            assert_string_equal(cmark_node_get_literal(node), "<!-- -->");
        else if (strcmp(type, "document") != 0 && strncmp(type, "table", 5) != 0)
            fail_msg("a cell became %s", type);
    }
    cmark_iter_free(iter);
}

/* TEXT in a cell reads as WANTED. */
static void check(struct str text, const char *wanted)
{
    static const char *const columns[] = {"name"};
    struct arena arena;
    struct buffer page = {0}, seen = {0}, expected = {0};
    cmark_parser *parser = new_parser();
    cmark_node *root;

    arena_init(&arena);
    table_write_markdown(&page, &(struct table){columns, 1, &text, 1, NULL, 0, &arena});
    cmark_parser_feed(parser, page.data, page.len);
    root = cmark_parser_finish(parser);
    read_text(&seen, root);
    buffer_printf(&expected, "name%s", wanted);
    assert_string_equal(buffer_c(&seen), buffer_c(&expected));
    cmark_node_free(root);
    cmark_parser_free(parser);
    buffer_release(&page);
    buffer_release(&seen);
    buffer_release(&expected);
    arena_release(&arena);
}

static void test_nothing_acts(void **state)
{
    static const char *const texts[] = {
        "[x](http://evil.example)",
        "![i](http://evil.example/i.png)",
        "<img src=x>",
        "<script>alert(1)</script>",
        "<http://evil.example>",
        "a | b",
        "a \\| b",
        "\\",
        "\\\\",
        "`code`",
        "``",
        "*a* **b** _c_ __d__ ~e~ ~~f~~",
        "@team",
        "jo@example.org",
        "mailto:jo@example.org",
        "xmpp:jo@example.org",
        "http://evil.example",
        "HTTPS://evil.example",
        "ftp://evil.example",
        "www.evil.example",
        "(WWW.evil.example)",
        "a www.evil.example",
        "&amp; &#64;team &lt;img&gt;",
        "[^1] [ref][] [ref]",
        "#1 !2 org/repo#3",
        "<!-- --> -->",
        "<!--",
        "{{ site.x }} $x$",
        "# x",
        "- x",
        "1. x",
        "---",
        "a@b@c.example",
        "::",
        "::error::x",
        ":tada: :+1: :octocat:",
        "GH-1",
        "deadbeef 0123456789abcdef0123456789abcdef01234567",
        "w.",
        "www.",
    };

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        check(str_of(texts[i]), texts[i]);
}

static void test_what_cannot_be_seen_is_shown(void **state)
{
    (void)state;
    check(STR("a\nb\r|c"), "a\xE2\x90\x8A"
                           "b\xE2\x90\x8D|c");
    check(STR("##[error]x"), "##<U+005B>error]x");
    check(STR("\x1B[31mred\x07"), "\xE2\x90\x9B[31mred\xE2\x90\x87");
    check(STR("\xC2\x9B"
              "31m\xE2\x80\xAEx"),
          "<U+009B>31m<U+202E>x");
}

static void check_csv(const char *text, const char *wanted)
{
    static const char *const columns[] = {"name"};
    struct arena arena;
    struct buffer page = {0};
    struct str cell = str_of(text);

    arena_init(&arena);
    table_write_csv(&page, &(struct table){columns, 1, &cell, 1, NULL, 0, &arena});
    assert_string_equal(buffer_c(&page) + strlen("name\r\n"), wanted);
    buffer_release(&page);
    arena_release(&arena);
}

/* ---- text ---- */

static void check_text(size_t width, const char *wanted)
{
    static const char *const columns[] = {"id", "approvals", "path"};
    static const struct str cells[] = {
        STR_INIT("SOP-1"),
        STR_INIT("Priya Nair (CTO), asserted"),
        STR_INIT("procedures/backup.md"),
        STR_INIT("SOP-2"),
        STR_INIT("-"),
        STR_INIT("a.md"),
    };
    struct arena arena;
    struct buffer page = {0};

    arena_init(&arena);
    table_write_text(&page, &(struct table){columns, 3, cells, 2, NULL, width, &arena});
    assert_string_equal(buffer_c(&page), wanted);
    buffer_release(&page);
    arena_release(&arena);
}

static void test_text(void **state)
{
    (void)state;
    check_text(0, "ID     APPROVALS                   PATH\n"
                  "SOP-1  Priya Nair (CTO), asserted  procedures/backup.md\n"
                  "SOP-2  -                           a.md\n");
    check_text(40, "ID     APPROVALS        PATH\n"
                   "SOP-1  Priya Nair       procedures/\n"
                   "       (CTO), asserted  backup.md\n"
                   "SOP-2  -                a.md\n");
    check_text(26, "ID     APPROVALS  PATH\n"
                   "SOP-1  Priya      procedur\n"
                   "       Nair       es/\n"
                   "       (CTO),     backup.m\n"
                   "       asserted   d\n"
                   "SOP-2  -          a.md\n");
    check_text(25, "ID         SOP-1\n"
                   "APPROVALS  Priya Nair\n"
                   "           (CTO),\n"
                   "           asserted\n"
                   "PATH       procedures/backup.md\n"
                   "\n"
                   "ID         SOP-2\n"
                   "APPROVALS  -\n"
                   "PATH       a.md\n");
}

static void test_csv(void **state)
{
    (void)state;
    check_csv("", "\r\n");
    check_csv("-", "-\r\n");
    check_csv("=1+1", "\"'=1+1\"\r\n");
    check_csv("=", "=\r\n");
    check_csv("+1", "\"'+1\"\r\n");
    check_csv("-1+1", "\"'-1+1\"\r\n");
    check_csv("@SUM(1)", "\"'@SUM(1)\"\r\n");
    check_csv("\t=1", "\"'    =1\"\r\n");
    check_csv(" \t +1", "\"'     +1\"\r\n");
    check_csv("\xEF\xBC\x9D"
              "1+1",
              "\"'\xEF\xBC\x9D"
              "1+1\"\r\n");
    /* A spreadsheet may divide at semicolons. */
    check_csv("a;=1+1;@x", "\"a;'=1+1;'@x\"\r\n");
    check_csv("a; -5;b", "a; -5;b\r\n");
    check_csv("::error::x", "<U+003A>:error::x\r\n");
    check_csv("##[error]x", "##<U+005B>error]x\r\n");
    check_csv("a, \"b\"", "\"a, \"\"b\"\"\"\r\n");
    check_csv("a\nb", "a\xE2\x90\x8A"
                      "b\r\n");
    check_csv("\x1B[2J", "\xE2\x90\x9B[2J\r\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_acts),
        cmocka_unit_test(test_what_cannot_be_seen_is_shown),
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_csv),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
