/* A table of texts, as a terminal, a Markdown page or a spreadsheet takes it. */
#ifndef CMD_TABLE_H
#define CMD_TABLE_H

#include "base/buffer.h"

struct table {
    const char *const *columns; /* in upper case for the terminal, as they are elsewhere */
    size_t column_count;
    const struct str *cells; /* row by row */
    size_t row_count;
};

/* Columns side by side, two blanks between them. */
void table_write_text(struct buffer *out, const struct table *table);
/* A GitHub table; bars and line ends in cells are escaped. */
void table_write_markdown(struct buffer *out, const struct table *table);
/* RFC 4180, with a header. A cell that a spreadsheet would take for a formula gets a ' before it.
 */
void table_write_csv(struct buffer *out, const struct table *table);

#endif
