/*
 * Where cmark's nodes are in the file. Private to the folder.
 *
 * cmark says lines and columns (from 1, ends inclusive). They are exact for
 * blocks; within a block they forget the indentation that was taken off its
 * second and later lines, and for <autolinks> they are wrong. What is found
 * here is put right, and looks like what it should be, or it is the whole block.
 */
#ifndef SOURCE_MARKDOWN_PLACE_H
#define SOURCE_MARKDOWN_PLACE_H

#include <cmark-gfm.h>

#include "base/arena.h"
#include "value/source.h"

struct markdown_place {
    struct source *source;
    struct str text;  /* the file's text */
    uint32_t *starts; /* the offset at which each line of the body starts, as cmark splits lines */
    size_t count;     /* of lines */
};

/* The body is the text from offset BODY on. */
void markdown_place_init(struct markdown_place *place, struct source *source, size_t body,
                         struct arena *arena);

/* The text of LINE (from 1) without its line end. */
struct str markdown_line(const struct markdown_place *place, size_t line);
/* The offset at which LINE (from 1) starts; the text's length beyond the last. */
size_t markdown_line_start(const struct markdown_place *place, size_t line);

/* A block from its first character to its last. */
struct span markdown_block_span(const struct markdown_place *place, cmark_node *block);
/* A block of HTML, of which cmark does not tell the end: whole lines. */
struct span markdown_html_span(const struct markdown_place *place, cmark_node *html);
/* The words of a heading, without the marks around them. */
struct span markdown_heading_span(const struct markdown_place *place, cmark_node *heading);
/* A table's cell without the white space around it. */
struct span markdown_cell_span(const struct markdown_place *place, cmark_node *cell);
/* The lines within the fences of a code block. */
struct span markdown_fence_text_span(const struct markdown_place *place, cmark_node *code,
                                     bool *closed);

/* A link in BLOCK, whose span is AROUND and which stands in QUOTES quotations. */
struct span markdown_link_span(const struct markdown_place *place, cmark_node *node,
                               cmark_node *block, struct span around, size_t quotes);

#endif
