/* Terms, groups and quantifiers. */
#include "regex/ecma262.h"

#include <stdarg.h>
#include <stdio.h>
#include <unictype.h>

#include "base/utf8.h"
#include "base/vector.h"
#include "regex/translate.h"

/* A capturing group that has a name: the bytes START..END of `names`. */
struct named_group {
    size_t number, start, end;
};

struct ecma_groups {
    size_t count;
    struct buffer names;
    VECTOR(struct named_group) named;
};

enum group_kind { GROUP_PLAIN, GROUP_LOOK };

int ecma_fail(struct ecma *ecma, size_t offset, const char *format, ...)
{
    char message[sizeof ecma->error->message];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    *ecma->offset = offset;
    return error_set(ecma->error, ERROR_USAGE, "%s", message);
}

char ecma_peek(const struct ecma *ecma)
{
    return ecma->at < ecma->pattern.len ? ecma->pattern.data[ecma->at] : 0;
}

bool ecma_skip(struct ecma *ecma, char c)
{
    if (ecma->at >= ecma->pattern.len || ecma->pattern.data[ecma->at] != c)
        return false;
    ecma->at++;
    return true;
}

static bool skip_text(struct ecma *ecma, const char *text)
{
    struct str rest = str_slice(ecma->pattern, ecma->at, ecma->pattern.len);

    if (!str_starts_with(rest, str_of(text)))
        return false;
    ecma->at += str_of(text).len;
    return true;
}

size_t ecma_group_count(const struct ecma *ecma)
{
    return ecma->groups->count;
}

static struct str group_name(const struct ecma *ecma, size_t index)
{
    const struct named_group *group = &ecma->groups->named.items[index];

    return str_slice(buffer_str(&ecma->groups->names), group->start, group->end);
}

size_t ecma_group_named(const struct ecma *ecma, struct str name)
{
    for (size_t i = 0; i < ecma->groups->named.count; i++)
        if (str_equal(group_name(ecma, i), name))
            return ecma->groups->named.items[i].number;
    return 0;
}

static bool may_name(uint32_t code_point, bool first)
{
    if (code_point == '$' || code_point == '_')
        return true;
    if (first)
        return uc_is_property_id_start(code_point);
    return uc_is_property_id_continue(code_point) || code_point == 0x200C || code_point == 0x200D;
}

int ecma_read_name(struct ecma *ecma, struct buffer *out)
{
    bool first = true;

    while (!ecma_skip(ecma, '>')) {
        int32_t code_point;
        char encoded[4];

        if (ecma->at >= ecma->pattern.len)
            return -1;
        if (skip_text(ecma, "\\u"))
            code_point = ecma_read_hex(ecma, 'u');
        else
            code_point = utf8_next(ecma->pattern, &ecma->at);
        if (code_point < 0 || !may_name((uint32_t)code_point, first))
            return -1;
        buffer_add(out, (struct str){encoded, utf8_write(encoded, (uint32_t)code_point)});
        first = false;
    }
    return first ? -1 : 0;
}

/* Skip an escape or a class, in which parentheses do not count. */
static void skip_class(struct ecma *ecma)
{
    while (ecma->at < ecma->pattern.len && !ecma_skip(ecma, ']'))
        ecma->at += ecma_peek(ecma) == '\\' ? 2 : 1;
}

static void find_group(struct ecma *ecma)
{
    struct ecma_groups *groups = ecma->groups;
    struct named_group group = {groups->count + 1, groups->names.len, 0};

    if (ecma_peek(ecma) != '?') {
        groups->count++;
        return;
    }
    if (skip_text(ecma, "?<=") || skip_text(ecma, "?<!") || !skip_text(ecma, "?<"))
        return;
    groups->count++;
    if (ecma_read_name(ecma, &groups->names) < 0)
        return;
    group.end = groups->names.len;
    vector_push(&groups->named, group);
}

/* Back references may come before their groups: count and name them first. */
static void find_groups(struct ecma *ecma)
{
    while (ecma->at < ecma->pattern.len) {
        char c = ecma->pattern.data[ecma->at++];

        if (c == '\\')
            ecma->at++;
        else if (c == '[')
            skip_class(ecma);
        else if (c == '(')
            find_group(ecma);
    }
    ecma->at = 0;
}

static int open_named(struct ecma *ecma)
{
    size_t start = ecma->at, index = ecma->named++;
    struct buffer name;
    int result;

    buffer_init(&name);
    result = ecma_read_name(ecma, &name);
    if (result < 0)
        ecma_fail(ecma, start, "invalid name of a group");
    for (size_t i = 0; result == 0 && i < index; i++)
        if (str_equal(group_name(ecma, i), buffer_str(&name)))
            result = ecma_fail(ecma, start, "duplicate group %s", buffer_c(&name));
    buffer_release(&name);
    buffer_add_char(ecma->out, '(');
    return result;
}

/* Behind '('. */
static int open_group(struct ecma *ecma, enum group_kind *kind)
{
    static const char *const looks[] = {"?=", "?!", "?<=", "?<!"};

    *kind = GROUP_LOOK;
    for (size_t i = 0; i < 4; i++)
        if (skip_text(ecma, looks[i])) {
            buffer_printf(ecma->out, "(%s", looks[i]);
            return 0;
        }
    *kind = GROUP_PLAIN;
    if (skip_text(ecma, "?<"))
        return open_named(ecma);
    if (skip_text(ecma, "?:"))
        buffer_add_c(ecma->out, "(?:");
    else if (ecma_peek(ecma) == '?')
        return ecma_fail(ecma, ecma->at - 1, "unknown kind of group");
    else
        buffer_add_char(ecma->out, '(');
    return 0;
}

enum { MOST_REPEATS = 65535 };

/* Digits as a number, no more than one above the limit; -1 if there are none. */
static int32_t read_count(struct ecma *ecma)
{
    int32_t count = -1;

    while (ascii_is_digit(ecma_peek(ecma))) {
        count = (count < 0 ? 0 : count * 10) + ecma_peek(ecma) - '0';
        count = count > MOST_REPEATS ? MOST_REPEATS + 1 : count;
        ecma->at++;
    }
    return count;
}

/* Behind '{': "n}", "n,}" or "n,m}". */
static int braces(struct ecma *ecma, size_t start)
{
    int32_t least = read_count(ecma), most = least;
    bool open = false;

    if (ecma_skip(ecma, ',')) {
        most = read_count(ecma);
        open = most < 0;
    }
    if (least < 0 || !ecma_skip(ecma, '}'))
        return ecma_fail(ecma, start, "a literal { is written \\{");
    if (least > MOST_REPEATS || most > MOST_REPEATS)
        return ecma_fail(ecma, start, "more than %d repetitions are not supported", MOST_REPEATS);
    if (!open && most < least)
        return ecma_fail(ecma, start, "the numbers in {} are out of order");
    buffer_printf(ecma->out, open ? "{%d,}" : "{%d,%d}", (int)least, (int)most);
    return 0;
}

static int quantifier(struct ecma *ecma, char c)
{
    size_t start = ecma->at - 1;

    if (!ecma->repeatable)
        return ecma_fail(ecma, start,
                         c == '{' ? "a literal { is written \\{" : "nothing to repeat before %c",
                         c);
    if (c != '{')
        buffer_add_char(ecma->out, c);
    else if (braces(ecma, start) < 0)
        return -1;
    if (ecma_skip(ecma, '?'))
        buffer_add_char(ecma->out, '?');
    ecma->repeatable = false;
    return 0;
}

/* Everything but groups: the term that starts with C, which is skipped already. */
static int term(struct ecma *ecma, char c)
{
    size_t start = --ecma->at;

    switch (c) {
    case '\\':
        return ecma_escape(ecma);
    case '[':
        return ecma_class(ecma);
    case ']':
    case '}':
        return ecma_fail(ecma, start, "a literal %c is written \\%c", c, c);
    default:
        break;
    }
    ecma->at++;
    ecma->repeatable = false;
    switch (c) {
    case '|':
    case '^':
    case '$':
        buffer_add_char(ecma->out, c);
        return 0;
    case '.':
        buffer_add_c(ecma->out, "[^\\n\\r\\x{2028}\\x{2029}]");
        break;
    default:
        ecma->at = start;
        ecma_put_literal(ecma, (uint32_t)utf8_next(ecma->pattern, &ecma->at));
    }
    ecma->repeatable = true;
    return 0;
}

/* Where the translation reaches a size: maps an offset in it back to the pattern. */
struct watch {
    size_t size;   /* of the translation */
    size_t origin; /* the term of the pattern at which it was reached */
};

static int translate_next(struct ecma *ecma, struct buffer *open)
{
    char c = ecma->pattern.data[ecma->at++];
    enum group_kind kind;

    switch (c) {
    case '(':
        if (open_group(ecma, &kind) < 0)
            return -1;
        buffer_add_char(open, (char)kind);
        ecma->repeatable = false;
        return 0;
    case ')':
        if (open->len == 0)
            return ecma_fail(ecma, ecma->at - 1, "unmatched )");
        buffer_add_char(ecma->out, ')');
        ecma->repeatable = open->data[--open->len] != GROUP_LOOK;
        return 0;
    case '*':
    case '+':
    case '?':
    case '{':
        return quantifier(ecma, c);
    default:
        return term(ecma, c);
    }
}

static int translate(struct ecma *ecma, struct watch *watch)
{
    struct buffer open; /* the kinds of the groups that are open */
    int result = 0;

    buffer_init(&open);
    find_groups(ecma);
    while (result == 0 && ecma->at < ecma->pattern.len) {
        if (ecma->out->len <= watch->size)
            watch->origin = ecma->at;
        result = translate_next(ecma, &open);
    }
    if (result == 0 && open.len)
        result = ecma_fail(ecma, ecma->pattern.len, "a ) is missing at the end");
    buffer_release(&open);
    return result;
}

static int run(struct buffer *out, struct str pattern, size_t *offset, struct error *error,
               struct watch *watch)
{
    struct ecma_groups groups = {0};
    struct ecma ecma = {
        .pattern = pattern, .out = out, .groups = &groups, .offset = offset, .error = error};
    int result;

    buffer_init(&groups.names);
    /* PCRE2 10.42 takes a lookahead in a group that is repeated {0} times as required. */
    if (str_find(pattern, STR("{0"), 0) >= 0)
        buffer_add_c(out, "(*NO_START_OPT)");
    result = translate(&ecma, watch);
    buffer_release(&groups.names);
    vector_release(&groups.named);
    return result;
}

int regex_translate_ecma262(struct buffer *out, struct str pattern, size_t *offset,
                            struct error *error)
{
    struct watch watch = {0};

    return run(out, pattern, offset, error, &watch);
}

size_t regex_origin_ecma262(struct str pattern, size_t translated)
{
    struct watch watch = {.size = translated};
    struct buffer out;
    struct error error;
    size_t offset;

    buffer_init(&out);
    run(&out, pattern, &offset, &error, &watch);
    buffer_release(&out);
    return watch.origin;
}
