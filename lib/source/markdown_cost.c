#include "source/markdown_cost.h"

#include "base/limits.h"

struct cost {
    size_t depth;    /* a bound of the nesting so far */
    size_t open;     /* brackets that are open in this paragraph */
    size_t work;     /* steps */
    size_t columns;  /* of the table that may go on here */
    size_t padding;  /* cells that rows lack */
    bool after_rule; /* the table's delimiter row was seen */
};

/* The offset behind a list marker at I, or I. */
static size_t skip_list_marker(struct str line, size_t i)
{
    size_t end = i;

    if (line.data[i] == '-' || line.data[i] == '*' || line.data[i] == '+')
        end = i + 1;
    while (end < line.len && end - i < 9 && ascii_is_digit(line.data[end]))
        end++;
    if (end > i && ascii_is_digit(line.data[i]))
        end = end < line.len && (line.data[end] == '.' || line.data[end] == ')') ? end + 1 : i;
    return end == line.len || line.data[end] == ' ' || line.data[end] == '\t' ? end : i;
}

/* How deep LINE may nest: what it continues and what it opens. */
static void count_depth(struct cost *cost, struct str line)
{
    size_t columns = 0, markers = 0, i = 0, continued;

    while (i < line.len) {
        size_t end = skip_list_marker(line, i);

        if (line.data[i] == ' ' || line.data[i] == '\t') {
            columns += line.data[i] == '\t' ? 4 : 1;
            i++;
        } else if (line.data[i] == '>' || end > i) {
            markers++;
            i = line.data[i] == '>' ? i + 1 : end;
        } else {
            break;
        }
    }
    continued = columns / 2 + markers;
    if (continued > cost->depth)
        continued = cost->depth;
    if (continued + markers > cost->depth)
        cost->depth = continued + markers;
}

static void count_brackets(struct cost *cost, struct str line)
{
    for (size_t i = 0; i < line.len; i++) {
        if (line.data[i] == '[')
            cost->open++;
        if (line.data[i] == ']') {
            cost->work += cost->open;
            cost->open -= cost->open > 0;
        }
    }
}

static size_t count_pipes(struct str line, bool *is_rule)
{
    size_t pipes = 0;

    *is_rule = true;
    for (size_t i = 0; i < line.len; i++) {
        pipes += line.data[i] == '|';
        *is_rule = *is_rule && (line.data[i] == '|' || line.data[i] == '-' || line.data[i] == ':' ||
                                line.data[i] == '>' || ascii_is_space(line.data[i]));
    }
    return pipes;
}

static void count_cells(struct cost *cost, struct str line)
{
    bool is_rule;
    size_t pipes = count_pipes(line, &is_rule);

    if (cost->after_rule && pipes < cost->columns)
        cost->padding += cost->columns - pipes;
    if (is_rule && pipes > 1 && pipes > cost->columns) {
        cost->after_rule = true;
        cost->columns = pipes;
    }
}

static void count_line(struct cost *cost, struct str line)
{
    if (str_trim(line).len == 0) {
        cost->work += cost->depth;
        cost->open = cost->columns = 0;
        cost->after_rule = false;
        return;
    }
    count_depth(cost, line);
    count_brackets(cost, line);
    count_cells(cost, line);
}

/* Report what is beyond its limit at the line that starts at OFFSET, if anything is. */
static bool is_fair(struct reader *reader, const struct cost *cost, size_t offset)
{
    size_t end = reader_character_end(reader, offset);

    if (cost->depth > LIMIT_DEPTH)
        reader_report_depth(reader, offset);
    else if (cost->work > LIMIT_CMARK_STEPS)
        reader_report(reader, "markdown-too-costly", offset, end,
                      "too many brackets are open, or too many blank lines in lists")
            ->label = STR("reading stopped here");
    else if (cost->padding > LIMIT_CMARK_CELLS)
        reader_report(reader, "markdown-too-costly", offset, end,
                      "the rows of tables lack more than %d cells", LIMIT_CMARK_CELLS)
            ->label = STR("reading stopped here");
    else
        return true;
    return false;
}

bool markdown_cost_is_fair(struct reader *reader, const struct markdown_place *place)
{
    struct cost cost = {0};

    for (size_t line = 1; line <= place->count; line++) {
        count_line(&cost, markdown_line(place, line));
        if (!is_fair(reader, &cost, markdown_line_start(place, line)))
            return false;
    }
    return true;
}
