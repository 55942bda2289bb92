/* What a terminal or a log would obey or hide is shown; only a format breaks lines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/error.h"
#include "base/visible.h"

/* BEFORE stands in the buffer already; TEXT behind it looks like SEEN. */
struct sight {
    const char *before;
    struct str text;
    const char *seen;
};

static void texts(void **state)
{
    static const struct sight table[] = {
        {"", STR_INIT("plain [x] ünï 😀"), "plain [x] ünï 😀"},
        {"", STR_INIT("\033[2J\r\n\177\0."), "␛[2J␍␊␡␀."},
        {"", STR_INIT("\xC2\x85\xC2\x9B\xC2\xAD"), "<U+0085><U+009B><U+00AD>"},
        {"", STR_INIT("\u202Ea\u2066b\u2028\u200B\uFEFF"),
         "<U+202E>a<U+2066>b<U+2028><U+200B><U+FEFF>"},
        {"", STR_INIT("\U000E0041\u3164"), "<U+E0041><U+3164>"},
        {"", STR_INIT("a\xFF\xED\xA0\x80"), "a\uFFFD\uFFFD\uFFFD\uFFFD"},
        {"", STR_INIT("\ta\tb"), "    a   b"},
        {"", STR_INIT("::error::x"), "<U+003A>:error::x"},
        {"x\n", STR_INIT("::error::x"), "x\n<U+003A>:error::x"},
        {"x\n  ", STR_INIT(" \t::error::x"), "x\n      <U+003A>:error::x"},
        {"", STR_INIT("\u00A0\u3000::x"), "\u00A0\u3000<U+003A>:x"},
        {"\u2003", STR_INIT("::x"), "\u2003<U+003A>:x"},
        {"x ", STR_INIT("::error::x"), "x ::error::x"},
        {"", STR_INIT("a::b"), "a::b"},
        {"", STR_INIT("\n::error::x"), "␊::error::x"},
        {"", STR_INIT("a ##[error]x #[y]"), "a ##<U+005B>error]x #[y]"},
        {"", STR_INIT("##vso[task.complete]x ##teamcity['y'] #a[z]"),
         "##vso<U+005B>task.complete]x ##teamcity<U+005B>'y'] #a[z]"},
        {"#", STR_INIT("#[error]x"), "##<U+005B>error]x"},
        {"", STR_INIT("##\0[error]x"), "##␀[error]x"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct buffer out = {0}, again = {0};

        buffer_add_c(&out, table[i].before);
        visible_add(&out, table[i].text);
        assert_string_equal(buffer_c(&out), table[i].seen);
        /* What was made visible stays as it is. */
        buffer_add_c(&again, table[i].before);
        visible_add(&again, str_slice(buffer_str(&out), strlen(table[i].before), out.len));
        assert_string_equal(buffer_c(&again), table[i].seen);
        buffer_release(&out);
        buffer_release(&again);
    }
}

static void formats(void **state)
{
    struct buffer out = {0};
    struct str slice = STR("a\nb\0c");

    (void)state;
    visible_printf(&out, "%s\n%.*s|%.2s|%.9s|%c|%%", "x\n::y", STR_ARG(slice), "\033[2J", "cut",
                   '\n');
    assert_string_equal(buffer_c(&out), "x␊::y\na␊b␀c|␛[|cut|␊|%");
    buffer_clear(&out);
    visible_printf(&out, "%d %5u %*d %zu %lld %ld %03o %04X %.2f %.*f %-4d|", -1, 2U, 3, 4,
                   (size_t)5, 6LL, 7L, 8U, 0xABU, 1.25, 1, 2.25, 9);
    assert_string_equal(buffer_c(&out), "-1     2   4 5 6 7 010 00AB 1.25 2.2 9   |");
    buffer_release(&out);
}

static void errors(void **state)
{
    struct error error;
    char longer[2000];

    (void)state;
    error_set(&error, ERROR_USAGE, "no %s\n(%s)", "\n::error::x", "\033c");
    assert_string_equal(error.message, "no ␊::error::x\n(␛c)");
    error_set(&error, ERROR_USAGE, "%s: more", error.message);
    assert_string_equal(error.message, "no ␊::error::x␊(␛c): more");
    memset(longer, 'x', sizeof longer);
    longer[sizeof longer - 1] = '\0';
    memcpy(longer + 1018, "ü", 2);
    error_set(&error, ERROR_USAGE, "%s", longer);
    assert_int_equal(strlen(error.message), 1023);
    longer[1018] = 'x';
    memcpy(longer + 1019, "ü", 2);
    error_set(&error, ERROR_USAGE, "%s", longer);
    assert_int_equal(strlen(error.message), 1022);
    assert_string_equal(error.message + 1018, "x...");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts),
        cmocka_unit_test(formats),
        cmocka_unit_test(errors),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
