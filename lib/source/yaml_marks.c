#include "source/yaml_marks.h"

enum { STRIDE = 64 };

static bool is_ascii(struct str text)
{
    unsigned char any = 0;

    for (size_t i = 0; i < text.len; i++)
        any |= (unsigned char)text.data[i];
    return any < 0x80;
}

static bool starts_character(char c)
{
    return ((unsigned char)c & 0xC0) != 0x80;
}

void yaml_marks_init(struct yaml_marks *marks, struct str text, size_t base, struct arena *arena)
{
    size_t code_points = 0;

    *marks = (struct yaml_marks){.text = text, .base = base, .ascii = is_ascii(text)};
    if (marks->ascii)
        return;
    marks->offsets = arena_alloc_array(arena, text.len / STRIDE + 1, sizeof *marks->offsets);
    for (size_t i = 0; i < text.len; i++)
        if (starts_character(text.data[i]) && code_points++ % STRIDE == 0)
            marks->offsets[marks->count++] = (uint32_t)i;
}

size_t yaml_marks_offset(const struct yaml_marks *marks, size_t index)
{
    struct str text = marks->text;
    size_t offset;

    if (marks->ascii)
        return marks->base + (index < text.len ? index : text.len);
    if (index / STRIDE >= marks->count)
        return marks->base + text.len;
    offset = marks->offsets[index / STRIDE];
    for (size_t left = index % STRIDE; left && offset < text.len; left--)
        do
            offset++;
        while (offset < text.len && !starts_character(text.data[offset]));
    return marks->base + offset;
}
