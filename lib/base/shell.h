/* Commands that people copy into their shell. */
#ifndef BASE_SHELL_H
#define BASE_SHELL_H

#include "base/arena.h"
#include "base/buffer.h"

/* Append TEXT so that a shell takes it for one word, and a terminal or log obeys nothing of it. */
void shell_add_word(struct buffer *out, struct str text);
/* The same between quotes in any case, PREFIX (ours, without a quote or "%") before it. */
void shell_add_quoted(struct buffer *out, const char *prefix, struct str text);
/* TEXT as shell_add_word writes it, in ARENA. */
struct str shell_word(struct str text, struct arena *arena);
/* Does TEXT look on a terminal or in a log as it is (base/visible.h)? */
bool shell_is_plain_sight(struct str text);

/*
 * PATH, from the folder ROOT (absolute, with '/' at its end), as it is called from the
 * folder HERE (absolute); "" if HERE is not below ROOT.
 */
struct str shell_path_from(struct str here, struct str root, struct str path, struct arena *arena);

#endif
