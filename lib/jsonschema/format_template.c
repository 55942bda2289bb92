/* URI templates: RFC 6570, section 2. */
#include "base/utf8.h"
#include "jsonschema/format.h"
#include "jsonschema/format_address.h"

/* Skip a literal character at *OFFSET (section 2.1, with ' as erratum 6937 has it). */
static bool skip_literal(struct str text, size_t *offset)
{
    char c = text.data[*offset];
    int32_t code_point;

    if (c == '%') {
        bool encoded = jsonschema_is_percent_encoded(text, *offset);

        *offset += 3;
        return encoded;
    }
    code_point = utf8_next(text, offset);
    if (code_point >= 0x80)
        return jsonschema_is_iri_character(code_point) || jsonschema_is_iri_private(code_point);
    return c > ' ' && c < 0x7F && !jsonschema_is_one_of(c, "\"<>\\^`{|}");
}

/* varname = varchar *( ["."] varchar ); the end of the one at OFFSET, or OFFSET. */
static size_t name_end(struct str text, size_t offset)
{
    size_t end = offset;

    while (offset < text.len) {
        bool dot = text.data[offset] == '.' && end == offset && offset > 0;
        size_t next = offset + dot;

        if (next < text.len && (ascii_is_alnum(text.data[next]) || text.data[next] == '_'))
            end = next + 1;
        else if (jsonschema_is_percent_encoded(text, next))
            end = next + 3;
        else
            break;
        offset = end;
    }
    return end;
}

/* varname [":" 1..9999 / "*"] */
static bool is_variable(struct str text)
{
    size_t end = name_end(text, 0), digits;

    if (end == 0)
        return false;
    if (end == text.len || (text.data[end] == '*' && end + 1 == text.len))
        return true;
    digits = text.len - end - 1;
    if (text.data[end] != ':' || digits < 1 || digits > 4 || text.data[end + 1] == '0')
        return false;
    for (size_t i = end + 1; i < text.len; i++)
        if (!ascii_is_digit(text.data[i]))
            return false;
    return true;
}

/* What is between the braces (section 2.2): an operator, then variables between commas. */
static bool is_expression(struct str text)
{
    struct str rest = text, variable;

    if (text.len && text.data[0] && jsonschema_is_one_of(text.data[0], "+#./;?&=,!@|"))
        rest = str_slice(text, 1, text.len);
    while (str_split(&variable, &rest, ','))
        if (!is_variable(variable))
            return false;
    return text.len > 0;
}

bool jsonschema_format_is_uri_template(struct str text)
{
    for (size_t i = 0; i < text.len;) {
        ptrdiff_t end;

        if (text.data[i] != '{') {
            if (!skip_literal(text, &i))
                return false;
            continue;
        }
        end = str_find(text, STR("}"), i);
        if (end < 0 || !is_expression(str_slice(text, i + 1, (size_t)end)))
            return false;
        i = (size_t)end + 1;
    }
    return true;
}
