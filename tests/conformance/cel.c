/* tests.json: expressions of the CEL specification's suite; its README says how it is written. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "cel/cel.h"
#include "tests/conformance/suites.h"

/* Tests whose tier is this one are not for us: CEL's network library is left out. */
static const char skipped_tier[] = "ext:network";

static int64_t integer_of(const struct value *value, const char *key)
{
    const struct value *number = value_get(value, str_of(key));

    if (number && number->type == VALUE_INT)
        return number->number.integer;
    return number ? strtoll(number->string.data, NULL, 10) : 0;
}

static struct cel_value value_of(const struct value *value, struct arena *arena);

static struct cel_value list_of(const struct value *items, struct arena *arena)
{
    struct cel_value *values = arena_alloc_array(arena, items->list.count, sizeof *values);

    for (size_t i = 0; i < items->list.count; i++)
        values[i] = value_of(items->list.items[i].value, arena);
    return cel_of_items(arena, values, items->list.count);
}

static struct cel_value map_of(const struct value *entries, struct arena *arena)
{
    size_t count = entries->list.count;
    struct cel_value *keys = arena_alloc_array(arena, count, sizeof *keys);
    struct cel_value *values = arena_alloc_array(arena, count, sizeof *values);

    for (size_t i = 0; i < count; i++) {
        keys[i] = value_of(entries->list.items[i].value->list.items[0].value, arena);
        values[i] = value_of(entries->list.items[i].value->list.items[1].value, arena);
    }
    return cel_of_entries(arena, keys, values, count);
}

static struct cel_value bytes_of(struct str hex, struct arena *arena)
{
    char *bytes = arena_alloc(arena, hex.len / 2 + 1);

    for (size_t i = 0; i + 1 < hex.len; i += 2)
        bytes[i / 2] = (char)strtol((char[]){hex.data[i], hex.data[i + 1], '\0'}, NULL, 16);
    return cel_of_bytes((struct str){bytes, hex.len / 2});
}

static struct cel_value type_of(struct str name, struct arena *arena)
{
    struct cel_environment *environment = cel_environment_new(arena, NULL);
    const struct cel_type *type = cel_type_parse(environment, arena, name);

    if (!type && str_equal_c(name, "list"))
        type = cel_list_of(arena, &cel_dyn);
    if (!type && str_equal_c(name, "map"))
        type = cel_map_of(arena, &cel_dyn, &cel_dyn);
    if (!type && str_equal_c(name, "optional_type"))
        type = cel_optional_of(arena, &cel_dyn);
    return cel_of_type(type ? type : &cel_dyn);
}

static struct cel_value value_of(const struct value *value, struct arena *arena)
{
    struct str tag = value_get_string(value, STR("t"));
    const struct value *content = value_get(value, STR("v"));

    if (str_equal_c(tag, "bool"))
        return cel_of_bool(content->boolean);
    if (str_equal_c(tag, "int"))
        return cel_of_int(integer_of(value, "v"));
    if (str_equal_c(tag, "uint"))
        return cel_of_uint(strtoull(content->string.data, NULL, 10));
    if (str_equal_c(tag, "double"))
        return cel_of_double(strtod(content->string.data, NULL));
    if (str_equal_c(tag, "string"))
        return cel_of_string(content->string);
    if (str_equal_c(tag, "bytes"))
        return bytes_of(content->string, arena);
    if (str_equal_c(tag, "list"))
        return list_of(content, arena);
    if (str_equal_c(tag, "map"))
        return map_of(content, arena);
    if (str_equal_c(tag, "type"))
        return type_of(content->string, arena);
    if (str_equal_c(tag, "timestamp"))
        return cel_of_timestamp(integer_of(value, "s"), (int32_t)integer_of(value, "n"));
    if (str_equal_c(tag, "duration"))
        return cel_of_duration(integer_of(value, "s"), (int32_t)integer_of(value, "n"));
    return cel_of_null();
}

/* The very same value: of the same type, and NaN is NaN. */
static bool is_same(struct cel_evaluation *evaluation, struct cel_value a, struct cel_value b)
{
    if (a.tag != b.tag)
        return false;
    if (a.tag == CEL_DOUBLE)
        return (isnan(a.real) && isnan(b.real)) ||
               (a.real == b.real && signbit(a.real) == signbit(b.real));
    if (a.tag == CEL_LIST) {
        size_t count = cel_count(evaluation, a);
        bool same = count == cel_count(evaluation, b);

        for (size_t i = 0; same && i < count; i++)
            same = is_same(evaluation, cel_at(evaluation, a, i), cel_at(evaluation, b, i));
        return same;
    }
    return cel_equal(evaluation, a, b);
}

/* A function of the test's environment: it is there to be checked, not to be called. */
static struct cel_value cannot_call(const struct cel_call *call, const struct cel_value *arguments)
{
    (void)arguments;
    return cel_fail(call, "unbound function");
}

static void declare_function(struct cel_environment *environment, const struct value *declaration,
                             struct arena *arena)
{
    struct str name = value_get_string(declaration, STR("name"));
    const struct value *overloads = value_get(declaration, STR("overloads"));
    struct cel_function *function = ARENA_NEW(arena, struct cel_function);
    struct error error;

    function->name = arena_str(arena, name).data;
    function->reads_context = true;
    for (size_t i = 0; i < overloads->list.count && i < 20; i++) {
        struct str signature = {0};
        const struct value *overload = overloads->list.items[i].value;

        if (overload->type == VALUE_STRING)
            signature = overload->string;
        function->overloads[i] =
            (struct cel_overload){arena_str(arena, signature).data, cannot_call};
    }
    if (cel_add_function(environment, function, NULL, &error) < 0)
        fprintf(stderr, "%s\n", error.message);
}

static void declare(struct cel_environment *environment, const struct value *declarations,
                    struct arena *arena)
{
    if (!declarations || declarations->type != VALUE_LIST)
        return;
    VALUE_EACH_ITEM (item, declarations) {
        struct str name = value_get_string(item->value, STR("name"));
        const struct cel_type *type =
            cel_type_parse(environment, arena, value_get_string(item->value, STR("type")));

        if (value_get(item->value, STR("overloads")))
            declare_function(environment, item->value, arena);
        else
            cel_declare(environment, name, type ? type : &cel_dyn, (struct str){0});
    }
}

/* Variables that are bound but not declared are dyn. */
static void declare_bound(struct cel_environment *environment, const struct value *bindings)
{
    if (!bindings || bindings->type != VALUE_MAP)
        return;
    VALUE_EACH_ENTRY (entry, bindings)
        if (cel_slot(environment, entry->key) < 0)
            cel_declare(environment, entry->key, &cel_dyn, (struct str){0});
}

static void bind(struct cel_evaluation *evaluation, const struct cel_environment *environment,
                 const struct value *bindings, struct arena *arena)
{
    if (!bindings || bindings->type != VALUE_MAP)
        return;
    VALUE_EACH_ENTRY (entry, bindings)
        cel_bind(evaluation, (unsigned)cel_slot(environment, entry->key),
                 value_of(entry->value, arena));
}

static bool is_set(const struct value *test, const char *key)
{
    const struct value *value = value_get(test, str_of(key));

    return value && value->type == VALUE_BOOL && value->boolean;
}

/* What came out, for the report of a failure. */
static struct str describe(struct arena *arena, struct cel_evaluation *evaluation,
                           struct cel_value value)
{
    struct buffer text;
    struct str description;

    buffer_init(&text);
    cel_write_json(&text, evaluation, value);
    description = arena_printf(arena, "%.*s %.*s", STR_ARG(cel_type_name(cel_value_type(value))),
                               STR_ARG(buffer_str(&text)));
    buffer_release(&text);
    return description;
}

static bool judge(struct str *outcome, const struct value *expected,
                  const struct cel_environment *environment, const struct cel_program *program,
                  struct cel_evaluation *evaluation, bool check_only)
{
    struct str kind = value_get_string(expected, STR("kind"));
    const struct value *value = value_get(expected, STR("value"));
    struct cel_value result;

    if (str_equal_c(kind, "type")) {
        const struct cel_type *type =
            cel_type_parse(environment, evaluation->arena, value_get_string(expected, STR("type")));

        *outcome = cel_type_text(evaluation->arena, cel_program_type(program));
        if (!type || !cel_type_equal(type, cel_program_type(program)))
            return false;
        if (check_only || !value)
            return true;
    }
    result = cel_evaluate(program, evaluation);
    *outcome = describe(evaluation->arena, evaluation, result);
    if (str_equal_c(kind, "error"))
        return result.tag == CEL_ERROR;
    return is_same(evaluation, result, value_of(value, evaluation->arena));
}

static bool run_test(struct str *outcome, const struct value *test, struct arena *arena)
{
    struct cel_environment *environment = cel_environment_new(arena, NULL);
    const struct value *bindings = value_get(test, STR("bindings"));
    const struct value *expected = value_get(test, STR("expected"));
    struct cel_text text = {.text = value_get_string(test, STR("expr"))};
    struct cel_options options = {.unchecked = is_set(test, "disable_check"),
                                  .no_macros = is_set(test, "disable_macros")};
    struct cel_evaluation evaluation;
    struct cel_program *program;
    struct sink sink;
    bool passed;

    cel_set_container(environment, value_get_string(test, STR("container")));
    declare(environment, value_get(test, STR("type_env")), arena);
    declare_bound(environment, bindings);
    sink_init(&sink, arena);
    program = cel_compile(environment, &text, &options, arena, &sink);
    if (program) {
        cel_evaluation_init(&evaluation, environment, arena);
        bind(&evaluation, environment, bindings, arena);
        passed =
            judge(outcome, expected, environment, program, &evaluation, is_set(test, "check_only"));
        cel_evaluation_release(&evaluation);
    } else {
        *outcome = sink.diagnostics.items[0]->message;
        passed = str_equal_c(value_get_string(expected, STR("kind")), "error");
    }
    cel_program_release(program);
    sink_release(&sink);
    return passed;
}

/* Run one test, in an arena of its own, and count it. */
static void count_test(struct tally *tally, const struct value *test)
{
    struct str file = value_get_string(test, STR("file")), outcome = {0};
    struct arena arena = {0};
    bool passed;

    if (str_equal_c(value_get_string(test, STR("tier")), skipped_tier)) {
        tally->skipped++;
        return;
    }
    passed = run_test(&outcome, test, &arena);
    tally_add(tally, passed, file,
              passed
                  ? file
                  : arena_printf(&arena, "%.*s/%.*s: %.*s gives %.*s",
                                 STR_ARG(value_get_string(test, STR("section"))),
                                 STR_ARG(value_get_string(test, STR("name"))),
                                 STR_ARG(value_get_string(test, STR("expr"))), STR_ARG(outcome)));
    arena_release(&arena);
}

/* The tests of one file stand together. */
static void print_file(struct str file, const struct tally *before, const struct tally *now)
{
    printf("%.*s: %zu passed, %zu failed, %zu skipped\n", STR_ARG(file),
           now->passed - before->passed, now->failed - before->failed,
           now->skipped - before->skipped);
}

int suite_cel(struct tally *tally, const char *path)
{
    struct arena arena = {0};
    struct value *tests = read_json(path, &arena);
    struct tally before = *tally;
    struct str file = {0};

    if (!tests || tests->type != VALUE_LIST) {
        fprintf(stderr, "cannot read %s\n", path);
        arena_release(&arena);
        return -1;
    }
    VALUE_EACH_ITEM (test, tests) {
        struct str next = value_get_string(test->value, STR("file"));

        if (file.len && !str_equal(file, next)) {
            print_file(file, &before, tally);
            before = *tally;
        }
        file = next;
        count_test(tally, test->value);
    }
    print_file(file, &before, tally);
    arena_release(&arena);
    return 0;
}
