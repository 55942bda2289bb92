#include "cel/lexer.h"

#include <string.h>

static bool is_name_start(char c)
{
    return ascii_is_alpha(c) || c == '_';
}

static bool is_name_part(char c)
{
    return ascii_is_alnum(c) || c == '_';
}

static bool is_hex(char c)
{
    return ascii_is_digit(c) || (ascii_lower(c) >= 'a' && ascii_lower(c) <= 'f');
}

static char at(struct str text, uint32_t offset)
{
    return offset < text.len ? text.data[offset] : '\0';
}

static uint32_t skip_space(struct str text, uint32_t i)
{
    for (;;) {
        while (i < text.len && strchr(" \t\n\f\r", text.data[i]) && text.data[i])
            i++;
        if (at(text, i) != '/' || at(text, i + 1) != '/')
            return i;
        while (i < text.len && text.data[i] != '\n' && text.data[i] != '\r')
            i++;
    }
}

static uint32_t skip_while(struct str text, uint32_t i, bool (*wanted)(char))
{
    while (i < text.len && wanted(text.data[i]))
        i++;
    return i;
}

static struct token token(enum token_kind kind, uint32_t start, uint32_t end)
{
    return (struct token){kind, start, end, NULL};
}

static struct token wrong(uint32_t start, uint32_t end, const char *fault)
{
    return (struct token){TOKEN_WRONG, start, end, fault};
}

static uint32_t skip_exponent(struct str text, uint32_t i)
{
    uint32_t digits = i + 1;

    if (ascii_lower(at(text, i)) != 'e')
        return i;
    if (at(text, digits) == '+' || at(text, digits) == '-')
        digits++;
    return ascii_is_digit(at(text, digits)) ? skip_while(text, digits, ascii_is_digit) : i;
}

static struct token next_number(struct str text, uint32_t start)
{
    enum token_kind kind = TOKEN_INT;
    uint32_t i, exponent;

    if (at(text, start) == '0' && ascii_lower(at(text, start + 1)) == 'x') {
        i = skip_while(text, start + 2, is_hex);
        if (i == start + 2)
            return wrong(start, i, "expected hexadecimal digits after 0x");
    } else {
        i = skip_while(text, start, ascii_is_digit);
        if (at(text, i) == '.' && ascii_is_digit(at(text, i + 1))) {
            kind = TOKEN_DOUBLE;
            i = skip_while(text, i + 1, ascii_is_digit);
        }
        exponent = skip_exponent(text, i);
        if (exponent > i)
            kind = TOKEN_DOUBLE;
        i = exponent;
    }
    if (kind == TOKEN_INT && ascii_lower(at(text, i)) == 'u')
        return token(TOKEN_UINT, start, i + 1);
    return token(kind, start, i);
}

/* The length of a prefix r, b, rb or br (any case) before a quote; 0 if there is none. */
static uint32_t prefix_length(struct str text, uint32_t start, bool *raw, bool *bytes)
{
    uint32_t i = start;

    *raw = *bytes = false;
    for (; i < start + 2; i++) {
        char c = ascii_lower(at(text, i));

        if (c == 'r' && !*raw)
            *raw = true;
        else if (c == 'b' && !*bytes)
            *bytes = true;
        else
            break;
    }
    return i - start;
}

/* Is there a string at START, perhaps after a prefix? */
static bool is_string(struct str text, uint32_t start)
{
    bool raw, bytes;
    char quote = at(text, start + prefix_length(text, start, &raw, &bytes));

    return quote == '"' || quote == '\'';
}

static struct token next_string(struct str text, uint32_t start)
{
    bool raw, bytes;
    uint32_t i = start + prefix_length(text, start, &raw, &bytes);
    char quote = text.data[i];
    bool triple = at(text, i + 1) == quote && at(text, i + 2) == quote;

    for (i += triple ? 3 : 1; i < text.len; i++) {
        char c = text.data[i];

        if (!triple && (c == '\n' || c == '\r'))
            break;
        if (c == quote && (!triple || (at(text, i + 1) == quote && at(text, i + 2) == quote)))
            return token(bytes ? TOKEN_BYTES : TOKEN_STRING, start, i + (triple ? 3 : 1));
        if (c == '\\' && !raw)
            i++;
    }
    return wrong(start, i < text.len ? i : (uint32_t)text.len, "the string is not closed");
}

static bool is_quoted_name_part(char c)
{
    return is_name_part(c) || c == '.' || c == '-' || c == '/' || c == ' ';
}

static struct token next_quoted_name(struct str text, uint32_t start)
{
    uint32_t i = skip_while(text, start + 1, is_quoted_name_part);

    if (at(text, i) != '`' || i == start + 1)
        return wrong(
            start, i,
            "a name in backticks may have letters, digits, _ - . / and spaces up to the next `");
    return token(TOKEN_QUOTED_NAME, start, i + 1);
}

static struct token next_operator(struct str text, uint32_t start)
{
    static const char *const operators[] = {"&&", "||", "==", "!=", "<=", ">=", ".", ",",
                                            ":",  "?",  "(",  ")",  "[",  "]",  "{", "}",
                                            "+",  "-",  "*",  "/",  "%",  "!",  "<", ">"};
    struct str rest = str_slice(text, start, text.len);

    for (size_t i = 0; i < sizeof operators / sizeof operators[0]; i++)
        if (str_starts_with(rest, str_of(operators[i])))
            return token(TOKEN_OPERATOR, start, start + (uint32_t)strlen(operators[i]));
    if (text.data[start] == '=')
        return wrong(start, start + 1, "= is not an operator (write == to compare)");
    if (text.data[start] == '&' || text.data[start] == '|')
        return wrong(start, start + 1, "& and | are not operators (write && or ||)");
    return wrong(start, start + 1, "this character has no meaning here");
}

struct token cel_lexer_next(struct str text, uint32_t offset)
{
    uint32_t start = skip_space(text, offset);
    char c = at(text, start);

    if (start >= text.len)
        return token(TOKEN_END, (uint32_t)text.len, (uint32_t)text.len);
    if (is_string(text, start))
        return next_string(text, start);
    if (is_name_start(c))
        return token(TOKEN_NAME, start, skip_while(text, start, is_name_part));
    if (ascii_is_digit(c) || (c == '.' && ascii_is_digit(at(text, start + 1))))
        return next_number(text, start);
    if (c == '`')
        return next_quoted_name(text, start);
    return next_operator(text, start);
}

static bool is_among(struct str name, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal_c(name, words[i]))
            return true;
    return false;
}

bool cel_lexer_is_keyword(struct str name)
{
    static const char *const words[] = {"true", "false", "null", "in"};

    return is_among(name, words, sizeof words / sizeof words[0]);
}

bool cel_lexer_is_reserved(struct str name)
{
    static const char *const words[] = {
        "as",  "break", "const",   "continue",  "else",   "for", "function", "if",    "import",
        "let", "loop",  "package", "namespace", "return", "var", "void",     "while",
    };

    return cel_lexer_is_keyword(name) || is_among(name, words, sizeof words / sizeof words[0]);
}
