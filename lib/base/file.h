/* Files of the machine that a person named on the command line. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/arena.h"
#include "base/error.h"

/*
 * The content of the file at PATH ("-": standard input) into ARENA, at most
 * LIMIT_FILE_SIZE bytes. A failure is an ERROR_USAGE with the path and the reason.
 */
int file_read(struct str *out, const char *path, struct arena *arena, struct error *error);

#endif
