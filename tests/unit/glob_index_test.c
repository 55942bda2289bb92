/* An index of globs leaves out none that matches. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/glob.h"
#include "base/glob_index.h"

/* May GLOB match PATH, after an index that has only it? */
static bool is_candidate(struct str glob, struct str path)
{
    struct arena arena = {0};
    struct glob_index index;
    struct glob_candidates found;
    size_t value = 0;
    bool may;

    glob_index_init(&index, 100, &arena);
    glob_index_add(&index, glob, 70);
    found = glob_index_find(&index, path);
    may = glob_candidates_next(&found, &index, &value);
    assert_true(!may || value == 70);
    glob_index_release(&index);
    arena_release(&arena);
    return may;
}

/* What the index is for: that most globs are not tried. */
static void leaves_out(void **state)
{
    static const struct {
        const char *glob, *path;
        bool may;
    } table[] = {
        {"**/risks.{yaml,yml,json,csv}", "src/main.c", false},
        {"**/risks.{yaml,yml,json,csv}", "a/risks.yml", true},
        {"**/risks.{yaml,yml,json,csv}", "a/threats.yml", false},
        {"**/*-policy.md", "a/b-policy.md", true},
        {"**/*-policy.md", "a/b.c", false},
        {"docs/**", "a/b.c", true},
        {"*.{md,}", "a.", true},
        {"LICENSE", "LICENSE", true},
        {"LICENSE", "LICENSE.md", false},
        {"a/[{].md}", "a/{.md}", true},
        {"a\\}", "a}", true},
        {"{a,b}/c.yaml", "b/c.yaml", true},
        {"*.{tar.gz,zip}", "x.tar.gz", true},
        {"a/{b,c/d}", "a/c/d", true},
        {"{x**,a/b}/c", "xc", true},
        {"{x**,a/b}/c", "xq/c", true},
        {"{x**,a/b}.d/c", "xq.d/c", true},
        {"xq**/**/c", "xqc", true},
        {"xq**/**/**/c.d", "xqc.d", true},
        {"x***/**/", "x/b/", true},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if (is_candidate(str_of(table[i].glob), str_of(table[i].path)) != table[i].may)
            fail_msg("%s of %s", table[i].glob, table[i].path);
}

static uint32_t next_number(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 16;
}

static struct str random_text(char *out, const char *alphabet, uint32_t *state)
{
    size_t length = 1 + next_number(state) % 9, letters = strlen(alphabet);

    for (size_t i = 0; i < length; i++)
        out[i] = alphabet[next_number(state) % letters];
    return (struct str){out, length};
}

static void keeps_all_that_match(void **state)
{
    static const char *const alphabets[] = {"aab.**//?{{},,[]\\!", "a.b*/{},"};
    uint32_t seed = 1;
    size_t matching = 0;
    char glob[16], path[16];

    (void)state;
    for (size_t i = 0; i < 300000; i++) {
        struct str pattern = random_text(glob, alphabets[i % 2], &seed);
        struct str subject = random_text(path, "ab./{},]", &seed);

        if (glob_match(pattern, subject) != GLOB_YES)
            continue;
        matching++;
        if (!is_candidate(pattern, subject))
            fail_msg("%.*s of %.*s", STR_ARG(pattern), STR_ARG(subject));
    }
    assert_true(matching > 500);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(leaves_out),
        cmocka_unit_test(keeps_all_that_match),
    };

    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
