#include "cmd/table.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "report/visible.h"

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

/* Every one of them is markup somewhere; before it a backslash makes it a character. */
static bool is_markup(char c)
{
    return c && strchr("\\`*_{}[]<>|~$&!", c) != NULL;
}

/*
 * Does what follows the character at INDEX make a name, an issue or an address of it?
 * A backslash does not help: such words are looked for in the finished text.
 */
static bool is_trigger(struct str text, size_t index)
{
    struct str rest = str_slice(text, index, text.len);

    if (rest.len < 2 || rest.data[1] == ' ')
        return false;
    if (rest.data[1] == '.')
        return index >= 2 && str_equal_nocase(str_slice(text, index - 2, index + 1), STR("www"));
    return *rest.data == '@' || *rest.data == '#' || *rest.data == '!' ||
           str_starts_with(rest, STR("://"));
}

void markdown_add(struct buffer *out, struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (is_markup(text.data[i]))
            buffer_add_char(out, '\\');
        buffer_add_char(out, text.data[i]);
        if (is_trigger(text, i))
            buffer_add_c(out, "<!-- -->");
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
            markdown_add(out, cell_at(table, row, column));
            buffer_add_char(out, ' ');
        }
        buffer_add_c(out, "|\n");
    }
}

/* ---- CSV ---- */

/* "=1+1" in a name or a commit message must stay text. */
static bool looks_like_formula(struct str cell)
{
    return cell.len > 1 && (cell.data[0] == '=' || cell.data[0] == '+' || cell.data[0] == '@' ||
                            cell.data[0] == '-');
}

static void add_csv_cell(struct buffer *out, struct str cell)
{
    bool quote = looks_like_formula(cell);

    for (size_t i = 0; i < cell.len; i++)
        quote = quote || cell.data[i] == ',' || cell.data[i] == '"';
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
