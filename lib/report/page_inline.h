/* The text of paragraphs: code, strong text, links. Used by page.c alone. */
#ifndef REPORT_PAGE_INLINE_H
#define REPORT_PAGE_INLINE_H

#include "report/wrap.h"

/*
 * Append the words of TEXT. Without colour code keeps its back quotes, because
 * they are all that tells it apart.
 */
void page_add_inline(struct wrap *wrap, struct str text, bool colour);

#endif
