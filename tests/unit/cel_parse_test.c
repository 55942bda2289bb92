/* The lexis and grammar: how expressions are read, and what is said of broken ones. */
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "cel_helper.h"

static void precedence(void **state)
{
    static const struct {
        const char *expression, *value;
    } table[] = {
        {"1 + 2 * 3", "7"},
        {"(1 + 2) * 3", "9"},
        {"10 - 2 - 3", "5"},
        {"2 * 3 % 4", "2"},
        {"1 < 2 == true", "true"},
        {"false && false || true", "true"},
        {"true || false && false", "true"},
        {"false ? 1 : true ? 2 : 3", "2"},
        {"!true || true", "true"},
        {"!(true || true)", "false"},
        {"-2.0 < -1.0", "true"},
        {"--3", "3"},
        {"- 3", "-3"},
        {"!!true", "true"},
        {"-[1, 2][1]", "-2"},
        {"1 in [1] && 2 in [2]", "true"},
        {"{'a': {'b': 5}}.a.b", "5"},
        {"{'a': {'b': 5}}['a']['b']", "5"},
        {"'a' + 'b' == 'ab'", "true"},
        {"1 + 1 in [2]", "true"},
    };
    struct bench bench;

    (void)state;
    bench_open(&bench);
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if (strcmp(bench_show(&bench, table[i].expression), table[i].value) != 0)
            fail_msg("%s: %s", table[i].expression, bench_show(&bench, table[i].expression));
    bench_close(&bench);
}

static void literals(void **state)
{
    static const struct {
        const char *expression, *value;
    } table[] = {
        {"0x1F", "31"},
        {"-0x10", "-16"},
        {"0xFFu", "255"},
        {"18446744073709551615u", "\"18446744073709551615\""},
        {"9223372036854775807", "9223372036854775807"},
        {"-9223372036854775808", "-9223372036854775808"},
        {".5", "0.5"},
        {"1e3", "1000.0"},
        {"1.5E-3", "0.0015"},
        {"'\\u00e9\\U0001F600'", "\"\xc3\xa9\xf0\x9f\x98\x80\""},
        {"'\\x41\\101'", "\"AA\""},
        {"r'\\n'", "\"\\\\n\""},
        {"'''a'b\nc'''", "\"a'b\\nc\""},
        {"\"\"\"a\"b\"\"\"", "\"a\\\"b\""},
        {"b'\\xff'", "\"/w==\""},
        {"rb'\\xff'", "\"XHhmZg==\""},
        {"{'a-b': 1}.`a-b`", "1"},
        {"[1, 2,]", "[1, 2]"},
        {"{'a': 1,}", "{\"a\": 1}"},
        {"1 // a comment\n + 2", "3"},
        {"{'in': 1}['in']", "1"},
        {"{'for': 1}.for", "1"},
    };
    struct bench bench;

    (void)state;
    bench_open(&bench);
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if (strcmp(bench_show(&bench, table[i].expression), table[i].value) != 0)
            fail_msg("%s: %s", table[i].expression, bench_show(&bench, table[i].expression));
    bench_close(&bench);
}

static void broken(void **state)
{
    static const struct {
        const char *expression;
        unsigned line, column;
        const char *message;
    } table[] = {
        {"", 1, 1, "the expression ends without a value"},
        {"1 +", 1, 4, "the expression ends without a value"},
        {"1 + * 2", 1, 5, "expected a value, not *"},
        {"self.title = 'a'", 1, 12, "= is not an operator (write == to compare)"},
        {"true & false", 1, 6, "& and | are not operators (write && or ||)"},
        {"true\n  and false", 2, 3, "expected the end of the expression, not and"},
        {"(1 + 2", 1, 7, "the expression ends without \")\""},
        {"[1, 2", 1, 6, "the expression ends without \"]\""},
        {"{'a' 1}", 1, 6, "expected \":\", not 1"},
        {"self.", 1, 6, "the expression ends without the name of a field"},
        {"self.in", 1, 6, "expected the name of a field, not in"},
        {"'abc", 1, 1, "the string is not closed"},
        {"'a\nb'", 1, 1, "the string is not closed"},
        {"'caf\xc3\xa9 \\q'", 1, 7,
         "unknown escape (write a backslash as \\\\, or in r'...' as it is)"},
        {"'\\ud800'", 1, 2, "this is not a Unicode code point"},
        {"b'\\u0041'", 1, 3, "\\u and \\U are escapes of strings, not of bytes"},
        {"'\\400'", 1, 2, "an octal escape is at most \\377"},
        {"9223372036854775808", 1, 1, "the number does not fit 64 bits"},
        {"0x", 1, 1, "expected hexadecimal digits after 0x"},
        {"while == 1", 1, 1, "while is a reserved word and cannot name a variable"},
        {"a ? b", 1, 6, "the expression ends without \":\""},
        {"has(self)", 1, 5, "has() requires a field access such as has(a.b)"},
        {"[1].all(1, true)", 1, 9, "all requires a new name here"},
        {"[1].all(a.b, true)", 1, 9, "all requires a new name here"},
        {"[1].exists(i, i, true)", 1, 15, "the two names must differ"},
        {"Risk{id: 1}", 1, 5, "messages are not supported (write a map, {\"key\": value})"},
        {"1 # 2", 1, 3, "this character has no meaning here"},
        {"`a`", 1, 1, "expected a value, not `a`"},
        {"\xff", 1, 1, "this byte is not valid UTF-8"},
    };
    struct bench bench;

    (void)state;
    bench_open(&bench);
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        const struct diagnostic *diagnostic;
        struct position position;

        assert_null(bench_compile(&bench, table[i].expression, NULL));
        diagnostic = bench.sink.diagnostics.items[0];
        position = source_position(&bench.text, diagnostic->span.start);
        if (position.line != table[i].line || position.column != table[i].column ||
            !str_equal_c(diagnostic->message, table[i].message) ||
            !str_equal_c(str_of(diagnostic->code), "cel-syntax"))
            fail_msg("%s: %u:%u %.*s", table[i].expression, position.line, position.column,
                     STR_ARG(diagnostic->message));
    }
    bench_close(&bench);
}

/* OPENING many times, MIDDLE, CLOSING as many times; on the heap. */
static char *nested(const char *opening, const char *middle, const char *closing, size_t count)
{
    size_t size = count * (strlen(opening) + strlen(closing)) + strlen(middle) + 1;
    char *text = memory_alloc(size), *end = text;

    for (size_t i = 0; i < count; i++)
        end = stpcpy(end, opening);
    end = stpcpy(end, middle);
    for (size_t i = 0; i < count; i++)
        end = stpcpy(end, closing);
    return text;
}

static void limits(void **state)
{
    static const struct {
        const char *opening, *middle, *closing;
        size_t good, bad;
    } table[] = {
        {"(", "1", ")", LIMIT_DEPTH - 1, LIMIT_DEPTH},
        {"[", "1", "]", LIMIT_DEPTH - 1, LIMIT_DEPTH},
        {"(", "1", ")", 32, 30000},
        {"", "1", " + 1", LIMIT_CEL_HEIGHT - 1, LIMIT_CEL_HEIGHT},
        {"!", "true", "", LIMIT_CEL_HEIGHT - 1, 90000},
        {"", "doc", ".a", LIMIT_CEL_HEIGHT - 1, 40000},
        {"", "true", " && true", LIMIT_CEL_HEIGHT - 1, 10000},
        {"true ? true : ", "true", "", LIMIT_DEPTH - 1, 5000},
        {"", "1", " ", 10, LIMIT_CEL_SIZE},
    };
    struct bench bench;

    (void)state;
    bench_open(&bench);
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        char *good = nested(table[i].opening, table[i].middle, table[i].closing, table[i].good);
        char *bad = nested(table[i].opening, table[i].middle, table[i].closing, table[i].bad);

        if (!bench_compile(&bench, good, NULL))
            fail_msg("%.40s: %.*s", good, STR_ARG(bench.sink.diagnostics.items[0]->message));
        assert_null(bench_compile(&bench, bad, NULL));
        assert_string_equal(bench.sink.diagnostics.items[0]->code, "cel-limit");
        free(good);
        free(bad);
    }
    bench_close(&bench);
}

/* Where the text is not what the source holds, a callback knows the place. */
static uint32_t two_further(void *context, uint32_t offset)
{
    (void)context;
    return offset + 2;
}

static void places_in_a_page(void **state)
{
    static const char page[] = "assert: 'self.titel != \"\"'\n";
    struct bench bench;
    struct source source;
    struct cel_text text = {.text = STR("self.titel != \"\"")};

    (void)state;
    bench_open(&bench);
    source_init(&source, STR("page"), str_of(page), &bench.arena);
    text.span = span_of(&source, 9, 9 + text.text.len);
    assert_null(cel_compile(bench.environment, &text, NULL, &bench.arena, &bench.sink));
    assert_int_equal(bench.sink.diagnostics.items[0]->span.start, 14);
    text.locate = two_further;
    assert_null(cel_compile(bench.environment, &text, NULL, &bench.arena, &bench.sink));
    assert_int_equal(bench.sink.diagnostics.items[1]->span.start, 7);
    text.locate = NULL;
    text.span.end++; /* not the text: the whole is marked */
    assert_null(cel_compile(bench.environment, &text, NULL, &bench.arena, &bench.sink));
    assert_int_equal(bench.sink.diagnostics.items[2]->span.start, 9);
    bench_close(&bench);
}

static void expressions_in_braces(void **state)
{
    (void)state;
    assert_int_equal(cel_embedded_length(STR("self.id} has")), 7);
    assert_int_equal(cel_embedded_length(STR("{'a': '}'}.a} b")), 12);
    assert_int_equal(cel_embedded_length(STR("'}'")), -1);
    assert_int_equal(cel_embedded_length(STR("}")), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(precedence),       cmocka_unit_test(literals),
        cmocka_unit_test(broken),           cmocka_unit_test(limits),
        cmocka_unit_test(places_in_a_page), cmocka_unit_test(expressions_in_braces),
    };

    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
