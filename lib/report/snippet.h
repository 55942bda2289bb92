/*
 * A place in a source as a compiler shows it:
 *
 *       --> isms/soa.yaml:8:5
 *        |
 *      7 |     applicable: false
 *      8 |     justification: ""
 *        |     ^^^^^^^^^^^^^^^^^ empty
 */
#ifndef REPORT_SNIPPET_H
#define REPORT_SNIPPET_H

#include "base/buffer.h"
#include "report/ink.h"
#include "value/source.h"

struct snippet_style {
    bool colour;
    size_t gutter;  /* digits of the largest line number of the finding */
    size_t columns; /* for a source line; longer ones are cut around what is marked */
};

struct snippet_mark {
    const char *arrow; /* "-->", or ":::" before a related place */
    char caret;        /* '^', or '-' */
    enum ink ink;      /* of carets and label */
};

/*
 * Append position, source and carets of SPAN, with LABEL beside the carets. The
 * line before is shown if the marked one is indented: then it is part of
 * something, and the line before tells of what. Of a span of several lines the
 * first is marked, and the label says where it ends.
 */
void snippet_add(struct buffer *out, const struct snippet_style *style,
                 const struct snippet_mark *mark, struct span span, struct str label);

/* Append blanks of the gutter, and SIGN under its bar: "   |", "   = ", "   ". */
void snippet_add_margin(struct buffer *out, const struct snippet_style *style, const char *sign);

/* The decimal digits of SPAN's line number. */
size_t snippet_gutter(struct span span);

#endif
