/* ECMA-262 patterns (u flag) on PCRE2: what matches, and what is no pattern. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "base/memory.h"
#include "regex/ecma262_scripts.h"
#include "regex/regex.h"

static enum regex_result search(const char *pattern, struct str text)
{
    struct regex *regex;
    struct error error = {0};
    enum regex_result result;
    size_t offset;

    if (regex_new(&regex, str_of(pattern), REGEX_ECMA262, &offset, &error) < 0)
        fail_msg("%s: at %zu: %s", pattern, offset, error.message);
    result = regex_search(regex, text, 0, NULL);
    regex_free(regex);
    return result;
}

static void matches(void **state)
{
    static const struct {
        const char *pattern;
        struct str text;
        enum regex_result result;
    } table[] = {
        {"^RISK-[0-9]{4}$", STR_INIT("RISK-0001"), REGEX_YES},
        {"^RISK-[0-9]{4}$", STR_INIT("RISK-001"), REGEX_NO},
        {"", STR_INIT(""), REGEX_YES},
        {"b", STR_INIT("abc"), REGEX_YES},
        /* $ is the very end, . is no line terminator */
        {"^abc$", STR_INIT("abc\n"), REGEX_NO},
        {"^.$", STR_INIT("\xE2\x80\xA8"), REGEX_NO},
        {"^.$", STR_INIT("\xC2\x85"), REGEX_YES},
        {"^.$", STR_INIT("\xF0\x9F\x90\xB2"), REGEX_YES},
        /* classes are ASCII, white space is Unicode's */
        {"^\\d$", STR_INIT("\xE0\xA7\xAA"), REGEX_NO},
        {"^\\w$", STR_INIT("\xC3\xA9"), REGEX_NO},
        {"^\\W$", STR_INIT("\xC3\xA9"), REGEX_YES},
        {"\xC3\xA9\\b", STR_INIT("\xC3\xA9"), REGEX_NO},
        {"^\\s$", STR_INIT("\xEF\xBB\xBF"), REGEX_YES},
        {"^\\s$", STR_INIT("\xE2\x80\x83"), REGEX_YES},
        {"^\\s$", STR_INIT("\xE1\xA0\x8E"), REGEX_NO},
        {"^\\S$", STR_INIT("\xC2\xA0"), REGEX_NO},
        {"^[^\\s]$", STR_INIT("\xC2\xA0"), REGEX_NO},
        {"^[\\S\\n]$", STR_INIT("\n"), REGEX_YES},
        {"^[\\S\\n]$", STR_INIT("\t"), REGEX_NO},
        {"^\\v$", STR_INIT("\x0B"), REGEX_YES},
        {"^\\v$", STR_INIT("\n"), REGEX_NO},
        /* characters by number */
        {"^\\u0041\\x42\\u{43}$", STR_INIT("ABC"), REGEX_YES},
        {"^\\u{1F432}$", STR_INIT("\xF0\x9F\x90\xB2"), REGEX_YES},
        {"^\\uD83D\\uDC32$", STR_INIT("\xF0\x9F\x90\xB2"), REGEX_YES},
        {"^[\\uD83D\\uDC32]$", STR_INIT("\xF0\x9F\x90\xB2"), REGEX_YES},
        {"^\\uD83D", STR_INIT("\xF0\x9F\x90\xB2"), REGEX_NO},
        {"^[\\uD800-\\uDFFF]", STR_INIT("a"), REGEX_NO},
        {"^[^\\uD800]$", STR_INIT("a"), REGEX_YES},
        {"^[\\uD7FF-\\uE000]$", STR_INIT("\xEE\x80\x80"), REGEX_YES},
        {"^\\cJ$", STR_INIT("\n"), REGEX_YES},
        {"^\\cj$", STR_INIT("\n"), REGEX_YES},
        {"^a\\0b$", STR_INIT("a\0b"), REGEX_YES},
        {"^[\\b]$", STR_INIT("\b"), REGEX_YES},
        /* properties */
        {"^\\p{Letter}$", STR_INIT("\xC3\xA9"), REGEX_YES},
        {"^\\p{L}\\p{Lu}\\p{Uppercase_Letter}$", STR_INIT("aBC"), REGEX_YES},
        {"^\\p{General_Category=Nd}\\p{gc=digit}$", STR_INIT("1\xE0\xA7\xAA"), REGEX_YES},
        {"^\\P{L}$", STR_INIT("1"), REGEX_YES},
        {"^\\p{Script=Greek}\\p{sc=Grek}$", STR_INIT("\xCE\xB1\xCE\xA9"), REGEX_YES},
        {"^\\p{Script=Greek}$", STR_INIT("a"), REGEX_NO},
        /* U+0342 belongs to Inherited, and is used in Greek */
        {"^\\p{Script=Greek}$", STR_INIT("\xCD\x82"), REGEX_NO},
        {"^\\p{scx=Greek}$", STR_INIT("\xCD\x82"), REGEX_YES},
        {"^\\p{Script_Extensions=Latin}$", STR_INIT("a"), REGEX_YES},
        {"^\\p{Emoji_Presentation}$", STR_INIT("\xF0\x9F\x90\xB2"), REGEX_YES},
        {"^\\p{ASCII}\\p{Any}\\p{Assigned}$", STR_INIT("abc"), REGEX_YES},
        {"^\\P{Assigned}$", STR_INIT("\xCD\xB8"), REGEX_YES},
        {"^[\\p{Lu}\\p{Nd}_]+$", STR_INIT("AB_12"), REGEX_YES},
        {"^[^\\p{L}]$", STR_INIT("a"), REGEX_NO},
        /* classes */
        {"[]", STR_INIT("a"), REGEX_NO},
        {"^[^]$", STR_INIT("\n"), REGEX_YES},
        {"^[[:alpha:]$", STR_INIT("["), REGEX_YES},
        {"^[[:alpha:]$", STR_INIT("b"), REGEX_NO},
        {"^[a\\-c]$", STR_INIT("b"), REGEX_NO},
        {"^[a-]$", STR_INIT("-"), REGEX_YES},
        {"^[a^]$", STR_INIT("^"), REGEX_YES},
        {"^[&&a]$", STR_INIT("&"), REGEX_YES},
        {"^[\\]]$", STR_INIT("]"), REGEX_YES},
        /* groups */
        {"^(a)(?:b)(?<last>c)\\k<last>\\1$", STR_INIT("abcca"), REGEX_YES},
        {"^\\k<x>(?<x>a)$", STR_INIT("a"), REGEX_YES},
        {"^(?:(a)|b)\\1{2}c$", STR_INIT("bc"), REGEX_YES},
        {"^(?<\xC3\xA9$_>a)\\k<\\u00e9$_>$", STR_INIT("aa"), REGEX_YES},
        {"^(?=a)a(?!b)$", STR_INIT("a"), REGEX_YES},
        {"(?<=\\$)\\d", STR_INIT("$5"), REGEX_YES},
        {"(?<!\\$)\\d", STR_INIT("$5"), REGEX_NO},
        {"^(?:b+|(?=a+)){0}$", STR_INIT(""), REGEX_YES},
        /* repetition; nothing is possessive, an x is no option */
        {"^a{2}$", STR_INIT("aa"), REGEX_YES},
        {"^a{2,}?$", STR_INIT("aaaa"), REGEX_YES},
        {"^a+?a$", STR_INIT("aa"), REGEX_YES},
        {"^a #b$", STR_INIT("a #b"), REGEX_YES},
        {"^\\/\\.\\*$", STR_INIT("/.*"), REGEX_YES},
        {"^a|b|$", STR_INIT("xyz"), REGEX_YES},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if (search(table[i].pattern, table[i].text) != table[i].result)
            fail_msg("%s on %.*s is not %d", table[i].pattern, STR_ARG(table[i].text),
                     table[i].result);
}

static void faults(void **state)
{
    static const struct {
        const char *pattern;
        size_t offset;
    } table[] = {
        {"a(b", 3},
        {"a)", 1},
        {"a**", 2},
        {"a++", 2},
        {"*a", 0},
        {"(?i)a", 0},
        {"(?i:a)", 0},
        {"(?>a)", 0},
        {"(?#a)", 0},
        {"(*UTF)a", 1},
        {"\\Aa", 0},
        {"a\\Z", 1},
        {"\\a", 0},
        {"\\Q.\\E", 0},
        {"a\\", 1},
        {"a{", 1},
        {"a{,2}", 1},
        {"a{3,2}", 1},
        {"{1}", 0},
        {"a}", 1},
        {"a]", 1},
        {"[a", 0},
        {"[b-a]", 1},
        {"[\\d-x]", 1},
        {"[\\B]", 1},
        {"[\\1]", 1},
        {"\\1", 0},
        {"(a)\\2", 3},
        {"\\k<a>", 0},
        {"\\k", 0},
        {"(?<a>b)\\k<b>", 7},
        {"(?<a>b)(?<a>c)", 10},
        {"(?<1>b)", 3},
        {"(?<>b)", 3},
        {"\\-", 0},
        {"\\_", 0},
        {"\\c", 0},
        {"\\c1", 0},
        {"\\u", 0},
        {"\\u12", 0},
        {"\\u{110000}", 0},
        {"\\u{}", 0},
        {"\\x1", 0},
        {"\\01", 0},
        {"\\p", 0},
        {"\\pL", 0},
        {"\\p{letter}", 0},
        {"\\p{Script=greek}", 0},
        {"\\p{Greek}", 0},
        {"\\p{IsGreek}", 0},
        {"\\p{}", 0},
        {"^*", 1},
        {"\\b+", 2},
        {"(?=a)*", 5},
        {"(?<=a)+", 6},
        /* what PCRE2 cannot do */
        {"x(?<=a*)b", 1},
        {"a{65536}", 1},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct regex *regex;
        struct error error = {0};
        size_t offset;

        if (regex_new(&regex, str_of(table[i].pattern), REGEX_ECMA262, &offset, &error) == 0)
            fail_msg("%s is accepted", table[i].pattern);
        if (offset != table[i].offset)
            fail_msg("%s: the fault is at %zu: %s", table[i].pattern, offset, error.message);
        assert_true(error.message[0]);
    }
}

static void syntax_and_ability_differ(void **state)
{
    (void)state;
    assert_true(regex_is_valid(STR("(?<=a*)b"), REGEX_ECMA262));
    assert_false(regex_is_valid(STR("(?<=a*b"), REGEX_ECMA262));
}

static void every_property_is_known_to_pcre2(void **state)
{
    static const char *const names[] = {
        "ASCII_Hex_Digit",
        "Alpha",
        "Bidi_C",
        "Bidi_M",
        "CI",
        "Cased",
        "CWCF",
        "CWCM",
        "CWL",
        "CWT",
        "CWU",
        "Dash",
        "DI",
        "Dep",
        "Dia",
        "Emoji",
        "EComp",
        "EMod",
        "EBase",
        "ExtPict",
        "Ext",
        "Gr_Base",
        "Gr_Ext",
        "Hex",
        "IDSB",
        "IDST",
        "IDC",
        "IDS",
        "Ideo",
        "Join_C",
        "LOE",
        "Lower",
        "Math",
        "NChar",
        "Pat_Syn",
        "Pat_WS",
        "QMark",
        "Radical",
        "RI",
        "STerm",
        "SD",
        "Term",
        "UIdeo",
        "Upper",
        "VS",
        "space",
        "XIDC",
        "XIDS",
        "LC",
        "Surrogate",
        "Script=SignWriting",
        "scx=Zzzz",
        "sc=Qaai",
    };

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char pattern[64];

        snprintf(pattern, sizeof pattern, "^[\\p{%s}]\\P{%s}", names[i], names[i]);
        search(pattern, STR("a"));
    }
    assert_string_equal(ecma_script(STR("Grek")), "Greek");
    assert_null(ecma_script(STR("grek")));
}

static void limits(void **state)
{
    char *text = memory_alloc(LIMIT_PATTERN_SIZE + 1);

    (void)state;
    memset(text, 'a', LIMIT_PATTERN_SIZE + 1);
    assert_false(regex_is_valid((struct str){text, LIMIT_PATTERN_SIZE + 1}, REGEX_ECMA262));
    assert_int_equal(search("^(a+)+$", STR("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab")),
                     REGEX_LIMIT);
    /* deep, but not long: no limit */
    assert_int_equal(search("^(?:a|b)*$", (struct str){text, LIMIT_PATTERN_SIZE}), REGEX_YES);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(matches),
        cmocka_unit_test(faults),
        cmocka_unit_test(syntax_and_ability_differ),
        cmocka_unit_test(every_property_is_known_to_pcre2),
        cmocka_unit_test(limits),
    };

    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
