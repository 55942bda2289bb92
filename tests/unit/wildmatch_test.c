/* The patterns of Git's settings against what Git's own tests say of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "git/wildmatch.h"

/* Rows of git's t3070-wildmatch.sh, with WM_PATHNAME. */
static void wildmatches(void **state)
{
    static const struct {
        const char *pattern, *text;
        bool match, fold;
    } table[] = {
        {"foo", "foo", true, true},
        {"bar", "foo", false, false},
        {"???", "foo", true, true},
        {"*f", "foo", false, false},
        {"*foo*", "foo", true, true},
        {"*ob*a*r*", "foobar", true, true},
        {"foo\\*", "foo*", true, true},
        {"foo\\*bar", "foobar", false, false},
        {"f\\\\oo", "f\\oo", true, true},
        {"*[al]?", "ball", true, true},
        {"[ten]", "ten", false, false},
        {"**[!te]", "ten", true, true},
        {"t[a-g]n", "ten", true, true},
        {"t[!a-g]n", "ten", false, false},
        {"a[]]b", "a]b", true, true},
        {"a[]-]b", "a-b", true, true},
        {"foo*bar", "foo/baz/bar", false, false},
        {"foo**bar", "foo/baz/bar", false, false},
        {"foo/**/bar", "foo/baz/bar", true, true},
        {"foo/**/**/bar", "foo/b/a/z/bar", true, true},
        {"foo/**/bar", "foo/bar", true, true},
        {"foo?bar", "foo/bar", false, false},
        {"f[^eiu][^eiu][^eiu][^eiu][^eiu]r", "foo/bar", false, false},
        {"**/foo", "foo", true, true},
        {"**/foo", "XXX/foo", true, true},
        {"*/foo", "bar/baz/foo", false, false},
        {"**/bar*", "foo/bar/baz", false, false},
        {"**/bar/*/*", "deep/foo/bar/baz/x", true, true},
        {"[[:alpha:]][[:digit:]][[:upper:]]", "a1B", true, true},
        {"[[:digit:][:upper:][:spaci:]]", "1", false, false},
        {"[a-c]b*", "abc", true, true},
        {"[A-Z]", "a", false, true},
        {"FOO", "foo", false, true},
        {"a**", "a/b", false, false},
        {"a/**", "a/b/c", true, true},
        {"[", "[", false, false},
        {"[\\-_]", "-", true, true},
        {"[\\]]", "]", true, true},
        {"[\\]]", "\\]", false, false},
        {"[\\]]", "\\", false, false},
        {"[\\\\]", "\\", true, true},
        {"[a\\-z]", "-", true, true},
        {"[a\\-z]", "b", false, false},
        {"[\\1-\\3]", "2", true, true},
        {"[\\1-\\3]", "\\", false, false},
        {"[!]a-]", "b", true, true},
        {"[!]a-]", "-", false, false},
        {"[,-.]", "-", true, true},
        {"[[:digit:]-x]", "-", true, true},
        {"[[:upper:]-x]", "a", false, true},
        {"[\\", "\\", false, false},
        {"[a-", "a", false, false},
        {"a\\", "a", false, false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if (wildmatch_matches(table[i].pattern, table[i].text, false) != table[i].match ||
            wildmatch_matches(table[i].pattern, table[i].text, true) != table[i].fold)
            fail_msg("%s and %s", table[i].pattern, table[i].text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(wildmatches)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
