/* Other programs: their input, output and end, without a shell; and the private folder. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/limits.h"
#include "git/process.h"
#include "git_fixture.h"

static void programs(void **state)
{
    static const struct {
        const char *arguments[4];
        const char *input;
        int exit_status;
        const char *output, *complaints;
    } table[] = {
        {{"cat"}, "in and out", 0, "in and out", ""},
        {{"sh", "-c", "echo no >&2; exit 3"}, "", 3, "", "no\n"},
        {{"sh", "-c", "kill -9 $$"}, "", 128 + 9, "", ""},
        {{"printf", "%s", "$HOME `id`; *"}, "", 0, "$HOME `id`; *", ""},
        {{"sh", "-c", "printf %s $HOME,$GNUPGHOME,$LC_ALL"}, "", 0, "/h,/h,C", ""},
        /* It does not read what it is given. */
        {{"true"}, "nobody listens", 0, "", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct process_result result;
        struct error error = {0};

        assert_int_equal(
            process_run(&result, table[i].arguments, str_of(table[i].input), "/h", &error), 0);
        assert_int_equal(result.exit_status, table[i].exit_status);
        assert_string_equal(buffer_c(&result.output), table[i].output);
        assert_string_equal(buffer_c(&result.complaints), table[i].complaints);
        process_result_release(&result);
    }
}

/* Megabytes in both directions at once do not lock up, and only so many are kept. */
static void much(void **state)
{
    static const char *const cat[] = {"cat", NULL};
    size_t length = 3 * LIMIT_PROCESS_OUTPUT;
    char *input = malloc(length);
    struct process_result result;
    struct error error = {0};

    (void)state;
    assert_non_null(input);
    memset(input, 'x', length);
    assert_int_equal(process_run(&result, cat, (struct str){input, length}, NULL, &error), 0);
    assert_int_equal(result.exit_status, 0);
    assert_in_range(result.output.len, LIMIT_PROCESS_OUTPUT, LIMIT_PROCESS_OUTPUT + 4096);
    process_result_release(&result);
    free(input);
}

static void missing(void **state)
{
    static const char *const arguments[] = {"no-such-program-anywhere", NULL};
    struct process_result result;
    struct error error = {0};

    (void)state;
    assert_int_equal(process_run(&result, arguments, STR(""), NULL, &error), -1);
    assert_string_equal(error.message,
                        "cannot run no-such-program-anywhere: No such file or directory");
    process_result_release(&result);
}

static void folders(void **state)
{
    struct private_folder folder = {0};
    struct arena arena = {0};
    struct error error = {0};
    struct stat status;
    const char *path;
    char inner[128];

    (void)state;
    private_folder_remove(&folder);
    assert_int_equal(private_folder_make(&folder, &error), 0);
    assert_int_equal(stat(folder.path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0700);
    assert_int_equal(private_folder_write(&path, &folder, "key", STR("secret"), &arena, &error), 0);
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    snprintf(inner, sizeof inner, "%s/inner", folder.path);
    assert_int_equal(mkdir(inner, 0700), 0);
    snprintf(inner, sizeof inner, "%s/link", folder.path);
    assert_int_equal(symlink("/etc", inner), 0);
    snprintf(inner, sizeof inner, "%s", folder.path);
    private_folder_remove(&folder);
    assert_int_not_equal(stat(inner, &status), 0);
    assert_int_equal(stat("/etc/passwd", &status), 0);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(programs),
        cmocka_unit_test(much),
        cmocka_unit_test(missing),
        cmocka_unit_test(folders),
    };

    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
