#include "cel/literal.h"

#include <stdlib.h>

#include "base/utf8.h"

/* Digits in base 10 or (0x) 16; false beyond 64 bits. */
static bool read_natural(uint64_t *natural, struct str digits)
{
    unsigned base = digits.len > 2 && ascii_lower(digits.data[1]) == 'x' ? 16 : 10;

    *natural = 0;
    for (size_t i = base == 16 ? 2 : 0; i < digits.len; i++) {
        char c = ascii_lower(digits.data[i]);
        unsigned digit = (unsigned)(ascii_is_digit(c) ? c - '0' : c - 'a' + 10);

        if (__builtin_mul_overflow(*natural, base, natural) ||
            __builtin_add_overflow(*natural, digit, natural))
            return false;
    }
    return true;
}

static bool read_int(struct cel_value *value, struct str digits, bool negative)
{
    uint64_t natural;

    if (!read_natural(&natural, digits) || natural > (uint64_t)INT64_MAX + negative)
        return false;
    *value = cel_of_int(negative ? (int64_t)(0 - natural) : (int64_t)natural);
    return true;
}

static bool read_number(struct cel_value *value, struct arena *arena, struct str text,
                        enum token_kind kind, bool negative)
{
    double real;

    if (kind == TOKEN_INT)
        return read_int(value, text, negative);
    if (kind == TOKEN_UINT) {
        *value = cel_of_uint(0);
        return read_natural(&value->natural, str_slice(text, 0, text.len - 1));
    }
    real = strtod(arena_str(arena, text).data, NULL);
    *value = cel_of_double(negative ? -real : real);
    return true;
}

/* COUNT digits of BASE at *AT; false if there are fewer. */
static bool read_digits(uint32_t *number, struct str text, size_t *at, size_t count, unsigned base)
{
    *number = 0;
    for (size_t i = 0; i < count; i++, ++*at) {
        char c = *at < text.len ? ascii_lower(text.data[*at]) : '\0';
        unsigned digit = ascii_is_digit(c)      ? (unsigned)(c - '0')
                         : c >= 'a' && c <= 'f' ? (unsigned)(c - 'a' + 10)
                                                : 16;

        if (digit >= base)
            return false;
        *number = *number * base + digit;
    }
    return true;
}

/* A high surrogate is joined with the \uDC00 to \uDFFF that must follow. */
static bool join_surrogates(uint32_t *code_point, struct str text, size_t *at)
{
    uint32_t low;

    if (*code_point < 0xD800 || *code_point > 0xDBFF)
        return true;
    if (!str_starts_with(str_slice(text, *at, text.len), STR("\\u")))
        return false;
    *at += 2;
    if (!read_digits(&low, text, at, 4, 16) || low < 0xDC00 || low > 0xDFFF)
        return false;
    *code_point = 0x10000 + ((*code_point - 0xD800) << 10) + (low - 0xDC00);
    return true;
}

static const struct escape {
    char letter;
    char meaning;
} escapes[] = {
    {'\\', '\\'}, {'?', '?'},  {'"', '"'},  {'\'', '\''}, {'`', '`'},  {'a', '\a'},
    {'b', '\b'},  {'f', '\f'}, {'n', '\n'}, {'r', '\r'},  {'t', '\t'}, {'v', '\v'},
};

static bool add_code_point(struct buffer *out, uint32_t code_point)
{
    char bytes[4];
    size_t count = utf8_write(bytes, code_point);

    buffer_add(out, (struct str){bytes, count});
    return count > 0;
}

/* An escape by number, its letter at *AT. Returns NULL or what is wrong. */
static const char *read_numbered(struct buffer *out, struct str text, size_t *at, bool bytes)
{
    char letter = text.data[*at];
    bool unicode = letter == 'u' || letter == 'U';
    bool octal = ascii_is_digit(letter);
    uint32_t number;

    if (unicode && bytes)
        return "\\u and \\U are escapes of strings, not of bytes";
    if (!octal)
        ++*at;
    if (!read_digits(&number, text, at,
                     letter == 'U'   ? 8
                     : letter == 'u' ? 4
                     : octal         ? 3
                                     : 2,
                     octal ? 8 : 16))
        return octal ? "expected three octal digits, 000 to 377"
                     : "expected hexadecimal digits, as in \\xHH, \\uHHHH or \\UHHHHHHHH";
    if (octal && number > 0377)
        return "an octal escape is at most \\377";
    if (bytes) {
        buffer_add_char(out, (char)number);
        return NULL;
    }
    if ((letter == 'u' && !join_surrogates(&number, text, at)) || !add_code_point(out, number))
        return "this is not a Unicode code point";
    return NULL;
}

/* The escape whose backslash is before *AT. Returns NULL or what is wrong. */
static const char *read_escape(struct buffer *out, struct str text, size_t *at, bool bytes)
{
    char letter = *at < text.len ? text.data[*at] : '\0';

    for (size_t i = 0; i < sizeof escapes / sizeof escapes[0]; i++) {
        if (escapes[i].letter == letter) {
            buffer_add_char(out, escapes[i].meaning);
            ++*at;
            return NULL;
        }
    }
    if (letter == 'x' || letter == 'X' || letter == 'u' || letter == 'U' ||
        (letter >= '0' && letter <= '7'))
        return read_numbered(out, text, at, bytes);
    return "unknown escape (write a backslash as \\\\, or in r'...' as it is)";
}

/* The content between the quotes, BODY, into *RESULT. Returns NULL or what is wrong at *AT. */
static const char *decode(struct str *result, size_t *at, struct arena *arena, struct str body,
                          bool bytes)
{
    struct buffer out;
    const char *fault = NULL;

    buffer_init(&out);
    *at = 0;
    while (*at < body.len && !fault) {
        size_t start = *at;

        if (body.data[start] != '\\') {
            buffer_add_char(&out, body.data[start]);
            ++*at;
            continue;
        }
        ++*at;
        fault = read_escape(&out, body, at, bytes);
        if (fault)
            *at = start;
    }
    *result = arena_str(arena, buffer_str(&out));
    buffer_release(&out);
    return fault;
}

static bool read_string(struct cel_value *value, const char **fault, uint32_t *offset,
                        struct arena *arena, struct str text, struct token token)
{
    bool raw = false;
    uint32_t start = token.start, quotes;
    size_t at;

    for (; text.data[start] != '"' && text.data[start] != '\''; start++)
        raw |= ascii_lower(text.data[start]) == 'r';
    quotes = token.end - start >= 6 && text.data[start + 1] == text.data[start] &&
                     text.data[start + 2] == text.data[start]
                 ? 3
                 : 1;
    *value = (struct cel_value){.tag = token.kind == TOKEN_BYTES ? CEL_BYTES : CEL_STRING};
    value->string = str_slice(text, start + quotes, token.end - quotes);
    if (raw)
        return true;
    *fault = decode(&value->string, &at, arena, value->string, token.kind == TOKEN_BYTES);
    *offset = start + quotes + (uint32_t)at;
    return *fault == NULL;
}

bool cel_literal_value(struct cel_value *value, const char **fault, uint32_t *offset,
                       struct arena *arena, struct str text, struct token token, bool negative)
{
    *offset = token.start;
    if (token.kind == TOKEN_STRING || token.kind == TOKEN_BYTES)
        return read_string(value, fault, offset, arena, text, token);
    *fault = "the number does not fit 64 bits";
    return read_number(value, arena, str_slice(text, token.start, token.end), token.kind, negative);
}
