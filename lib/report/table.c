#include "report/table.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "base/visible.h"
#include "report/markdown.h"
#include "report/wrap.h"

/*
 * In a terminal that is too narrow, columns as wide as a verdict keep their width if possible, and
 * columns as wide as a date in any case. No other is narrowed below NARROWEST, or its heading.
 */
enum { VERDICT = 13, DATE = 10, NARROWEST = 8 };

static struct str cell_at(const struct table *table, size_t row, size_t column)
{
    return visible_str(table->cells[row * table->column_count + column], table->arena);
}

static void add_upper(struct buffer *out, struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.data[i];

        buffer_add_char(out, c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c);
    }
}

static size_t column_width(const struct table *table, size_t column)
{
    size_t width = utf8_width(str_of(table->columns[column]));

    for (size_t row = 0; row < table->row_count; row++) {
        size_t cell = utf8_width(cell_at(table, row, column));

        width = cell > width ? cell : width;
    }
    return width;
}

/* Of the columns that were wider than KEPT, as NATURAL says, the one that is widest; or -1. */
static ptrdiff_t find_widest(const struct table *table, const size_t *widths, const size_t *natural,
                             size_t kept)
{
    ptrdiff_t widest = -1;

    for (size_t column = 0; column < table->column_count; column++)
        if (natural[column] > kept && widths[column] > NARROWEST &&
            widths[column] > strlen(table->columns[column]) &&
            (widest < 0 || widths[column] > widths[widest]))
            widest = (ptrdiff_t)column;
    return widest;
}

/* Take from the widest columns until the table fits: false, if every column is narrow before. */
static bool fit(size_t *widths, const struct table *table)
{
    size_t total = 2 * (table->column_count - 1), count = table->column_count;
    size_t *natural = memory_zalloc(count, sizeof *natural);
    ptrdiff_t widest;

    for (size_t column = 0; column < count; column++) {
        natural[column] = widths[column];
        total += widths[column];
    }
    for (; table->width && total > table->width; total--) {
        widest = find_widest(table, widths, natural, VERDICT);
        if (widest < 0)
            widest = find_widest(table, widths, natural, DATE);
        if (widest < 0)
            break;
        widths[widest]--;
    }
    free(natural);
    return !table->width || total <= table->width;
}

/* May a line end before NEXT, behind LAST? At a blank, a hyphen, and a slash of a path. */
static bool may_break(char last, char next)
{
    return next == ' ' || last == '-' || last == '/';
}

/* Cut from *REST the words that fit into WIDTH; of a word that is too long, what fits. */
static struct str take_piece(struct str *rest, size_t width)
{
    size_t end = 0, stop = 0, next = 0;
    struct str piece = *rest;

    if (utf8_width(piece) <= width) {
        *rest = (struct str){0};
        return piece;
    }
    while (next < rest->len) {
        utf8_next(*rest, &next);
        if (end && utf8_width(str_slice(*rest, 0, next)) > width)
            break;
        end = next;
        if (end < rest->len && may_break(rest->data[end - 1], rest->data[end]))
            stop = end;
    }
    piece = str_slice(*rest, 0, stop ? stop : end);
    *rest = str_slice(*rest, piece.len, rest->len);
    if (rest->len && rest->data[0] == ' ')
        *rest = str_slice(*rest, 1, rest->len);
    return piece;
}

/* Behind a cell that took USED of WIDTH; a line ends without blanks. */
static void pad(struct buffer *out, const struct table *table, size_t column, size_t width,
                size_t used)
{
    if (column + 1 < table->column_count) {
        buffer_add_repeated(out, ' ', (width > used ? width - used : 0) + 2);
        return;
    }
    while (out->len > 0 && out->data[out->len - 1] == ' ')
        out->len--;
    buffer_add_char(out, '\n');
}

/* One line of a row: the next piece of each of its CELLS. Returns whether any has more. */
static bool write_line(struct buffer *out, const struct table *table, struct str *cells,
                       const size_t *widths)
{
    bool more = false;

    for (size_t column = 0; column < table->column_count; column++) {
        struct str piece = take_piece(&cells[column], widths[column]);

        buffer_add(out, piece);
        pad(out, table, column, widths[column], utf8_width(piece));
        more = more || cells[column].len;
    }
    return more;
}

static void write_header(struct buffer *out, const struct table *table, const size_t *widths)
{
    for (size_t column = 0; column < table->column_count; column++) {
        struct str name = str_of(table->columns[column]);

        add_upper(out, name);
        pad(out, table, column, widths[column], utf8_width(name));
    }
}

static void write_rows(struct buffer *out, const struct table *table, const size_t *widths)
{
    struct str *cells = memory_zalloc(table->column_count, sizeof *cells);

    write_header(out, table, widths);
    for (size_t row = 0; row < table->row_count; row++) {
        for (size_t column = 0; column < table->column_count; column++)
            cells[column] = cell_at(table, row, column);
        while (write_line(out, table, cells, widths))
            continue;
    }
    free(cells);
}

/* Where no table fits, a row is a paragraph: a line of each column, "VERDICT  approved". */
static void write_paragraphs(struct buffer *out, const struct table *table)
{
    size_t behind = 0;

    for (size_t column = 0; column < table->column_count; column++)
        if (strlen(table->columns[column]) + 2 > behind)
            behind = strlen(table->columns[column]) + 2;
    for (size_t row = 0; row < table->row_count; row++) {
        buffer_add_c(out, row ? "\n" : "");
        for (size_t column = 0; column < table->column_count; column++) {
            add_upper(out, str_of(table->columns[column]));
            wrap_paragraph(out, table->cells[row * table->column_count + column], table->width,
                           behind, strlen(table->columns[column]));
        }
    }
}

void table_write_text(struct buffer *out, const struct table *table)
{
    size_t *widths = memory_zalloc(table->column_count, sizeof *widths);

    for (size_t column = 0; column < table->column_count; column++)
        widths[column] = column_width(table, column);
    if (fit(widths, table))
        write_rows(out, table, widths);
    else
        write_paragraphs(out, table);
    free(widths);
}

/* ---- Markdown ---- */

static void add_markdown_cell(struct buffer *out, const struct table *table, size_t row,
                              size_t column)
{
    struct str cell = table->cells[row * table->column_count + column];

    if (table->ours && table->ours[column])
        visible_add(out, cell);
    else
        markdown_add(out, cell);
}

void table_write_markdown(struct buffer *out, const struct table *table)
{
    for (size_t column = 0; column < table->column_count; column++)
        visible_printf(out, "| %s ", table->columns[column]);
    buffer_add_c(out, "|\n");
    for (size_t column = 0; column < table->column_count; column++)
        buffer_add_c(out, "|---");
    buffer_add_c(out, "|\n");
    for (size_t row = 0; row < table->row_count; row++) {
        for (size_t column = 0; column < table->column_count; column++) {
            buffer_add_c(out, "| ");
            add_markdown_cell(out, table, row, column);
            buffer_add_char(out, ' ');
        }
        buffer_add_c(out, "|\n");
    }
}

/* ---- CSV ---- */

/* Does TEXT begin with what makes it a formula, perhaps one of full width, to a spreadsheet? */
static bool begins_formula(struct str text)
{
    static const int32_t signs[] = {'=', '+', '-', '@', 0xFF1D, 0xFF0B, 0xFF0D, 0xFF20};
    size_t offset = 0;
    int32_t first = text.len ? utf8_next(text, &offset) : -1;

    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
        if (first == signs[i])
            return true;
    return false;
}

/* Spreadsheets pass over white space, which visible.h made blanks, before a sign. */
static struct str without_blanks(struct str cell)
{
    size_t start = 0;

    while (start < cell.len && cell.data[start] == ' ')
        start++;
    return str_slice(cell, start, cell.len);
}

/*
 * "=1+1" in a name or a commit message must stay text, also behind a semicolon, at which many a
 * spreadsheet divides the columns.
 */
static bool wants_apostrophe(struct str cell, size_t index)
{
    if (index == 0)
        return cell.len > 1 && begins_formula(without_blanks(cell));
    return cell.data[index - 1] == ';' && begins_formula(str_slice(cell, index, cell.len));
}

static bool wants_quotes(struct str cell)
{
    for (size_t i = 0; i < cell.len; i++)
        if (cell.data[i] == ',' || cell.data[i] == '"' || wants_apostrophe(cell, i))
            return true;
    return false;
}

static void add_csv_cell(struct buffer *out, struct str cell)
{
    if (!wants_quotes(cell)) {
        buffer_add(out, cell);
        return;
    }
    buffer_add_char(out, '"');
    for (size_t i = 0; i < cell.len; i++) {
        if (wants_apostrophe(cell, i))
            buffer_add_char(out, '\'');
        if (cell.data[i] == '"')
            buffer_add_char(out, '"');
        buffer_add_char(out, cell.data[i]);
    }
    buffer_add_char(out, '"');
}

void table_write_csv(struct buffer *out, const struct table *table)
{
    for (size_t column = 0; column < table->column_count; column++)
        visible_printf(out, "%s%s", column ? "," : "", table->columns[column]);
    buffer_add_c(out, "\r\n");
    for (size_t row = 0; row < table->row_count; row++) {
        for (size_t column = 0; column < table->column_count; column++) {
            if (column)
                buffer_add_char(out, ',');
            add_csv_cell(out, cell_at(table, row, column));
        }
        buffer_add_c(out, "\r\n");
    }
}
