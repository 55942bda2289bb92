/*
 * Reading a scripted repository from the fenced blocks of a Markdown page; their
 * form is described in scripted.h. Blocks of one word other than `commit`,
 * `stage` and `clone` are none of ours (output, console, ...) and are passed over.
 */
#ifndef GIT_SCRIPTED_PAGE_H
#define GIT_SCRIPTED_PAGE_H

#include "git/scripted.h"
#include "source/markdown.h"

struct scripted_page {
    struct scripted_step *steps; /* in the arena */
    size_t count;
    size_t commits; /* how many of them are commits */
};

/*
 * Read COUNT blocks of the page SOURCE. Without a commit block all files are one
 * commit by the defaults. Returns 0, or -1 with ERROR_USAGE and "PATH:LINE: ..."
 */
int scripted_page_read(struct scripted_page *out, struct source *source,
                       const struct markdown_block *blocks, size_t count, struct arena *arena,
                       struct error *error);

#endif
