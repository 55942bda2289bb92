#include "source/yaml_breaks.h"

#include <string.h>

#include "base/utf8.h"
#include "source/json_string.h"

enum { BREAK_COUNT = 3, CODE_POINTS = 0x10000 };

static const struct {
    struct str text;
    uint32_t first, last; /* where its stand-in is looked for: as many bytes */
} breaks[BREAK_COUNT] = {
    {STR_INIT("\xC2\x85"), 0xA1, 0x7FF},
    {STR_INIT("\xE2\x80\xA8"), 0xE000, 0xF8FF},
    {STR_INIT("\xE2\x80\xA9"), 0xE000, 0xF8FF},
};

static bool has_any(struct str text)
{
    for (size_t i = 0; i < BREAK_COUNT; i++)
        if (str_find(text, breaks[i].text, 0) >= 0)
            return true;
    return false;
}

/* Mark the code points that are in TEXT, or that an escape of four or more digits may mean. */
static void find_used(bool *used, struct str text)
{
    unsigned window = 0, digits = 0;

    for (size_t i = 0; i < text.len;) {
        int digit = json_hex_digit(text.data[i]);
        int32_t code_point = utf8_next(text, &i);

        if (code_point >= 0 && code_point < CODE_POINTS)
            used[code_point] = true;
        digits = digit < 0 ? 0 : digits + 1;
        window = (window << 4 | (unsigned)(digit < 0 ? 0 : digit)) & 0xFFFF;
        if (digits >= 2)
            used[digits >= 4 ? window : window & 0xFF] = true;
    }
}

/* Replace FROM by TO, which is as long, in the LEN bytes at DATA. */
static void replace(char *data, size_t len, struct str from, const char *to)
{
    struct str text = {data, len};
    ptrdiff_t at = 0;

    while ((at = str_find(text, from, (size_t)at)) >= 0) {
        memcpy(data + at, to, from.len);
        at += (ptrdiff_t)from.len;
    }
}

/* False if a text has them all: then libyaml has to see the break. */
static bool choose(char *stand_in, bool *used, uint32_t first, uint32_t last)
{
    uint32_t code_point = first;

    while (code_point <= last && used[code_point])
        code_point++;
    if (code_point > last)
        return false;
    used[code_point] = true;
    stand_in[utf8_write(stand_in, code_point)] = '\0';
    return true;
}

struct str yaml_breaks_hide(struct yaml_breaks *out, struct str text, struct arena *arena)
{
    struct str copy;
    char *data;
    bool *used;

    *out = (struct yaml_breaks){0};
    if (!has_any(text))
        return text;
    used = arena_alloc_array(arena, CODE_POINTS, sizeof *used);
    find_used(used, text);
    data = arena_copy(arena, text.data, text.len);
    copy = (struct str){data, text.len};
    for (size_t i = 0; i < BREAK_COUNT; i++) {
        if (choose(out->stand_ins[i], used, breaks[i].first, breaks[i].last))
            replace(data, text.len, breaks[i].text, out->stand_ins[i]);
    }
    return copy;
}

struct str yaml_breaks_show(const struct yaml_breaks *hidden, struct str text, struct arena *arena)
{
    for (size_t i = 0; i < BREAK_COUNT; i++) {
        struct str stand_in = str_of(hidden->stand_ins[i]);
        char *data;

        if (!stand_in.len || str_find(text, stand_in, 0) < 0)
            continue;
        data = arena_copy(arena, text.data, text.len);
        replace(data, text.len, stand_in, breaks[i].text.data);
        text = (struct str){data, text.len};
    }
    return text;
}
