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

/*
 * Write CONTENT to PATH: whole or not at all, whenever the process ends (beside it first, under a
 * name that nothing reads, which is then given to it). What is no regular file, a pipe or a
 * device, is written as it is. A failure is an ERROR_FAILURE with the path and the reason.
 */
int file_write(const char *path, struct str content, struct error *error);

/* Write CONTENT behind what PATH holds; a file that is not there is made. Failures likewise. */
int file_append(const char *path, struct str content, struct error *error);

/* The bytes of the file at PATH; 0 if there is none. */
size_t file_size(const char *path);

/* Is PATH what the open file DESCRIPTOR writes to? */
bool file_is_open_as(const char *path, int descriptor);

#endif
