/* Listing folders that the user named. */
#ifndef BASE_FOLDER_H
#define BASE_FOLDER_H

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"
#include "base/vector.h"

struct file_list {
    VECTOR(struct str) paths;
};

/*
 * Append the regular files below FOLDER for whose path WANTED says yes, as
 * FOLDER/..., sorted. Names that begin with a dot are left out; links are
 * followed to files, not to folders. Paths are made in ARENA, NUL-terminated.
 * Returns 0, or -1 with ERROR_FAILURE if a folder cannot be read or they nest
 * deeper than LIMIT_DEPTH.
 */
int folder_list(struct file_list *out, struct str folder, bool (*wanted)(struct str path),
                struct arena *arena, struct error *error);

bool path_is_folder(const char *path);

#endif
