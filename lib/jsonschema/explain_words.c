/* Values and places in words. */
#include "base/utf8.h"
#include "jsonschema/explain.h"

struct str jsonschema_spot_subject(struct arena *arena, const struct spot *spot)
{
    if (spot->is_name)
        return STR("the name of the property");
    if (!spot->outer)
        return STR("the document");
    if (spot->entry)
        return arena_printf(arena, "`%.*s`", STR_ARG(spot->entry->key));
    return arena_printf(arena, "item %zu of %.*s", spot->index + 1,
                        STR_ARG(jsonschema_spot_subject(arena, spot->outer)));
}

enum { LONGEST_QUOTE = 60 }; /* bytes of a string or number in a sentence */

/* White space that looks like a space, or like nothing. */
static const struct {
    int32_t first, last;
    const char *name;
} odd_spaces[] = {
    {0x85, 0x85, "next line"},
    {0xA0, 0xA0, "no-break space"},
    {0x1680, 0x1680, "Ogham space"},
    {0x2000, 0x2006, "wide space"},
    {0x2007, 0x2007, "figure space"},
    {0x2008, 0x200A, "narrow space"},
    {0x200B, 0x200D, "zero width space"},
    {0x2028, 0x2029, "line separator"},
    {0x202F, 0x202F, "narrow no-break space"},
    {0x205F, 0x205F, "mathematical space"},
    {0x2060, 0x2060, "word joiner"},
    {0x3000, 0x3000, "ideographic space"},
    {0xFEFF, 0xFEFF, "zero width no-break space"},
};

static const char *odd_space(int32_t code_point)
{
    for (size_t i = 0; i < sizeof odd_spaces / sizeof odd_spaces[0]; i++)
        if (code_point >= odd_spaces[i].first && code_point <= odd_spaces[i].last)
            return odd_spaces[i].name;
    return NULL;
}

struct str jsonschema_odd_space_label(struct arena *arena, const struct value *value)
{
    if (value->type != VALUE_STRING || value->string.len > LONGEST_QUOTE)
        return (struct str){0};
    for (size_t at = 0; at < value->string.len;) {
        int32_t code_point = utf8_next(value->string, &at);
        const char *name = odd_space(code_point);

        if (name)
            return arena_printf(arena, "this value has a %s, U+%04X", name, (unsigned)code_point);
    }
    return (struct str){0};
}

/* An odd space at *END is written as its code. */
static bool add_odd_space(struct buffer *out, struct str text, size_t *end)
{
    size_t next = *end;
    int32_t code_point = utf8_next(text, &next);

    if (!odd_space(code_point))
        return false;
    buffer_printf(out, "\\u%04x", (unsigned)code_point);
    *end = next;
    return true;
}

static void add_quoted(struct buffer *out, struct str text)
{
    size_t end = 0;

    buffer_add_char(out, '"');
    while (end < text.len &&
           (end < LONGEST_QUOTE || ((unsigned char)text.data[end] & 0xC0) == 0x80)) {
        unsigned char c = (unsigned char)text.data[end];

        if (c >= 0xC2 && add_odd_space(out, text, &end))
            continue;
        end++;
        if (c == '\n')
            buffer_add_c(out, "\\n");
        else if (c < 0x20 || c == 0x7F)
            buffer_printf(out, "\\u%04x", c);
        else
            buffer_add_char(out, (char)c);
    }
    buffer_add_c(out, end < text.len ? "...\"" : "\"");
}

struct str jsonschema_value_quoted(struct arena *arena, const struct value *value)
{
    struct buffer out;
    struct str text;

    switch (value->type) {
    case VALUE_NULL:
        return STR("null");
    case VALUE_BOOL:
        return value->boolean ? STR("true") : STR("false");
    case VALUE_INT:
    case VALUE_DOUBLE:
        text = value->number.text;
        return text.len <= LONGEST_QUOTE ? text
                                         : arena_printf(arena, "%.*s...", LONGEST_QUOTE, text.data);
    case VALUE_LIST:
        return value->list.count ? STR("a list") : STR("an empty list");
    case VALUE_MAP:
        return value->map.count ? STR("an object") : STR("an empty object");
    case VALUE_STRING:
        break;
    }
    buffer_init(&out);
    add_quoted(&out, value->string);
    text = arena_str(arena, buffer_str(&out));
    buffer_release(&out);
    return text;
}

struct str jsonschema_value_described(struct arena *arena, const struct value *value)
{
    static const char *const words[] = {
        [VALUE_NULL] = "",
        [VALUE_BOOL] = "",
        [VALUE_INT] = "the number ",
        [VALUE_DOUBLE] = "the number ",
        [VALUE_STRING] = "the string ",
        [VALUE_LIST] = "",
        [VALUE_MAP] = "",
    };

    return arena_printf(arena, "%s%.*s", words[value->type],
                        STR_ARG(jsonschema_value_quoted(arena, value)));
}
