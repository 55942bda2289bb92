/* Help texts, made from the tables of commands and options. */
#ifndef CMD_HELP_H
#define CMD_HELP_H

#include "cmd/command.h"

/* Append the help of COMMAND, or of the whole program if it is NULL, in 80 columns. */
void help_add(struct buffer *out, const struct command *command);

#endif
