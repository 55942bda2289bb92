/* cmark's tree to the lists of markdown.h. Private to the folder. */
#ifndef SOURCE_MARKDOWN_WALK_H
#define SOURCE_MARKDOWN_WALK_H

#include <cmark-gfm.h>

#include "source/markdown.h"
#include "source/markdown_place.h"
#include "source/markdown_prose.h"
#include "source/reader.h"

/* A heading that stands in no list or quotation, and so begins a section. */
struct markdown_heading {
    int level;
    struct value *title; /* a string */
    struct span span;    /* the block's; the section's text starts on the line below */
};

/* What was found; the lists are finished by markdown_walk. */
struct markdown_found {
    VECTOR(struct markdown_heading) headings;
    VECTOR(struct markdown_block) blocks;
    VECTOR(struct markdown_leaf) leaves;
    VECTOR(struct span) comments;
    struct value *links, *tables, *fences, *paragraphs; /* lists */
};

/* Walk the tree of ROOT. False if it has too many values; RELEASE frees in either case. */
bool markdown_walk(struct markdown_found *out, struct reader *reader,
                   const struct markdown_place *place, cmark_node *root);
void markdown_found_release(struct markdown_found *found);

/* Builds a map of ours, whose keys have the span of what they describe. */
void markdown_put(struct value_builder *map, struct str key, struct span key_span,
                  struct value *value);

#endif
