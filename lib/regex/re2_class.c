/* Characters, escapes and classes of RE2 syntax. */
#include "base/utf8.h"
#include "regex/re2.h"

enum { GREATEST_CODE_POINT = 0x10FFFF };

void re2_write_literal(struct translator *t, uint32_t code_point)
{
    char bytes[4];

    if (code_point < 0x80 && ascii_is_alnum((char)code_point))
        buffer_add_char(t->out, (char)code_point);
    else if (code_point < 0x20 || code_point == 0x7f || code_point > GREATEST_CODE_POINT)
        buffer_printf(t->out, "\\x{%x}", (unsigned)code_point);
    else if (code_point < 0x80)
        buffer_printf(t->out, "\\%c", (int)code_point);
    else
        buffer_add(t->out, (struct str){bytes, utf8_write(bytes, code_point)});
}

static int hex_digit(char c)
{
    c = ascii_lower(c);
    if (ascii_is_digit(c))
        return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* \x7F or \x{10FFFF}, from behind the x. */
static bool read_hex(struct translator *t, uint32_t *code_point)
{
    bool braces = re2_peek(t, 0) == '{';
    size_t start = t->at, digits = 0;

    *code_point = 0;
    t->at += braces;
    for (; hex_digit(re2_peek(t, 0)) >= 0 && (braces || digits < 2); t->at++, digits++) {
        *code_point = *code_point * 16 + (uint32_t)hex_digit(re2_peek(t, 0));
        if (*code_point > GREATEST_CODE_POINT)
            return re2_fail(t, start, "the code point is greater than \\x{10FFFF}");
    }
    if (digits == 0 || (!braces && digits != 2) || (braces && re2_peek(t, 0) != '}'))
        return re2_fail(t, start, "\\x requires two hexadecimal digits, or some in braces");
    t->at += braces;
    return true;
}

/* \123, from its first digit on; a single digit that is not 0 would be a backreference. */
static bool read_octal(struct translator *t, uint32_t *code_point)
{
    size_t start = t->at;

    if (re2_peek(t, 0) != '0' && !(re2_peek(t, 1) >= '0' && re2_peek(t, 1) <= '7'))
        return re2_fail(t, start, "RE2 has no backreferences");
    *code_point = 0;
    while (t->at < start + 3 && re2_peek(t, 0) >= '0' && re2_peek(t, 0) <= '7')
        *code_point = *code_point * 8 + (uint32_t)(t->pattern.data[t->at++] - '0');
    return true;
}

static const struct {
    char letter;
    char meaning;
} controls[] = {{'a', '\a'}, {'f', '\f'}, {'t', '\t'}, {'n', '\n'}, {'r', '\r'}, {'v', '\v'}};

/* An escape that stands for one character, the backslash at t->at. */
bool re2_read_escaped(struct translator *t, uint32_t *code_point)
{
    size_t start = t->at++;
    char c = re2_peek(t, 0);

    if (t->at >= t->pattern.len)
        return re2_fail(t, start, "a backslash at the end");
    if (c >= '0' && c <= '7')
        return read_octal(t, code_point);
    t->at++;
    for (size_t i = 0; i < sizeof controls / sizeof controls[0]; i++) {
        if (controls[i].letter == c) {
            *code_point = (uint32_t)controls[i].meaning;
            return true;
        }
    }
    if (c == 'x')
        return read_hex(t, code_point);
    *code_point = (unsigned char)c;
    if (ascii_is_alnum(c) || c == '_' || (unsigned char)c >= 0x80)
        return re2_fail(t, start, "RE2 does not have this escape");
    return true;
}

static const char *const categories[] = {
    "C",  "Cc", "Cf", "Co", "Cs", "L",  "Ll", "Lm", "Lo", "Lt", "Lu",  "M",  "Mc",
    "Me", "Mn", "N",  "Nd", "Nl", "No", "P",  "Pc", "Pd", "Pe", "Pf",  "Pi", "Po",
    "Ps", "S",  "Sc", "Sk", "Sm", "So", "Z",  "Zl", "Zp", "Zs", "Any",
};

static bool is_category(struct str name)
{
    for (size_t i = 0; i < sizeof categories / sizeof categories[0]; i++)
        if (str_equal_c(name, categories[i]))
            return true;
    return false;
}

/* \pN, \p{Greek}, \p{^Greek}; \P is the contrary. */
static bool translate_property(struct translator *t)
{
    bool negative = re2_peek(t, 1) == 'P';
    size_t start = t->at, end;
    struct str name;

    t->at += 2;
    if (re2_peek(t, 0) != '{') {
        name = str_slice(t->pattern, t->at, t->at + 1);
        t->at++;
    } else {
        end = t->at + 1;
        while (end < t->pattern.len && t->pattern.data[end] != '}')
            end++;
        if (end == t->pattern.len)
            return re2_fail(t, start, "\\p{ is not closed");
        name = str_slice(t->pattern, t->at + 1, end);
        t->at = end + 1;
    }
    if (name.len && name.data[0] == '^') {
        negative = !negative;
        name = str_slice(name, 1, name.len);
    }
    for (size_t i = 0; i < name.len; i++)
        if (!ascii_is_alpha(name.data[i]) && name.data[i] != '_')
            return re2_fail(t, start, "unknown category or script");
    if (name.len == 0)
        return re2_fail(t, start, "the name of a category or script is missing");
    /* A bare script's name means the script extensions to PCRE2, the script to RE2. */
    buffer_printf(t->out, "\\%c{%s%.*s}", negative ? 'P' : 'p',
                  is_category(name) ? "" : "sc:", STR_ARG(name));
    return true;
}

/* White space is without the vertical tab here; in a class and outside. */
static const struct {
    char letter;
    const char *inside, *outside;
} perl_classes[] = {
    {'d', "\\d", "\\d"},
    {'D', "\\D", "\\D"},
    {'w', "\\w", "\\w"},
    {'W', "\\W", "\\W"},
    {'s', "\\t\\n\\f\\r\\x20", "[\\t\\n\\f\\r\\x20]"},
    {'S', "\\x00-\\x08\\x0b\\x0e-\\x1f\\x21-\\x{10ffff}", "[^\\t\\n\\f\\r\\x20]"},
};

/* A class that is an escape, the backslash at t->at: \d, \pN. *FOUND is false if there is none. */
bool re2_translate_class_escape(struct translator *t, bool inside, bool *found)
{
    char c = re2_peek(t, 1);

    *found = true;
    if (c == 'p' || c == 'P')
        return translate_property(t);
    for (size_t i = 0; i < sizeof perl_classes / sizeof perl_classes[0]; i++) {
        if (perl_classes[i].letter == c) {
            buffer_add_c(t->out, inside ? perl_classes[i].inside : perl_classes[i].outside);
            t->at += 2;
            return true;
        }
    }
    *found = false;
    return true;
}

/* [:alpha:] or [:^alpha:] in a class. *FOUND is false if there is none. */
static bool translate_posix_class(struct translator *t, bool *found)
{
    static const char *const names[] = {"alnum", "alpha", "ascii", "blank", "cntrl",
                                        "digit", "graph", "lower", "print", "punct",
                                        "space", "upper", "word",  "xdigit"};
    /* The longest name has six letters. */
    ptrdiff_t end = str_find(str_slice(t->pattern, 0, t->at + 12), STR(":]"), t->at + 2);
    struct str name;

    *found = re2_peek(t, 0) == '[' && re2_peek(t, 1) == ':' && end >= 0;
    if (!*found)
        return true;
    name = str_slice(t->pattern, t->at + 2, (size_t)end);
    if (name.len && name.data[0] == '^')
        name = str_slice(name, 1, name.len);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (str_equal_c(name, names[i])) {
            buffer_add(t->out, str_slice(t->pattern, t->at, (size_t)end + 2));
            t->at = (size_t)end + 2;
            return true;
        }
    }
    return re2_fail(t, t->at, "unknown class of characters");
}

/* One character of a class, plain or escaped. */
static bool read_class_character(struct translator *t, uint32_t *code_point)
{
    int32_t plain;

    if (re2_peek(t, 0) == '\\')
        return re2_read_escaped(t, code_point);
    plain = utf8_next(t->pattern, &t->at);
    *code_point = (uint32_t)plain;
    return plain >= 0 || re2_fail(t, t->at, "this is not valid UTF-8");
}

/* A character or a range of them. */
static bool translate_range(struct translator *t)
{
    size_t start = t->at;
    uint32_t low, high;

    if (!read_class_character(t, &low))
        return false;
    re2_write_literal(t, low);
    if (re2_peek(t, 0) != '-' || re2_peek(t, 1) == ']' || t->at + 1 >= t->pattern.len)
        return true;
    t->at++;
    if (!read_class_character(t, &high))
        return false;
    if (high < low)
        return re2_fail(t, start, "the range of characters is in the wrong order");
    buffer_add_char(t->out, '-');
    re2_write_literal(t, high);
    return true;
}

bool re2_translate_class(struct translator *t)
{
    size_t start = t->at++;
    bool first = true;

    buffer_add_char(t->out, '[');
    if (re2_peek(t, 0) == '^') {
        buffer_add_char(t->out, '^');
        t->at++;
    }
    for (; t->at < t->pattern.len && (first || re2_peek(t, 0) != ']'); first = false) {
        bool found = false;

        if (re2_peek(t, 0) == '\\' && !re2_translate_class_escape(t, true, &found))
            return false;
        if (!found && !translate_posix_class(t, &found))
            return false;
        if (!found && !translate_range(t))
            return false;
    }
    if (t->at >= t->pattern.len)
        return re2_fail(t, start, "[ is not closed");
    buffer_add_char(t->out, ']');
    t->at++;
    return true;
}
