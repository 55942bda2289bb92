#include "report/table.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "base/visible.h"
#include "report/markdown.h"

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

static void pad(struct buffer *out, const struct table *table, size_t column, size_t width,
                size_t used)
{
    if (column + 1 < table->column_count)
        buffer_add_repeated(out, ' ', width - used + 2);
    else
        buffer_add_char(out, '\n');
}

void table_write_text(struct buffer *out, const struct table *table)
{
    size_t *widths = memory_zalloc(table->column_count, sizeof *widths);

    for (size_t column = 0; column < table->column_count; column++)
        widths[column] = column_width(table, column);
    for (size_t column = 0; column < table->column_count; column++) {
        struct str name = str_of(table->columns[column]);

        add_upper(out, name);
        pad(out, table, column, widths[column], utf8_width(name));
    }
    for (size_t row = 0; row < table->row_count; row++)
        for (size_t column = 0; column < table->column_count; column++) {
            struct str cell = cell_at(table, row, column);

            buffer_add(out, cell);
            pad(out, table, column, widths[column], utf8_width(cell));
        }
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
