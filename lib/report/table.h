/*
 * A table of texts, as a terminal, a Markdown page or a spreadsheet takes it. The
 * texts are of strangers: nothing of them acts in any of the three, and what cannot
 * be seen is shown as report/visible.h has it.
 */
#ifndef REPORT_TABLE_H
#define REPORT_TABLE_H

#include "base/arena.h"
#include "base/buffer.h"

struct table {
    const char *const *columns; /* in upper case for the terminal, as they are elsewhere */
    size_t column_count;
    const struct str *cells; /* row by row */
    size_t row_count;
    const bool *ours; /* of each column: its cells are Git's or our own (commit ids); else NULL */
    size_t width;     /* columns of the terminal, or 0: as wide as the cells are */
    struct arena *arena;
};

/* Columns side by side, two blanks between them; cells are wrapped if the table is too wide;
 * if it is too wide even so, a row is a paragraph with a line for each column. */
void table_write_text(struct buffer *out, const struct table *table);
/* A GitHub table. */
void table_write_markdown(struct buffer *out, const struct table *table);
/* RFC 4180, with a header. A cell that a spreadsheet would take for a formula gets a ' before it.
 */
void table_write_csv(struct buffer *out, const struct table *table);

#endif
