/*
 * CSV (RFC 4180) to a list of maps, one a row, with the exact span of each
 * cell. The first record is the header; a row maps its names to strings.
 *
 * The delimiter is that of `,` `;` and tab which the header has most often
 * outside quotes (of equals the first), or the one that Excel's first line `sep=;` names.
 * Line ends are LF or CRLF; quoted cells
 * may hold them. Names of columns are trimmed, cells are not. An empty cell is
 * "". Blank lines and records whose cells are all empty are no rows. A quote
 * within an unquoted cell is a character like others.
 *
 * Codes; reading goes on after each: csv-extra-cells (nobody can tell which
 * cells are shifted: the row is `invalid`), csv-missing-cells (those at the end
 * are absent), csv-unclosed-quote (the rest of the file is the cell's; its row
 * and the list are `invalid`), csv-space-before-quote (blanks and quote are
 * text; the row is `invalid`), csv-text-after-quote (the text belongs to the
 * cell; the row is `invalid`), csv-duplicate-column and csv-unnamed-column
 * (the column is left out; one of empty cells is not told). Reading ends at source-too-large,
 * source-binary, source-not-utf8, source-too-many-values.
 */
#ifndef SOURCE_CSV_H
#define SOURCE_CSV_H

#include "base/arena.h"
#include "value/diagnostic.h"
#include "value/value.h"

struct csv_column {
    struct str name;   /* trimmed */
    struct span span;  /* of the name, with its quotes */
    bool left_out;     /* unnamed, or named like an earlier one: not in the rows */
    bool content_seen; /* of an unnamed one: it has a cell that is not empty */
};

struct csv_table {
    struct value *rows; /* a list of maps; the span of a row is the row's, without its line end */
    struct csv_column *columns;
    size_t column_count;
    char delimiter;
};

/*
 * Read SOURCE. DELIMITER is 0 to detect it. Returns 0, or -1 with the reason in
 * SINK and OUT empty. Strings may point into the source's text.
 */
int csv_read(struct csv_table *out, struct source *source, char delimiter, struct arena *arena,
             struct sink *sink);

#endif
