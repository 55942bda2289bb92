#include "report/wrap.h"

#include "base/utf8.h"

void wrap_init(struct wrap *wrap, struct buffer *out, size_t width, size_t indent, size_t column)
{
    *wrap = (struct wrap){.out = out, .width = width, .indent = indent, .column = column};
    if (column < indent) {
        buffer_add_repeated(out, ' ', indent - column);
        wrap->column = indent;
    }
}

void wrap_word(struct wrap *wrap, struct str bytes, size_t columns)
{
    if (wrap->started && wrap->column + 1 + columns > wrap->width) {
        buffer_add_char(wrap->out, '\n');
        buffer_add_repeated(wrap->out, ' ', wrap->indent);
        wrap->column = wrap->indent;
    } else if (wrap->started) {
        buffer_add_char(wrap->out, ' ');
        wrap->column++;
    }
    buffer_add(wrap->out, bytes);
    wrap->column += columns;
    wrap->started = true;
}

void wrap_text(struct wrap *wrap, struct str text)
{
    for (size_t start = 0; start < text.len;) {
        size_t end = start;

        while (end < text.len && !ascii_is_space(text.data[end]))
            end++;
        if (end > start)
            wrap_word(wrap, str_slice(text, start, end), utf8_width(str_slice(text, start, end)));
        start = end + 1;
    }
}
