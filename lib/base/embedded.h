/*
 * The files of schema/, rules/ and demo/, compiled into the program by
 * tools/embed.c. Paths are relative to the project's root.
 */
#ifndef BASE_EMBEDDED_H
#define BASE_EMBEDDED_H

#include "base/str.h"

struct embedded_file {
    struct str path;
    struct str content;
    struct str packed; /* of YAML, JSON and rule pages: what they hold, as value/pack.h writes it */
    struct str title;  /* of rule pages: the first heading */
};

/* All files, sorted by path (bytewise); the table is generated. */
extern const struct embedded_file embedded_files[];
extern const size_t embedded_file_count;

/* The file at PATH, or NULL. */
const struct embedded_file *embedded_find(struct str path);

#endif
