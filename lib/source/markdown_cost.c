#include "source/markdown_cost.h"

#include "base/limits.h"

/* How long a node of each sort takes, with the values that we make of it; 1 is a word. */
enum {
    WEIGHT_LINE = 2,
    WEIGHT_HEADING = 8,
    WEIGHT_ITEM = 3,
    WEIGHT_ROW = 4,
    WEIGHT_CELL = 2,
    WEIGHT_TABLE = 12,
    WEIGHT_FENCE = 8,
    WEIGHT_BRACKET = 10 /* of a step along open brackets, which is no step over bytes */
};

/* Lines without a blank one among them: a paragraph, a table, or several blocks. */
struct run {
    struct markdown_cost *cost;
    size_t open;     /* brackets that are open */
    size_t bytes;    /* of the paragraph that a table's rule would look through */
    size_t bare;     /* those behind its last pipe */
    size_t search;   /* steps of looking through it */
    size_t above;    /* cells of the line above */
    size_t columns;  /* of the table that may go on here */
    bool after_rule; /* a table's rule was seen */
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

/* How deep LINE may nest: what it continues and what it opens. Returns where its words start. */
static size_t count_depth(struct markdown_cost *cost, struct str line)
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
    cost->nodes += markers * WEIGHT_ITEM;
    return i;
}

static void count_brackets(struct run *run, struct str line)
{
    for (size_t i = 0; i < line.len; i++) {
        if (line.data[i] == '[')
            run->open++;
        if (line.data[i] == ']') {
            run->cost->steps += run->open * WEIGHT_BRACKET;
            run->open -= run->open > 0;
        }
    }
}

static bool is_rule_mark(char c)
{
    return c == '|' || c == '-' || c == ':' || c == '>' || ascii_is_space(c);
}

/* The pipes of LINE; is it like the rule below a table's header? Dashes alone are another thing. */
static size_t count_pipes(struct str line, bool *is_rule)
{
    size_t pipes = 0, dashes = 0, colons = 0, others = 0;

    for (size_t i = 0; i < line.len; i++) {
        pipes += line.data[i] == '|';
        dashes += line.data[i] == '-';
        colons += line.data[i] == ':';
        others += !is_rule_mark(line.data[i]);
    }
    *is_rule = !others && dashes && pipes + colons;
    return pipes;
}

/* Does the pipe at both ends of LINE, from offset START, belong to the cell next to it? */
static size_t cell_count(struct str line, size_t start, size_t pipes)
{
    struct str words = str_trim(str_slice(line, start, line.len));

    return pipes + 1 - str_starts_with(words, STR("|")) - str_ends_with(words, STR("|"));
}

/*
 * A rule: the header is looked for in the whole paragraph above. Where the line above
 * has as many cells a table begins, and no later rule looks further up.
 */
static void count_rule(struct run *run, struct str line, size_t start, size_t pipes)
{
    run->cost->steps += run->bytes + run->search;
    if (start >= 4 || cell_count(line, start, pipes) != run->above)
        return;
    run->cost->nodes += WEIGHT_TABLE;
    run->bytes = run->bare = run->search = 0;
}

static void count_cells(struct run *run, struct str line, size_t start)
{
    bool is_rule;
    size_t pipes = count_pipes(line, &is_rule);

    if (run->after_rule && pipes < run->columns)
        run->cost->cells += run->columns - pipes;
    if (run->after_rule) {
        run->cost->steps += pipes * pipes;
        run->cost->nodes += WEIGHT_ROW + pipes * WEIGHT_CELL;
    }
    if (is_rule) {
        count_rule(run, line, start, pipes);
        run->after_rule = true;
        run->cost->steps += pipes * pipes;
        if (pipes > run->columns)
            run->columns = pipes;
    }
    run->bytes += line.len + 1;
    run->bare = pipes ? line.len : run->bare + line.len + 1;
    run->search += run->bare + pipes * pipes;
    run->above = cell_count(line, start, pipes);
}

static void count_blocks(struct markdown_cost *cost, struct str words)
{
    char c = words.len ? words.data[0] : '\0';

    cost->nodes += WEIGHT_LINE;
    if (c == '#' || c == '=' || c == '-')
        cost->nodes += WEIGHT_HEADING;
    if (str_starts_with(words, STR("```")) || str_starts_with(words, STR("~~~")))
        cost->nodes += WEIGHT_FENCE;
}

static void count_line(struct run *run, struct str line)
{
    size_t start = count_depth(run->cost, line);

    run->cost->steps += run->cost->depth;
    count_blocks(run->cost, str_slice(line, start, line.len));
    count_brackets(run, line);
    count_cells(run, line, start);
}

/* What is beyond its limit, or NULL. */
static const char *excess(const struct markdown_cost *cost)
{
    if (cost->steps > LIMIT_CMARK_STEPS)
        return "unfinished brackets, HTML or table rules make this text too costly to read";
    if (cost->cells > LIMIT_CMARK_CELLS)
        return "the rows of tables lack too many cells";
    if (cost->nodes > LIMIT_CMARK_NODES)
        return "this text has too many marks, headings, items and cells";
    if (cost->address && cost->references > LIMIT_CMARK_COPIES / cost->address)
        return "too many references to a long address";
    return NULL;
}

/* Report what is beyond its limit at the lines that start at OFFSET, if anything is. */
static bool is_fair(struct reader *reader, const struct markdown_cost *cost, size_t offset)
{
    const char *why = excess(cost);

    if (cost->depth > LIMIT_DEPTH)
        reader_report_depth(reader, offset);
    else if (why)
        reader_report(reader, "markdown-too-costly", offset, reader_character_end(reader, offset),
                      "%s", why)
            ->label = STR("reading stopped here");
    return cost->depth <= LIMIT_DEPTH && !why;
}

static bool is_blank(const struct markdown_place *place, size_t line)
{
    return str_trim(markdown_line(place, line)).len == 0;
}

/* The run that begins at LINE. Returns the line behind it, or 0 beyond a limit. */
static size_t count_run(struct markdown_cost *cost, struct reader *reader,
                        const struct markdown_place *place, size_t line)
{
    struct run run = {.cost = cost};
    size_t start = markdown_line_start(place, line);

    for (; line <= place->count && !is_blank(place, line); line++) {
        count_line(&run, markdown_line(place, line));
        if (!is_fair(reader, cost, markdown_line_start(place, line)))
            return 0;
    }
    markdown_cost_inlines(cost, str_slice(place->text, start, markdown_line_start(place, line)));
    return is_fair(reader, cost, start) ? line : 0;
}

bool markdown_cost_is_fair(struct reader *reader, const struct markdown_place *place)
{
    struct markdown_cost cost = {0};
    size_t line = 1;

    while (line && line <= place->count) {
        if (!is_blank(place, line)) {
            line = count_run(&cost, reader, place, line);
            continue;
        }
        cost.steps += cost.depth * WEIGHT_BRACKET;
        line = is_fair(reader, &cost, markdown_line_start(place, line)) ? line + 1 : 0;
    }
    return line != 0;
}
