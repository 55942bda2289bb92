#include "source/yaml_scalar.h"

#include <inttypes.h>

#include "source/json_string.h"

static const struct {
    struct str text;
    enum core_type type;
} words[] = {
    {STR_INIT(""), CORE_NULL},          {STR_INIT("~"), CORE_NULL},
    {STR_INIT("null"), CORE_NULL},      {STR_INIT("Null"), CORE_NULL},
    {STR_INIT("NULL"), CORE_NULL},      {STR_INIT("true"), CORE_TRUE},
    {STR_INIT("True"), CORE_TRUE},      {STR_INIT("TRUE"), CORE_TRUE},
    {STR_INIT("false"), CORE_FALSE},    {STR_INIT("False"), CORE_FALSE},
    {STR_INIT("FALSE"), CORE_FALSE},    {STR_INIT(".nan"), CORE_NAN},
    {STR_INIT(".NaN"), CORE_NAN},       {STR_INIT(".NAN"), CORE_NAN},
    {STR_INIT(".inf"), CORE_INFINITE},  {STR_INIT(".Inf"), CORE_INFINITE},
    {STR_INIT(".INF"), CORE_INFINITE},  {STR_INIT("+.inf"), CORE_INFINITE},
    {STR_INIT("+.Inf"), CORE_INFINITE}, {STR_INIT("+.INF"), CORE_INFINITE},
    {STR_INIT("-.inf"), CORE_INFINITE}, {STR_INIT("-.Inf"), CORE_INFINITE},
    {STR_INIT("-.INF"), CORE_INFINITE},
};

enum { LONGEST_WORD = 5 };

static size_t skip_digits(struct str text, size_t i)
{
    while (i < text.len && ascii_is_digit(text.data[i]))
        i++;
    return i;
}

static bool is_sign(struct str text, size_t i)
{
    return i < text.len && (text.data[i] == '+' || text.data[i] == '-');
}

/* The numbers of the schema in base eight and sixteen, which have no sign. */
static enum core_type prefixed_type(struct str text)
{
    int base = text.data[1] == 'o' ? 8 : 16;

    for (size_t i = 2; i < text.len; i++) {
        int digit = json_hex_digit(text.data[i]);

        if (digit < 0 || digit >= base)
            return CORE_STRING;
    }
    return base == 8 ? CORE_OCTAL : CORE_HEXADECIMAL;
}

static enum core_type number_type(struct str text)
{
    size_t start = is_sign(text, 0), i = skip_digits(text, start), digits = i - start;

    if (digits && i == text.len)
        return CORE_DECIMAL;
    if (i < text.len && text.data[i] == '.') {
        size_t fraction = i + 1;

        i = skip_digits(text, fraction);
        digits += i - fraction;
    }
    if (!digits)
        return CORE_STRING;
    if (i < text.len && (text.data[i] == 'e' || text.data[i] == 'E')) {
        size_t exponent = i + 1 + is_sign(text, i + 1);

        i = skip_digits(text, exponent);
        if (i == exponent)
            return CORE_STRING;
    }
    return i == text.len ? CORE_FLOAT : CORE_STRING;
}

enum core_type yaml_core_type(struct str text)
{
    if (text.len <= LONGEST_WORD)
        for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
            if (str_equal(words[i].text, text))
                return words[i].type;
    if (text.len > 2 && text.data[0] == '0' && (text.data[1] == 'o' || text.data[1] == 'x'))
        return prefixed_type(text);
    return number_type(text);
}

static struct str prefixed_number(struct arena *arena, unsigned base, struct str digits)
{
    uint64_t value = 0;

    for (size_t i = 0; i < digits.len; i++) {
        unsigned digit = (unsigned)json_hex_digit(digits.data[i]);

        if (value > (UINT64_MAX - digit) / base)
            return (struct str){NULL, 0};
        value = value * base + digit;
    }
    return arena_printf(arena, "%" PRIu64, value);
}

/* Cut the digits at the front off *REST, without needless zeros: "007" gives 7, "" 0. */
static struct str take_integer(struct str *rest)
{
    size_t end = skip_digits(*rest, 0), start = 0;
    struct str digits;

    while (start + 1 < end && rest->data[start] == '0')
        start++;
    digits = str_slice(*rest, start, end);
    *rest = str_slice(*rest, end, rest->len);
    return digits.len ? digits : STR("0");
}

struct str yaml_number_text(struct arena *arena, enum core_type type, struct str text)
{
    const char *sign = "", *point = "";
    struct str whole, fraction = {NULL, 0};
    size_t end;

    if (type == CORE_OCTAL || type == CORE_HEXADECIMAL)
        return prefixed_number(arena, type == CORE_OCTAL ? 8 : 16, str_slice(text, 2, text.len));
    if (is_sign(text, 0)) {
        sign = text.data[0] == '-' ? "-" : "";
        text = str_slice(text, 1, text.len);
    }
    whole = take_integer(&text);
    if (text.len && text.data[0] == '.') {
        end = skip_digits(text, 1);
        fraction = end > 1 ? str_slice(text, 1, end) : STR("0");
        text = str_slice(text, end, text.len);
        point = ".";
    }
    return arena_printf(arena, "%s%.*s%s%.*s%.*s", sign, STR_ARG(whole), point, STR_ARG(fraction),
                        STR_ARG(text));
}
