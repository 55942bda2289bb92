/* The option parser: what people type -> settings, or a sentence that helps. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cmd/command.h"
#include "cmd/help.h"

struct settings {
    bool quiet, all;
    const char *config;
    struct string_list rules;
    size_t format;
    struct option_date as_of;
};

static const char *format_name(size_t index)
{
    static const char *const names[] = {"text", "json", "github"};

    return index < 3 ? names[index] : NULL;
}

static const struct option options[] = {
    {"quiet", 'q', OPTION_FLAG, offsetof(struct settings, quiet), NULL, "say less", NULL},
    {"all", 'a', OPTION_FLAG, offsetof(struct settings, all), NULL, "say all", NULL},
    {"config", 'c', OPTION_STRING, offsetof(struct settings, config), "FILE", "read FILE", NULL},
    {"rule", '\0', OPTION_LIST, offsetof(struct settings, rules), "ID", "this rule", NULL},
    {"format", '\0', OPTION_CHOICE, offsetof(struct settings, format), "FORMAT", "how",
     format_name},
    {"as-of", '\0', OPTION_DATE, offsetof(struct settings, as_of), "DATE", "when", NULL},
};

enum { MOST = 8 };

/* Parse the words of up to MOST arguments. */
static int parse(struct settings *settings, struct string_list *operands,
                 const char *const *arguments, struct arena *arena, struct error *error)
{
    const struct option_set set = {options, COUNT_OF(options), settings};
    char *copies[MOST];
    size_t count = 0;

    *settings = (struct settings){0};
    for (; arguments[count]; count++)
        copies[count] = arena_copy(arena, arguments[count], str_of(arguments[count]).len + 1);
    return options_parse(operands, &set, 1, copies, count, arena, error);
}

/* ismslint check -q --config=a.yaml --rule one --rule=two --as-of 2026-07-01 docs */
static void all_sorts(void **state)
{
    const char *const arguments[] = {
        "-qa",  "--config=a=b.yaml",  "--rule",        "one", "--rule=two",
        "docs", "--as-of=2026-07-01", "--format=json", NULL};
    struct settings settings;
    struct string_list operands;
    struct error error = {0};
    struct arena arena;

    (void)state;
    arena_init(&arena);
    assert_int_equal(parse(&settings, &operands, arguments, &arena, &error), 0);
    assert_true(settings.quiet && settings.all);
    assert_string_equal(settings.config, "a=b.yaml");
    assert_int_equal(settings.rules.count, 2);
    assert_string_equal(settings.rules.items[0], "one");
    assert_string_equal(settings.rules.items[1], "two");
    assert_int_equal(settings.format, 1);
    assert_true(settings.as_of.given);
    assert_int_equal(settings.as_of.day, 20635);
    assert_int_equal(operands.count, 1);
    assert_string_equal(operands.items[0], "docs");
    arena_release(&arena);
}

static void operands_and_dashes(void **state)
{
    const char *const arguments[] = {"-", "--", "--quiet", "-x", NULL};
    const char *const letters[] = {"-cfile", "-c", "other", "-qcthird", NULL};
    struct settings settings;
    struct string_list operands;
    struct error error = {0};
    struct arena arena;

    (void)state;
    arena_init(&arena);
    assert_int_equal(parse(&settings, &operands, arguments, &arena, &error), 0);
    assert_false(settings.quiet);
    assert_int_equal(operands.count, 3);
    assert_string_equal(operands.items[0], "-");
    assert_string_equal(operands.items[2], "-x");
    assert_int_equal(parse(&settings, &operands, letters, &arena, &error), 0);
    assert_string_equal(settings.config, "third");
    assert_true(settings.quiet);
    assert_int_equal(operands.count, 0);
    arena_release(&arena);
}

static void mistakes(void **state)
{
    static const struct {
        const char *arguments[3];
        const char *message;
    } table[] = {
        {{"--formt=json"}, "unknown option `--formt`; did you mean `--format`?"},
        {{"--zzzzzz"}, "unknown option `--zzzzzz`"},
        {{"-z"}, "unknown option `-z` (write `--` before an argument that begins with `-`)"},
        {{"-qz"}, "unknown option `-z` (write `--` before an argument that begins with `-`)"},
        {{"--format", "jsn"}, "`--format` cannot be `jsn`; did you mean `json`?"},
        {{"--format=sarif"}, "`--format` cannot be `sarif`; it is one of text, json, github"},
        {{"--config"}, "`--config` requires a value: FILE"},
        {{"-c"}, "`-c` requires a value: FILE"},
        {{"--config="}, "`--config` requires a value"},
        {{"--rule", ""}, "`--rule` requires a value"},
        {{"--quiet=yes"}, "`--quiet` takes no value"},
        {{"--as-of", "1 July"}, "invalid date `1 July` for `--as-of`: use YYYY-MM-DD"},
        {{"--as-of=2026-02-30"}, "invalid date `2026-02-30` for `--as-of`: use YYYY-MM-DD"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(table); i++) {
        struct settings settings;
        struct string_list operands;
        struct error error = {0};
        struct arena arena;

        arena_init(&arena);
        assert_int_equal(parse(&settings, &operands, table[i].arguments, &arena, &error), -1);
        assert_string_equal(error.message, table[i].message);
        assert_int_equal(error.code, ERROR_USAGE);
        arena_release(&arena);
    }
}

/* How main.c finds the command's name behind "-C DIR --color=never". */
static void extents(void **state)
{
    const struct option_set set = {options, COUNT_OF(options), NULL};
    static const struct {
        const char *arguments[2];
        size_t extent;
    } table[] = {
        {{"-c", "x"}, 2}, {{"-cx", "y"}, 1},     {{"--config", "x"}, 2}, {{"--config=x", "y"}, 1},
        {{"-q", "x"}, 1}, {{"--quiet", "x"}, 1}, {{"check", "x"}, 0},    {{"--what", "x"}, 0},
        {{"-", "x"}, 0},  {{"--", "x"}, 0},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(table); i++) {
        struct arena arena;
        char *copies[2];

        arena_init(&arena);
        for (size_t j = 0; j < 2; j++)
            copies[j] =
                arena_copy(&arena, table[i].arguments[j], str_of(table[i].arguments[j]).len + 1);
        assert_int_equal(options_extent(&set, copies, 2), table[i].extent);
        arena_release(&arena);
    }
}

static void assert_documented(const struct option *option)
{
    assert_non_null(option->help);
    assert_true(str_of(option->help).len > 0);
    assert_false(str_ends_with(str_of(option->help), STR(".")));
    assert_true(option->type == OPTION_FLAG || option->argument != NULL);
    assert_true((option->type == OPTION_CHOICE || option->type == OPTION_TARGETS) ==
                (option->choice != NULL));
}

/* Every command and option has its help, and no line of it is longer than 80 columns. */
static void help_texts(void **state)
{
    const struct command *command;

    (void)state;
    for (size_t i = 0; (command = command_at(i)) != NULL; i++) {
        struct str line, rest;
        struct buffer help;

        buffer_init(&help);
        help_add(&help, command);
        rest = buffer_str(&help);
        while (str_next_line(&line, &rest))
            assert_in_range(line.len, 0, 80);
        for (size_t j = 0; j < command->option_count; j++)
            assert_documented(&command->options[j]);
        assert_in_range(str_of(command->summary).len, 1, 64);
        buffer_release(&help);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_sorts),  cmocka_unit_test(operands_and_dashes),
        cmocka_unit_test(mistakes),   cmocka_unit_test(extents),
        cmocka_unit_test(help_texts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
