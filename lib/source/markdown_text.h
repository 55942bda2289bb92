/* The map `text` of markdown.h from what the walk found. Private to the folder. */
#ifndef SOURCE_MARKDOWN_TEXT_H
#define SOURCE_MARKDOWN_TEXT_H

#include "source/markdown_walk.h"

/* BODY is the span of the whole Markdown. */
struct value *markdown_text(const struct markdown_found *found, struct arena *arena,
                            struct span body);

#endif
