/* Escapes and classes. */
#include "base/utf8.h"
#include "regex/ecma262.h"

enum { NO_CODE_POINT = -1, IS_SET = -2 };

static int hex_value(char c)
{
    if (ascii_is_digit(c))
        return c - '0';
    c = ascii_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static int32_t read_digits(struct ecma *ecma, size_t count)
{
    int32_t code_point = 0;

    if (ecma->pattern.len - ecma->at < count)
        return -1;
    for (size_t i = 0; i < count; i++) {
        int digit = hex_value(ecma->pattern.data[ecma->at + i]);

        if (digit < 0)
            return -1;
        code_point = code_point * 16 + digit;
    }
    ecma->at += count;
    return code_point;
}

static int32_t read_braced(struct ecma *ecma)
{
    int32_t code_point = 0;
    size_t digits = 0;

    for (; hex_value(ecma_peek(ecma)) >= 0; digits++, ecma->at++) {
        code_point = code_point * 16 + hex_value(ecma_peek(ecma));
        if (code_point > 0x10FFFF)
            return -1;
    }
    return digits && ecma_skip(ecma, '}') ? code_point : -1;
}

/* A low surrogate escaped behind a high one makes one code point with it. */
static int32_t join_surrogates(struct ecma *ecma, int32_t high)
{
    size_t start = ecma->at;
    int32_t low;

    if (high < 0xD800 || high > 0xDBFF || !ecma_skip(ecma, '\\') || !ecma_skip(ecma, 'u')) {
        ecma->at = start;
        return high;
    }
    low = read_digits(ecma, 4);
    if (low >= 0xDC00 && low <= 0xDFFF)
        return 0x10000 + (high - 0xD800) * 0x400 + (low - 0xDC00);
    ecma->at = start;
    return high;
}

int32_t ecma_read_hex(struct ecma *ecma, char kind)
{
    size_t start = ecma->at;
    int32_t code_point;

    if (kind == 'x')
        code_point = read_digits(ecma, 2);
    else if (ecma_skip(ecma, '{'))
        code_point = read_braced(ecma);
    else
        code_point = read_digits(ecma, 4);
    if (code_point < 0)
        ecma->at = start;
    else if (kind == 'u' && ecma->pattern.data[ecma->at - 1] != '}')
        code_point = join_surrogates(ecma, code_point);
    return code_point;
}

static bool is_surrogate(uint32_t code_point)
{
    return code_point >= 0xD800 && code_point <= 0xDFFF;
}

void ecma_put_literal(struct ecma *ecma, uint32_t code_point)
{
    char encoded[4];

    if (is_surrogate(code_point))
        buffer_add_c(ecma->out, "(?!)"); /* no string of ours holds one */
    else if (code_point < 0x80 && !ascii_is_alnum((char)code_point))
        buffer_printf(ecma->out, "\\x{%x}", (unsigned)code_point);
    else
        buffer_add(ecma->out, (struct str){encoded, utf8_write(encoded, code_point)});
}

static bool is_one_of(char c, const char *set)
{
    for (; *set; set++)
        if (c == *set)
            return true;
    return false;
}

/*
 * The code point of a character escape (clause 22.2.1, CharacterEscape[+U])
 * whose letter C was skipped; -1, reported, if it is none.
 */
static int32_t character_escape(struct ecma *ecma, char c, size_t start)
{
    static const struct {
        char letter, code;
    } controls[] = {{'t', '\t'}, {'n', '\n'}, {'v', '\v'}, {'f', '\f'}, {'r', '\r'}};
    int32_t code_point;

    for (size_t i = 0; i < sizeof controls / sizeof controls[0]; i++)
        if (c == controls[i].letter)
            return controls[i].code;
    if (c && is_one_of(c, "^$\\.*+?()[]{}|/"))
        return c;
    if (c == '0' && !ascii_is_digit(ecma_peek(ecma)))
        return 0;
    if (c == 'c' && ascii_is_alpha(ecma_peek(ecma)))
        return ecma->pattern.data[ecma->at++] % 32;
    if (c == 'x' || c == 'u') {
        code_point = ecma_read_hex(ecma, c);
        if (code_point >= 0)
            return code_point;
    }
    ecma->at = start + 1;
    if (ecma->at >= ecma->pattern.len)
        ecma_fail(ecma, start, "a backslash at the end");
    else if (is_one_of(c, "xuc"))
        ecma_fail(ecma, start, "\\%c without the digits or the letter that it needs", c);
    else
        ecma_fail(ecma, start,
                  "\\%c is not an escape in ECMA-262 (the character itself needs none)", c);
    return NO_CODE_POINT;
}

/* In a group of its own: repeated without one, the JIT of PCRE2 10.42 gets unset ones wrong. */
static void put_reference(struct ecma *ecma, size_t number)
{
    buffer_printf(ecma->out, "(?:\\g{%zu})", number);
}

static int back_reference(struct ecma *ecma, size_t start)
{
    size_t number = 0;

    while (ascii_is_digit(ecma_peek(ecma)) && number <= ecma_group_count(ecma))
        number = number * 10 + (size_t)(ecma->pattern.data[ecma->at++] - '0');
    if (number > ecma_group_count(ecma))
        return ecma_fail(ecma, start, "there are only %zu groups to refer to",
                         ecma_group_count(ecma));
    put_reference(ecma, number);
    return 0;
}

static int named_reference(struct ecma *ecma, size_t start)
{
    struct buffer name;
    size_t number = 0;

    buffer_init(&name);
    if (ecma_skip(ecma, '<') && ecma_read_name(ecma, &name) == 0)
        number = ecma_group_named(ecma, buffer_str(&name));
    buffer_release(&name);
    if (!number)
        return ecma_fail(ecma, start, "\\k does not name a group");
    put_reference(ecma, number);
    return 0;
}

/* \d \D \w \W \s \S \p \P, in brackets or not: 1 if C is one, 0 if not, -1 for a fault. */
static int set_escape(struct ecma *ecma, char c, bool in_class)
{
    if (c == 's' || c == 'S') {
        buffer_printf(ecma->out, in_class ? "%s" : "[%s]", c == 's' ? ECMA_SPACE : ECMA_NO_SPACE);
        return 1;
    }
    if (c && is_one_of(c, "dDwW")) {
        buffer_printf(ecma->out, "\\%c", c);
        return 1;
    }
    if (c == 'p' || c == 'P')
        return ecma_property(ecma, c) < 0 ? -1 : 1;
    return 0;
}

int ecma_escape(struct ecma *ecma)
{
    size_t start = ecma->at++;
    char c = ecma_peek(ecma);
    int32_t code_point;
    int set;

    ecma->at++;
    ecma->repeatable = true;
    if (c == 'b' || c == 'B') {
        ecma->repeatable = false;
        buffer_printf(ecma->out, "\\%c", c);
        return 0;
    }
    if (c >= '1' && c <= '9') {
        ecma->at--;
        return back_reference(ecma, start);
    }
    if (c == 'k')
        return named_reference(ecma, start);
    set = set_escape(ecma, c, false);
    if (set)
        return set < 0 ? -1 : 0;
    code_point = character_escape(ecma, c, start);
    if (code_point < 0)
        return -1;
    ecma_put_literal(ecma, (uint32_t)code_point);
    return 0;
}

/*
 * The next member of a class: its code point, IS_SET for \d and the like
 * (translated already), or NO_CODE_POINT for a fault.
 */
static int32_t class_atom(struct ecma *ecma)
{
    size_t start = ecma->at;
    char c;
    int set;

    if (!ecma_skip(ecma, '\\'))
        return utf8_next(ecma->pattern, &ecma->at);
    c = ecma_peek(ecma);
    ecma->at++;
    if (c == 'b')
        return '\b';
    if (c == '-')
        return '-';
    set = set_escape(ecma, c, true);
    if (set)
        return set < 0 ? NO_CODE_POINT : IS_SET;
    return character_escape(ecma, c, start);
}

/* Surrogates are left out: PCRE2 refuses them, and no string holds one. */
static void put_range(struct ecma *ecma, uint32_t first, uint32_t last)
{
    if (is_surrogate(first))
        first = 0xE000;
    if (is_surrogate(last))
        last = 0xD7FF;
    if (first > last)
        return;
    ecma_put_literal(ecma, first);
    if (first < last) {
        buffer_add_char(ecma->out, '-');
        ecma_put_literal(ecma, last);
    }
}

static int class_member(struct ecma *ecma)
{
    size_t start = ecma->at;
    int32_t first = class_atom(ecma), last;

    if (first == NO_CODE_POINT)
        return -1;
    last = first;
    if (ecma_peek(ecma) == '-' && ecma->at + 1 < ecma->pattern.len &&
        ecma->pattern.data[ecma->at + 1] != ']') {
        ecma->at++;
        last = class_atom(ecma);
        if (last == NO_CODE_POINT)
            return -1;
        if (first == IS_SET || last == IS_SET)
            return ecma_fail(ecma, start, "a range between classes");
    }
    if (last < first)
        return ecma_fail(ecma, start, "the range is out of order");
    if (first != IS_SET)
        put_range(ecma, (uint32_t)first, (uint32_t)last);
    return 0;
}

int ecma_class(struct ecma *ecma)
{
    size_t start = ecma->at++, before = ecma->out->len, opened;
    bool negated = ecma_skip(ecma, '^');

    buffer_add_c(ecma->out, negated ? "[^" : "[");
    opened = ecma->out->len;
    while (!ecma_skip(ecma, ']')) {
        if (ecma->at >= ecma->pattern.len)
            return ecma_fail(ecma, start, "a ] is missing");
        if (class_member(ecma) < 0)
            return -1;
    }
    if (ecma->out->len > opened) {
        buffer_add_char(ecma->out, ']');
    } else { /* matches nothing, or anything */
        ecma->out->len = before;
        buffer_add_c(ecma->out, negated ? "(?s:.)" : "(?!)");
    }
    ecma->repeatable = true;
    return 0;
}
