#include "base/visible.h"

#include "base/utf8.h"

enum {
    TAB_STOP = 4,
    DELETE = 0x7F,
    CONTROL_PICTURES = 0x2400,
    PICTURE_OF_DELETE = 0x2421,
    ZERO_WIDTH_NON_JOINER = 0x200C,
    ZERO_WIDTH_JOINER = 0x200D
};

/*
 * Code points that print nothing, or move what others print (Unicode, general category Cf and Zl,
 * and fillers).
 */
static const struct {
    int32_t first, last;
} hidden[] = {
    {0x80, 0x9F},     {0xAD, 0xAD},     {0x034F, 0x034F},   {0x061C, 0x061C},
    {0x115F, 0x1160}, {0x17B4, 0x17B5}, {0x180B, 0x180F},   {0x200B, 0x200F},
    {0x2028, 0x202E}, {0x2060, 0x206F}, {0x3164, 0x3164},   {0xFEFF, 0xFEFF},
    {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFFB}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF},
};

bool visible_is_hidden(int32_t code_point)
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

    buffer_add(out, (struct str){bytes, utf8_write(bytes, code_point)});
}

static void add_number(struct buffer *out, int32_t code_point)
{
    buffer_printf(out, "<U+%04X>", (unsigned)code_point);
}

/* ---- workflow commands ---- */

/* What the runner trims before it looks for a command (.NET, Char.IsWhiteSpace), if it is seen. */
static bool is_trimmed(int32_t code_point)
{
    return code_point == ' ' || code_point == '\t' || code_point == 0xA0 || code_point == 0x1680 ||
           (code_point >= 0x2000 && code_point <= 0x200A) || code_point == 0x202F ||
           code_point == 0x205F || code_point == 0x3000;
}

/* The bytes of TEXT, from OFFSET on, that the runner trims. */
static size_t trimmed(struct str text, size_t offset)
{
    size_t end = offset;

    while (offset < text.len && is_trimmed(utf8_next(text, &offset)))
        end = offset;
    return end;
}

static bool is_at_line_start(const struct buffer *out)
{
    size_t start = out->len;

    while (start > 0 && out->data[start - 1] != '\n')
        start--;
    return trimmed(buffer_str(out), start) == out->len;
}

/* The offset of a colon with which TEXT, behind what OUT holds, would begin a command; else -1. */
static ptrdiff_t command_in(struct str text, const struct buffer *out)
{
    size_t start = trimmed(text, 0);

    return str_starts_with(str_slice(text, start, text.len), STR("::")) && is_at_line_start(out)
               ? (ptrdiff_t)start
               : -1;
}

bool visible_is_command(const struct buffer *out)
{
    size_t end = out->len;

    while (end > 0 && ascii_is_alpha(out->data[end - 1]))
        end--;
    return str_ends_with(str_slice(buffer_str(out), 0, end), STR("##"));
}

/* ---- one code point ---- */

/*
 * Append what stands for CODE_POINT (-1: an invalid byte) behind what OUT holds; false if it may
 * stand for itself.
 */
static bool add_replacement(struct buffer *out, int32_t code_point)
{
    if (code_point < 0)
        add_code_point(out, 0xFFFD);
    else if (code_point < 0x20)
        add_code_point(out, (uint32_t)(CONTROL_PICTURES + code_point));
    else if (code_point == DELETE)
        add_code_point(out, PICTURE_OF_DELETE);
    else if (visible_is_hidden(code_point) || (code_point == '[' && visible_is_command(out)))
        add_number(out, code_point);
    else
        return false;
    return true;
}

/* The end of the text from OFFSET on that is nothing but harmless ASCII. */
static size_t plain_end(struct str text, size_t offset)
{
    while (offset < text.len && text.data[offset] >= ' ' && text.data[offset] < DELETE &&
           text.data[offset] != '[')
        offset++;
    return offset;
}

/* As visible_add_at, of a text that begins no command. */
static size_t add_seen(struct buffer *out, struct str text, size_t column)
{
    size_t written = out->len;

    for (size_t offset = 0; offset < text.len;) {
        size_t start = offset;
        int32_t code_point;

        offset = plain_end(text, start);
        if (offset > start) {
            buffer_add(out, str_slice(text, start, offset));
            continue;
        }
        code_point = utf8_next(text, &offset);
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

size_t visible_add_at(struct buffer *out, struct str text, size_t column)
{
    ptrdiff_t colon = command_in(text, out);
    size_t written;

    if (colon < 0)
        return add_seen(out, text, column);
    column = add_seen(out, str_slice(text, 0, (size_t)colon), column);
    written = out->len;
    add_number(out, ':');
    return add_seen(out, str_slice(text, (size_t)colon + 1, text.len), column + out->len - written);
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
