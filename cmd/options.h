/*
 * The options of a command: a table from which they are parsed, checked and
 * documented. Values go into the command's struct of settings, at the offset
 * that the table names, so that a command never looks at argv.
 */
#ifndef CMD_OPTIONS_H
#define CMD_OPTIONS_H

#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

enum option_type {
    OPTION_FLAG,    /* bool */
    OPTION_STRING,  /* const char *; the last one counts */
    OPTION_LIST,    /* struct string_list, one item each time */
    OPTION_CHOICE,  /* size_t, the number of the choice; 0 is the default */
    OPTION_TARGETS, /* struct option_targets: a choice, or "CHOICE=FILE", each time */
    OPTION_DATE     /* struct option_date */
};

struct string_list {
    const char **items;
    size_t count;
};

struct option_target {
    size_t choice;    /* its number */
    const char *file; /* NULL: none is named */
};

struct option_targets {
    struct option_target *items;
    size_t count;
};

struct option_date {
    bool given;
    int64_t day; /* since 1970-01-01 */
};

struct option {
    const char *name; /* without the dashes; NULL: it has only a letter */
    char letter;      /* '\0': it has only a name */
    enum option_type type;
    size_t offset;        /* of the value in the settings */
    const char *argument; /* what the help calls its value: "DATE"; NULL for flags */
    const char *help;     /* what it does, in a sentence without full stop */
    /* Of OPTION_CHOICE and OPTION_TARGETS: the choice number INDEX, or NULL after the last. */
    const char *(*choice)(size_t index);
};

/* A table and where its values go. */
struct option_set {
    const struct option *options;
    size_t count;
    void *settings; /* zeroed by the caller */
};

/*
 * Parse ARGUMENTS (without the program's name) by SETS; what is no option goes
 * to *OPERANDS. "--name=value", "--name value", "-nvalue", "-n value", "-ab" for two
 * flags; everything after "--" is an operand, and so is "-7": options begin with a letter. Lists
 * are made in ARENA, strings point into ARGUMENTS. Returns 0, or -1 with ERROR_USAGE.
 */
int options_parse(struct string_list *operands, const struct option_set *sets, size_t set_count,
                  char *const *arguments, size_t count, struct arena *arena, struct error *error);

/*
 * How many of ARGUMENTS the option at their start takes, itself included, if it
 * is one of SET; else 0.
 */
size_t options_extent(const struct option_set *set, char *const *arguments, size_t count);

#endif
