/* What of a Markdown file is written for people to read. Private to the folder. */
#ifndef SOURCE_MARKDOWN_PROSE_H
#define SOURCE_MARKDOWN_PROSE_H

#include "base/arena.h"
#include "value/source.h"

/* A block that holds no other blocks: a heading, a paragraph, a cell, HTML, or code. */
struct markdown_leaf {
    struct span span;
    bool is_code; /* a fenced or indented block */
};

/*
 * The text of SOURCE, byte for byte in its place, with blanks for what is not prose: blocks and
 * spans of code (<code>, <pre>, <script> and <style> too), comments, addresses and their
 * definitions. BODY is the offset below the front matter, which stays as it is; LEAVES are in
 * the order of the file. The source's own text if nothing is to be blanked. Takes time in
 * proportion to the text.
 */
struct str markdown_prose(const struct source *source, size_t body,
                          const struct markdown_leaf *leaves, size_t count, struct arena *arena);

#endif
