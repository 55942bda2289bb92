/* What the tests of lib/cel share: a risk of a declared type, and evaluating against it. */
#ifndef TESTS_UNIT_CEL_HELPER_H
#define TESTS_UNIT_CEL_HELPER_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cel/cel.h"
#include "source/json.h"

/* The document that expressions see as self (typed) and doc (dyn). */
static const char risk_json[] = "{\n"
                                "  \"id\": \"R-1\",\n"
                                "  \"title\": \"Loss of a laptop\",\n"
                                "  \"status\": \"open\",\n"
                                "  \"likelihood\": 3,\n"
                                "  \"impact\": 4,\n"
                                "  \"score\": 12.5,\n"
                                "  \"reviewed\": \"2026-01-31\",\n"
                                "  \"controls\": [\"A.5.1\", \"A.8.30\"],\n"
                                "  \"owner\": {\"person\": \"ana\"},\n"
                                "  \"treatments\": [{\"what\": \"encrypt\", \"due\": "
                                "\"2026-03-01\"}, {\"what\": \"insure\"}],\n"
                                "  \"note\": \"see A.5.2 and A.5.3\",\n"
                                "  \"bad\": \"not a number\"\n"
                                "}\n";

struct bench {
    struct arena arena;
    struct source document, text;
    struct value *value;
    struct cel_environment *environment;
    const struct cel_type *risk;
    struct sink sink;
    struct cel_evaluation evaluation;
    struct cel_program *program;
};

static const struct cel_type *risk_type(struct arena *arena)
{
    static const struct str statuses[] = {STR_INIT("open"), STR_INIT("treated"),
                                          STR_INIT("accepted")};
    struct cel_object_type *owner = cel_object_type_new(arena, STR("owner"));
    struct cel_object_type *treatment = cel_object_type_new(arena, STR("treatment"));
    struct cel_object_type *risk = cel_object_type_new(arena, STR("risk"));
    const struct cel_field owner_fields[] = {
        {STR("person"), &cel_string, false, {0}, 0},
        {STR("deputy"), &cel_string, true, {0}, 0},
    };
    const struct cel_field treatment_fields[] = {
        {STR("what"), &cel_string, false, {0}, 0},
        {STR("due"), &cel_timestamp, true, {0}, 0},
    };
    const struct cel_field risk_fields[] = {
        {STR("id"), &cel_string, false, {0}, 0},
        {STR("title"), &cel_string, false, {0}, 0},
        {STR("status"), cel_string_among(arena, statuses, 3), false, {0}, 0},
        {STR("likelihood"), &cel_int, false, {0}, 0},
        {STR("impact"), &cel_double, false, {0}, 0},
        {STR("score"), &cel_double, true, {0}, 0},
        {STR("reviewed"), &cel_timestamp, true, {0}, 0},
        {STR("controls"), cel_list_of(arena, &cel_string), false, {0}, 0},
        {STR("owner"), cel_object_of(arena, owner), true, {0}, 0},
        {STR("treatments"), cel_list_of(arena, cel_object_of(arena, treatment)), false, {0}, 0},
        {STR("note"), &cel_string, true, {0}, 0},
        {STR("bad"), &cel_int, true, {0}, 0},
        {STR("tags"), cel_list_of(arena, cel_string_among(arena, statuses, 3)), true, {0}, 0},
    };

    cel_object_type_set_fields(owner, arena, owner_fields, 2);
    cel_object_type_set_fields(treatment, arena, treatment_fields, 2);
    cel_object_type_set_fields(risk, arena, risk_fields,
                               sizeof risk_fields / sizeof risk_fields[0]);
    return cel_object_of(arena, risk);
}

static void bench_open(struct bench *bench)
{
    *bench = (struct bench){0};
    sink_init(&bench->sink, &bench->arena);
    source_init(&bench->document, STR("risk.json"), str_of(risk_json), &bench->arena);
    assert_int_equal(json_read(&bench->value, &bench->document, &bench->arena, &bench->sink), 0);
    bench->risk = risk_type(&bench->arena);
    bench->environment = cel_environment_new(&bench->arena, NULL);
    cel_declare(bench->environment, STR("self"), bench->risk, STR("the risk"));
    cel_declare(bench->environment, STR("doc"), &cel_dyn, STR("the document"));
    cel_declare(bench->environment, STR("today"), &cel_timestamp, STR("the day"));
    cel_declare(bench->environment, STR("missing"), &cel_bool, STR("never known"));
    cel_declare(bench->environment, STR("lost"), &cel_bool, STR("never known either"));
    cel_declare(bench->environment, STR("unbound"), &cel_int, STR("without a value"));
    cel_evaluation_init(&bench->evaluation, bench->environment, &bench->arena);
    cel_bind(&bench->evaluation, 0,
             cel_of_document(&bench->arena, bench->value, bench->risk, &bench->value->span));
    cel_bind(&bench->evaluation, 1,
             cel_of_document(&bench->arena, bench->value, NULL, &bench->value->span));
    cel_bind(&bench->evaluation, 2, cel_of_timestamp(1798761600, 0)); /* 2027-01-01 */
    cel_bind(&bench->evaluation, 3, cel_of_unknown(&bench->arena, STR("history")));
    cel_bind(&bench->evaluation, 4, cel_of_unknown(&bench->arena, STR("approvals")));
}

static void bench_close(struct bench *bench)
{
    cel_program_release(bench->program);
    cel_evaluation_release(&bench->evaluation);
    sink_release(&bench->sink);
    arena_release(&bench->arena);
}

/* Compile EXPRESSION as the only text of a source; NULL if something was reported. */
static struct cel_program *bench_compile(struct bench *bench, const char *expression,
                                         const struct cel_options *options)
{
    struct cel_text text = {.text = str_of(expression)};

    cel_program_release(bench->program);
    source_init(&bench->text, STR("rule"), text.text, &bench->arena);
    text.span = span_of(&bench->text, 0, text.text.len);
    bench->sink.diagnostics.count = 0;
    bench->program = cel_compile(bench->environment, &text, options, &bench->arena, &bench->sink);
    if ((bench->program == NULL) != (bench->sink.diagnostics.count > 0))
        fail_msg("%s: a program and diagnostics, or neither", expression);
    return bench->program;
}

/* The value of EXPRESSION as JSON, or "error: ...", "unknown: ..."; valid until bench_close. */
static inline const char *bench_show(struct bench *bench, const char *expression)
{
    struct buffer text;
    struct str shown;

    if (!bench_compile(bench, expression, NULL))
        return arena_printf(&bench->arena, "rejected: %.*s",
                            STR_ARG(bench->sink.diagnostics.items[0]->message))
            .data;
    buffer_init(&text);
    cel_write_json(&text, &bench->evaluation, cel_evaluate(bench->program, &bench->evaluation));
    shown = arena_str(&bench->arena, buffer_str(&text));
    buffer_release(&text);
    return shown.data;
}

#endif
