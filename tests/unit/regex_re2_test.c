/* RE2 syntax on PCRE2: what it means, and what it has not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "regex/regex.h"

#ifdef __SANITIZE_ADDRESS__
enum { SECONDS = 10 };
#else
enum { SECONDS = 2 };
#endif

static void what_matches(void **state)
{
    static const struct {
        const char *pattern, *text;
        enum regex_result result;
    } table[] = {
        {"^A[.][5-8][.][0-9]+$", "A.5.12", REGEX_YES},
        {"^A[.][5-8][.][0-9]+$", "A.5.12\n", REGEX_NO}, /* $ is the end of the text */
        {"(?m)^b$", "a\nb\nc", REGEX_YES},
        {"(?m)^$", "a\n", REGEX_YES},
        {"b$", "a\nb\nc", REGEX_NO},
        {"a.c", "a\nc", REGEX_NO},
        {"(?s)a.c", "a\nc", REGEX_YES},
        {"(?i)straSSe", "STRASSE", REGEX_YES},
        {"(?i:a)b", "Ab", REGEX_YES},
        {"(?i:a)b", "AB", REGEX_NO},
        {"\\s", "\v", REGEX_NO},
        {"\\S", "\v", REGEX_YES},
        {"[\\s]", "\v", REGEX_NO},
        {"[\\S]", "\v", REGEX_YES},
        {"[[:space:]]", "\v", REGEX_YES},
        {"\\v", "\v", REGEX_YES},
        {"\\v", "\n", REGEX_NO},
        {"\\d", "\xd9\xa3", REGEX_NO}, /* ARABIC-INDIC DIGIT THREE */
        {"\\pN", "\xd9\xa3", REGEX_YES},
        {"\\p{Nd}", "\xd9\xa3", REGEX_YES},
        {"^\\p{Greek}+$", "\xce\xb1\xce\xb2", REGEX_YES},
        {"^\\p{^Greek}+$", "ab", REGEX_YES},
        {"^\\P{Greek}+$", "\xce\xb1", REGEX_NO},
        {"[\\p{Greek}x]", "x", REGEX_YES},
        {"^\\w+$", "\xc3\xa9", REGEX_NO},
        {"\\bcat\\b", "a cat.", REGEX_YES},
        {"\\Aab\\z", "ab", REGEX_YES},
        {"\\Qa.b*\\E+", "a.b**", REGEX_YES},
        {"\\Qa.b", "a.b", REGEX_YES},
        {"\\Qa.b", "axb", REGEX_NO},
        {"\\x41\\x{42}\\103", "ABC", REGEX_YES},
        {"\\012", "\n", REGEX_YES},
        {"[]a]", "]", REGEX_YES},
        {"[^]a]", "]", REGEX_NO},
        {"[a-c-e]", "-", REGEX_YES},
        {"[\\d-z]", "-", REGEX_YES},
        {"[a\\-z]", "b", REGEX_NO},
        {"[[.a.]]", "[]", REGEX_YES},
        {"[[:^alpha:]]", "1", REGEX_YES},
        {"[^a]", "\n", REGEX_YES},
        {"x{2}", "xx", REGEX_YES},
        {"^x{2,3}$", "xxxx", REGEX_NO},
        {"x{,3}", "x{,3}", REGEX_YES},
        {"{", "{", REGEX_YES},
        {"x{ 2}", "x{ 2}", REGEX_YES},
        {"^(?P<year>\\d{4})-(?<month>\\d\\d)$", "2026-01", REGEX_YES},
        {"(?U)a+", "aa", REGEX_YES},
        {"a*?b", "aab", REGEX_YES},
        {"(?:)", "", REGEX_YES},
        {"", "anything", REGEX_YES},
        {"\xc3\xa9{2}", "\xc3\xa9\xc3\xa9", REGEX_YES},
        {"a|b|", "", REGEX_YES},
        {"#  x", "#  x", REGEX_YES},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct regex *regex;
        struct error error;
        size_t offset;

        if (regex_new(&regex, str_of(table[i].pattern), REGEX_RE2, &offset, &error) < 0)
            fail_msg("%s: %s at %zu", table[i].pattern, error.message, offset);
        if (regex_search(regex, str_of(table[i].text), 0, NULL) != table[i].result)
            fail_msg("%s on %s", table[i].pattern, table[i].text);
        regex_free(regex);
    }
}

/* Text of COUNT times UNIT, in ARENA. */
static struct str repeated(const char *unit, size_t count, struct arena *arena)
{
    struct str once = str_of(unit);
    char *bytes = arena_alloc(arena, once.len * count + 1);

    for (size_t i = 0; i < count; i++)
        memcpy(bytes + i * once.len, once.data, once.len);
    return (struct str){bytes, once.len * count};
}

/* Whatever a pattern costs, a search ends in time, and says that it did not come to its end. */
static void costly_patterns(void **state)
{
    static const struct {
        const char *pattern, *unit;
    } table[] = {
        {"a*a*b", "a"},           {"a*a*a*a*b", "a"},        {"[ab]*[ab]*[cd]", "ab"},
        {"(?:a|b)*[cd]", "ab"},   {"(a+)+$", "aab"},         {"(a|aa)+$", "aab"},
        {"(?:a?){20}b", "a"},     {".*.*=.*", "a"},          {"(?s).*x.*y.*z", "xy"},
        {"(?:[ab]?){30}c", "ab"}, {"(\\w+\\s?)+!", "word "}, {"(a*)*(b*)*c", "ab"},
        {"(?:a|b)*a*a*a*c", "a"},
    };
    static const size_t sizes[] = {100, 2000, 100 * 1000, 4 * 1000 * 1000};

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct regex *regex;
        struct arena arena;
        struct error error;
        size_t offset;

        arena_init(&arena);
        assert_int_equal(regex_new(&regex, str_of(table[i].pattern), REGEX_RE2, &offset, &error),
                         0);
        for (size_t j = 0; j < sizeof sizes / sizeof sizes[0]; j++) {
            struct str text = repeated(table[i].unit, sizes[j], &arena);
            clock_t start = clock();

            if (regex_search(regex, text, 0, NULL) == REGEX_YES && !strchr(table[i].pattern, '$'))
                fail_msg("%s is found", table[i].pattern);
            if (clock() - start > SECONDS * CLOCKS_PER_SEC)
                fail_msg("%s on %zu bytes takes too long", table[i].pattern, text.len);
        }
        regex_free(regex);
        arena_release(&arena);
    }
}

static void what_is_refused(void **state)
{
    static const struct {
        const char *pattern;
        size_t offset;
    } table[] = {
        {"(a)\\1", 4},
        {"a(?=b)", 1},
        {"a(?!b)", 1},
        {"(?<=a)b", 0},
        {"(?<!a)b", 0},
        {"(?>a)", 0},
        {"a++", 2},
        {"a*+", 2},
        {"a**", 2},
        {"a{2}{3}", 4},
        {"(?R)", 0},
        {"(?1)", 0},
        {"(?&x)", 0},
        {"(?P>x)", 0},
        {"(?P=x)", 0},
        {"(?(1)a|b)", 0},
        {"(?C1)", 0},
        {"(?#x)", 0},
        {"(?|a)", 0},
        {"(*ACCEPT)", 1},
        {"(?x)a", 0},
        {"(?-)", 0},
        {"(?)", 0},
        {"a\\Z", 1},
        {"\\C", 0},
        {"\\R", 0},
        {"\\K", 0},
        {"\\X", 0},
        {"\\h", 0},
        {"\\e", 0},
        {"\\cA", 0},
        {"\\_", 0},
        {"\\E", 0},
        {"\\G", 0},
        {"\\N", 0},
        {"a\\", 1},
        {"a{1001}", 1},
        {"a{2,1001}", 1},
        {"(a{500}){3}", 8},
        {"a{3,2}", 1},
        {"[b-a]", 1},
        {"[a", 0},
        {"[]", 0},
        {"[[:foo:]]", 1},
        {"[\\b]", 1},
        {"[\\Qa\\E]", 1},
        {"(", 1},
        {")", 0},
        {"(?P<n>a)(?P<n>b)", 8},
        {"(?P<>a)", 0},
        {"\\x4", 2},
        {"\\x{110000}", 2},
        {"\\p{L&}", 0},
        {"\\p{", 0},
        {"\\pq", 0},
        {"\\p{Nonsense}", 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct regex *regex;
        struct error error;
        size_t offset;

        if (regex_new(&regex, str_of(table[i].pattern), REGEX_RE2, &offset, &error) == 0)
            fail_msg("%s is accepted", table[i].pattern);
        /* PCRE2 itself says that a script does not exist, somewhere in the name. */
        if (offset != table[i].offset && !str_starts_with(str_of(table[i].pattern), STR("\\p")))
            fail_msg("%s: at %zu, not %zu: %s", table[i].pattern, offset, table[i].offset,
                     error.message);
    }
}

static void too_many_steps(void **state)
{
    struct regex *regex;
    struct error error;
    size_t offset;

    (void)state;
    assert_int_equal(regex_new(&regex, STR("^(a|a)*$"), REGEX_RE2, &offset, &error), 0);
    assert_int_equal(regex_search(regex, STR("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab"), 0, NULL),
                     REGEX_LIMIT);
    regex_free(regex);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_matches),
        cmocka_unit_test(costly_patterns),
        cmocka_unit_test(what_is_refused),
        cmocka_unit_test(too_many_steps),
    };

    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
