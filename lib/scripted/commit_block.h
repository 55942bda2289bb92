/* The YAML of a ```commit block of a scripted repository. Private to scripted_page.c. */
#ifndef SCRIPTED_COMMIT_BLOCK_H
#define SCRIPTED_COMMIT_BLOCK_H

#include "git/replay.h"
#include "source/markdown.h"

struct scripted_commit_block {
    struct replay_step *changes; /* deletions, moves, submodules: before the commit */
    size_t change_count;
    struct replay_step step; /* the commit */
};

/* Read BLOCK of the page at PATH. Returns 0, or -1 with ERROR_USAGE and "PATH:LINE: ...". */
int scripted_commit_block_read(struct scripted_commit_block *out, struct str path,
                               const struct markdown_block *block, struct arena *arena,
                               struct error *error);

#endif
