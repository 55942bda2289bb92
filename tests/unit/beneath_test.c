/* What may be written below a folder that strangers filled: by its name, and by what is there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

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

static int create(const char *root, struct str path, struct str content, struct error *error)
{
    int status = beneath_stage(root, path, content, error);

    if (status == 0)
        status = beneath_publish(root, path, false, error);
    if (status < 0)
        beneath_unstage(root, path);
    return status;
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
        int status = create(fixture.folder, str_of(table[i].path), STR("text\n"), &error);

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

/* Ended by a signal when its file has SIZE bytes. */
static void write_and_die(const char *root, struct str path, struct str content, size_t size)
{
    pid_t child = fork();
    struct rlimit limit = {size, size};
    int status;

    assert_true(child >= 0);
    if (child == 0) {
        struct error ignored;

        signal(SIGXFSZ, SIG_DFL);
        setrlimit(RLIMIT_FSIZE, &limit);
        beneath_stage(root, path, content, &ignored);
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) || (WIFEXITED(status) && size >= content.len));
}

/* Whenever it ends, nothing has the name, and the next run leaves nothing else. */
static void ended_at_each_byte(void **state)
{
    struct str content = STR("path: procedures/backup.md\n"), path = STR("approvals/a.yaml");
    struct fixture fixture;
    struct error error;

    (void)state;
    fixture_init(&fixture);
    assert_int_equal(mkdir(fixture.folder, 0700), 0);
    for (size_t size = 0; size <= content.len; size++) {
        write_and_die(fixture.folder, path, content, size);
        assert_string_equal(fixture_shell(&fixture, "ls -A approvals"), ".a.yaml.tmp\n");
        assert_int_equal(beneath_probe(fixture.folder, path, &error), 1);
        assert_int_equal(create(fixture.folder, path, content, &error), 0);
        assert_string_equal(fixture_shell(&fixture, "ls -A approvals; cat approvals/a.yaml"),
                            "a.yaml\npath: procedures/backup.md\n");
        beneath_remove(fixture.folder, path);
    }
    fixture_release(&fixture);
}

/* Who planted something under the other name gets nothing written elsewhere. */
static void planted_beside(void **state)
{
    struct fixture fixture;
    struct error error;

    (void)state;
    fixture_init(&fixture);
    assert_int_equal(mkdir(fixture.folder, 0700), 0);
    fixture_shell(&fixture, "mkdir a ../out; ln -s ../../out/x a/.b.tmp; mkdir a/.c.tmp");
    assert_int_equal(create(fixture.folder, STR("a/b"), STR("text"), &error), 0);
    assert_int_equal(create(fixture.folder, STR("a/c"), STR("text"), &error), -1);
    assert_int_equal(beneath_publish(fixture.folder, STR("a/d"), false, &error), -1);
    assert_string_equal(fixture_shell(&fixture, "ls ../out; ls -A a; cat a/b"), ".c.tmp\nb\ntext");
    fixture_release(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names),
        cmocka_unit_test(on_disk),
        cmocka_unit_test(ended_at_each_byte),
        cmocka_unit_test(planted_beside),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
