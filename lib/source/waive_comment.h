/*
 * Comments that say where an exception of the register applies: "ismslint: waive RULE EX-007",
 * in a line of its own of Markdown (<!-- ... -->), or behind the # of YAML and front matter.
 */
#ifndef SOURCE_WAIVE_COMMENT_H
#define SOURCE_WAIVE_COMMENT_H

#include "base/vector.h"
#include "source/format.h"

struct waive_comment {
    struct str rule, id; /* empty: it begins as such a comment, and goes on as none */
    struct span span;    /* the comment, in one line */
};

typedef VECTOR(struct waive_comment) waive_comment_list;

/*
 * Is TEXT, a comment without its marks, one of ours? It is only if nothing else is in it: then it
 * says nothing to a reader.
 */
bool waive_comment_parse(struct waive_comment *out, struct str text);

/* What is behind the # of a line of YAML: *COMMENT with it. False: there is no comment. */
bool waive_comment_yaml(struct str *comment, struct str line);

/* Is COMMENT, in one line, an HTML comment of ours and nothing else? */
bool waive_comment_is_html(struct str comment);

/* Add to OUT the comments of DOCUMENT, which SOURCE was parsed to, that begin as ours. */
void waive_comments_find(waive_comment_list *out, const struct document *document,
                         struct source *source);

#endif
