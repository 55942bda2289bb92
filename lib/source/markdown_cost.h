/*
 * Does a text make cmark take for ever, or all memory? A bound of its work, in one
 * pass over the text before it is parsed. What costs cmark-gfm 0.29.0.gfm.6 more than
 * its size: deep nesting, and lines in it; brackets that are not closed; raw HTML and
 * link titles whose end is looked for in vain; references that each copy a long
 * address; rows of many cells, or of too few; the search for a table's header in all
 * of the paragraph above each line that looks like its rule. And every node costs
 * memory: 16 MB of brackets would be gigabytes. Private.
 */
#ifndef SOURCE_MARKDOWN_COST_H
#define SOURCE_MARKDOWN_COST_H

#include "source/markdown_place.h"
#include "source/reader.h"

/* What a text may cost; each is a bound from above, and has its limit in limits.h. */
struct markdown_cost {
    size_t depth;      /* of blocks in blocks */
    size_t steps;      /* of searches that may be repeated over the same bytes */
    size_t cells;      /* that rows of tables lack */
    size_t nodes;      /* weighted by the time that they and their values take */
    size_t address;    /* bytes of the longest address and title that a reference may copy */
    size_t references; /* that may copy it */
};

/* Within the limits; otherwise source-too-deep or markdown-too-costly is reported. */
bool markdown_cost_is_fair(struct reader *reader, const struct markdown_place *place);

/* Add what the inlines of TEXT cost, which are lines without a blank one among them. */
void markdown_cost_inlines(struct markdown_cost *cost, struct str text);

#endif
