#include "source/json.h"

#include <string.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "source/json_string.h"
#include "source/reader.h"

struct json {
    struct reader reader;
    struct str text;       /* what is read */
    size_t at;             /* the offset of the next byte */
    size_t depth;          /* of open lists and maps */
    size_t fault;          /* where the last value failed */
    struct buffer scratch; /* the string being decoded */
};

static struct value *read_value(struct json *json);

/* What people write that JSON does not have, by the bytes that begin it. */
static const struct {
    struct str start;
    const char *message, *help;
} strangers[] = {
    {STR_INIT("//"), "JSON has no comments", "delete the comment"},
    {STR_INIT("/*"), "JSON has no comments", "delete the comment"},
    {STR_INIT("#"), "JSON has no comments", "delete the comment"},
    {STR_INIT("'"), "JSON has no strings in single quotes", "use double quotes"},
    {STR_INIT("\xE2\x80\x9C"), "JSON has no strings in typographic quotes", "use double quotes"},
};

/* Report MESSAGE of START to END; returns true. */
static bool refuse(struct json *json, size_t start, size_t end, const char *message,
                   const char *help)
{
    reader_report(&json->reader, "json-syntax", start, end, "%s", message)->help = str_of(help);
    json->fault = start;
    return true;
}

/* Report what stands here in place of a value, a key or a mark, if it is known. */
static bool report_stranger(struct json *json)
{
    struct str rest = str_slice(json->text, json->at, json->text.len);

    for (size_t i = 0; i < sizeof strangers / sizeof strangers[0]; i++)
        if (str_starts_with(rest, strangers[i].start))
            return refuse(json, json->at, json->at + strangers[i].start.len, strangers[i].message,
                          strangers[i].help);
    return false;
}

/* Report a syntax error at the next byte and return NULL. */
static void *fail(struct json *json, const char *expected)
{
    struct reader *reader = &json->reader;
    struct diagnostic *diagnostic;

    if (report_stranger(json))
        return NULL;
    diagnostic = reader_report(reader, "json-syntax", json->at,
                               reader_character_end(reader, json->at), "%s", expected);
    if (json->at >= json->text.len)
        diagnostic->label = STR("the file ends here");
    json->fault = json->at;
    return NULL;
}

static int peek(const struct json *json)
{
    return json->at < json->text.len ? (unsigned char)json->text.data[json->at] : -1;
}

static bool take(struct json *json, char c)
{
    if (peek(json) != (unsigned char)c)
        return false;
    json->at++;
    return true;
}

static void skip_space(struct json *json)
{
    while (json->at < json->text.len && strchr(" \t\r\n", json->text.data[json->at]) &&
           json->text.data[json->at])
        json->at++;
}

static struct span span_from(struct json *json, size_t start)
{
    return span_of(json->reader.source, start, json->at);
}

static bool skip_digits(struct json *json)
{
    size_t start = json->at;

    while (json->at < json->text.len && ascii_is_digit(json->text.data[json->at]))
        json->at++;
    return json->at > start;
}

/* RFC 8259, section 6. */
static struct value *read_number(struct json *json)
{
    size_t start = json->at;

    take(json, '-');
    if (take(json, '0')) {
        if (json->at < json->text.len && ascii_is_digit(json->text.data[json->at]))
            return fail(json, "a number must not start with the digit 0");
    } else if (!skip_digits(json)) {
        return fail(json, "expected a digit after `-`");
    }
    if (take(json, '.') && !skip_digits(json))
        return fail(json, "expected a digit after the decimal point");
    if (take(json, 'e') || take(json, 'E')) {
        if (!take(json, '+'))
            take(json, '-');
        if (!skip_digits(json))
            return fail(json, "expected a digit in the exponent");
    }
    return value_new_number(json->reader.arena, str_slice(json->text, start, json->at),
                            span_from(json, start));
}

/* The four digits after "\u", or -1. */
static int32_t read_hex4(struct json *json)
{
    int32_t code_unit = json_hex4(json->text, json->at);

    if (code_unit < 0) {
        for (int i = 0;
             i < 4 && json->at < json->text.len && json_hex_digit(json->text.data[json->at]) >= 0;
             i++)
            json->at++;
        fail(json, "expected four hexadecimal digits after `\\u`");
        return -1;
    }
    json->at += 4;
    return code_unit;
}

/* An escape \uXXXX whose digits come next; START is the offset of its backslash. */
static bool read_unicode_escape(struct json *json, size_t start)
{
    int32_t unit = read_hex4(json), low = -1;
    char encoded[4];
    size_t length;

    if (unit < 0)
        return false;
    if (json_is_high_surrogate(unit)) {
        low = json_low_surrogate(json->text, json->at);
        if (low >= 0) {
            unit = json_join_surrogates(unit, low);
            json->at += 6;
        }
    }
    length = utf8_write(encoded, (uint32_t)unit);
    if (length == 0) {
        reader_report(&json->reader, "json-lone-surrogate", start, json->at,
                      "\\u%04X is only one half of a character", (unsigned)unit)
            ->help = STR("write both halves, as in \\ud83d\\ude00, or the character itself");
        length = utf8_write(encoded, JSON_REPLACEMENT);
    }
    buffer_add(&json->scratch, (struct str){encoded, length});
    return true;
}

static bool read_escape(struct json *json)
{
    size_t start = json->at++;
    int c = peek(json), meaning = c < 0 ? -1 : json_escape((char)c);

    if (c == 'u') {
        json->at++;
        return read_unicode_escape(json, start);
    }
    if (meaning < 0) {
        fail(json, c < 0 ? "this string is not closed" : "JSON does not have this escape");
        return false;
    }
    json->at++;
    buffer_add_char(&json->scratch, (char)meaning);
    return true;
}

/* Pass over the bytes that stand for themselves. */
static struct str skip_plain(struct json *json)
{
    size_t start = json->at;

    while (json->at < json->text.len) {
        unsigned char c = (unsigned char)json->text.data[json->at];

        if (c == '"' || c == '\\' || c < 0x20)
            break;
        json->at++;
    }
    return str_slice(json->text, start, json->at);
}

static bool fail_in_string(struct json *json, size_t start)
{
    int c = peek(json);

    if (c == '\t')
        fail(json, "a tab in a string must be written as `\\t`");
    else if (c >= 0 && c != '\n' && c != '\r')
        fail(json, "a control character in a string must be escaped");
    else
        refuse(json, start, json->at, "this string is not closed",
               "close the string, or write `\\n` for a line break within it");
    return false;
}

/* A string whose opening quote comes next (section 7). */
static bool read_string(struct str *out, struct json *json)
{
    size_t start = json->at++;
    struct str plain = skip_plain(json);

    if (take(json, '"')) {
        *out = plain;
        return true;
    }
    buffer_clear(&json->scratch);
    buffer_add(&json->scratch, plain);
    while (peek(json) == '\\') {
        if (!read_escape(json))
            return false;
        buffer_add(&json->scratch, skip_plain(json));
    }
    if (!take(json, '"'))
        return fail_in_string(json, start);
    *out = arena_str(json->reader.arena, buffer_str(&json->scratch));
    return true;
}

static struct value *read_string_value(struct json *json)
{
    size_t start = json->at;
    struct value *value;
    struct str string;

    if (!read_string(&string, json))
        return NULL;
    value = value_new_string(json->reader.arena, string, span_from(json, start));
    value->style = STYLE_JSON;
    return value;
}

static bool open_bracket(struct json *json)
{
    if (json->depth == LIMIT_DEPTH) {
        reader_report_depth(&json->reader, json->at);
        json->fault = json->at;
        return false;
    }
    json->depth++;
    json->at++;
    skip_space(json);
    return true;
}

/* Text behind a string, in its line: a quote within the string was taken for its end. */
static bool report_quote(struct json *json)
{
    size_t end = json->at;
    int next = peek(json);

    while (end && (json->text.data[end - 1] == ' ' || json->text.data[end - 1] == '\t'))
        end--;
    return next >= 0 && (next >= 0x80 || ascii_is_alnum((char)next)) && end &&
           json->text.data[end - 1] == '"' &&
           refuse(json, end - 1, end, "this quote ends the string before the text that follows",
                  "write `\\\"` for a quote within the string");
}

/* After an item or entry: true if another follows; else the bracket is closed or *FAILED. */
static bool goes_on(struct json *json, char close, const char *expected, const char *trailing,
                    bool *failed)
{
    size_t comma;

    skip_space(json);
    if (take(json, close))
        return false;
    comma = json->at;
    if (!take(json, ',')) {
        *failed = report_quote(json) || !fail(json, expected);
        return false;
    }
    skip_space(json);
    if (peek(json) == (unsigned char)close) {
        *failed = refuse(json, comma, comma + 1, trailing, "delete the comma");
        return false;
    }
    return true;
}

static bool read_items(struct json *json, struct value_builder *list)
{
    bool failed = false;

    if (take(json, ']'))
        return true;
    do {
        struct value *item = read_value(json);

        if (!item)
            return false;
        value_list_add(list, item, item->span);
    } while (goes_on(json, ']', "expected `,` or `]` after a list item",
                     "no list item follows this comma", &failed));
    return !failed;
}

static struct value *read_list(struct json *json)
{
    size_t start = json->at;
    struct value_builder *list;

    if (!open_bracket(json))
        return NULL;
    list = value_list_begin();
    if (!read_items(json, list)) {
        value_abandon(list);
        return NULL;
    }
    json->depth--;
    return value_end(list, json->reader.arena, span_from(json, start));
}

static bool read_entry(struct json *json, struct value_builder *map)
{
    const struct value_entry *first;
    size_t start = json->at;
    struct value *value;
    struct span span;
    struct str key;

    if (peek(json) != '"')
        return fail(json, "expected a key in double quotes");
    if (!read_string(&key, json))
        return false;
    span = span_from(json, start);
    skip_space(json);
    if (!take(json, ':'))
        return fail(json, "expected `:` after a key");
    skip_space(json);
    value = read_value(json);
    if (!value)
        return false;
    first = value_map_add(map, key, span, value, value->span);
    if (first)
        reader_report_duplicate(&json->reader, "json-duplicate-key", span.start, span.end, key,
                                first->key_span);
    return true;
}

static bool read_entries(struct json *json, struct value_builder *map)
{
    bool failed = false;

    if (take(json, '}'))
        return true;
    do {
        if (!read_entry(json, map))
            return false;
    } while (goes_on(json, '}', "expected `,` or `}` after a map entry",
                     "no key follows this comma", &failed));
    return !failed;
}

static struct value *read_map(struct json *json)
{
    size_t start = json->at;
    struct value_builder *map;

    if (!open_bracket(json))
        return NULL;
    map = value_map_begin();
    if (!read_entries(json, map)) {
        value_abandon(map);
        return NULL;
    }
    json->depth--;
    return value_end(map, json->reader.arena, span_from(json, start));
}

static struct value *read_literal(struct json *json)
{
    size_t start = json->at;
    struct str word;

    while (json->at < json->text.len && ascii_is_alnum(json->text.data[json->at]))
        json->at++;
    word = str_slice(json->text, start, json->at);
    if (str_equal_c(word, "null"))
        return value_new_null(json->reader.arena, span_from(json, start));
    if (str_equal_c(word, "true") || str_equal_c(word, "false"))
        return value_new_bool(json->reader.arena, word.data[0] == 't', span_from(json, start));
    if (!word.len)
        return fail(json, "expected a value");
    json->fault = start;
    word = reader_excerpt(word);
    reader_report(&json->reader, "json-syntax", start, json->at, "`%.*s` is not a JSON value",
                  STR_ARG(word))
        ->help = STR("write true, false, null, a number, or a string in double quotes");
    return NULL;
}

/* Recursion is bounded by open_bracket. */
static struct value *read_value(struct json *json)
{
    int c = peek(json);

    if (!reader_count_values(&json->reader, 1, json->at)) {
        json->fault = json->at;
        return NULL;
    }
    if (c == '{')
        return read_map(json);
    if (c == '[')
        return read_list(json);
    if (c == '"')
        return read_string_value(json);
    if (c == '-' || (c >= '0' && c <= '9'))
        return read_number(json);
    return read_literal(json);
}

static bool begin(struct json *json, struct source *source, struct arena *arena, struct sink *sink)
{
    *json = (struct json){.text = source->text};
    reader_init(&json->reader, source, arena, sink);
    if (!reader_accepts_text(&json->reader))
        return false;
    json->at = reader_bom_size(&json->reader);
    skip_space(json);
    return true;
}

int json_read(struct value **out, struct source *source, struct arena *arena, struct sink *sink)
{
    struct json json;

    *out = NULL;
    if (!begin(&json, source, arena, sink))
        return -1;
    *out = read_value(&json);
    skip_space(&json);
    if (*out && peek(&json) >= 0)
        *out = fail(&json, "expected the end of the file after the value");
    buffer_release(&json.scratch);
    return *out ? 0 : -1;
}

/* After a fault: to the next line if the value stands on one line, else to the end. */
static void recover(struct json *json, size_t start)
{
    struct str value = str_slice(json->text, start, json->fault);
    ptrdiff_t newline = str_find(json->text, STR("\n"), json->fault);

    json->depth = 0;
    json->at = newline < 0 || str_find(value, STR("\n"), 0) >= 0 ? json->text.len : (size_t)newline;
    skip_space(json);
}

int json_read_each(struct documents *out, struct source *source, struct arena *arena,
                   struct sink *sink)
{
    struct json json;
    int result = 0;

    if (!begin(&json, source, arena, sink))
        return -1;
    while (json.at < json.text.len) {
        size_t start = json.at;
        struct value *value = read_value(&json);

        if (value) {
            vector_push(&out->values, value);
            skip_space(&json);
        } else {
            recover(&json, start);
            result = -1;
        }
    }
    buffer_release(&json.scratch);
    return result;
}
