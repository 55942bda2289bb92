/*
 * lib/cel outside of the house, on base, regex and value alone:
 *     cel EXPRESSION <JSON
 * prints what EXPRESSION is where `self` is the JSON text, `answer` a variable that is computed
 * when it is read, and `twice` a function of ours.
 */
#include "cel/cel.h"

#include <stdio.h>
#include <stdlib.h>

#include "tests/standalone/json.h"

static struct cel_value twice(const struct cel_call *call, const struct cel_value *arguments)
{
    if (arguments[0].integer > 1000)
        return cel_fail(call, "%lld is too large", (long long)arguments[0].integer);
    return cel_of_int(2 * arguments[0].integer);
}

static const struct cel_function function = {
    .name = "twice", .library = "ours", .overloads = {{"twice(int) -> int", twice}}};

static struct cel_value resolve(struct cel_evaluation *evaluation, void *context, unsigned slot)
{
    (void)evaluation;
    return slot == *(const unsigned *)context ? cel_of_int(42) : cel_of_null();
}

static int print_result(struct cel_value result, struct cel_evaluation *evaluation)
{
    struct buffer out = {0};

    if (result.tag == CEL_ERROR)
        buffer_printf(&out, "error: %.*s", STR_ARG(result.fault->message));
    else
        cel_write_json(&out, evaluation, result);
    printf("%s\n", buffer_c(&out));
    buffer_release(&out);
    return result.tag == CEL_ERROR ? EXIT_FAILURE : EXIT_SUCCESS;
}

static int print_faults(const struct sink *sink)
{
    for (size_t i = 0; i < sink->diagnostics.count; i++) {
        const struct diagnostic *fault = sink->diagnostics.items[i];

        printf("%s: %.*s\n", fault->code, STR_ARG(fault->message));
    }
    return EXIT_FAILURE;
}

static int run(struct cel_environment *environment, struct str text, const struct value *json,
               struct arena *arena)
{
    unsigned self = cel_declare(environment, STR("self"), &cel_dyn, STR("the JSON text"));
    unsigned answer = cel_declare(environment, STR("answer"), &cel_int, STR("computed when read"));
    struct cel_evaluation evaluation;
    struct cel_program *program;
    struct sink sink;
    int status;

    sink_init(&sink, arena);
    program = cel_compile(environment, &(struct cel_text){.text = text}, NULL, arena, &sink);
    cel_evaluation_init(&evaluation, environment, arena);
    cel_bind(&evaluation, self, cel_of_document(arena, json, NULL, &json->span));
    evaluation.resolve = resolve;
    evaluation.resolve_context = &answer;
    status = program ? print_result(cel_evaluate(program, &evaluation), &evaluation)
                     : print_faults(&sink);
    cel_evaluation_release(&evaluation);
    cel_program_release(program);
    sink_release(&sink);
    return status;
}

int main(int argc, char **argv)
{
    struct cel_environment *environment;
    const struct value *json;
    struct arena arena;
    struct error error;
    int status = EXIT_FAILURE;

    arena_init(&arena);
    environment = cel_environment_new(&arena, NULL);
    json = json_of_input(&arena);
    if (argc == 2 && json && cel_add_function(environment, &function, NULL, &error) == 0)
        status = run(environment, str_of(argv[1]), json, &arena);
    arena_release(&arena);
    return status;
}
