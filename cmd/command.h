/* What a command is: a row of main.c's table. */
#ifndef CMD_COMMAND_H
#define CMD_COMMAND_H

#include "base/buffer.h"
#include "cmd/options.h"

/* What a command is given to do. */
struct invocation {
    const char *directory;       /* of -C: where PATHs and the repository are looked for; "." */
    bool colour;                 /* the output may be coloured */
    size_t width;                /* columns of the terminal, or 0 if the output goes elsewhere */
    const void *settings;        /* the command's own struct, filled from its options */
    struct string_list operands; /* PATH..., RULE, ... */
    struct buffer *notice; /* for standard error: words that a table for programs has no room for */
};

struct example {
    const char *command; /* what to type */
    const char *effect;  /* what it does */
};

struct command {
    const char *name;
    const char *summary;     /* what it does, in a line of 60 characters at most */
    const char *operands;    /* as the usage shows them: "[PATH]...", or "" */
    size_t least, most;      /* how many operands it takes */
    const char *description; /* paragraphs, an empty line between them */
    const struct option *options;
    size_t option_count;
    size_t settings_size; /* of the struct that the options fill */
    const struct example *examples;
    size_t example_count;
    bool judges; /* findings decide its exit status */
    /*
     * Do it: append what is to be printed to OUT. Returns the exit status
     * (design.md, section 8), or -1 with an error.
     */
    int (*run)(struct buffer *out, const struct invocation *invocation, struct error *error);
};

enum { EXIT_CLEAN = 0, EXIT_FINDINGS = 1 };

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

extern const struct command check_command;
extern const struct command history_command;
extern const struct command approve_command;
extern const struct command approvals_command;
extern const struct command record_command;
extern const struct command demo_command;
extern const struct command eval_command;
extern const struct command explain_command;
extern const struct command help_command;
extern const struct command hook_command;
extern const struct command rules_command;
extern const struct command kinds_command;
extern const struct command validate_command;

/* The table of commands: number INDEX, or NULL after the last. */
const struct command *command_at(size_t index);
/* The command called NAME, or NULL. */
const struct command *command_find(struct str name);
/* The command whose name is near to NAME, or NULL. */
const struct command *command_near(struct str name);
/* Set an error that says that NAME is no command, and what is meant perhaps. Returns -1. */
int command_unknown(struct str name, struct error *error);

/* The options that every command takes. */
struct global_settings {
    struct string_list directories; /* -C, each relative to the one before */
    size_t colour;                  /* enum colour_choice */
    bool help;
    bool version;
};

extern const struct option global_options[];
extern const size_t global_option_count;

#endif
