#include "report/snippet.h"

#include <stdio.h>

#include "base/utf8.h"
#include "base/visible.h"

static const struct str ELLIPSIS = STR_INIT("...");

/* One source line in three pieces as they are seen; the middle is marked. */
struct marked_line {
    struct buffer before, marked, after;
    size_t start, end; /* terminal columns of the marked piece */
};

void snippet_add_margin(struct buffer *out, const struct snippet_style *style, const char *sign)
{
    buffer_add_repeated(out, ' ', style->gutter + 2);
    ink_add(out, style->colour, INK_FRAME, str_of(sign));
}

size_t snippet_gutter(struct span span)
{
    char digits[16];

    if (!span.source)
        return 1;
    return (size_t)snprintf(digits, sizeof digits, "%u",
                            (unsigned)source_position(span.source, span.start).line);
}

/* SPAN within its text, without the line ends at its end. */
static struct span clamp(struct span span)
{
    struct str text = span.source->text;

    if (span.end > text.len)
        span.end = (uint32_t)text.len;
    if (span.start > span.end)
        span.start = span.end;
    while (span.end > span.start &&
           (text.data[span.end - 1] == '\n' || text.data[span.end - 1] == '\r'))
        span.end--;
    return span;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t start_of_code_point(struct str text, size_t offset)
{
    while (offset > 0 && offset < text.len && ((unsigned char)text.data[offset] & 0xC0) == 0x80)
        offset--;
    return offset;
}

/*
 * Lines of megabytes exist (minified JSON): only so many bytes on each side are
 * looked at, or a thousand findings on such a line would take for ever.
 */
static void split_line(struct marked_line *line, struct str text, size_t start, size_t end,
                       size_t columns)
{
    size_t reach = columns * 8;
    size_t from = start > reach ? start_of_code_point(text, start - reach) : 0;
    size_t marked_end = least(end, start_of_code_point(text, start + reach));
    size_t to = least(text.len, start_of_code_point(text, end + reach));

    buffer_init(&line->before);
    buffer_init(&line->marked);
    buffer_init(&line->after);
    line->start = visible_add_at(&line->before, str_slice(text, from, start), 0);
    line->end = visible_add_at(&line->marked, str_slice(text, start, marked_end), line->start);
    visible_add_at(&line->after, str_slice(text, end, to), line->end);
}

static void release_line(struct marked_line *line)
{
    buffer_release(&line->before);
    buffer_release(&line->marked);
    buffer_release(&line->after);
}

/* Replace BUFFER's content by a part of itself, after or before an ellipsis. */
static void cut(struct buffer *buffer, struct str part, bool ellipsis_first)
{
    struct buffer short_one;

    buffer_init(&short_one);
    if (ellipsis_first)
        buffer_add(&short_one, ELLIPSIS);
    buffer_add(&short_one, part);
    if (!ellipsis_first)
        buffer_add(&short_one, ELLIPSIS);
    buffer_release(buffer);
    *buffer = short_one;
}

static void cut_right(struct buffer *buffer, size_t columns)
{
    if (utf8_width(buffer_str(buffer)) > columns)
        cut(buffer, visible_head(buffer_str(buffer), columns - least(columns, ELLIPSIS.len)),
            false);
}

/* Returns the columns that are left. */
static size_t cut_left(struct buffer *buffer, size_t columns)
{
    if (utf8_width(buffer_str(buffer)) > columns)
        cut(buffer, visible_tail(buffer_str(buffer), columns - least(columns, ELLIPSIS.len)), true);
    return utf8_width(buffer_str(buffer));
}

/* Cut the line to COLUMNS around its marked piece. */
static void fit_line(struct marked_line *line, size_t columns)
{
    size_t before = line->start, marked = line->end - line->start;
    size_t after = utf8_width(buffer_str(&line->after));
    size_t room = columns - least(columns, marked + after);

    if (line->end + after <= columns)
        return;
    if (line->end + ELLIPSIS.len > columns)
        before = cut_left(&line->before, room > columns / 4 ? room : columns / 4);
    room = columns - before;
    if (marked + (after > 0 ? ELLIPSIS.len : 0) > room) {
        cut_right(&line->marked, room);
        buffer_clear(&line->after);
    }
    marked = utf8_width(buffer_str(&line->marked));
    cut_right(&line->after, room - least(room, marked));
    line->start = before;
    line->end = before + marked;
}

static void add_gutter(struct buffer *out, const struct snippet_style *style, uint32_t number)
{
    buffer_add_c(out, ink_on(style->colour, INK_FRAME));
    visible_printf(out, " %*u |", (int)style->gutter, (unsigned)number);
    buffer_add_c(out, ink_off(style->colour, INK_FRAME));
}

/* Blanks at a line's end are not seen; they must not make golden files fragile either. */
static void end_line(struct buffer *out)
{
    while (out->len > 0 && out->data[out->len - 1] == ' ')
        out->len--;
    buffer_add_char(out, '\n');
}

static void add_context(struct buffer *out, const struct snippet_style *style,
                        struct source *source, uint32_t number)
{
    struct buffer line;
    struct str text = source_line(source, number);

    buffer_init(&line);
    visible_add(&line, str_slice(text, 0, start_of_code_point(text, style->columns * 8)));
    cut_right(&line, style->columns);
    add_gutter(out, style, number);
    buffer_add_char(out, ' ');
    buffer_add(out, buffer_str(&line));
    end_line(out);
    buffer_release(&line);
}

/* Does the line before tell what LINE is part of? */
static bool wants_context(struct source *source, uint32_t number)
{
    struct str text = source_line(source, number);

    return number > 1 && text.len > 0 && (text.data[0] == ' ' || text.data[0] == '\t') &&
           str_trim(source_line(source, number - 1)).len > 0;
}

static void add_carets(struct buffer *out, const struct snippet_style *style,
                       const struct snippet_mark *mark, const struct marked_line *line,
                       struct str label, uint32_t last_line)
{
    snippet_add_margin(out, style, "|");
    buffer_add_repeated(out, ' ', line->start + 1);
    buffer_add_c(out, ink_on(style->colour, mark->ink));
    buffer_add_repeated(out, mark->caret, line->end > line->start ? line->end - line->start : 1);
    if (label.len > 0)
        buffer_add_char(out, ' ');
    visible_add(out, label);
    if (last_line > 0)
        visible_printf(out, " (to line %u)", (unsigned)last_line);
    buffer_add_c(out, ink_off(style->colour, mark->ink));
    buffer_add_char(out, '\n');
}

static void add_place(struct buffer *out, const struct snippet_style *style,
                      const struct snippet_mark *mark, const struct source *source,
                      struct position position)
{
    buffer_add_repeated(out, ' ', style->gutter + 1);
    buffer_add_c(out, ink_on(style->colour, INK_FRAME));
    buffer_add_c(out, mark->arrow);
    buffer_add_c(out, ink_off(style->colour, INK_FRAME));
    buffer_add_char(out, ' ');
    visible_add(out, source->path);
    if (source->unread)
        buffer_add_char(out, '\n');
    else
        visible_printf(out, ":%u:%u\n", (unsigned)position.line, (unsigned)position.column);
}

/* The marked line of SPAN (clamped) and its carets. */
static void add_marked(struct buffer *out, const struct snippet_style *style,
                       const struct snippet_mark *mark, struct span span, struct str label)
{
    uint32_t number = source_position(span.source, span.start).line;
    uint32_t last = source_position(span.source, span.end).line;
    struct str text = source_line(span.source, number);
    uint32_t line_start = source_line_start(span.source, number);
    size_t start = least(span.start - line_start, text.len);
    size_t end = least(span.end - line_start, text.len);
    struct marked_line line;

    split_line(&line, text, start, end, style->columns);
    fit_line(&line, style->columns);
    add_gutter(out, style, number);
    buffer_add_char(out, ' ');
    buffer_add(out, buffer_str(&line.before));
    buffer_add(out, buffer_str(&line.marked));
    buffer_add(out, buffer_str(&line.after));
    end_line(out);
    add_carets(out, style, mark, &line, label, last > number ? last : 0);
    release_line(&line);
}

void snippet_add(struct buffer *out, const struct snippet_style *style,
                 const struct snippet_mark *mark, struct span span, struct str label)
{
    struct position position = source_position(span.source, span.start);

    span = clamp(span);
    add_place(out, style, mark, span.source, position);
    if (span.source->unread)
        return;
    snippet_add_margin(out, style, "|");
    buffer_add_char(out, '\n');
    if (wants_context(span.source, position.line))
        add_context(out, style, span.source, position.line - 1);
    add_marked(out, style, mark, span, label);
}
