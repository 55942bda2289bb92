/* What the columns of a table and the keys of data come to for a kind. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/binding.h"
#include "model/column.h"

static struct str names[] = {STR_INIT("Risk ID"), STR_INIT("Title"), STR_INIT("Next Review"),
                             STR_INIT("Ownr"), STR_INIT("Location")};

static const struct {
    const char *key, *column_field, *data_field;
    bool taken, declared_column, stray;
} table[] = {
    {"Risk ID", "Risk ID", "Risk ID", true, false, false},
    {"Title", "title", "Title", false, true, false},
    {"Next Review", "next_review", "Next Review", false, true, false},
    {"Ownr", "Ownr", "Ownr", false, false, true},
    {"Location", "Location", "Location", false, false, false},
};

enum { COLUMNS = sizeof table / sizeof table[0] };

struct bench {
    struct arena arena;
    struct kinds kinds;
    struct kind *risk;
    struct field_use use;
    struct field_mapping field;
    struct mapping mapping;
    struct header header;
};

static void bench_open(struct bench *bench)
{
    struct error error;

    *bench = (struct bench){0};
    assert_int_equal(kinds_load(&bench->kinds, &bench->arena, &error), 0);
    bench->risk = kinds_find(&bench->kinds, STR("risk"));
    assert_int_equal(kinds_need_schema(&bench->kinds, bench->risk, &error), 0);
    bench->field = (struct field_mapping){.field = STR("id"),
                                          .source = FIELD_KEY,
                                          .text = STR("Risk ID"),
                                          .shape = kind_field_shape(bench->risk, STR("id")),
                                          .use = &bench->use};
    bench->mapping =
        (struct mapping){.kind = bench->risk, .fields = &bench->field, .field_count = 1};
    bench->header = (struct header){.names = names, .count = COLUMNS};
}

static void bench_close(struct bench *bench)
{
    kinds_release(&bench->kinds);
    arena_release(&bench->arena);
}

static void check(const struct bound_key *key, size_t number, const char *field, bool declared)
{
    assert_true(str_equal_c(key->text, table[number].key));
    assert_int_equal(key->taken, table[number].taken);
    assert_true(str_equal_c(key->field.name, field));
    assert_int_equal(key->field.shape != NULL, declared);
}

static void test_columns(void **state)
{
    struct binding binding;
    struct bench bench;
    size_t cursor = 0;

    (void)state;
    bench_open(&bench);
    binding = binding_of_table(&bench.header, bench.risk, &bench.mapping, &bench.arena);
    for (size_t i = 0; i < COLUMNS; i++) {
        struct bound_key key = binding_key(&binding, str_of(table[i].key), &cursor);

        check(&key, i, table[i].column_field, table[i].declared_column);
        assert_int_equal(key.field.stray, table[i].stray);
        assert_int_equal(cursor, i + 1);
    }
    bench_close(&bench);
}

/* A row may lack cells, and nothing hangs on the order but time. */
static void test_order(void **state)
{
    struct binding binding;
    struct bench bench;
    size_t cursor = 0;

    (void)state;
    bench_open(&bench);
    binding = binding_of_table(&bench.header, bench.risk, &bench.mapping, &bench.arena);
    for (size_t i = COLUMNS; i-- > 0;) {
        struct bound_key key = binding_key(&binding, str_of(table[i].key), &cursor);

        check(&key, i, table[i].column_field, table[i].declared_column);
    }
    bench_close(&bench);
}

/* Keys of data are fields as they are written. */
static void test_data(void **state)
{
    struct binding binding;
    struct bench bench;
    size_t cursor = 0;

    (void)state;
    bench_open(&bench);
    binding = binding_of_data(bench.risk, &bench.mapping);
    for (size_t i = 0; i < COLUMNS; i++) {
        struct bound_key key = binding_key(&binding, str_of(table[i].key), &cursor);

        check(&key, i, table[i].data_field, false);
    }
    assert_int_equal(cursor, 0);
    bench_close(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_columns),
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_data),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
