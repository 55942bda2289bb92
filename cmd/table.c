#include "cmd/table.h"

#include "base/memory.h"
#include "base/utf8.h"
#include <stdlib.h>

static struct str cell_at(const struct table *table, size_t row, size_t column)
{
    return table->cells[row * table->column_count + column];
}

/* Control characters could move a terminal's cursor; none is printed. */
static void add_visible(struct buffer *out, struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        buffer_add_char(
            out, (unsigned char)text.data[i] < ' ' || text.data[i] == 0x7f ? '?' : text.data[i]);
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

            add_visible(out, cell);
            pad(out, table, column, widths[column], utf8_width(cell));
        }
    free(widths);
}

static void add_markdown_cell(struct buffer *out, struct str cell)
{
    for (size_t i = 0; i < cell.len; i++) {
        if (cell.data[i] == '|' || cell.data[i] == '\\' || cell.data[i] == '<')
            buffer_add_char(out, '\\');
        buffer_add_char(out, cell.data[i] == '\n' || cell.data[i] == '\r' ? ' ' : cell.data[i]);
    }
}

void table_write_markdown(struct buffer *out, const struct table *table)
{
    for (size_t column = 0; column < table->column_count; column++)
        buffer_printf(out, "| %s ", table->columns[column]);
    buffer_add_c(out, "|\n");
    for (size_t column = 0; column < table->column_count; column++)
        buffer_add_c(out, "|---");
    buffer_add_c(out, "|\n");
    for (size_t row = 0; row < table->row_count; row++) {
        for (size_t column = 0; column < table->column_count; column++) {
            buffer_add_c(out, "| ");
            add_markdown_cell(out, cell_at(table, row, column));
            buffer_add_char(out, ' ');
        }
        buffer_add_c(out, "|\n");
    }
}

/* "=1+1" in a name or a commit message must stay text. */
static bool looks_like_formula(struct str cell)
{
    return cell.len > 1 && (cell.data[0] == '=' || cell.data[0] == '+' || cell.data[0] == '@' ||
                            cell.data[0] == '-' || cell.data[0] == '\t' || cell.data[0] == '\r');
}

static void add_csv_cell(struct buffer *out, struct str cell)
{
    bool quote = looks_like_formula(cell);

    for (size_t i = 0; i < cell.len; i++)
        quote = quote || cell.data[i] == ',' || cell.data[i] == '"' || cell.data[i] == '\n' ||
                cell.data[i] == '\r';
    if (!quote) {
        buffer_add(out, cell);
        return;
    }
    buffer_add_char(out, '"');
    if (looks_like_formula(cell))
        buffer_add_char(out, '\'');
    for (size_t i = 0; i < cell.len; i++) {
        if (cell.data[i] == '"')
            buffer_add_char(out, '"');
        buffer_add_char(out, cell.data[i]);
    }
    buffer_add_char(out, '"');
}

void table_write_csv(struct buffer *out, const struct table *table)
{
    for (size_t column = 0; column < table->column_count; column++)
        buffer_printf(out, "%s%s", column ? "," : "", table->columns[column]);
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
