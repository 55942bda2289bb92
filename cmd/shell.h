/* Commands that people copy into their shell. */
#ifndef CMD_SHELL_H
#define CMD_SHELL_H

#include "base/arena.h"
#include "base/buffer.h"

/* Append TEXT so that a shell takes it for one word. */
void shell_add_word(struct buffer *out, struct str text);

/*
 * PATH, from the folder ROOT (absolute, with '/' at its end), as it is called from the
 * folder HERE (absolute); "" if HERE is not below ROOT.
 */
struct str shell_path_from(struct str here, struct str root, struct str path, struct arena *arena);

#endif
