/* What may be written below a folder that strangers filled: by its name, and by what is there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/beneath.h"
#include "git_fixture.h"

static void names(void **state)
{
    static const struct {
        const char *path, *fault;
    } table[] = {
        {"approvals/a.yaml", NULL}, {"a/b/c/..d/e.", NULL}, {".gitignore/.github/git", NULL},
        {"/tmp/a", "absolute"},     {"..", "`..`"},         {"a/../b", "`..`"},
        {".git/hooks/a", "`.git`"}, {"a/.GIT/b", "`.git`"}, {"a/.Git. . /b", "`.git`"},
        {"GIT~1/b", "`.git`"},      {"", "a name"},         {".", "a name"},
        {"a//b", "a name"},         {"a/", "a name"},       {"a/./b", "a name"},
        {"a\033[31m/b", "control"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        const char *fault = beneath_fault(str_of(table[i].path));

        if (!fault != !table[i].fault || (fault && !strstr(fault, table[i].fault)))
            fail_msg("%s: %s", table[i].path, fault ? fault : "nothing");
    }
}

/* Nothing of a refused path is made, and a probe makes nothing at all. */
static void on_disk(void **state)
{
    static const struct {
        const char *path, *message; /* NULL: it can be made */
        int probe;
    } table[] = {
        {"new/folder/a.yaml", NULL, 1},
        {"plain/a.yaml", NULL, 1},
        {"plain/there", "File exists", 0},
        {"plain/dangling", "File exists", 0},
        {"link/a.yaml", "link is a symbolic link", -1},
        {"plain/link/a.yaml", "plain/link is a symbolic link", -1},
        {"link/deep/er/a.yaml", "link is a symbolic link", -1},
        {"plain/there/a.yaml", "plain/there is a file", -1},
        {"module/a.yaml", "module is a repository of its own", -1},
        {"../a.yaml", "`..` leads out", -1},
        {".git/a.yaml", "Git's own", -1},
    };
    struct fixture fixture;
    struct error error;

    (void)state;
    fixture_init(&fixture);
    assert_int_equal(mkdir(fixture.folder, 0700), 0);
    fixture_shell(&fixture, "mkdir ../outside plain .git module module/.git && "
                            "ln -s ../outside link && ln -s ../../outside plain/link && "
                            "touch plain/there && ln -s nowhere plain/dangling");
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct str path = str_of(table[i].path);

        assert_int_equal(beneath_probe(fixture.folder, path, &error), table[i].probe);
        if (table[i].probe < 0)
            assert_non_null(strstr(error.message, table[i].message));
    }
    assert_string_equal(fixture_shell(&fixture, "ls"), "link\nmodule\nplain\n");
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        int status = beneath_create(fixture.folder, str_of(table[i].path), STR("text\n"), &error);

        assert_int_equal(status, table[i].message ? -1 : 0);
        if (table[i].message && !strstr(error.message, table[i].message))
            fail_msg("%s: %s", table[i].path, error.message);
    }
    assert_string_equal(fixture_shell(&fixture, "cat new/folder/a.yaml plain/a.yaml plain/there"),
                        "text\ntext\n");
    assert_string_equal(
        fixture_shell(&fixture, "find ../outside .git module -type f; test ! -e ../a.yaml"), "");
    beneath_remove(fixture.folder, STR("new/folder/a.yaml"));
    beneath_remove(fixture.folder, STR("link/a.yaml"));
    assert_string_equal(fixture_shell(&fixture, "ls new/folder"), "");
    fixture_release(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(names), cmocka_unit_test(on_disk)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
