/*
 * What a file is that is not what its name says: one look at its first bytes.
 * Private to the folder.
 */
#ifndef SOURCE_MAGIC_H
#define SOURCE_MAGIC_H

#include "source/reader.h"

/*
 * Is the content of another sort than text of ours: a Git LFS pointer, a container, HTML,
 * UTF-16 or UTF-32? Reports source-git-lfs, source-other-format or source-not-utf8.
 */
bool magic_reports(struct reader *reader);

#endif
