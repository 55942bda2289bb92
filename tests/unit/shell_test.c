/* Words and paths of commands that people copy into their shell. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/shell.h"
#include "git_fixture.h"

static void words(void **state)
{
    static const char *const table[] = {"approvals/a-1_2.yaml",
                                        "",
                                        "a b",
                                        "it's",
                                        "$(id)`x`",
                                        "a\nb\\",
                                        "*?[x]~#!",
                                        "\"q\"",
                                        "ünï"};
    struct fixture fixture;

    (void)state;
    fixture_init(&fixture);
    assert_int_equal(mkdir(fixture.folder, 0700), 0);
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct buffer command = {0};

        buffer_add_c(&command, "printf %s ");
        shell_add_word(&command, str_of(table[i]));
        assert_string_equal(fixture_shell(&fixture, buffer_c(&command)), table[i]);
        buffer_release(&command);
    }
    fixture_release(&fixture);
}

static void paths(void **state)
{
    static const struct {
        const char *here, *path, *expected;
    } table[] = {
        {"/r", "approvals/a", "approvals/a"},
        {"/r/procedures", "approvals/a", "../approvals/a"},
        {"/r/procedures/it/", "approvals/a", "../../approvals/a"},
        {"/r/docs/sop", "docs/approvals/a", "../approvals/a"},
        {"/r/docs", "docs/approvals/a", "approvals/a"},
        {"/r/docs", "docs2/a", "../docs2/a"},
        {"/r", ":x/a", "./:x/a"},
        {"/r", "-x/a", "./-x/a"},
        {"/elsewhere", "approvals/a", ""},
        {"/r2", "approvals/a", ""},
    };
    struct arena arena;

    (void)state;
    arena_init(&arena);
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct str result =
            shell_path_from(str_of(table[i].here), STR("/r/"), str_of(table[i].path), &arena);

        if (!str_equal_c(result, table[i].expected))
            fail_msg("%s from %s: %.*s", table[i].path, table[i].here, STR_ARG(result));
    }
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(words), cmocka_unit_test(paths)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
