/* Source lines and carets as a person sees them on a terminal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/snippet.h"

struct snippet_case {
    struct str text;
    const char *marked; /* the first occurrence is the span; NULL: an empty span at the end */
    const char *label;
    const char *expected;
};

static const struct snippet_case cases[] = {
    /* A person's case: a value at the start of a line needs no context. */
    {STR_INIT("id: SOP-012\nowner: ana\n"), "ana", "unknown",
     "  --> f:2:8\n"
     "   |\n"
     " 2 | owner: ana\n"
     "   |        ^^^ unknown\n"},
    /* An indented line is part of something: the line before tells of what. */
    {STR_INIT("- id: A.8.30\n  reason: \"\"\n"), "reason: \"\"", "empty",
     "  --> f:2:3\n"
     "   |\n"
     " 1 | - id: A.8.30\n"
     " 2 |   reason: \"\"\n"
     "   |   ^^^^^^^^^^ empty\n"},
    {STR_INIT("a: 1\n\n  b: 2\n"), "2", "",
     "  --> f:3:6\n"
     "   |\n"
     " 3 |   b: 2\n"
     "   |      ^\n"},
    /* Tabs go to columns that are multiples of four, in the line and above the carets alike. */
    {STR_INIT("a\tb\tc"), "b", "",
     "  --> f:1:3\n"
     "   |\n"
     " 1 | a   b   c\n"
     "   |     ^\n"},
    {STR_INIT("abc\t\td"), "\t\td", "",
     "  --> f:1:4\n"
     "   |\n"
     " 1 | abc     d\n"
     "   |    ^^^^^^\n"},
    /* Wide characters, combining marks, emoji with joiners, flags. */
    {STR_INIT("所有者: 田中"), "田中", "two columns each",
     "  --> f:1:6\n"
     "   |\n"
     " 1 | 所有者: 田中\n"
     "   |         ^^^^ two columns each\n"},
    {STR_INIT("e\xCC\x81t\xC3\xA9 x"), "x", "",
     "  --> f:1:6\n"
     "   |\n"
     " 1 | e\xCC\x81t\xC3\xA9 x\n"
     "   |     ^\n"},
    {STR_INIT("👩‍👩‍👧 ok"), "ok", "",
     "  --> f:1:7\n"
     "   |\n"
     " 1 | 👩‍👩‍👧 ok\n"
     "   |    ^^\n"},
    {STR_INIT("x 🇩🇪 y"), "🇩🇪", "",
     "  --> f:1:3\n"
     "   |\n"
     " 1 | x 🇩🇪 y\n"
     "   |   ^^\n"},
    /* Of several lines the first is marked. */
    {STR_INIT("text: |\n  one\n  two\nend: 1\n"), "text: |\n  one\n  two\n", "long",
     "  --> f:1:1\n"
     "   |\n"
     " 1 | text: |\n"
     "   | ^^^^^^^ long (to line 3)\n"},
    {STR_INIT("one\ntwo\n"), "one\n", "",
     "  --> f:1:1\n"
     "   |\n"
     " 1 | one\n"
     "   | ^^^\n"},
    /* CRLF, the end of the file with and without newline, nothing at all. */
    {STR_INIT("a: 1\r\nb: 2\r\n"), "b: 2\r\n", "",
     "  --> f:2:1\n"
     "   |\n"
     " 2 | b: 2\n"
     "   | ^^^^\n"},
    {STR_INIT("a: ["), NULL, "unfinished",
     "  --> f:1:5\n"
     "   |\n"
     " 1 | a: [\n"
     "   |     ^ unfinished\n"},
    {STR_INIT("a: [\r\n"), NULL, "",
     "  --> f:1:5\n"
     "   |\n"
     " 1 | a: [\n"
     "   |     ^\n"},
    {STR_INIT(""), NULL, "empty file",
     "  --> f:1:1\n"
     "   |\n"
     " 1 |\n"
     "   | ^ empty file\n"},
    /* Nothing that a terminal obeys gets through. */
    {STR_INIT("a: \033[31mred\007"), "red", "\033]0;label\007",
     "  --> f:1:9\n"
     "   |\n"
     " 1 | a: ␛[31mred␇\n"
     "   |         ^^^ ␛]0;label␇\n"},
    {STR_INIT("x \xC2\x9B"
              "1m \xE2\x80\xAE y\xFFz"),
     "z", "",
     "  --> f:1:11\n"
     "   |\n"
     " 1 | x <U+009B>1m <U+202E> y\xEF\xBF\xBDz\n"
     "   |                         ^\n"},
    /* Long lines are cut around what is marked: forty columns here. */
    {STR_INIT("0123456789012345678901234567890123456789"), "678", "fits",
     "  --> f:1:7\n"
     "   |\n"
     " 1 | 0123456789012345678901234567890123456789\n"
     "   |       ^^^ fits\n"},
    {STR_INIT("a234567890123456789012345678901234567890123456789"), "a2", "",
     "  --> f:1:1\n"
     "   |\n"
     " 1 | a234567890123456789012345678901234567...\n"
     "   | ^^\n"},
    {STR_INIT("0123456789012345678901234567890123456789 here 012345678901234567890123456789"),
     "here", "",
     "  --> f:1:42\n"
     "   |\n"
     " 1 | ...456789 here 0123456789012345678901...\n"
     "   |           ^^^^\n"},
    {STR_INIT("0123456789012345678901234567890123456789 and the end"), "end", "",
     "  --> f:1:50\n"
     "   |\n"
     " 1 | ...5678901234567890123456789 and the end\n"
     "   |                                      ^^^\n"},
    {STR_INIT("k: 01234567890123456789012345678901234567890123456789 x"),
     "01234567890123456789012345678901234567890123456789", "too long",
     "  --> f:1:4\n"
     "   |\n"
     " 1 | k: 0123456789012345678901234567890123...\n"
     "   |    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ too long\n"},
};

static struct span span_of_case(struct source *source, const struct snippet_case *one)
{
    ptrdiff_t start;

    if (!one->marked)
        return span_of(source, source->text.len, source->text.len);
    start = str_find(source->text, str_of(one->marked), 0);
    assert_true(start >= 0);
    return span_of(source, (size_t)start, (size_t)start + str_of(one->marked).len);
}

static void table(void **state)
{
    const struct snippet_mark mark = {"-->", '^', INK_ERROR};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct source source;
        struct arena arena;
        struct buffer out;
        struct snippet_style style = {.colour = false, .columns = 40};
        struct span span;

        arena_init(&arena);
        buffer_init(&out);
        source_init(&source, STR("f"), cases[i].text, &arena);
        span = span_of_case(&source, &cases[i]);
        style.gutter = snippet_gutter(span);
        snippet_add(&out, &style, &mark, span, str_of(cases[i].label));
        assert_string_equal(buffer_c(&out), cases[i].expected);
        buffer_release(&out);
        arena_release(&arena);
    }
}

/* A megabyte in one line, marked a thousand times, takes no time that anybody notices. */
static void one_long_line(void **state)
{
    const struct snippet_mark mark = {"-->", '^', INK_ERROR};
    const struct snippet_style style = {.colour = true, .gutter = 1, .columns = 80};
    struct buffer text, out;
    struct source source;
    struct arena arena;

    (void)state;
    arena_init(&arena);
    buffer_init(&text);
    buffer_init(&out);
    buffer_add_repeated(&text, 'x', 1000 * 1000);
    source_init(&source, STR("f"), buffer_str(&text), &arena);
    for (uint32_t i = 0; i < 50; i++)
        snippet_add(&out, &style, &mark, span_of(&source, i * 1000, i * 1000 + 5), STR("here"));
    assert_true(out.len < 50 * 300);
    buffer_release(&out);
    buffer_release(&text);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(table),
        cmocka_unit_test(one_long_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
