/* Lines added and removed, as `git diff --no-index --numstat` counts them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "approval/line_count.h"

static void lines_are_counted(void **state)
{
    static const struct {
        const char *before, *after;
        size_t added, removed;
    } table[] = {
        {"", "", 0, 0},
        {"", "a\nb\n", 2, 0},
        {"a\nb\n", "", 0, 2},
        {"a\nb\nc\n", "a\nB\nc\n", 1, 1},
        {"a\nb\nc\n", "a\nc\n", 0, 1},
        {"a\nb\nc\nd\n", "b\nc\nd\ne\n", 1, 1},
        {"a\nb\n", "b\na\n", 1, 1},
        {"a", "a\n", 1, 1},
        {"a\na\na\n", "a\na\n", 0, 1},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        size_t added = 99, removed = 99;

        assert_true(line_count(&added, &removed, str_of(table[i].before), str_of(table[i].after)));
        assert_int_equal(added, table[i].added);
        assert_int_equal(removed, table[i].removed);
    }
}

static void binary_is_not_counted(void **state)
{
    size_t added, removed;

    (void)state;
    assert_false(line_count(&added, &removed, STR("a\0b"), STR("a\n")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_counted),
        cmocka_unit_test(binary_is_not_counted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
