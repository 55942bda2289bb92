/*
 * The reports that `--format` asks for: one to standard output, and as many as are wanted to
 * files.
 */
#ifndef CMD_OUTPUTS_H
#define CMD_OUTPUTS_H

#include "cmd/command.h"
#include "report/report.h"

/* The row of a command's table of options; SETTINGS has a member `formats`. */
#define OUTPUT_OPTION(SETTINGS)                                                                    \
    {                                                                                              \
        .name = "format", .type = OPTION_TARGETS, .offset = offsetof(SETTINGS, formats),           \
        .argument = "FORMAT",                                                                      \
        .help = "print in this format, or write FORMAT=FILE; repeat for more files",               \
        .choice = report_findings_format                                                           \
    }

struct outputs {
    const struct option_targets *formats; /* empty: text */
    struct lint_result *result;
    struct report_options options; /* of standard output */
    bool own_summary;              /* add_tail is all of the closing summary */
    /* Append to the text form, unless it is to be quiet; or NULL. */
    void (*add_tail)(struct buffer *out, const void *context);
    const void *context;
};

/* May FORMATS be written side by side? Only one goes to standard output, each other to its file. */
int outputs_check(const struct option_targets *formats, struct error *error);

/* Does one of FORMATS list rules and files (lint_options.catalogue)? */
bool outputs_want_catalogue(const struct option_targets *formats);

/* Does one of FORMATS tell the state of each finding? The text form does where findings fail. */
bool outputs_show_states(const struct option_targets *formats);

/*
 * Write the files, and append what is for standard output to OUT. The job summary of GitHub
 * Actions is written beside its annotations. Returns 0, or -1 with ERROR_FAILURE.
 */
int outputs_write(struct buffer *out, const struct outputs *outputs,
                  const struct invocation *invocation, struct error *error);

#endif
