/*
 * The program: finds the command, parses its options, runs it, and writes what
 * it has to say. A command returns text; only this file and terminal.c write.
 */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cmd/help.h"
#include "cmd/terminal.h"

/* The command that runs when none is named. */
static const char *const DEFAULT_COMMAND = "check";

struct command_line {
    char **arguments; /* without the program's name and the command's */
    size_t count;
    const struct command *command;
    bool is_default; /* no command is named */
};

/* Find the command's name behind options of every command, and take it out. */
static void find_command(struct command_line *line)
{
    const struct option_set global = {global_options, global_option_count, NULL};
    size_t at = 0, extent;

    while ((extent = options_extent(&global, line->arguments + at, line->count - at)) > 0)
        at += extent;
    if (at < line->count)
        line->command = command_find(str_of(line->arguments[at]));
    if (!line->command) {
        line->command = command_find(str_of(DEFAULT_COMMAND));
        line->is_default = true;
        return;
    }
    line->count--;
    memmove(line->arguments + at, line->arguments + at + 1,
            (line->count - at) * sizeof *line->arguments);
}

/* DIRECTORIES one after the other, each relative to the one before. */
static const char *join_directories(const struct string_list *directories, struct arena *arena)
{
    struct str joined = STR(".");

    for (size_t i = 0; i < directories->count; i++) {
        struct str next = str_of(directories->items[i]);

        if (i == 0 || str_starts_with(next, STR("/")))
            joined = next;
        else
            joined = arena_printf(arena, "%.*s/%.*s", STR_ARG(joined), STR_ARG(next));
    }
    return joined.data;
}

/* "COMMAND" of "[COMMAND]". */
static struct str operand_name(const struct command *command)
{
    struct str name = str_of(command->operands);

    return str_starts_with(name, STR("[")) ? str_slice(name, 1, name.len - 1) : name;
}

static int check_operands(const struct command *command, const struct string_list *operands,
                          struct error *error)
{
    if (operands->count < command->least)
        return error_set(error, ERROR_USAGE, "`ismslint %s`: missing argument: %s", command->name,
                         command->operands);
    if (operands->count > command->most && command->most == 1)
        return error_set(error, ERROR_USAGE,
                         "`ismslint %s` takes one %.*s: unexpected argument `%s`", command->name,
                         STR_ARG(operand_name(command)), operands->items[1]);
    if (operands->count > command->most)
        return error_set(error, ERROR_USAGE, "`ismslint %s`: unexpected argument `%s`",
                         command->name, operands->items[command->most]);
    return 0;
}

static bool is_path(const struct invocation *invocation, const char *operand, struct arena *arena)
{
    struct str path = str_of(operand);

    if (!str_starts_with(path, STR("/")))
        path = arena_printf(arena, "%s/%s", invocation->directory, operand);
    return access(path.data, F_OK) == 0;
}

/*
 * `ismslint chekc` and `ismslint --config FILE history` would be paths that are absent; what
 * ONLY_ASKS for help or the version looks at no paths, and `ismslint init --help` is not about
 * `check`.
 */
static int check_misspelling(const struct command_line *line, const struct invocation *invocation,
                             bool only_asks, struct arena *arena, struct error *error)
{
    const struct command *near;
    const char *first;

    if (!line->is_default || invocation->operands.count == 0)
        return 0;
    first = invocation->operands.items[0];
    near = command_near(str_of(first));
    if ((!near && !only_asks) || is_path(invocation, first, arena))
        return 0;
    if (!near)
        return error_set(
            error, ERROR_USAGE,
            "`%s` is neither a command nor a path (`ismslint help` lists the commands)", first);
    if (str_equal_c(str_of(first), near->name))
        return error_set(error, ERROR_USAGE,
                         "the command `%s` comes before its options: `ismslint %s ...`", first,
                         first);
    return error_set(error, ERROR_USAGE, "`%s` is neither a command nor a path; did you mean `%s`?",
                     first, near->name);
}

/* A mistake on the command line: tell where to read on. */
static int usage_error(const struct command *command, struct error *error)
{
    return error_set(error, error->code, "%.900s\n(`ismslint help %s` shows its use)",
                     error->message, command->name);
}

static int run_command(struct buffer *out, struct buffer *notice, const struct command_line *line,
                       struct arena *arena, struct error *error)
{
    const struct command *command = line->command;
    struct global_settings global = {0};
    void *settings = arena_alloc(arena, command->settings_size + 1);
    struct invocation invocation = {.settings = settings, .notice = notice};
    const struct option_set sets[] = {
        {command->options, command->option_count, settings},
        {global_options, global_option_count, &global},
    };

    if (options_parse(&invocation.operands, sets, COUNT_OF(sets), line->arguments, line->count,
                      arena, error) < 0)
        return usage_error(command, error);
    invocation.directory = join_directories(&global.directories, arena);
    if (check_misspelling(line, &invocation, global.help || global.version, arena, error) < 0)
        return -1;
    if (global.version) {
        buffer_add_c(out, "ismslint " ISMSLINT_VERSION "\n");
        return EXIT_CLEAN;
    }
    if (global.help) {
        help_add(out, command);
        return EXIT_CLEAN;
    }
    if (check_operands(command, &invocation.operands, error) < 0)
        return usage_error(command, error);
    invocation.colour = terminal_has_colour((enum colour_choice)global.colour);
    invocation.width = terminal_width();
    return command->run(out, &invocation, error);
}

/* "ismslint --help" is about the program, not about the command that runs by default. */
static bool asks_for_help(const struct command_line *line)
{
    return line->count == 1 &&
           (strcmp(line->arguments[0], "--help") == 0 || strcmp(line->arguments[0], "-h") == 0);
}

static int run(struct buffer *out, struct buffer *notice, int argc, char **argv,
               struct arena *arena, struct error *error)
{
    struct command_line line = {.arguments = argv + 1, .count = argc > 0 ? (size_t)argc - 1 : 0};

    if (asks_for_help(&line)) {
        help_add(out, NULL);
        return EXIT_CLEAN;
    }
    find_command(&line);
    return run_command(out, notice, &line, arena, error);
}

int main(int argc, char **argv)
{
    struct error error = {0};
    struct buffer out, notice;
    struct arena arena;
    int status;

    /* A reader that goes away makes write fail; see terminal_write. */
    signal(SIGPIPE, SIG_IGN);
    buffer_init(&out);
    buffer_init(&notice);
    arena_init(&arena);
    status = run(&out, &notice, argc, argv, &arena, &error);
    if (status < 0) {
        terminal_complain(error.message);
        status = (int)error.code;
    }
    if (terminal_write(buffer_str(&out), &error) < 0) {
        terminal_complain(error.message);
        status = (int)error.code;
    }
    terminal_notice(buffer_str(&notice));
    buffer_release(&out);
    buffer_release(&notice);
    arena_release(&arena);
    return status;
}
