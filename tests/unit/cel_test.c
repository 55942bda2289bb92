/* Every function and macro has a sentence and examples, and the examples are true. */
#include "source_helper.h"

#include "cel/cel.h"

struct run {
    struct cel_environment *environment;
    struct arena *arena;
    size_t examples;
};

static struct cel_value evaluate(struct run *run, struct cel_evaluation *evaluation,
                                 struct cel_program **program, struct str expression)
{
    struct cel_text text = {.text = expression};
    struct sink sink;

    sink_init(&sink, run->arena);
    *program = cel_compile(run->environment, &text, NULL, run->arena, &sink);
    if (!*program)
        fail_msg("%.*s: %.*s", STR_ARG(expression), STR_ARG(sink.diagnostics.items[0]->message));
    sink_release(&sink);
    return cel_evaluate(*program, evaluation);
}

static void check_example(struct run *run, const char *example)
{
    struct str text = str_of(example);
    ptrdiff_t arrow = str_find(text, STR(" => "), 0);
    struct cel_program *program, *other;
    struct cel_evaluation evaluation;
    struct cel_value value, expected;

    assert_true(arrow > 0);
    save_seed(str_slice(text, 0, (size_t)arrow));
    cel_evaluation_init(&evaluation, run->environment, run->arena);
    value = evaluate(run, &evaluation, &program, str_slice(text, 0, (size_t)arrow));
    expected = evaluate(run, &evaluation, &other, str_slice(text, (size_t)arrow + 4, text.len));
    if (value.tag == CEL_ERROR)
        fail_msg("%s: %.*s", example, STR_ARG(value.fault->message));
    if (value.tag != expected.tag || !cel_equal(&evaluation, value, expected))
        fail_msg("not true: %s", example);
    run->examples++;
    cel_evaluation_release(&evaluation);
    cel_program_release(program);
    cel_program_release(other);
}

static void check_function(void *context, const struct cel_function *function)
{
    struct run *run = context;

    if (!function->doc || !function->library || !function->examples[0])
        fail_msg("%s has no documentation", function->name);
    for (size_t i = 0; i < sizeof function->examples / sizeof function->examples[0]; i++)
        if (function->examples[i])
            check_example(run, function->examples[i]);
}

static void every_example_is_true(void **state)
{
    struct arena arena = {0};
    struct run run = {cel_environment_new(&arena, NULL), &arena, 0};

    (void)state;
    cel_each_function(run.environment, check_function, &run);
    for (size_t i = 0; cel_macro(i); i++)
        if (cel_macro(i)->doc)
            check_function(&run, cel_macro(i));
    assert_true(run.examples > 100);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_example_is_true),
    };

    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
