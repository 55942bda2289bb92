/* JSON Pointers, UUIDs and regular expressions. */
#include "jsonschema/format.h"
#include "jsonschema/format_address.h"
#include "regex/regex.h"

bool jsonschema_format_is_json_pointer(struct str text)
{
    if (text.len && text.data[0] != '/')
        return false;
    for (size_t i = 0; i < text.len; i++)
        if (text.data[i] == '~' &&
            (i + 1 == text.len || !jsonschema_is_one_of(text.data[i + 1], "01")))
            return false;
    return true;
}

/* The end of digits without leading zero at OFFSET; OFFSET if there are none. */
static size_t integer_end(struct str text, size_t offset)
{
    size_t end = offset;

    while (end < text.len && ascii_is_digit(text.data[end]))
        end++;
    return end > offset + 1 && text.data[offset] == '0' ? offset : end;
}

/* A level up, maybe a move among the items ("+1"), then "#" or a JSON Pointer. */
bool jsonschema_format_is_relative_json_pointer(struct str text)
{
    size_t end = integer_end(text, 0), moved;
    struct str rest;

    if (end == 0)
        return false;
    if (end < text.len && jsonschema_is_one_of(text.data[end], "+-")) {
        moved = integer_end(text, end + 1);
        if (moved == end + 1 || text.data[end + 1] == '0')
            return false;
        end = moved;
    }
    rest = str_slice(text, end, text.len);
    return str_equal_c(rest, "#") || jsonschema_format_is_json_pointer(rest);
}

/* RFC 4122, section 3: 8-4-4-4-12 hexadecimal digits, any version. */
bool jsonschema_format_is_uuid(struct str text)
{
    if (text.len != 36)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;

        if (hyphen ? text.data[i] != '-' : !jsonschema_is_hex_digit(text.data[i]))
            return false;
    }
    return true;
}

bool jsonschema_format_is_regex(struct str text)
{
    return regex_is_valid(text, REGEX_ECMA262);
}
