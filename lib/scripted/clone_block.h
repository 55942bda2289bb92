/* The YAML of a ```clone block of a scripted repository. Private to scripted_page.c. */
#ifndef SCRIPTED_CLONE_BLOCK_H
#define SCRIPTED_CLONE_BLOCK_H

#include "git/replay.h"
#include "source/markdown.h"

/* Read BLOCK of the page at PATH. Returns 0, or -1 with ERROR_USAGE and "PATH:LINE: ...". */
int scripted_clone_block_read(struct replay_clone *out, struct str path,
                              const struct markdown_block *block, struct arena *arena,
                              struct error *error);

#endif
