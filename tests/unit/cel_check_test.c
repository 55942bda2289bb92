/* What the type checker says of faulty rules, and what it lets pass. */
#include "cel_helper.h"

/* Each gives one error, at the first character that is underlined by the dots. */
static const struct faulty {
    const char *expression;
    unsigned column;
    const char *code, *message, *help; /* "" : no help */
} faulty_rules[] = {
    {"self.titel != ''", 6, "cel-field", "risk has no field titel", "did you mean title?"},
    {"slef.title != ''", 1, "cel-name", "unknown variable slef", "did you mean self?"},
    {"self.likelihood >= '3'", 1, "cel-type", ">= cannot be applied to an int and a string",
     "convert one of them with int(...), double(...), string(...) or date(...)"},
    {"self.likelihood == '3'", 1, "cel-type", "an int is never equal to a string",
     "convert one of them with int(...), double(...) or string(...)"},
    {"self.status == 'opne'", 16, "cel-enum",
     "\"opne\" is not a possible value (open, treated or accepted)", "did you mean \"open\"?"},
    {"'opne' == self.status", 1, "cel-enum",
     "\"opne\" is not a possible value (open, treated or accepted)", "did you mean \"open\"?"},
    {"self.status != 'closed'", 16, "cel-enum",
     "\"closed\" is not a possible value (open, treated or accepted)", ""},
    {"self.status in ['open', 'Treated']", 25, "cel-enum",
     "\"Treated\" is not a possible value (open, treated or accepted)",
     "did you mean \"treated\"?"},
    {"has(self.tags) && 'accepted ' in self.tags", 19, "cel-enum",
     "\"accepted \" is not a possible value (open, treated or accepted)",
     "did you mean \"accepted\"?"},
    {"self.score > 3.0", 6, "cel-optional", "self.score may be absent",
     "write has(self.score) && ... before it, or self.?score.orValue(...) for a value instead"},
    {"self.owner.person == 'ana'", 6, "cel-optional", "self.owner may be absent",
     "write has(self.owner) && ... before it, or self.?owner.orValue(...) for a value instead"},
    {"has(self.owner) && self.owner.deputy != ''", 31, "cel-optional",
     "self.owner.deputy may be absent",
     "write has(self.owner.deputy) && ... before it, or self.owner.?deputy.orValue(...) for a "
     "value instead"},
    {"has(self.score) || self.score > 3.0", 25, "cel-optional", "self.score may be absent",
     "write has(self.score) && ... before it, or self.?score.orValue(...) for a value instead"},
    {"self.treatments.all(t, t.due < today)", 26, "cel-optional", "t.due may be absent",
     "write has(t.due) && ... before it, or t.?due.orValue(...) for a value instead"},
    {"self.treatments.all(t, t.wat != '')", 26, "cel-field", "treatment has no field wat",
     "did you mean what?"},
    {"self.controls.all(c, c.matchs('A'))", 24, "cel-name", "unknown function matchs",
     "did you mean matches?"},
    {"self.title.startsWith(5)", 12, "cel-type",
     "startsWith does not exist for a string with (int)", "use string.startsWith(string) -> bool"},
    {"size(self.likelihood) > 1", 1, "cel-type", "size does not take (int)",
     "use size(string) -> int; size(bytes) -> int; size(list(A)) -> int"},
    {"self.controls.exists(c, c)", 25, "cel-type",
     "the condition of exists is a bool, not a string", ""},
    {"self.title.all(c, c != '')", 1, "cel-type", "all requires a list or a map, not a string", ""},
    {"self.title == null", 1, "cel-type", "a string is never equal to null",
     "use !has(...) to test for an absent field; it is never null"},
    {"today - date('2026-01-01') > months(12)", 1, "cel-type",
     "> cannot be applied to a duration and a period",
     "add a period to a date and compare dates: self.reviewed + months(12) < today"},
    {"self.?score > 3.0", 1, "cel-type", "> cannot be applied to an optional(double) and a double",
     "take the value out of the optional with .orValue(...)"},
    {"self.title.matches('A(?=b)')", 20, "cel-regex",
     "invalid regular expression at byte 2: unsupported group (RE2 has (?:...), (?P<name>...) and "
     "flags, but no lookaround)",
     ""},
    {"!self.title", 1, "cel-type", "! cannot be applied to a string", ""},
    {"self.likelihood + 1.5 > 2.0", 1, "cel-type", "+ cannot be applied to an int and a double",
     "write a double with a point, as 1.0, or convert with double(...) or int(...)"},
    {"true ? 1 : 'a'", 6, "cel-type",
     "the two values of ?: have different types, an int and a string", ""},
    {"self.title.size", 12, "cel-type", "a string has no fields", ""},
    {"self.likelihood", 1, "cel-type", "expected a bool, not an int", ""},
    {"{1.5: 'a'} == {}", 2, "cel-type",
     "the key of a map is a string, an int, a uint or a bool, not a double", ""},
    {"self[\"titel\"] == ''", 6, "cel-field", "risk has no field titel", "did you mean title?"},
};

static void one_clear_error_each(void **state)
{
    struct bench bench;
    struct cel_options options = {.expected = &cel_bool};

    (void)state;
    bench_open(&bench);
    for (size_t i = 0; i < sizeof faulty_rules / sizeof faulty_rules[0]; i++) {
        const struct faulty *rule = &faulty_rules[i];
        const struct diagnostic *diagnostic;
        unsigned column;

        if (bench_compile(&bench, rule->expression, &options))
            fail_msg("%s is accepted", rule->expression);
        diagnostic = bench.sink.diagnostics.items[0];
        column = source_position(&bench.text, diagnostic->span.start).column;
        if (bench.sink.diagnostics.count != 1 || column != rule->column ||
            !str_equal_c(str_of(diagnostic->code), rule->code) ||
            !str_equal_c(diagnostic->message, rule->message) ||
            !str_equal_c(diagnostic->help, rule->help))
            fail_msg("%s: %zu errors, at %u %s: %.*s (%.*s)", rule->expression,
                     bench.sink.diagnostics.count, column, diagnostic->code,
                     STR_ARG(diagnostic->message), STR_ARG(diagnostic->help));
    }
    bench_close(&bench);
}

static void what_passes(void **state)
{
    static const char *const rules[] = {
        "has(self.score) && self.score > 3.0",
        "!has(self.score) || self.score > 3.0",
        "has(self.score) ? self.score > 3.0 : true",
        "!has(self.score) ? true : self.score > 3.0",
        "!(has(self.score) && self.title == '') || self.title == ''",
        "!(!has(self.score) || self.score > 3.0) || self.title != ''",
        "has(self.owner) && has(self.owner.deputy) && self.owner.deputy != ''",
        "self.?score.orValue(0.0) > 3.0",
        "self.?owner.?deputy.orValue('') != ''",
        "self.?score.hasValue() && self.score > 3.0",
        "self.?note.orValue('') != '' && self.note.size() > 3",
        "self.?note.orValue('').trim() != '' && self.note.size() > 3",
        "self.treatments.all(t, has(t.due) && t.due < today)",
        "self.treatments.map(t, has(t.due), t.due).all(d, d < today)",
        "self.treatments.exists(t, !has(t.due))",
        "self.likelihood >= 3.0 && self.impact >= 3",
        "self.likelihood == 3.0",
        "has(self.reviewed) && self.reviewed + months(12) < today",
        "has(self.reviewed) && today - self.reviewed > duration('24h')",
        "self.status in ['open', 'treated']",
        "self['title'] == doc.title",
        "doc.anything.at.all == 1",
        "'title' in doc",
        "self.status == doc.status",
        "cel.bind(s, self.status, s != 'open' && s != 'treated')",
        "[1, 'a', null].size() == 3",
    };
    struct bench bench;
    struct cel_options options = {.expected = &cel_bool};

    (void)state;
    bench_open(&bench);
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
        if (!bench_compile(&bench, rules[i], &options))
            fail_msg("%s: %.*s", rules[i], STR_ARG(bench.sink.diagnostics.items[0]->message));
    bench_close(&bench);
}

/* What a rule's `where` says need not be said again in its `assert`. */
static void guards_of_the_caller(void **state)
{
    struct bench bench;
    struct cel_program *where;
    struct cel_options options = {.guard_count = 1};

    (void)state;
    bench_open(&bench);
    where = bench_compile(&bench, "has(self.score) && self.status == 'open'", NULL);
    assert_non_null(where);
    bench.program = NULL;
    options.guards = (const struct cel_program *const[]){where};
    assert_null(bench_compile(&bench, "self.score > 1.0", NULL));
    assert_non_null(bench_compile(&bench, "self.score > 1.0", &options));
    assert_null(bench_compile(&bench, "has(self.note) || self.note != ''", &options));
    cel_program_release(where);
    bench_close(&bench);
}

static void types_that_are_found(void **state)
{
    static const struct {
        const char *expression, *type;
    } table[] = {
        {"[]", "list(dyn)"},
        {"{}", "map(dyn, dyn)"},
        {"[1, 2]", "list(int)"},
        {"[1, 2u]", "list(dyn)"},
        {"[[], [1]]", "list(list(int))"},
        {"[] + [1]", "list(int)"},
        {"{'a': [1.5]}", "map(string, list(double))"},
        {"[1, 2].map(n, string(n))", "list(string)"},
        {"{'a': 1}.map(k, k)", "list(string)"},
        {"['a'].transformMap(i, s, s)", "map(int, string)"},
        {"['a'].transformMapEntry(i, s, {s: i})", "map(string, int)"},
        {"self.?score", "optional(double)"},
        {"self.?owner.deputy", "optional(string)"},
        {"[optional.none(), optional.of(1)]", "list(optional(int))"},
        {"optional.none().or(optional.of('a')).orValue('b')", "string"},
        {"true ? [] : [1]", "list(int)"},
        {"dyn(1) + 1", "int"},
        {"dyn(1) + dyn(1)", "dyn"},
        {"dyn(1) < 2", "bool"},
        {"self.treatments.filter(t, t.what != '')", "list(treatment)"},
        {"self.treatments[0]", "treatment"},
        {"[1, 2].first()", "optional(int)"},
        {"math.greatest(1, 2)", "int"},
        {"math.greatest(1, 2.0)", "dyn"},
        {"type(1)", "type"},
        {"months(3)", "period"},
        {"[3, 1].sortBy(n, -n)", "list(int)"},
    };
    struct bench bench;

    (void)state;
    bench_open(&bench);
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct cel_program *program = bench_compile(&bench, table[i].expression, NULL);
        struct str type;

        if (!program)
            fail_msg("%s: %.*s", table[i].expression,
                     STR_ARG(bench.sink.diagnostics.items[0]->message));
        type = cel_type_text(&bench.arena, cel_program_type(program));
        if (!str_equal_c(type, table[i].type))
            fail_msg("%s: %.*s", table[i].expression, STR_ARG(type));
    }
    bench_close(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_clear_error_each),
        cmocka_unit_test(what_passes),
        cmocka_unit_test(guards_of_the_caller),
        cmocka_unit_test(types_that_are_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
