/* Values and places in words. */
#include "jsonschema/explain.h"

struct str spot_subject(struct arena *arena, const struct spot *spot)
{
    if (spot->is_name)
        return STR("the name of the property");
    if (!spot->outer)
        return STR("the document");
    if (spot->entry)
        return arena_printf(arena, "`%.*s`", STR_ARG(spot->entry->key));
    return arena_printf(arena, "item %zu of %.*s", spot->index + 1,
                        STR_ARG(spot_subject(arena, spot->outer)));
}

enum { LONGEST_QUOTE = 60 }; /* bytes of a string or number in a sentence */

static void add_quoted(struct buffer *out, struct str text)
{
    size_t end = 0;

    buffer_add_char(out, '"');
    while (end < text.len &&
           (end < LONGEST_QUOTE || ((unsigned char)text.data[end] & 0xC0) == 0x80)) {
        unsigned char c = (unsigned char)text.data[end++];

        if (c == '\n')
            buffer_add_c(out, "\\n");
        else if (c < 0x20 || c == 0x7F)
            buffer_printf(out, "\\u%04x", c);
        else
            buffer_add_char(out, (char)c);
    }
    buffer_add_c(out, end < text.len ? "...\"" : "\"");
}

struct str value_quoted(struct arena *arena, const struct value *value)
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

struct str value_described(struct arena *arena, const struct value *value)
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

    return arena_printf(arena, "%s%.*s", words[value->type], STR_ARG(value_quoted(arena, value)));
}
