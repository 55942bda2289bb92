/* The terminal, if there is one: what it can show, and writing to it. */
#ifndef CMD_TERMINAL_H
#define CMD_TERMINAL_H

#include "base/error.h"
#include "base/str.h"

enum colour_choice { COLOUR_AUTO, COLOUR_ALWAYS, COLOUR_NEVER };

/* "auto", "always", "never"; NULL after the last. */
const char *colour_choice_name(size_t index);

/*
 * May standard output be coloured? Automatically: it is a terminal, NO_COLOR
 * (no-color.org) is unset or empty, and TERM is not "dumb".
 */
bool terminal_has_colour(enum colour_choice choice);

/* The columns of the terminal that standard output is, or 0 if it is none. */
size_t terminal_width(void);

/*
 * Write BYTES to standard output. A reader that has gone away (`| head`) is no
 * error; anything else (a full disk) is. Returns 0, or -1 with ERROR_FAILURE.
 */
int terminal_write(struct str bytes, struct error *error);

/* A line on standard error that says that reading and judging a long history goes on. */
struct terminal_progress {
    double start; /* seconds of a monotonic clock at the first call; 0 before */
    bool shown;
};

/*
 * For the `progress` of lib/isms; CONTEXT is a struct
 * terminal_progress, all zero at first. Nothing is shown in the first second,
 * and nothing ever unless standard error is a terminal.
 */
void terminal_progress(void *context, size_t commits);
/* The same, for their `judged`. */
void terminal_judged(void *context, size_t artifacts);
/* Wipe the line, if it was shown. */
void terminal_progress_end(struct terminal_progress *progress);

/* Print TEXT, which is fit to be seen, on standard error. */
void terminal_notice(struct str text);

/* Print "ismslint: MESSAGE" on standard error, whatever MESSAGE holds. */
void terminal_complain(const char *message);

#endif
