#include "source/position.h"

#include "base/utf8.h"
#include "source/json_string.h"

/* Reads a string again: both offsets advance together, unit by unit. */
struct rereading {
    enum value_style style;
    struct str raw;  /* the bytes of the file */
    struct str text; /* the string that they stand for */
    size_t at;       /* offset in raw */
    size_t done;     /* offset in text */
};

/* One step: so many bytes of the file stand for so many bytes of the string. */
struct unit {
    size_t raw;
    size_t text;
};

enum { LONGEST_ADDRESS = 4096 }; /* of a link: so far its end is looked for */

static const struct unit NO_UNIT = {0, 0};

static int raw_at(const struct rereading *reading, size_t ahead)
{
    size_t i = reading->at + ahead;

    return i < reading->raw.len ? (unsigned char)reading->raw.data[i] : -1;
}

static int text_at(const struct rereading *reading)
{
    return reading->done < reading->text.len ? (unsigned char)reading->text.data[reading->done]
                                             : -1;
}

static bool is_blank(int c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static size_t encoded_length(uint32_t code_point)
{
    char encoded[4];
    size_t length = utf8_write(encoded, code_point);

    return length ? length : utf8_write(encoded, JSON_REPLACEMENT);
}

static struct unit json_escape_unit(const struct rereading *reading)
{
    int32_t unit, low;

    if (raw_at(reading, 1) != 'u')
        return (struct unit){2, 1};
    unit = json_hex4(reading->raw, reading->at + 2);
    low = json_is_high_surrogate(unit) ? json_low_surrogate(reading->raw, reading->at + 6) : -1;
    if (low >= 0)
        return (struct unit){12, 4};
    return (struct unit){6, encoded_length((uint32_t)unit)};
}

/* \xXX, \uXXXX and \UXXXXXXXX (YAML 1.2.2, section 5.7). */
static struct unit yaml_hex_unit(const struct rereading *reading, size_t digits)
{
    uint32_t code_point = 0;

    for (size_t i = 0; i < digits; i++) {
        int c = raw_at(reading, 2 + i), digit = c < 0 ? -1 : json_hex_digit((char)c);

        code_point = code_point * 16 + (uint32_t)(digit < 0 ? 0 : digit);
    }
    return (struct unit){2 + digits, encoded_length(code_point)};
}

/* A line end that is escaped stands for nothing, with the indentation after it. */
static struct unit escaped_line_end(const struct rereading *reading)
{
    size_t raw = 1;

    while (is_blank(raw_at(reading, raw)))
        raw++;
    return (struct unit){raw, 0};
}

static struct unit yaml_escape_unit(const struct rereading *reading)
{
    int c = raw_at(reading, 1);

    if (c == 'x')
        return yaml_hex_unit(reading, 2);
    if (c == 'u')
        return yaml_hex_unit(reading, 4);
    if (c == 'U')
        return yaml_hex_unit(reading, 8);
    if (c == '\n' || c == '\r')
        return escaped_line_end(reading);
    if (c == 'N' || c == '_')
        return (struct unit){2, 2};
    if (c == 'L' || c == 'P')
        return (struct unit){2, 3};
    return (struct unit){2, 1};
}

/* A character reference: &amp; &#38; mostly stand for one character. */
static struct unit entity_unit(const struct rereading *reading)
{
    size_t raw = 1, next = reading->done;

    while (raw < 40 && (raw_at(reading, raw) == '#' || ascii_is_alnum((char)raw_at(reading, raw))))
        raw++;
    if (raw_at(reading, raw) != ';' || raw == 1 || next >= reading->text.len)
        return NO_UNIT;
    utf8_next(reading->text, &next);
    return (struct unit){raw + 1, next - reading->done};
}

/* What a link has behind its words: ](address). */
static struct unit address_unit(const struct rereading *reading)
{
    struct str near = str_slice(reading->raw, 0, reading->at + LONGEST_ADDRESS);
    ptrdiff_t end = str_find(near, STR(")"), reading->at);

    return end < 0 ? NO_UNIT : (struct unit){(size_t)end + 1 - reading->at, 0};
}

static struct unit markdown_unit(const struct rereading *reading)
{
    int c = raw_at(reading, 0), next = raw_at(reading, 1);

    if (c == '\\' && next >= 0 && next == text_at(reading) && !ascii_is_alnum((char)next))
        return (struct unit){2, 1};
    if (c == '&')
        return entity_unit(reading);
    if (c == ']' && next == '(' && text_at(reading) != ']')
        return address_unit(reading);
    return NO_UNIT;
}

/* An escape at the current place, or no unit. */
static struct unit escape_unit(const struct rereading *reading)
{
    int c = raw_at(reading, 0);

    if (reading->style == STYLE_JSON && c == '\\')
        return json_escape_unit(reading);
    if (reading->style == STYLE_DOUBLE && c == '\\')
        return yaml_escape_unit(reading);
    if (reading->style == STYLE_SINGLE && c == '\'')
        return (struct unit){2, 1};
    if (reading->style == STYLE_CSV && c == '"')
        return raw_at(reading, 1) == '"' ? (struct unit){2, 1} : (struct unit){1, 0};
    if (reading->style == STYLE_MARKDOWN)
        return markdown_unit(reading);
    return NO_UNIT;
}

static bool folds(enum value_style style)
{
    return style == STYLE_SINGLE || style == STYLE_DOUBLE || style == STYLE_BLOCK ||
           style == STYLE_MARKDOWN;
}

/* Blanks at the start of a line, of which the string has only the last ones, or none. */
static size_t indentation(const struct rereading *reading)
{
    size_t raw = 0, text = 0;

    if (reading->at == 0 || reading->raw.data[reading->at - 1] != '\n')
        return 0;
    while (raw_at(reading, raw) == ' ' || raw_at(reading, raw) == '\t')
        raw++;
    while (text < raw && reading->done + text < reading->text.len &&
           (reading->text.data[reading->done + text] == ' ' ||
            reading->text.data[reading->done + text] == '\t'))
        text++;
    return raw - text;
}

/* White space where lines are folded: some of it is in the string, some is not. */
static struct unit blank_unit(const struct rereading *reading)
{
    size_t indent = indentation(reading);
    bool is_line_end = raw_at(reading, 0) == '\n' || raw_at(reading, 0) == '\r';
    size_t raw = raw_at(reading, 0) == '\r' && raw_at(reading, 1) == '\n' ? 2 : 1;
    int c = text_at(reading);

    if (indent)
        return (struct unit){indent, 0};
    if (c == raw_at(reading, 0) || (is_line_end && (c == ' ' || c == '\n')))
        return (struct unit){raw, 1};
    return (struct unit){raw, 0};
}

static struct unit next_unit(const struct rereading *reading)
{
    struct unit unit = escape_unit(reading);

    if (unit.raw)
        return unit;
    if (folds(reading->style) && is_blank(raw_at(reading, 0)))
        return blank_unit(reading);
    if (reading->style == STYLE_MARKDOWN && raw_at(reading, 0) != text_at(reading))
        return (struct unit){1, 0};
    return (struct unit){1, 1};
}

/* The string's bytes in the file, without quotes and the header of a block. */
static size_t content_start(const struct value *value)
{
    struct str raw = span_text(value->span);
    ptrdiff_t newline;

    if (value->style == STYLE_RAW || value->style == STYLE_MARKDOWN || raw.len == 0)
        return 0;
    if (value->style != STYLE_BLOCK)
        return 1;
    if (raw.data[0] != '|' && raw.data[0] != '>')
        return 0;
    newline = str_find(raw, STR("\n"), 0);
    return newline < 0 ? raw.len : (size_t)newline + 1;
}

static size_t content_end(const struct value *value, size_t start)
{
    struct str raw = span_text(value->span);
    bool quoted = value->style == STYLE_JSON || value->style == STYLE_SINGLE ||
                  value->style == STYLE_DOUBLE || value->style == STYLE_CSV;

    return quoted && raw.len > start && raw.data[raw.len - 1] == raw.data[0] ? raw.len - 1
                                                                             : raw.len;
}

struct span value_string_span(const struct value *value, size_t from, size_t to)
{
    size_t base, start, end;
    struct rereading reading;

    if (value->type != VALUE_STRING || !value->span.source)
        return value->span;
    base = content_start(value);
    reading = (struct rereading){.style = value->style, .text = value->string, .at = base};
    reading.raw = str_slice(span_text(value->span), 0, content_end(value, base));
    start = end = reading.raw.len;
    while (reading.at < reading.raw.len && (reading.done < to || reading.done <= from)) {
        struct unit unit = next_unit(&reading);

        if (reading.done + unit.text > from && start == reading.raw.len)
            start = reading.at;
        reading.at += unit.raw;
        reading.done += unit.text;
        if (reading.at > reading.raw.len)
            reading.at = reading.raw.len;
        if (unit.text && reading.done >= to && end == reading.raw.len)
            end = reading.at;
    }
    if (from >= to)
        end = start;
    return span_of(value->span.source, value->span.start + start, value->span.start + end);
}
