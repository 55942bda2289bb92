#include "value/source.h"

#include <string.h>

#include "base/utf8.h"

void source_init(struct source *source, struct str path, struct str text, struct arena *arena)
{
    *source = (struct source){.path = path, .text = text, .arena = arena};
}

static size_t count_newlines(struct str text)
{
    size_t count = 0;

    for (size_t i = 0; i < text.len; i++)
        count += text.data[i] == '\n';
    return count;
}

static void make_line_map(struct source *source)
{
    struct str text = source->text;
    size_t line = 0;

    source->line_count = count_newlines(text) + 1;
    source->lines = arena_alloc_array(source->arena, source->line_count, sizeof *source->lines);
    for (size_t i = 0; i < text.len; i++)
        if (text.data[i] == '\n')
            source->lines[++line] = (uint32_t)(i + 1);
    if (source->line_count > 1 && source->lines[line] == text.len)
        source->line_count--;
}

/* The index of the line that holds OFFSET. */
static size_t line_index(struct source *source, uint32_t offset)
{
    size_t low = 0, high;

    if (!source->lines)
        make_line_map(source);
    high = source->line_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (source->lines[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* Count the line that starts at START up to END, from where the last count ended if it can. */
static const struct source_count *count_up_to(struct source *source, uint32_t start, uint32_t end)
{
    struct source_count *counted = &source->counted;
    struct str rest;

    if (counted->start != start || counted->end > end)
        *counted = (struct source_count){start, start, 0, 0};
    rest = str_slice(source->text, counted->end, end);
    counted->points += (uint32_t)utf8_count(rest);
    counted->utf16_units += (uint32_t)utf8_count_utf16(rest);
    counted->end = end;
    return counted;
}

struct position source_position(struct source *source, uint32_t offset)
{
    const struct source_count *counted;
    size_t index;
    uint32_t start;
    struct str before;

    if (offset > source->text.len)
        offset = (uint32_t)source->text.len;
    index = line_index(source, offset);
    start = source->lines[index];
    before = str_slice(source->text, start, offset);
    /* Behind the last line end is the end of the last line, as far as people see. */
    if (before.len > 0 && before.data[before.len - 1] == '\n')
        before.len -= before.len > 1 && before.data[before.len - 2] == '\r' ? 2 : 1;
    counted = count_up_to(source, start, start + (uint32_t)before.len);
    return (struct position){
        .line = (uint32_t)index + 1,
        .column = counted->points + 1,
        .column_utf16 = counted->utf16_units + 1,
        .column_bytes = (uint32_t)before.len + 1,
    };
}

uint32_t source_line_number(struct source *source, uint32_t offset)
{
    return (uint32_t)line_index(source, offset) + 1;
}

uint32_t source_line_count(struct source *source)
{
    if (!source->lines)
        make_line_map(source);
    return (uint32_t)source->line_count;
}

uint32_t source_line_start(struct source *source, uint32_t line)
{
    if (line == 0 || line > source_line_count(source))
        return (uint32_t)source->text.len;
    return source->lines[line - 1];
}

struct str source_line(struct source *source, uint32_t line)
{
    struct str rest = str_slice(source->text, source_line_start(source, line), source->text.len);
    struct str text = {NULL, 0};

    str_next_line(&text, &rest);
    return text;
}

struct span span_of(struct source *source, size_t start, size_t end)
{
    return (struct span){source, (uint32_t)start, (uint32_t)(end < start ? start : end)};
}

struct str span_text(struct span span)
{
    return span.source ? str_slice(span.source->text, span.start, span.end) : (struct str){0};
}

struct span span_join(struct span a, struct span b)
{
    return span_of(a.source, a.start, b.end);
}
