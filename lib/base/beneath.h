/*
 * New files below a folder that strangers filled: neither a symbolic link, nor "..",
 * nor an absolute path leads out of it, and none leads into .git.
 */
#ifndef BASE_BENEATH_H
#define BASE_BENEATH_H

#include <stdbool.h>

#include "base/error.h"
#include "base/str.h"

/*
 * Why PATH ("approvals/new.yaml") may lead elsewhere than below a repository's root, as
 * the end of a sentence ("`..` leads out of it"); NULL: it does not.
 */
const char *beneath_fault(struct str path);

/*
 * Could the file PATH be made below ROOT? Changes nothing. Returns 1; 0 if
 * something is there already; -1 with a sentence in ERROR that tells which step is at fault.
 */
int beneath_probe(const char *root, struct str path, struct error *error);

/*
 * A file is written whole or not at all, whenever the process ends: first beside the place where it
 * is to be, under a name that nothing reads (".NAME.tmp"; what an earlier run left there is
 * replaced), with the folders on the way.
 */
int beneath_stage(const char *root, struct str path, struct str content, struct error *error);

/* Give what was staged for PATH that name. Unless REPLACE nothing may be there yet. */
int beneath_publish(const char *root, struct str path, bool replace, struct error *error);

/* Take away what was staged for PATH and not published. */
void beneath_unstage(const char *root, struct str path);

/* Take away a file that was published. */
void beneath_remove(const char *root, struct str path);

#endif
