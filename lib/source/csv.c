#include "source/csv.h"

#include <string.h>

#include "base/buffer.h"
#include "base/map.h"
#include "base/vector.h"
#include "source/reader.h"

struct cell {
    struct span span; /* with quotes */
    struct str text;  /* decoded */
    bool is_quoted;
    bool is_broken; /* not closed, or text after the closing quote */
};

struct csv {
    struct reader reader;
    struct str text;           /* what is read */
    size_t at;                 /* the offset of the next byte */
    char delimiter;            /* between cells */
    bool cut_short;            /* a quote was not closed */
    struct buffer unquoted;    /* the cell being decoded */
    VECTOR(struct cell) cells; /* of the current record */
};

static bool at_line_end(const struct csv *csv)
{
    char c = csv->at < csv->text.len ? csv->text.data[csv->at] : '\n';

    return c == '\n' ||
           (c == '\r' && (csv->at + 1 == csv->text.len || csv->text.data[csv->at + 1] == '\n'));
}

static bool at_cell_end(const struct csv *csv)
{
    return at_line_end(csv) || csv->text.data[csv->at] == csv->delimiter;
}

static void skip_line_end(struct csv *csv)
{
    if (csv->at < csv->text.len && csv->text.data[csv->at] == '\r')
        csv->at++;
    if (csv->at < csv->text.len && csv->text.data[csv->at] == '\n')
        csv->at++;
}

/* To the next quote; false at the end of the file. */
static bool find_quote(struct csv *csv)
{
    size_t left = csv->text.len - csv->at;
    const char *quote = left ? memchr(csv->text.data + csv->at, '"', left) : NULL;

    csv->at = quote ? (size_t)(quote - csv->text.data) : csv->text.len;
    return quote != NULL;
}

/*
 * The text between quotes, the first of which was passed; true if it is closed.
 * Without "" in it the text is a slice of the source.
 */
static bool read_quoted(struct csv *csv, struct str *out)
{
    size_t start = csv->at;

    buffer_clear(&csv->unquoted);
    while (find_quote(csv)) {
        size_t quote = csv->at++;

        if (csv->at >= csv->text.len || csv->text.data[csv->at] != '"') {
            *out = str_slice(csv->text, start, quote);
            if (csv->unquoted.len) {
                buffer_add(&csv->unquoted, *out);
                *out = arena_str(csv->reader.arena, buffer_str(&csv->unquoted));
            }
            return true;
        }
        buffer_add(&csv->unquoted, str_slice(csv->text, start, csv->at));
        start = ++csv->at;
    }
    buffer_add(&csv->unquoted, str_slice(csv->text, start, csv->at));
    *out = arena_str(csv->reader.arena, buffer_str(&csv->unquoted));
    return false;
}

static void report_unclosed(struct csv *csv, struct cell *cell, size_t start)
{
    cell->is_broken = csv->cut_short = true;
    reader_report(&csv->reader, "csv-unclosed-quote", start, start + 1,
                  "this quote is not closed before the end of the file")
        ->help =
        STR("close the quote at the end of its cell; double a quote that belongs to the text");
}

/* Text between a closing quote and the next delimiter; it is kept. */
static void read_text_after_quote(struct csv *csv, struct cell *cell)
{
    size_t start = csv->at;
    struct str rest;

    while (!at_cell_end(csv))
        csv->at++;
    rest = str_slice(csv->text, start, csv->at);
    cell->is_broken = true;
    cell->text = arena_printf(csv->reader.arena, "%.*s%.*s", STR_ARG(cell->text), STR_ARG(rest));
    reader_report(&csv->reader, "csv-text-after-quote", start, csv->at,
                  "text follows the closing quote of a cell")
        ->help = STR("delete the text, or double the quote if it belongs to the cell");
}

/* Blanks before a quote: RFC 4180 takes both for text, so that delimiters between quotes count. */
static void check_late_quote(struct csv *csv, struct cell *cell, size_t start)
{
    struct str words = str_trim(cell->text);

    if (!str_starts_with(words, STR("\"")) || words.data == cell->text.data)
        return;
    cell->is_broken = true;
    reader_report(&csv->reader, "csv-space-before-quote", start,
                  (size_t)(words.data - csv->text.data),
                  "a space precedes the opening quote of a cell")
        ->help = STR("delete the space; ismslint skips this row until then");
}

static struct cell read_cell(struct csv *csv)
{
    size_t start = csv->at;
    struct cell cell = {0};

    if (!at_line_end(csv) && csv->text.data[start] == '"') {
        cell.is_quoted = true;
        csv->at++;
        if (!read_quoted(csv, &cell.text))
            report_unclosed(csv, &cell, start);
        else if (!at_cell_end(csv))
            read_text_after_quote(csv, &cell);
    } else {
        while (!at_cell_end(csv))
            csv->at++;
        cell.text = str_slice(csv->text, start, csv->at);
        check_late_quote(csv, &cell, start);
    }
    cell.span = span_of(csv->reader.source, start, csv->at);
    return cell;
}

static void skip_blank_lines(struct csv *csv)
{
    for (;;) {
        size_t start = csv->at;

        while (csv->at < csv->text.len && csv->text.data[csv->at] != csv->delimiter &&
               (csv->text.data[csv->at] == ' ' || csv->text.data[csv->at] == '\t'))
            csv->at++;
        if (csv->at == csv->text.len)
            return;
        if (!at_line_end(csv)) {
            csv->at = start;
            return;
        }
        skip_line_end(csv);
    }
}

/* The next record's cells; false at the end of the file. */
static bool read_record(struct csv *csv)
{
    skip_blank_lines(csv);
    if (csv->at == csv->text.len)
        return false;
    csv->cells.count = 0;
    for (;;) {
        struct cell cell = read_cell(csv);

        vector_push(&csv->cells, cell);
        if (at_line_end(csv))
            break;
        csv->at++;
    }
    skip_line_end(csv);
    return true;
}

/* Excel's own first line, `sep=;`, names the delimiter. It is no record; 0 if there is none. */
static char take_named_delimiter(struct csv *csv)
{
    struct str rest = str_slice(csv->text, csv->at, csv->text.len), line;
    size_t before = rest.len;

    if (!str_next_line(&line, &rest))
        return 0;
    if (line.len == 7 && str_starts_with(line, STR("\"")) && str_ends_with(line, STR("\"")))
        line = str_slice(line, 1, 6); /* as a program writes it that quotes each cell */
    if (line.len != 5 || !str_equal_nocase(str_slice(line, 0, 4), STR("sep=")) ||
        !strchr(",;\t|:^~", line.data[4]))
        return 0;
    csv->at += before - rest.len;
    return line.data[4];
}

static char detect_delimiter(struct str text)
{
    static const char candidates[] = ",;\t";
    size_t counts[sizeof candidates - 1] = {0}, best = 0;
    bool quoted = false;

    text = str_trim(text);
    for (size_t i = 0; i < text.len && (quoted || text.data[i] != '\n'); i++) {
        const char *found = text.data[i] ? strchr(candidates, text.data[i]) : NULL;

        quoted ^= text.data[i] == '"';
        if (found && !quoted)
            counts[found - candidates]++;
    }
    for (size_t i = 1; i < sizeof counts / sizeof counts[0]; i++)
        if (counts[i] > counts[best])
            best = i;
    return candidates[best];
}

static void report_duplicate_column(struct csv *csv, const struct csv_column *column, size_t first)
{
    struct str shown = reader_excerpt(column->name);

    reader_report(&csv->reader, "csv-duplicate-column", column->span.start, column->span.end,
                  "the column `%.*s` appears twice, first as column %zu", STR_ARG(shown), first + 1)
        ->help = STR("rename one of the columns; ismslint reads only the first");
}

/* The header's names, from the cells of the first record. */
static void read_columns(struct csv *csv, struct csv_table *table)
{
    struct map names;

    map_init(&names);
    table->column_count = csv->cells.count;
    table->columns = arena_alloc_array(csv->reader.arena, csv->cells.count, sizeof *table->columns);
    for (size_t i = 0; i < table->column_count; i++) {
        const struct cell *cell = &csv->cells.items[i];
        struct csv_column *column = &table->columns[i], *first;

        column->name = str_trim(cell->text);
        column->span = cell->span;
        first = column->name.len ? map_get(&names, column->name) : NULL;
        column->left_out = !column->name.len || first;
        if (first)
            report_duplicate_column(csv, column, (size_t)(first - table->columns));
        else if (column->name.len)
            map_put(&names, column->name, column);
    }
    map_release(&names);
}

/* How many cells such a record has cannot be told. */
static bool has_broken_cell(const struct csv *csv)
{
    for (size_t i = 0; i < csv->cells.count; i++)
        if (csv->cells.items[i].is_broken)
            return true;
    return false;
}

static bool is_empty_record(const struct csv *csv)
{
    for (size_t i = 0; i < csv->cells.count; i++)
        if (csv->cells.items[i].span.start < csv->cells.items[i].span.end)
            return false;
    return true;
}

static struct span record_span(const struct csv *csv)
{
    return span_join(csv->cells.items[0].span, csv->cells.items[csv->cells.count - 1].span);
}

static void report_extra_cells(struct csv *csv, const struct csv_table *table)
{
    struct span extra = csv->cells.items[table->column_count].span;
    struct diagnostic *diagnostic = reader_report(
        &csv->reader, "csv-extra-cells", extra.start, record_span(csv).end,
        "line %u has %zu cell%s for the header's %zu column%s",
        source_line_number(csv->reader.source, record_span(csv).start), csv->cells.count,
        str_plural(csv->cells.count), table->column_count, str_plural(table->column_count));

    diagnostic->label = STR("no column for this");
    diagnostic->help =
        csv->delimiter == '\t'
            ? STR("put a cell that holds a tab in double quotes; ismslint skips this row until "
                  "then")
            : reader_printf(
                  &csv->reader,
                  "put a cell that holds `%c` in double quotes; ismslint skips this row until then",
                  csv->delimiter);
}

static void report_missing_cells(struct csv *csv, const struct csv_table *table)
{
    struct span span = record_span(csv);
    struct str name = reader_excerpt(table->columns[csv->cells.count].name);
    struct diagnostic *diagnostic = reader_report(
        &csv->reader, "csv-missing-cells", span.start, span.end,
        "line %u has %zu cell%s for the header's %zu column%s",
        source_line_number(csv->reader.source, span.start), csv->cells.count,
        str_plural(csv->cells.count), table->column_count, str_plural(table->column_count));

    diagnostic->help = STR("add the missing cells, empty if they have no value");
    diagnostic->label = reader_printf(&csv->reader, "no cell from `%.*s` on", STR_ARG(name));
}

/* Empty columns are many in what spreadsheets write; the first cell with content is told. */
static void check_unnamed(struct csv *csv, struct csv_column *column, const struct cell *cell)
{
    if (column->name.len || column->content_seen || !str_trim(cell->text).len)
        return;
    column->content_seen = true;
    reader_report(&csv->reader, "csv-unnamed-column", cell->span.start, cell->span.end,
                  "the column of this cell has no name")
        ->help = STR(
        "name the column in the header, or delete it; ismslint does not read it without a name");
}

/* The row's map, from the cells of the current record. */
static struct value *read_row(struct csv *csv, const struct csv_table *table)
{
    struct value_builder *map = value_map_begin();
    struct value *row;
    bool invalid = csv->cells.count > table->column_count;

    for (size_t i = 0; i < csv->cells.count && i < table->column_count; i++) {
        const struct cell *cell = &csv->cells.items[i];
        struct csv_column *column = &table->columns[i];
        struct value *value;

        invalid = invalid || cell->is_broken;
        check_unnamed(csv, column, cell);
        if (column->left_out)
            continue;
        value = value_new_string(csv->reader.arena, cell->text, cell->span);
        value->style = cell->is_quoted ? STYLE_CSV : STYLE_RAW;
        value_map_add(map, column->name, column->span, value, value->span);
    }
    row = value_end(map, csv->reader.arena, record_span(csv));
    row->invalid = invalid;
    return row;
}

static bool read_rows(struct csv *csv, struct csv_table *table, struct value_builder *list)
{
    while (read_record(csv)) {
        struct value *row;

        if (!reader_count_values(&csv->reader, csv->cells.count + 1, record_span(csv).start))
            return false;
        if (csv->cells.count > table->column_count && !has_broken_cell(csv))
            report_extra_cells(csv, table);
        else if (is_empty_record(csv))
            continue;
        else if (csv->cells.count < table->column_count && !has_broken_cell(csv))
            report_missing_cells(csv, table);
        row = read_row(csv, table);
        value_list_add(list, row, row->span);
    }
    return true;
}

static int read_table(struct csv *csv, struct csv_table *table)
{
    struct value_builder *list;
    size_t start = csv->at;

    if (read_record(csv)) {
        start = record_span(csv).start;
        if (!reader_count_values(&csv->reader, csv->cells.count, start))
            return -1;
        read_columns(csv, table);
    }
    list = value_list_begin();
    if (!read_rows(csv, table, list)) {
        value_abandon(list);
        return -1;
    }
    table->rows =
        value_end(list, csv->reader.arena, span_of(csv->reader.source, start, csv->text.len));
    table->rows->invalid = csv->cut_short;
    return 0;
}

int csv_read(struct csv_table *out, struct source *source, char delimiter, struct arena *arena,
             struct sink *sink)
{
    struct csv csv = {.text = source->text};
    int result = -1;

    *out = (struct csv_table){0};
    reader_init(&csv.reader, source, arena, sink);
    if (reader_accepts_text(&csv.reader)) {
        csv.at = reader_bom_size(&csv.reader);
        csv.delimiter = take_named_delimiter(&csv);
        if (!csv.delimiter)
            csv.delimiter =
                delimiter ? delimiter : detect_delimiter(str_slice(csv.text, csv.at, csv.text.len));
        out->delimiter = csv.delimiter;
        result = read_table(&csv, out);
    }
    if (result < 0)
        *out = (struct csv_table){0};
    vector_release(&csv.cells);
    buffer_release(&csv.unquoted);
    return result;
}
