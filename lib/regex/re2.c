/*
 * RE2 syntax (https://github.com/google/re2/wiki/Syntax) to PCRE2's. What RE2
 * has not (backreferences, lookaround, atomic groups, recursion, ...) is an
 * error; what it means differently is written so that PCRE2 means the same.
 */
#include "regex/re2.h"

#include <string.h>

#include "base/utf8.h"
#include "regex/translate.h"

enum { MOST_REPEATS = 1000 };

bool re2_fail(struct translator *t, size_t offset, const char *message)
{
    *t->offset = offset;
    error_set(t->error, ERROR_USAGE, "%s", message);
    return false;
}

char re2_peek(const struct translator *t, size_t ahead)
{
    return t->at + ahead < t->pattern.len ? t->pattern.data[t->at + ahead] : '\0';
}

bool re2_looking_at(const struct translator *t, const char *text)
{
    return str_starts_with(str_slice(t->pattern, t->at, t->pattern.len), str_of(text));
}

/* \Q...\E: everything between stands for itself. */
static bool translate_quoted(struct translator *t)
{
    t->at += 2;
    while (t->at < t->pattern.len && !re2_looking_at(t, "\\E")) {
        int32_t code_point = utf8_next(t->pattern, &t->at);

        if (code_point < 0)
            return re2_fail(t, t->at, "this is not valid UTF-8");
        re2_write_literal(t, (uint32_t)code_point);
    }
    t->at += t->at < t->pattern.len ? 2 : 0;
    return true;
}

static bool translate_escape(struct translator *t)
{
    char c = re2_peek(t, 1);
    uint32_t code_point;
    bool found;

    if (c == 'Q')
        return translate_quoted(t);
    if (c && strchr("AzbB", c)) {
        buffer_printf(t->out, "\\%c", c);
        t->at += 2;
        return true;
    }
    if (!re2_translate_class_escape(t, false, &found))
        return false;
    if (found)
        return true;
    if (!re2_read_escaped(t, &code_point))
        return false;
    re2_write_literal(t, code_point);
    return true;
}

static bool is_name_part(char c)
{
    return ascii_is_alnum(c) || c == '_';
}

/* (?P<name> or (?<name>: from the name on. Groups are numbered only. */
static bool translate_named_group(struct translator *t, size_t start)
{
    size_t end = t->at;
    struct str name;

    while (end < t->pattern.len && is_name_part(t->pattern.data[end]))
        end++;
    name = str_slice(t->pattern, t->at, end);
    if (name.len == 0 || end == t->pattern.len || t->pattern.data[end] != '>')
        return re2_fail(t, start, "the name of a group is letters, digits and _");
    VECTOR_EACH (struct str, other, &t->names)
        if (str_equal(*other, name))
            return re2_fail(t, start, "two groups have the same name");
    vector_push(&t->names, name);
    buffer_add_char(t->out, '(');
    t->at = end + 1;
    return true;
}

/* (?i-s) or (?i-s: ; *OPENS: it is a group. */
static bool translate_flags(struct translator *t, size_t start, bool *opens)
{
    size_t end = t->at;
    bool minus = false, flag = false;

    for (; end < t->pattern.len && strchr("imsU-", t->pattern.data[end]); end++) {
        bool is_minus = t->pattern.data[end] == '-';

        if (t->pattern.data[end] == '\0' || (is_minus && minus))
            break;
        minus |= is_minus;
        flag = !is_minus;
    }
    *opens = end < t->pattern.len && t->pattern.data[end] == ':';
    if (end == t->pattern.len || (!*opens && t->pattern.data[end] != ')') ||
        (!flag && end > t->at) || (!flag && !*opens))
        return re2_fail(
            t, start,
            "unsupported group (RE2 has (?:...), (?P<name>...) and flags, but no lookaround)");
    buffer_add_c(t->out, "(?");
    buffer_add(t->out, str_slice(t->pattern, t->at, end + 1));
    t->at = end + 1;
    return true;
}

/* From an opening parenthesis on, up to what is in the group. */
static bool translate_open(struct translator *t)
{
    size_t start = t->at++;
    bool opens = true, good = true;

    if (re2_peek(t, 0) == '*')
        return re2_fail(t, t->at, "nothing to repeat");
    if (re2_looking_at(t, "?P<")) {
        t->at += 3;
        good = translate_named_group(t, start);
    } else if (re2_looking_at(t, "?<") && is_name_part(re2_peek(t, 2))) {
        t->at += 2;
        good = translate_named_group(t, start);
    } else if (re2_peek(t, 0) == '?') {
        t->at++;
        good = translate_flags(t, start, &opens);
    } else {
        buffer_add_char(t->out, '(');
    }
    if (!good || !opens)
        return good;
    if (t->depth == LIMIT_DEPTH)
        return re2_fail(t, start, "the groups are nested too deep");
    t->products[++t->depth] = 1;
    return true;
}

static bool translate_close(struct translator *t)
{
    if (t->depth == 0)
        return re2_fail(t, t->at, "this parenthesis was not opened");
    t->atom_product = t->products[t->depth--];
    buffer_add_char(t->out, ')');
    t->at++;
    return true;
}

/* A number in braces; -1 if there is none. Large ones are cut to one more than is allowed. */
static int read_count(const struct translator *t, size_t *at)
{
    int count = -1;

    for (; *at < t->pattern.len && ascii_is_digit(t->pattern.data[*at]); ++*at) {
        count = (count < 0 ? 0 : count) * 10 + (t->pattern.data[*at] - '0');
        if (count > MOST_REPEATS)
            count = MOST_REPEATS + 1;
    }
    return count;
}

/* {n}, {n,} or {n,m} at t->at; false if the brace stands for itself. */
static bool read_braces(const struct translator *t, int *least, int *most, size_t *end)
{
    *end = t->at + 1;
    *least = read_count(t, end);
    *most = *least;
    if (*least < 0)
        return false;
    if (*end < t->pattern.len && t->pattern.data[*end] == ',') {
        ++*end;
        *most = read_count(t, end);
    }
    return *end < t->pattern.len && t->pattern.data[*end] == '}';
}

/* The repetition of the last atom that ends at END. */
static bool translate_repeat(struct translator *t, size_t end, unsigned count)
{
    size_t start = t->at;
    unsigned product = t->atom_product * (count ? count : 1);

    if (t->after_repeat)
        return re2_fail(t, start, "a repetition of a repetition (RE2 has no possessive ones)");
    if (product > MOST_REPEATS)
        return re2_fail(t, start, "repetitions inside each other multiply to more than 1000");
    if (product > t->products[t->depth])
        t->products[t->depth] = product;
    buffer_add(t->out, str_slice(t->pattern, t->at, end));
    t->at = end;
    if (re2_peek(t, 0) == '?') {
        buffer_add_char(t->out, '?');
        t->at++;
    }
    t->after_repeat = true;
    return true;
}

static bool translate_braces(struct translator *t, bool *repeats)
{
    int least, most;
    size_t end;

    *repeats = read_braces(t, &least, &most, &end);
    if (!*repeats) {
        buffer_add_c(t->out, "\\{");
        t->at++;
        return true;
    }
    if (least > MOST_REPEATS || most > MOST_REPEATS)
        return re2_fail(t, t->at, "a repetition is at most 1000 times");
    if (most >= 0 && most < least)
        return re2_fail(t, t->at, "the bounds of the repetition are in the wrong order");
    return translate_repeat(t, end + 1, (unsigned)(most > least ? most : least));
}

static bool translate_next(struct translator *t)
{
    char c = re2_peek(t, 0);
    bool repeats = false, good = true;

    if (c == '*' || c == '+' || c == '?') {
        return translate_repeat(t, t->at + 1, 1);
    } else if (c == '{') {
        good = translate_braces(t, &repeats);
    } else if (c == '(') {
        good = translate_open(t);
        t->atom_product = 1;
    } else if (c == ')') {
        good = translate_close(t);
    } else {
        t->atom_product = 1;
        if (c == '[') {
            good = re2_translate_class(t);
        } else if (c == '\\') {
            good = translate_escape(t);
        } else {
            buffer_add_char(t->out, c);
            t->at++;
        }
    }
    if (!repeats)
        t->after_repeat = false;
    return good;
}

int regex_translate_re2(struct buffer *out, struct str pattern, size_t *offset, struct error *error)
{
    struct translator t = {.out = out,
                           .pattern = pattern,
                           .offset = offset,
                           .error = error,
                           .products = {1},
                           .atom_product = 1};
    bool good = true;

    while (good && t.at < pattern.len)
        good = translate_next(&t);
    if (good && t.depth)
        good = re2_fail(&t, pattern.len, "a parenthesis is not closed");
    vector_release(&t.names);
    return good ? 0 : -1;
}
