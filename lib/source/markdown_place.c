#include "source/markdown_place.h"

#include <string.h>

/* Each link asks for what is before it in its line, so that it must not be long. */
enum { LONGEST_INDENT = 1000 };

/* The offset behind the line end at or after I: LF, CRLF or CR, as CommonMark has it. */
static size_t next_line(struct str text, size_t i)
{
    while (i < text.len && text.data[i] != '\n' && text.data[i] != '\r')
        i++;
    if (i < text.len && text.data[i] == '\r' && i + 1 < text.len && text.data[i + 1] == '\n')
        i++;
    return i < text.len ? i + 1 : i;
}

void markdown_place_init(struct markdown_place *place, struct source *source, size_t body,
                         struct arena *arena)
{
    struct str text = source->text;
    size_t count = 0;

    *place = (struct markdown_place){.source = source, .text = text};
    for (size_t i = body; i < text.len; i = next_line(text, i))
        count++;
    place->starts = arena_alloc_array(arena, count + 1, sizeof *place->starts);
    for (size_t i = body; i < text.len; i = next_line(text, i))
        place->starts[place->count++] = (uint32_t)i;
}

size_t markdown_line_start(const struct markdown_place *place, size_t line)
{
    if (line == 0 || line > place->count)
        return place->text.len;
    return place->starts[line - 1];
}

static bool is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

static size_t line_end(const struct markdown_place *place, size_t line)
{
    size_t start = markdown_line_start(place, line), end = markdown_line_start(place, line + 1);

    while (end > start && is_line_end(place->text.data[end - 1]))
        end--;
    return end;
}

struct str markdown_line(const struct markdown_place *place, size_t line)
{
    return str_slice(place->text, markdown_line_start(place, line), line_end(place, line));
}

/* The offset of COLUMN (from 1) of LINE, at most the line's end. */
static size_t offset_at(const struct markdown_place *place, int line, int column)
{
    size_t end = line_end(place, (size_t)(line < 0 ? 0 : line));
    size_t offset = markdown_line_start(place, (size_t)(line < 0 ? 0 : line));

    offset += column > 0 ? (size_t)(column - 1) : 0;
    return offset < end ? offset : end;
}

/* START..END without white space at both ends. */
static struct span trimmed(const struct markdown_place *place, size_t start, size_t end)
{
    while (end > start && ascii_is_space(place->text.data[end - 1]))
        end--;
    while (start < end && ascii_is_space(place->text.data[start]))
        start++;
    return span_of(place->source, start, end);
}

struct span markdown_block_span(const struct markdown_place *place, cmark_node *block)
{
    int start_line = cmark_node_get_start_line(block), end_line = cmark_node_get_end_line(block);
    size_t start = offset_at(place, start_line, cmark_node_get_start_column(block));
    size_t end = offset_at(place, end_line, cmark_node_get_end_column(block) + 1);
    struct span span;

    /* cmark leaves out the number signs that close a heading. */
    if (cmark_node_get_type(block) == CMARK_NODE_HEADING && cmark_node_get_end_column(block) > 0)
        end = line_end(place, (size_t)end_line);
    span = trimmed(place, start, end);
    /* Trimming is for the end only: indentation belongs to a block's place. */
    return span_of(place->source, start, span.end > start ? span.end : start);
}

struct span markdown_html_span(const struct markdown_place *place, cmark_node *html)
{
    int first = cmark_node_get_start_line(html);
    size_t start = offset_at(place, first, cmark_node_get_start_column(html)), lines = 0;

    for (const char *c = cmark_node_get_literal(html); *c; c++)
        lines += *c == '\n';
    return span_of(place->source, start, markdown_line_start(place, (size_t)first + lines));
}

/* Is LINE the underline of a heading: = or - only, perhaps in quotations? */
static bool is_underline(struct str line)
{
    size_t marks = 0, i = 0;

    while (i < line.len && (ascii_is_space(line.data[i]) || line.data[i] == '>'))
        i++;
    for (line = str_trim(str_slice(line, i, line.len)); marks < line.len; marks++)
        if (line.data[marks] != line.data[0] || (line.data[0] != '=' && line.data[0] != '-'))
            return false;
    return marks > 0;
}

static struct span setext_span(const struct markdown_place *place, size_t start, size_t line,
                               size_t last)
{
    while (line < last && !is_underline(markdown_line(place, line + 1)))
        line++;
    return trimmed(place, start, line_end(place, line));
}

struct span markdown_heading_span(const struct markdown_place *place, cmark_node *heading)
{
    int line = cmark_node_get_start_line(heading);
    size_t start = offset_at(place, line, cmark_node_get_start_column(heading));
    size_t end = line_end(place, (size_t)line), closing;
    struct span span;

    if (start >= end || place->text.data[start] != '#')
        return setext_span(place, start, (size_t)line, (size_t)cmark_node_get_end_line(heading));
    while (start < end && place->text.data[start] == '#')
        start++;
    span = trimmed(place, start, end);
    for (closing = span.end; closing > span.start && place->text.data[closing - 1] == '#';)
        closing--;
    if (closing == span.start || ascii_is_space(place->text.data[closing - 1]))
        span = trimmed(place, span.start, closing);
    return span;
}

struct span markdown_cell_span(const struct markdown_place *place, cmark_node *cell)
{
    int line = cmark_node_get_start_line(cell);

    return trimmed(place, offset_at(place, line, cmark_node_get_start_column(cell)),
                   offset_at(place, line, cmark_node_get_end_column(cell) + 1));
}

/* Does LINE close a fence of at least LENGTH times MARK? */
static bool is_fence(struct str line, char mark, int length)
{
    size_t i = line.len, marks = 0;

    while (i && ascii_is_space(line.data[i - 1]))
        i--;
    for (; i && line.data[i - 1] == mark; i--)
        marks++;
    while (i && (ascii_is_space(line.data[i - 1]) || line.data[i - 1] == '>'))
        i--;
    return i == 0 && marks >= (size_t)length;
}

struct span markdown_fence_text_span(const struct markdown_place *place, cmark_node *code,
                                     bool *closed)
{
    int length = 0, indent = 0;
    char mark = 0;
    size_t first = (size_t)cmark_node_get_start_line(code);
    size_t last = (size_t)cmark_node_get_end_line(code);

    cmark_node_get_fenced(code, &length, &indent, &mark);
    *closed = last > first && is_fence(markdown_line(place, last), mark, length);
    return span_of(place->source, markdown_line_start(place, first + 1),
                   markdown_line_start(place, *closed ? last : last + 1));
}

/* Where the words of LINE start, behind the marks of QUOTES quotations. */
static size_t words_start(const struct markdown_place *place, int line, size_t quotes)
{
    size_t i = markdown_line_start(place, (size_t)line), end = line_end(place, (size_t)line);

    if (end > i + LONGEST_INDENT)
        end = i + LONGEST_INDENT;

    while (i < end &&
           (ascii_is_space(place->text.data[i]) || (quotes > 0 && place->text.data[i] == '>'))) {
        quotes -= place->text.data[i] == '>';
        i++;
    }
    return i;
}

/* The offset of an inline's LINE and COLUMN, with the indentation put back. */
static size_t inline_offset(const struct markdown_place *place, int line, int column,
                            cmark_node *block, size_t quotes)
{
    int first = cmark_node_get_start_line(block);
    size_t start;

    if (line <= first || line > cmark_node_get_end_line(block))
        return offset_at(place, line, column);
    column -= cmark_node_get_start_column(block);
    start = words_start(place, line, quotes) + (column > 0 ? (size_t)column : 0);
    return start < line_end(place, (size_t)line) ? start : line_end(place, (size_t)line);
}

/* <http://...>: cmark is right about the text in it only. */
static bool find_autolink(struct span *out, const struct markdown_place *place, cmark_node *link,
                          cmark_node *block, size_t quotes)
{
    cmark_node *text = cmark_node_first_child(link);
    const char *literal = text ? cmark_node_get_literal(text) : NULL;
    size_t start;

    if (!literal)
        return false;
    start = inline_offset(place, cmark_node_get_start_line(text), cmark_node_get_start_column(text),
                          block, quotes);
    if (start == 0 || place->text.data[start - 1] != '<' ||
        !str_starts_with(str_slice(place->text, start, place->text.len), str_of(literal)))
        return false;
    *out = span_of(place->source, start - 1, start + strlen(literal) + 1);
    return out->end <= place->text.len && place->text.data[out->end - 1] == '>';
}

static bool looks_like_link(struct str text)
{
    return text.len > 2 && text.data[0] == '[' &&
           (text.data[text.len - 1] == ')' || text.data[text.len - 1] == ']');
}

struct span markdown_link_span(const struct markdown_place *place, cmark_node *node,
                               cmark_node *block, struct span around, size_t quotes)
{
    size_t start = inline_offset(place, cmark_node_get_start_line(node),
                                 cmark_node_get_start_column(node), block, quotes);
    size_t end = inline_offset(place, cmark_node_get_end_line(node),
                               cmark_node_get_end_column(node) + 1, block, quotes);
    struct span span = span_of(place->source, start, end);

    if (looks_like_link(span_text(span)) || find_autolink(&span, place, node, block, quotes))
        return span;
    return around;
}
