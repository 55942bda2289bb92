/*
 * New files below a folder that strangers filled: neither a symbolic link, nor "..",
 * nor an absolute path leads out of it, and none leads into .git.
 */
#ifndef BASE_BENEATH_H
#define BASE_BENEATH_H

#include "base/error.h"
#include "base/str.h"

/*
 * Why PATH ("approvals/new.yaml") may lead elsewhere than below a repository's root, as
 * the end of a sentence ("`..` leads out of it"); NULL: it does not.
 */
const char *beneath_fault(struct str path);

/*
 * Could beneath_create make the file PATH below ROOT? Changes nothing. Returns 1; 0 if
 * something is there already; -1 with a sentence in ERROR that tells which step is at fault.
 */
int beneath_probe(const char *root, struct str path, struct error *error);

/* Make the file PATH below ROOT, which must not be there yet, and the folders on the way. */
int beneath_create(const char *root, struct str path, struct str content, struct error *error);

/* Take away a file that beneath_create made. */
void beneath_remove(const char *root, struct str path);

#endif
