#include "report/wrap.h"

#include "base/utf8.h"
#include "base/visible.h"

void wrap_init(struct wrap *wrap, struct buffer *out, size_t width, size_t indent, size_t column)
{
    *wrap = (struct wrap){.out = out, .width = width, .indent = indent, .column = column};
    if (column < indent) {
        buffer_add_repeated(out, ' ', indent - column);
        wrap->column = indent;
    }
}

/* BYTES at the start of a line, where "::" would begin a command (base/visible.h). */
static void add_first(struct wrap *wrap, struct str bytes, size_t *columns)
{
    size_t before = wrap->out->len;

    if (!str_starts_with(bytes, STR("::"))) {
        buffer_add(wrap->out, bytes);
        return;
    }
    visible_add(wrap->out, bytes);
    *columns += wrap->out->len - before - bytes.len;
}

void wrap_word(struct wrap *wrap, struct str bytes, size_t columns)
{
    bool first = !wrap->started || wrap->column + 1 + columns > wrap->width;

    if (wrap->started && first) {
        buffer_add_char(wrap->out, '\n');
        buffer_add_repeated(wrap->out, ' ', wrap->indent);
        wrap->column = wrap->indent;
    } else if (wrap->started) {
        buffer_add_char(wrap->out, ' ');
        wrap->column++;
    }
    if (first)
        add_first(wrap, bytes, &columns);
    else
        buffer_add(wrap->out, bytes);
    wrap->column += columns;
    wrap->started = true;
}

static void add_seen(struct wrap *wrap, struct str word)
{
    struct buffer seen = {0};

    visible_add(&seen, word);
    wrap_word(wrap, buffer_str(&seen), utf8_width(buffer_str(&seen)));
    buffer_release(&seen);
}

void wrap_text(struct wrap *wrap, struct str text)
{
    for (size_t start = 0; start < text.len;) {
        size_t end = start;

        while (end < text.len && !ascii_is_space(text.data[end]))
            end++;
        if (end > start)
            add_seen(wrap, str_slice(text, start, end));
        start = end + 1;
    }
}

void wrap_paragraph(struct buffer *out, struct str text, size_t width, size_t indent, size_t column)
{
    struct wrap wrap;

    wrap_init(&wrap, out, width, indent, column);
    wrap_text(&wrap, text);
    buffer_add_char(out, '\n');
}

void wrap_behind(struct buffer *out, const char *heading, struct str text, size_t width)
{
    size_t indent = str_of(heading).len;

    visible_printf(out, "%s", heading);
    wrap_paragraph(out, text, width, indent, indent);
}
