/* Breaking text into lines of a width, word by word. */
#ifndef REPORT_WRAP_H
#define REPORT_WRAP_H

#include "base/buffer.h"

struct wrap {
    struct buffer *out;
    size_t width;  /* columns of a line */
    size_t indent; /* columns before further lines */
    size_t column; /* where the line that is being written stands */
    bool started;  /* a word stands on this line behind the indentation */
};

/* Wrap what follows in OUT, whose last line is COLUMN columns long. */
void wrap_init(struct wrap *wrap, struct buffer *out, size_t width, size_t indent, size_t column);
/*
 * Append a word whose BYTES, fit to be seen but for a "::" at the start of a line, take COLUMNS,
 * after a blank or on a new line.
 */
void wrap_word(struct wrap *wrap, struct str bytes, size_t columns);
/* Append the words of TEXT, which are divided by white space, each made visible. */
void wrap_text(struct wrap *wrap, struct str text);

/* Append TEXT as a paragraph of WIDTH columns that begins at COLUMN, and end its last line. */
void wrap_paragraph(struct buffer *out, struct str text, size_t width, size_t indent,
                    size_t column);
/* The same behind HEADING, further lines below the text's beginning. */
void wrap_behind(struct buffer *out, const char *heading, struct str text, size_t width);

#endif
