/* Values as bytes, and back: equal, with the same spans. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "source/yaml.h"
#include "value/pack.h"

static struct value *read_yaml(struct source *source, const char *text, struct arena *arena)
{
    struct value *value;
    struct sink sink;

    sink_init(&sink, arena);
    source_init(source, STR("a.yaml"), str_of(text), arena);
    assert_int_equal(yaml_read(&value, source, arena, &sink), 0);
    sink_release(&sink);
    return value;
}

static void assert_same_span(struct span a, struct span b)
{
    assert_int_equal(a.start, b.start);
    assert_int_equal(a.end, b.end);
    assert_ptr_equal(a.source, b.source);
}

static void assert_same(const struct value *a, const struct value *b)
{
    assert_int_equal(a->type, b->type);
    assert_int_equal(a->style, b->style);
    assert_same_span(a->span, b->span);
    assert_true(value_equal(a, b));
    for (size_t i = 0; a->type == VALUE_LIST && i < a->list.count; i++) {
        assert_same_span(a->list.items[i].span, b->list.items[i].span);
        assert_same(a->list.items[i].value, b->list.items[i].value);
    }
    for (size_t i = 0; a->type == VALUE_MAP && i < a->map.count; i++) {
        assert_same_span(a->map.entries[i].key_span, b->map.entries[i].key_span);
        assert_same_span(a->map.entries[i].value_span, b->map.entries[i].value_span);
        assert_same(a->map.entries[i].value, value_get(b, a->map.entries[i].key));
    }
}

static void round_trips(void **state)
{
    static const char *const table[] = {
        "null",
        "true",
        "-9223372036854775808",
        "99999999999999999999",
        "1.50",
        "\"a\\0b\"",
        "[]",
        "{}",
        "a: 'it''s'\nb: |\n  block\n  text\nc: [1, {d: ~}]\n",
        "a: &x {k: v}\nb: *x\n",
        "{a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, g: 7, h: 8, i: 9, j: 10, k: 11, l: 12, m: 13,"
        " n: 14, o: 15, p: 16, q: 17, r: 18, s: 19, t: 20, u: 21, v: 22, w: 23, x: 24, z: 25,"
        " aa: 26, ab: 27, ac: 28, ad: 29, ae: 30, af: 31, ag: 32, ah: 33, ai: 34, aj: 35}",
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct buffer packed = {0};
        struct source source;
        struct arena arena;
        struct value *value;

        arena_init(&arena);
        value = read_yaml(&source, table[i], &arena);
        value_pack(&packed, value);
        assert_same(value, value_unpack(buffer_str(&packed), &source, &arena));
        buffer_release(&packed);
        arena_release(&arena);
    }
}

/* What is not a whole tree is refused: every beginning of one, and one with something behind it. */
static void refuses_parts(void **state)
{
    struct buffer packed = {0};
    struct source source;
    struct arena arena;

    (void)state;
    arena_init(&arena);
    value_pack(&packed, read_yaml(&source, "a: [1, two, {b: 3}]\n", &arena));
    for (size_t len = 0; len < packed.len; len++)
        assert_null(value_unpack(str_slice(buffer_str(&packed), 0, len), &source, &arena));
    buffer_add_char(&packed, 0);
    assert_null(value_unpack(buffer_str(&packed), &source, &arena));
    buffer_release(&packed);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(round_trips),
        cmocka_unit_test(refuses_parts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
