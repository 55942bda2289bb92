/* Exact arithmetic on decimal text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "value/decimal.h"

static void comparisons(void **state)
{
    static const struct {
        const char *a, *b;
        int order;
    } table[] = {
        {"1", "1.0", 0},
        {"1e3", "1000", 0},
        {"-0", "0", 0},
        {"0.0", "0e5", 0},
        {"10", "9", 1},
        {"-10", "-9", -1},
        {"0.1", "0.10", 0},
        {"123.45", "123.46", -1},
        {"12345678901234567890123456789012345678901", "12345678901234567890123456789012345678902",
         -1},
        {"1e400", "1e399", 1},
        {"100", "1e2", 0},
        {"1e10000000000", "1e1000000000", 1},
        {"1e-10000000000", "1e-1000000000", -1},
        {"1.05", "1.5", -1},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        assert_int_equal(decimal_compare_text(str_of(table[i].a), str_of(table[i].b)),
                         table[i].order);
        assert_int_equal(decimal_compare_text(str_of(table[i].b), str_of(table[i].a)),
                         -table[i].order);
    }
}

static void multiples(void **state)
{
    static const struct {
        const char *a, *b;
        int is_multiple;
    } table[] = {
        {"0.0075", "0.0001", 1},
        {"0.00751", "0.0001", 0},
        {"4.5", "1.5", 1},
        {"35", "1.5", 0},
        {"0", "7", 1},
        {"-9", "3", 1},
        {"1e308", "0.5", 1},
        {"10", "4", 0},
        {"100", "1e1", 1},
        {"12391239123", "1e-8", 1},
        {"1e100000", "3", 0},
        {"2e99999999999999999", "3", 0},
        {"1e1000000000000", "999999999999999999", 0},
        {"999999999999999999e12345", "999999999999999999", 1},
        {"3e100000", "3e-5", 1},
        {"1e100000", "16", 1},
        {"1e100000", "1234567890123456789012345678901", -1},
        {"2469135780246913578024691357802469135780", "1234567890123456789012345678901234567890", 1},
        {"2469135780246913578024691357802469135781", "1234567890123456789012345678901234567890", 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        assert_int_equal(decimal_is_multiple(str_of(table[i].a), str_of(table[i].b)),
                         table[i].is_multiple);
}

static void integers(void **state)
{
    (void)state;
    assert_true(decimal_is_integer(STR("1.0")));
    assert_true(decimal_is_integer(STR("1.5e1")));
    assert_true(decimal_is_integer(STR("0.0")));
    assert_false(decimal_is_integer(STR("12e-1")));
    assert_true(decimal_is_integer(STR("1e999999999999")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comparisons),
        cmocka_unit_test(multiples),
        cmocka_unit_test(integers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
