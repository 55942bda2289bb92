/* Text of strangers in a page of Markdown, as GitHub and GitLab show it. */
#ifndef REPORT_MARKDOWN_H
#define REPORT_MARKDOWN_H

#include "base/buffer.h"

/*
 * Append TEXT, made visible (base/visible.h), to a line of Markdown so that it reads as it is: no
 * markup, block, cell of a table, link, image or HTML comes of it, and no person, issue, commit
 * or emoji is found in it. At the start of a line its leading blanks are left out.
 */
void markdown_add(struct buffer *out, struct str text);

#endif
