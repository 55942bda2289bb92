#include "model/unread_column.h"

#include "base/map.h"

/* Cut the next cell off *LINE: a pipe ends it unless a backslash is before. */
static struct span next_cell(struct span *line)
{
    struct str text = line->source->text;
    struct span cell = {line->source, line->start, line->start};

    while (cell.end < line->end && (text.data[cell.end] != '|' ||
                                    (cell.end > cell.start && text.data[cell.end - 1] == '\\')))
        cell.end++;
    line->start = cell.end + (cell.end < line->end);
    return cell;
}

/* The text of SPAN without the blanks around it. */
static struct span trimmed(struct span span)
{
    const char *text = span.source->text.data;

    while (span.start < span.end && ascii_is_space(text[span.start]))
        span.start++;
    while (span.end > span.start && ascii_is_space(text[span.end - 1]))
        span.end--;
    return span;
}

/* What ROW has in column NUMBER; empty: nothing. */
static struct span cell_at(struct span row, size_t number)
{
    struct span cell;

    row = trimmed(row);
    while (row.start < row.end && row.source->text.data[row.start] == '>')
        row = trimmed((struct span){row.source, row.start + 1, row.end});
    if (row.start < row.end && row.source->text.data[row.start] == '|')
        row.start++;
    do
        cell = next_cell(&row);
    while (number-- > 0);
    return trimmed(cell);
}

static void report_unnamed(const struct value *rows, size_t number, struct sink *sink)
{
    VALUE_EACH_ITEM (row, rows) {
        struct span cell = cell_at(row->value->span, number);

        if (cell.start == cell.end)
            continue;
        sink_report(sink, "markdown-unnamed-column", cell, "the column of this cell has no name")
            ->help = STR("name the column in the header, or delete it; ismslint does not read it "
                         "without a name");
        return;
    }
}

static void report_duplicate(const struct value_item *column, size_t first, struct sink *sink)
{
    sink_report(sink, "markdown-duplicate-column", column->span,
                "the column `%.*s` appears twice, first as column %zu",
                STR_ARG(column->value->string), first + 1)
        ->help = STR("rename one of the columns; ismslint reads only the first");
}

void unread_columns_report(const struct value *table, struct sink *sink)
{
    const struct value *columns = value_get(table, STR("columns"));
    const struct value *rows = value_get(table, STR("rows"));
    const struct value_item *first;
    struct map names;

    map_init(&names);
    for (size_t i = 0; i < columns->list.count; i++) {
        const struct value_item *column = &columns->list.items[i];

        if (!column->value->string.len)
            report_unnamed(rows, i, sink);
        else if ((first = map_get(&names, column->value->string)))
            report_duplicate(column, (size_t)(first - columns->list.items), sink);
        else
            map_put(&names, column->value->string, (void *)(uintptr_t)column);
    }
    map_release(&names);
}
