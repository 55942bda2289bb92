/*
 * Does a text make cmark take for ever? A bound of its work, in one pass over
 * the lines, for the inputs that are known to cost more than their size: deep
 * nesting, blank lines in deep nesting, brackets that are not closed (quadratic
 * before cmark-gfm 0.29.0.gfm.8), tables whose rows lack cells. Private.
 */
#ifndef SOURCE_MARKDOWN_COST_H
#define SOURCE_MARKDOWN_COST_H

#include "source/markdown_place.h"
#include "source/reader.h"

/* Within the limits; otherwise source-too-deep or markdown-too-costly is reported. */
bool markdown_cost_is_fair(struct reader *reader, const struct markdown_place *place);

#endif
