#include "cmd/help.h"

#include "base/visible.h"
#include "report/wrap.h"

enum { WIDTH = 80, OPTION_COLUMN = 24, COMMAND_COLUMN = 14 };

/* TEXT's paragraphs, an empty line after each. */
static void add_paragraphs(struct buffer *out, struct str text)
{
    size_t start = 0;

    while (start < text.len) {
        ptrdiff_t end = str_find(text, STR("\n\n"), start);
        size_t stop = end < 0 ? text.len : (size_t)end;

        wrap_paragraph(out, str_slice(text, start, stop), WIDTH, 0, 0);
        buffer_add_char(out, '\n');
        start = stop + 2;
    }
}

/* "  -q, --quiet" or "      --rev REV". */
static void add_spelling(struct buffer *out, const struct option *option)
{
    const char *separator = option->letter ? ", " : "    ";

    buffer_add_c(out, "  ");
    if (option->letter)
        visible_printf(out, "-%c", option->letter);
    if (option->name)
        visible_printf(out, "%s--%s", separator, option->name);
    if (option->argument)
        visible_printf(out, " %s", option->argument);
}

static void add_option(struct buffer *out, const struct option *option)
{
    struct buffer help;
    size_t start = out->len, column;
    const char *choice;

    add_spelling(out, option);
    column = out->len - start;
    if (column + 2 > OPTION_COLUMN) {
        buffer_add_char(out, '\n');
        column = 0;
    }
    buffer_init(&help);
    visible_printf(&help, "%s", option->help);
    for (size_t i = 0; option->choice && (choice = option->choice(i)) != NULL; i++)
        visible_printf(&help, "%s%s%s", i == 0 ? ": " : ", ", choice, i == 0 ? " (default)" : "");
    wrap_paragraph(out, buffer_str(&help), WIDTH, OPTION_COLUMN, column);
    buffer_release(&help);
}

static void add_options(struct buffer *out, const char *heading, const struct option *options,
                        size_t count)
{
    if (count == 0)
        return;
    visible_printf(out, "%s\n", heading);
    for (size_t i = 0; i < count; i++)
        add_option(out, &options[i]);
    buffer_add_char(out, '\n');
}

static void add_examples(struct buffer *out, const struct example *examples, size_t count)
{
    if (count == 0)
        return;
    buffer_add_c(out, "Examples:\n");
    for (size_t i = 0; i < count; i++) {
        visible_printf(out, "  %s\n", examples[i].command);
        wrap_paragraph(out, str_of(examples[i].effect), WIDTH, 6, 0);
    }
    buffer_add_char(out, '\n');
}

static void add_statuses(struct buffer *out, bool judges)
{
    buffer_add_c(out, "Exit status:\n");
    buffer_add_c(
        out,
        judges
            ? "  0  no finding makes the run fail\n  1  at least one finding makes the run fail\n"
            : "  0  done\n");
    buffer_add_c(out, "  2  wrong option, argument or configuration\n  3  ismslint failed: no "
                      "repository, unreadable input or an internal limit\n");
}

static void add_commands(struct buffer *out)
{
    const struct command *command;

    buffer_add_c(out, "Commands:\n");
    for (size_t i = 0; (command = command_at(i)) != NULL; i++) {
        size_t start = out->len;

        visible_printf(out, "  %s", command->name);
        wrap_paragraph(out, str_of(command->summary), WIDTH, COMMAND_COLUMN, out->len - start);
    }
    buffer_add_char(out, '\n');
}

static void add_program(struct buffer *out)
{
    buffer_add_c(out, "Usage: ismslint [COMMAND] [OPTION]... [ARGUMENT]...\n\n");
    add_paragraphs(
        out, STR("Checks the Git repository of an information security management system "
                 "(ISMS): documents and registers against schemas and rules, and approvals "
                 "against the commit history. Without a command it runs `ismslint check`. A word "
                 "that names a command runs the command: write `./rules` to check the "
                 "folder `rules`."));
    add_commands(out);
    add_options(out, "Options of every command:", global_options, global_option_count);
    add_statuses(out, true);
    buffer_add_c(out, "\n`ismslint help COMMAND` shows the options and examples of a command.\n");
}

static void add_command(struct buffer *out, const struct command *command)
{
    visible_printf(out, "Usage: ismslint %s%s%s%s\n\n", command->name,
                   command->option_count > 0 ? " [OPTION]..." : "", command->operands[0] ? " " : "",
                   command->operands);
    add_paragraphs(out, str_of(command->description));
    add_options(out, "Options:", command->options, command->option_count);
    add_options(out, "Options of every command:", global_options, global_option_count);
    add_examples(out, command->examples, command->example_count);
    add_statuses(out, command->judges);
}

void help_add(struct buffer *out, const struct command *command)
{
    if (command)
        add_command(out, command);
    else
        add_program(out);
}

static int run(struct buffer *out, const struct invocation *invocation, struct error *error)
{
    const struct command *command = NULL;

    if (invocation->operands.count > 0) {
        struct str name = str_of(invocation->operands.items[0]);

        command = command_find(name);
        if (!command)
            return command_unknown(name, error);
    }
    help_add(out, command);
    return EXIT_CLEAN;
}

static const struct example examples[] = {
    {"ismslint help check", "show the options of `ismslint check`"},
};

const struct command help_command = {
    .name = "help",
    .summary = "show the help of a command",
    .operands = "[COMMAND]",
    .most = 1,
    .description = "Prints what a command does, with its options and examples. Without COMMAND it "
                   "lists all commands.",
    .examples = examples,
    .example_count = COUNT_OF(examples),
    .run = run,
};
