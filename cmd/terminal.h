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

/* Print "ismslint: MESSAGE" on standard error, whatever MESSAGE holds. */
void terminal_complain(const char *message);

#endif
