#include "report/visible.h"

#include "base/utf8.h"

enum {
    TAB_STOP = 4,
    DELETE = 0x7F,
    CONTROL_PICTURES = 0x2400,
    PICTURE_OF_DELETE = 0x2421,
    ZERO_WIDTH_NON_JOINER = 0x200C,
    ZERO_WIDTH_JOINER = 0x200D
};

/* Code points that print nothing, or move what others print (Unicode, general category Cf and Zl).
 */
static const struct {
    int32_t first, last;
} hidden[] = {
    {0x80, 0x9F},     {0xAD, 0xAD},     {0x061C, 0x061C}, {0x180E, 0x180E}, {0x200B, 0x200F},
    {0x2028, 0x202E}, {0x2060, 0x206F}, {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB}, {0xE0001, 0xE0001},
};

static bool is_hidden(int32_t code_point)
{
    /* Joiners are part of emoji and of some scripts' spelling. */
    if (code_point == ZERO_WIDTH_JOINER || code_point == ZERO_WIDTH_NON_JOINER)
        return false;
    for (size_t i = 0; i < sizeof hidden / sizeof hidden[0]; i++)
        if (code_point >= hidden[i].first && code_point <= hidden[i].last)
            return true;
    return false;
}

static void add_code_point(struct buffer *out, uint32_t code_point)
{
    char bytes[4];

    buffer_add(out, (struct str){bytes, utf8_encode(bytes, code_point)});
}

/* Append what stands for CODE_POINT (-1: an invalid byte); false if it may stand for itself. */
static bool add_replacement(struct buffer *out, int32_t code_point)
{
    if (code_point < 0)
        add_code_point(out, 0xFFFD);
    else if (code_point < 0x20)
        add_code_point(out, (uint32_t)(CONTROL_PICTURES + code_point));
    else if (code_point == DELETE)
        add_code_point(out, PICTURE_OF_DELETE);
    else if (is_hidden(code_point))
        buffer_printf(out, "<U+%04X>", (unsigned)code_point);
    else
        return false;
    return true;
}

size_t visible_add_at(struct buffer *out, struct str text, size_t column)
{
    size_t written = out->len;

    for (size_t offset = 0; offset < text.len;) {
        size_t start = offset;
        int32_t code_point = utf8_next(text, &offset);

        if (code_point == '\t') {
            column += utf8_width(str_slice(buffer_str(out), written, out->len));
            buffer_add_repeated(out, ' ', TAB_STOP - column % TAB_STOP);
            column += TAB_STOP - column % TAB_STOP;
            written = out->len;
        } else if (!add_replacement(out, code_point)) {
            buffer_add(out, str_slice(text, start, offset));
        }
    }
    return column + utf8_width(str_slice(buffer_str(out), written, out->len));
}

void visible_add(struct buffer *out, struct str text)
{
    visible_add_at(out, text, 0);
}

struct str visible_str(struct str text, struct arena *arena)
{
    struct buffer seen = {0};
    struct str kept;

    visible_add(&seen, text);
    kept = arena_str(arena, buffer_str(&seen));
    buffer_release(&seen);
    return kept;
}

struct str visible_head(struct str text, size_t columns)
{
    size_t end = 0, used = 0;

    for (size_t offset = 0; offset < text.len; end = offset) {
        utf8_next(text, &offset);
        used += utf8_width(str_slice(text, end, offset));
        if (used > columns)
            break;
    }
    return str_slice(text, 0, end);
}

struct str visible_tail(struct str text, size_t columns)
{
    size_t left = utf8_width(text), start = 0;

    for (size_t offset = 0; left > columns && offset < text.len; start = offset) {
        size_t width;

        utf8_next(text, &offset);
        width = utf8_width(str_slice(text, start, offset));
        left -= width < left ? width : left;
    }
    return str_slice(text, start, text.len);
}
