#include "base/suggest.h"
#include "cmd/command.h"
#include "cmd/terminal.h"

static const struct command *const commands[] = {
    &check_command,    &history_command, &approvals_command, &approve_command, &record_command,
    &rules_command,    &kinds_command,   &explain_command,   &eval_command,    &demo_command,
    &validate_command, &hook_command,    &help_command,
};

const struct option global_options[] = {
    {.letter = 'C',
     .type = OPTION_LIST,
     .offset = offsetof(struct global_settings, directories),
     .argument = "DIR",
     .help = "run as if started in DIR"},
    {.name = "color",
     .type = OPTION_CHOICE,
     .offset = offsetof(struct global_settings, colour),
     .argument = "WHEN",
     .help = "colour the output",
     .choice = colour_choice_name},
    {.name = "help",
     .letter = 'h',
     .type = OPTION_FLAG,
     .offset = offsetof(struct global_settings, help),
     .help = "show this help"},
    {.name = "version",
     .type = OPTION_FLAG,
     .offset = offsetof(struct global_settings, version),
     .help = "print the version"},
};

const size_t global_option_count = COUNT_OF(global_options);

const struct command *command_at(size_t index)
{
    return index < COUNT_OF(commands) ? commands[index] : NULL;
}

const struct command *command_find(struct str name)
{
    for (size_t i = 0; i < COUNT_OF(commands); i++)
        if (str_equal_c(name, commands[i]->name))
            return commands[i];
    return NULL;
}

const struct command *command_near(struct str name)
{
    struct suggestion suggestion;

    suggestion_init(&suggestion, name);
    for (size_t i = 0; i < COUNT_OF(commands); i++)
        suggestion_offer(&suggestion, str_of(commands[i]->name));
    return suggestion.best.len > 0 ? command_find(suggestion.best) : NULL;
}

int command_unknown(struct str name, struct error *error)
{
    const struct command *near = command_near(name);

    if (near)
        return error_set(error, ERROR_USAGE, "unknown command `%.*s`; did you mean `%s`?",
                         STR_ARG(name), near->name);
    return error_set(error, ERROR_USAGE, "unknown command `%.*s`", STR_ARG(name));
}
