/* A Markdown page as it is read on a terminal: rule pages, mostly. */
#ifndef REPORT_PAGE_H
#define REPORT_PAGE_H

#include "base/buffer.h"

/*
 * Append MARKDOWN, wrapped at WIDTH columns: headings, paragraphs, lists, code
 * blocks, emphasis; a front matter is left out. Links show their address behind
 * their text; tables and what else there is stand as they are written.
 */
void page_add(struct buffer *out, struct str markdown, bool colour, size_t width);

#endif
