/* Evaluation over a document: values, spans, unknowns, invalid fields, limits, the calendar. */
#include <string.h>

#include "cel_helper.h"

static void run_table(const char *const (*table)[2], size_t count)
{
    struct bench bench;

    bench_open(&bench);
    value_get(bench.value, STR("bad"))->invalid = true;
    for (size_t i = 0; i < count; i++)
        if (strcmp(bench_show(&bench, table[i][0]), table[i][1]) != 0)
            fail_msg("%s: %s", table[i][0], bench_show(&bench, table[i][0]));
    bench_close(&bench);
}

#define RUN_TABLE(table) run_table((table), sizeof(table) / sizeof(table)[0])

static void a_document(void **state)
{
    static const char *const table[][2] = {
        {"self.id", "\"R-1\""},
        {"self.likelihood", "3"},
        {"self.impact", "4.0"}, /* declared a double */
        {"doc.impact", "4"},    /* as it is written */
        {"self.?reviewed", "\"2026-01-31T00:00:00Z\""},
        {"doc.reviewed", "\"2026-01-31\""},
        {"self.controls[1]", "\"A.8.30\""},
        {"self.controls[2]", "\"error: index out of range: 2\""},
        {"self.treatments.map(t, t.?due.orValue(date('2030-01-01')))",
         "[\"2026-03-01T00:00:00Z\", \"2030-01-01T00:00:00Z\"]"},
        {"self.?owner.person.orValue('')", "\"ana\""},
        {"self.?owner.deputy.orValue('nobody')", "\"nobody\""},
        {"has(self.score)", "true"},
        {"has(self.tags)", "false"},
        {"doc.nothing", "\"error: no such key: 'nothing'\""},
        {"doc.title.nothing", "\"error: string has no fields\""},
        {"doc.size()", "12"},
        {"doc.owner == doc.owner && doc.controls == self.controls", "true"},
        {"self.controls.all(c, c.matches('^A[.]'))", "true"},
        {"doc.controls.filter(c, c.startsWith('A.8'))", "[\"A.8.30\"]"},
        {"regex.extractAll(doc.note, 'A[.][0-9]+[.][0-9]+')", "[\"A.5.2\", \"A.5.3\"]"},
        {"unbound", "\"error: the variable unbound has no value\""},
        {"doc.map(k, k).size()", "12"},
        {"doc.exists(k, v, k == 'id' && v == 'R-1')", "true"},
    };

    (void)state;
    RUN_TABLE(table);
}

static void absorption(void **state)
{
    static const char *const table[][2] = {
        {"1 / 0 > 1 || true", "true"},
        {"true || 1 / 0 > 1", "true"},
        {"1 / 0 > 1 && false", "false"},
        {"1 / 0 > 1 || false", "\"error: divide by zero\""},
        {"missing", "\"unknown: history\""},
        {"missing || true", "true"},
        {"missing && false", "false"},
        {"false || missing", "\"unknown: history\""},
        {"missing && lost", "\"unknown: history, approvals\""},
        {"missing && missing", "\"unknown: history\""},
        {"!missing", "\"unknown: history\""},
        {"missing == lost", "\"unknown: history, approvals\""},
        {"missing || 1 / 0 > 1", "\"unknown: history\""},
        {"1 / 0 > 1 || missing", "\"unknown: history\""},
        {"1 / 0 > 1 && missing", "\"unknown: history\""},
        {"[0, 1].all(n, n == 0 ? 1 / n == 1 : missing)", "\"unknown: history\""},
        {"missing ? 1 : 2", "\"unknown: history\""},
        {"true ? 1 : missing ? 2 : 3", "1"},
        {"[1, 2].all(n, missing)", "\"unknown: history\""},
        {"[1, 2].all(n, n > 1 && missing)", "false"},
        {"[1, 2].exists(n, n > 1 || missing)", "true"},
        {"[1, 2].filter(n, missing)", "\"unknown: history\""},
        {"[1, 2].map(n, missing)", "\"unknown: history\""},
        {"[missing, lost]", "\"unknown: history, approvals\""},
        {"{'a': missing}", "\"unknown: history\""},
        {"[1, 0].exists(n, 1 / n == 1)", "true"},
        {"[0, 1].all(n, 1 / n == 5)", "false"},
        {"cel.bind(n, 1 / 0, true)", "true"},
        {"optional.of(1).orValue(1 / 0)", "1"},
        {"self.?bad.orValue(1) > 1", "\"error: the value does not fit its schema\""},
        {"self.?bad.orValue(1) > 1 || true", "true"},
        {"doc.bad == 1 && 1 / 0 > 1", "\"error: the value does not fit its schema\""},
        {"1 / 0 > 1 && doc.bad == 1", "\"error: the value does not fit its schema\""},
        {"has(self.bad)", "true"},
    };

    (void)state;
    RUN_TABLE(table);
}

static void the_calendar(void **state)
{
    static const char *const table[][2] = {
        {"string(date('2026-01-31') + months(1))", "\"2026-02-28T00:00:00Z\""},
        {"string(date('2024-01-31') + months(1))", "\"2024-02-29T00:00:00Z\""},
        {"string(date('2024-02-29') + months(12))", "\"2025-02-28T00:00:00Z\""},
        {"string(date('2026-03-31') - months(1))", "\"2026-02-28T00:00:00Z\""},
        {"string(date('2025-12-15') + months(1))", "\"2026-01-15T00:00:00Z\""},
        {"string(date('2026-01-15') - months(1))", "\"2025-12-15T00:00:00Z\""},
        {"string(date('2026-01-31') + period('1 month 1 day'))", "\"2026-03-01T00:00:00Z\""},
        {"string(timestamp('2026-01-31T23:30:00Z') + months(1))", "\"2026-02-28T23:30:00Z\""},
        {"period('1 quarter') == months(3)", "true"},
        {"period('2 weeks') == days(14)", "true"},
        {"months(12) == days(365)", "false"},
        {"months(1) + days(2)", "\"1 month 2 days\""},
        {"period('12')",
         "\"error: not a period such as 12 months, 90 days or 1 year 6 months: 12\""},
        {"period('12 months 3')",
         "\"error: not a period such as 12 months, 90 days or 1 year 6 months: 12 months 3\""},
        {"period('')", "\"error: not a period such as 12 months, 90 days or 1 year 6 months: \""},
        {"date('2026-02-30')", "\"error: not a date such as 2026-01-31: 2026-02-30\""},
        {"date('9999-12-31') + days(1)",
         "\"error: the timestamp is out of range (the years 1 to 9999)\""},
        {"months(200000)", "\"error: the period is out of range (at most 10,000 years)\""},
        {"timestamp('2037-07-01T12:00:00Z').getHours('Europe/Berlin')", "14"},
        {"timestamp('2100-07-01T12:00:00Z').getHours('Europe/Berlin')", "14"},
        {"timestamp('2100-01-01T12:00:00Z').getHours('Europe/Berlin')", "13"},
        {"timestamp('2100-01-01T12:00:00Z').getHours('Australia/Sydney')", "23"},
        {"timestamp('1900-01-01T00:00:00Z').getYear()", "rejected: unknown function getYear"},
        {"timestamp(0).getHours('../etc/passwd')", "\"error: unknown time zone `../etc/passwd`\""},
        {"timestamp(0).getHours('Nowhere/City')", "\"error: unknown time zone `Nowhere/City`\""},
    };

    (void)state;
    RUN_TABLE(table);
}

/* What the expression gives, and the text at its span in the document. */
static void spans_are_kept(void **state)
{
    static const struct {
        const char *expression, *text;
    } table[] = {
        {"self.title", "\"Loss of a laptop\""},
        {"self.controls[1]", "\"A.8.30\""},
        {"self.controls.filter(c, c.startsWith('A.8'))[0]", "\"A.8.30\""},
        {"self.controls.map(c, c)[0]", "\"A.5.1\""},
        {"self.treatments[1].what", "\"insure\""},
        {"true ? self.impact : 0.0", "4"},
        {"self.?note.orValue('')", "\"see A.5.2 and A.5.3\""},
        {"doc.?nothing.or(doc.?note).value()", "\"see A.5.2 and A.5.3\""},
        {"has(self.reviewed) ? self.reviewed : today", "\"2026-01-31\""},
        {"regex.extractAll(doc.note, 'A[.][0-9.]+')[1]", "A.5.3"},
        {"doc.note.substring(4, 9)", "A.5.2"},
        {"'  ' + doc.note", ""},
        {"doc.note.split(' ')[1]", "A.5.2"},
        {"self.controls.sort()[0]", "\"A.5.1\""},
        {"self.controls.distinct()[1]", "\"A.8.30\""},
        {"{'k': self.title}.k", "\"Loss of a laptop\""},
        {"cel.bind(t, self.title, t)", "\"Loss of a laptop\""},
        {"doc.map(k, k)[0]", "\"id\""},
        {"self.treatments.filter(t, !has(t.due))[0]", "{\"what\": \"insure\"}"},
        {"date(doc.reviewed)", "\"2026-01-31\""},
    };
    struct bench bench;

    (void)state;
    bench_open(&bench);
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct cel_value value;
        struct str text;

        assert_non_null(bench_compile(&bench, table[i].expression, NULL));
        value = cel_evaluate(bench.program, &bench.evaluation);
        text = span_text(cel_value_span(value));
        if (!str_equal_c(text, table[i].text))
            fail_msg("%s: %.*s", table[i].expression, STR_ARG(text));
    }
    bench_close(&bench);
}

static void errors_have_places(void **state)
{
    struct bench bench;
    struct cel_value value;

    (void)state;
    bench_open(&bench);
    assert_non_null(bench_compile(&bench, "1 + doc.controls[7].size()", NULL));
    value = cel_evaluate(bench.program, &bench.evaluation);
    assert_int_equal(value.tag, CEL_ERROR);
    assert_true(str_equal_c(span_text(value.fault->span), "doc.controls[7]"));
    bench_close(&bench);
}

static void the_cost_limit(void **state)
{
    static const char *const expensive[] = {
        "lists.range(1000).map(a, lists.range(1000).map(b, a * b)).size() > 0 || true",
        "lists.range(100000).all(n, true) && lists.range(100000).exists(n, false) || true",
        "cel.bind(a, 'xxxxxxxxxx', cel.bind(b, a+a+a+a+a+a+a+a+a+a, cel.bind(c, "
        "b+b+b+b+b+b+b+b+b+b,"
        "cel.bind(d, c+c+c+c+c+c+c+c+c+c, cel.bind(e, d+d+d+d+d+d+d+d+d+d, cel.bind(f, "
        "e+e+e+e+e+e+e+e+e+e, (f+f+f+f+f+f+f+f+f).size() > 0)))))) || true",
        "sets.contains(lists.range(1000), lists.range(1000)) || true",
        "lists.range(1000).distinct().size() > 0 || true",
        "cel.bind(a, lists.range(1000), cel.bind(b, [a, a, a, a, a, a, a, a, a, a], "
        "cel.bind(c, [b, b, b, b, b, b, b, b, b, b], c == c))) || true",
        "lists.range(50000).sort().size() > 0 || true",
        "lists.range(50000).map(n, string(n)).join('-----------------------').size() > 0 || true",
        "'a'.replace('', 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx').size() > "
        "lists.range(99999).size() || true",
    };
    struct bench bench;

    (void)state;
    bench_open(&bench);
    bench.evaluation.cost_limit = 50000;
    for (size_t i = 0; i < sizeof expensive / sizeof expensive[0]; i++) {
        struct cel_value value;

        if (!bench_compile(&bench, expensive[i], NULL))
            fail_msg("%s: %.*s", expensive[i], STR_ARG(bench.sink.diagnostics.items[0]->message));
        value = cel_evaluate(bench.program, &bench.evaluation);
        if (value.tag != CEL_ERROR || value.fault->kind != CEL_FAULT_COST)
            fail_msg("not too expensive: %s (%d)", expensive[i], (int)bench.evaluation.cost);
    }
    assert_string_equal(bench_show(&bench, "self.likelihood + 1"), "4");
    assert_true(bench.evaluation.cost > 0 && bench.evaluation.cost < 10);
    bench_close(&bench);
}

static void steps_of_a_regular_expression(void **state)
{
    struct bench bench;
    struct cel_value value;

    (void)state;
    bench_open(&bench);
    assert_non_null(bench_compile(&bench,
                                  "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab'.matches("
                                  "cel.bind(p, '^(a|a)*$', p))",
                                  NULL));
    value = cel_evaluate(bench.program, &bench.evaluation);
    assert_int_equal(value.tag, CEL_ERROR);
    assert_int_equal(value.fault->kind, CEL_FAULT_LIMIT);
    assert_string_equal(bench_show(&bench, "'a'.matches(doc.title + '(')"),
                        "\"error: invalid regular expression: a parenthesis is not closed\"");
    bench_close(&bench);
}

/* A list, map or object that counts how often it is asked. */
static unsigned asked;

static size_t count_three(struct cel_evaluation *evaluation, void *self)
{
    (void)evaluation;
    (void)self;
    return 3;
}

static struct cel_value square(struct cel_evaluation *evaluation, void *self, size_t index)
{
    (void)evaluation;
    (void)self;
    asked++;
    return cel_of_int((int64_t)(index * index));
}

static bool find_field(struct cel_value *out, struct cel_evaluation *evaluation, void *self,
                       struct cel_value key, bool wanted)
{
    (void)evaluation;
    (void)self;
    if (key.tag != CEL_STRING || !str_equal_c(key.string, "landings"))
        return false;
    if (wanted)
        asked++;
    *out = cel_of_int(7);
    return true;
}

static struct cel_value resolve_doc(struct cel_evaluation *evaluation, void *context, unsigned slot)
{
    static const struct cel_dynamic list = {.count = count_three, .at = square};
    static const struct cel_dynamic object = {.find = find_field};

    (void)evaluation;
    (void)context;
    return slot == 1 ? cel_of_dynamic_map(&object, NULL) : cel_of_dynamic_list(&list, NULL);
}

static void lazy_values(void **state)
{
    struct bench bench;

    (void)state;
    bench_open(&bench);
    bench.evaluation.resolve = resolve_doc;
    cel_unbind(&bench.evaluation, 1);
    asked = 0;
    assert_string_equal(bench_show(&bench, "has(doc.landings) && !has(doc.other)"), "true");
    assert_int_equal(asked, 0);
    assert_string_equal(bench_show(&bench, "doc.landings"), "7");
    assert_int_equal(asked, 1);
    assert_string_equal(bench_show(&bench, "doc.other"), "\"error: no such key: 'other'\"");
    assert_string_equal(bench_show(&bench, "doc.all(k, true)"), "true"); /* it cannot be walked */
    bench_close(&bench);
}

static struct cel_value twice(const struct cel_call *call, const struct cel_value *arguments)
{
    ++*(int *)call->context;
    return cel_of_int(2 * arguments[0].integer);
}

static void functions_of_the_caller(void **state)
{
    static const struct cel_function function = {
        .name = "twice",
        .library = "test",
        .doc = "twice the number",
        .overloads = {{"twice(int) -> int", twice}, {"int.twice() -> int", twice}},
    };
    static const struct cel_function broken = {.name = "broken",
                                               .overloads = {{"broken(nothing) -> int", twice}}};
    struct bench bench;
    struct error error;
    int calls = 0;

    (void)state;
    bench_open(&bench);
    assert_int_equal(cel_add_function(bench.environment, &function, &calls, &error), 0);
    assert_string_equal(bench_show(&bench, "twice(2) + 3.twice()"), "10");
    assert_int_equal(calls, 2);
    assert_string_equal(bench_show(&bench, "twice('a')"), "rejected: twice does not take (string)");
    assert_int_equal(cel_add_function(bench.environment, &broken, NULL, &error), -1);
    bench_close(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_document),
        cmocka_unit_test(absorption),
        cmocka_unit_test(the_calendar),
        cmocka_unit_test(spans_are_kept),
        cmocka_unit_test(errors_have_places),
        cmocka_unit_test(the_cost_limit),
        cmocka_unit_test(steps_of_a_regular_expression),
        cmocka_unit_test(lazy_values),
        cmocka_unit_test(functions_of_the_caller),
    };

    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
