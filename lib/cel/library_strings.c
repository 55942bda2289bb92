/* The strings extension; positions count code points from 0. */
#include "base/utf8.h"
#include "cel/library.h"
#include "cel/node.h"

/* The byte at which code point number POSITION starts; false if the string is shorter. */
static bool offset_of(size_t *offset, struct str text, int64_t position)
{
    *offset = 0;
    for (; position > 0; position--) {
        if (*offset >= text.len)
            return false;
        utf8_next(text, offset);
    }
    return position == 0;
}

static struct cel_value out_of_range(const struct cel_call *call, int64_t position)
{
    return cel_fail(call, "index out of range: %lld", (long long)position);
}

static struct cel_value char_at(const struct cel_call *call, const struct cel_value *arguments)
{
    size_t start, end;

    if (!cel_library_spend(call, arguments[0].string.len))
        return cel_library_stopped(call);
    if (!offset_of(&start, arguments[0].string, arguments[1].integer))
        return out_of_range(call, arguments[1].integer);
    end = start;
    if (start < arguments[0].string.len)
        utf8_next(arguments[0].string, &end);
    return cel_library_slice(call, arguments[0], start, end);
}

/* The code points before byte OFFSET, or -1 for -1. */
static struct cel_value position_of(struct str text, ptrdiff_t offset)
{
    return cel_of_int(offset < 0 ? -1 : (int64_t)utf8_count(str_slice(text, 0, (size_t)offset)));
}

/* Searching costs up to the product of the lengths. */
static bool spend_search(const struct cel_call *call, struct str text, struct str part)
{
    return cel_library_spend(call, text.len) &&
           node_spend(call->evaluation, text.len / 10 * (part.len / 10));
}

static struct cel_value index_of(const struct cel_call *call, const struct cel_value *arguments)
{
    struct str text = arguments[0].string;
    size_t from = 0;

    if (!spend_search(call, text, arguments[1].string))
        return cel_library_stopped(call);
    if (call->count == 3 && !offset_of(&from, text, arguments[2].integer))
        return out_of_range(call, arguments[2].integer);
    return position_of(text, str_find(text, arguments[1].string, from));
}

static struct cel_value last_index_of(const struct cel_call *call,
                                      const struct cel_value *arguments)
{
    struct str text = arguments[0].string, part = arguments[1].string;
    size_t last = text.len;

    if (!spend_search(call, text, part))
        return cel_library_stopped(call);
    if (call->count == 3 && !offset_of(&last, text, arguments[2].integer))
        return out_of_range(call, arguments[2].integer);
    if (part.len > text.len)
        return cel_of_int(-1);
    if (last > text.len - part.len)
        last = text.len - part.len;
    for (size_t start = last + 1; start-- > 0;)
        if (str_equal(str_slice(text, start, start + part.len), part))
            return position_of(text, (ptrdiff_t)start);
    return cel_of_int(-1);
}

static struct cel_value substring(const struct cel_call *call, const struct cel_value *arguments)
{
    size_t start, end = arguments[0].string.len;

    if (!cel_library_spend(call, arguments[0].string.len))
        return cel_library_stopped(call);
    if (!offset_of(&start, arguments[0].string, arguments[1].integer))
        return out_of_range(call, arguments[1].integer);
    if (call->count == 3 && !offset_of(&end, arguments[0].string, arguments[2].integer))
        return out_of_range(call, arguments[2].integer);
    if (start > end)
        return cel_fail(call, "invalid substring range. start: %lld, end: %lld",
                        (long long)arguments[1].integer, (long long)arguments[2].integer);
    return cel_library_slice(call, arguments[0], start, end);
}

/* White_Space of Unicode. */
static bool is_space(int32_t code_point)
{
    return (code_point >= 0x9 && code_point <= 0xd) || code_point == ' ' || code_point == 0x85 ||
           code_point == 0xa0 || code_point == 0x1680 ||
           (code_point >= 0x2000 && code_point <= 0x200a) || code_point == 0x2028 ||
           code_point == 0x2029 || code_point == 0x202f || code_point == 0x205f ||
           code_point == 0x3000;
}

static struct cel_value trim(const struct cel_call *call, const struct cel_value *arguments)
{
    struct str text = arguments[0].string;
    size_t start = text.len, end = 0, at = 0;

    if (!cel_library_spend(call, text.len))
        return cel_library_stopped(call);
    while (at < text.len) {
        size_t before = at;

        if (is_space(utf8_next(text, &at)))
            continue;
        if (start > before)
            start = before;
        end = at;
    }
    return cel_library_slice(call, arguments[0], start < end ? start : end, end);
}

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static struct cel_value change_case(const struct cel_call *call, struct cel_value string,
                                    char (*change)(char))
{
    char *text = arena_alloc(call->evaluation->arena, string.string.len + 1);

    if (!cel_library_spend(call, string.string.len))
        return cel_library_stopped(call);
    for (size_t i = 0; i < string.string.len; i++)
        text[i] = change(string.string.data[i]);
    string.string.data = text;
    return string;
}

static struct cel_value lower_ascii(const struct cel_call *call, const struct cel_value *arguments)
{
    return change_case(call, arguments[0], ascii_lower);
}

static struct cel_value upper_ascii(const struct cel_call *call, const struct cel_value *arguments)
{
    return change_case(call, arguments[0], upper);
}

static struct cel_value reverse(const struct cel_call *call, const struct cel_value *arguments)
{
    struct str text = arguments[0].string;
    char *reversed;
    size_t at = 0;

    if (!cel_library_spend(call, text.len))
        return cel_library_stopped(call);
    reversed = arena_alloc(call->evaluation->arena, text.len + 1);
    while (at < text.len) {
        size_t before = at;

        utf8_next(text, &at);
        for (size_t i = before; i < at; i++)
            reversed[text.len - at + i - before] = text.data[i];
    }
    return cel_library_keep_span(cel_of_string((struct str){reversed, text.len}), arguments[0]);
}

/* How many times at most: the optional last argument, negative for all. */
static uint64_t limit_of(const struct cel_call *call, const struct cel_value *arguments,
                         size_t index)
{
    if (call->count <= index || arguments[index].integer < 0)
        return UINT64_MAX;
    return (uint64_t)arguments[index].integer;
}

/* An empty string is found before every code point and at the end. */
static ptrdiff_t find_next(struct str text, struct str part, size_t from, bool first)
{
    size_t at = from;

    if (part.len || first)
        return str_find(text, part, from);
    if (at >= text.len)
        return -1;
    utf8_next(text, &at);
    return (ptrdiff_t)at;
}

static struct cel_value replace(const struct cel_call *call, const struct cel_value *arguments)
{
    struct str text = arguments[0].string, part = arguments[1].string;
    uint64_t limit = limit_of(call, arguments, 3);
    struct buffer out;
    size_t copied = 0, from = 0;

    if (!spend_search(call, text, part))
        return cel_library_stopped(call);
    buffer_init(&out);
    for (uint64_t i = 0; i < limit; i++) {
        ptrdiff_t found = find_next(text, part, from, i == 0);

        if (found < 0 || !cel_library_spend(call, arguments[2].string.len + 10))
            break;
        buffer_add(&out, str_slice(text, copied, (size_t)found));
        buffer_add(&out, arguments[2].string);
        copied = from = (size_t)found + part.len;
    }
    buffer_add(&out, str_slice(text, copied, text.len));
    return cel_library_keep_span(cel_library_take(call, &out, CEL_STRING), arguments[0]);
}

/*
 * The piece at *FROM, up to the next separator (without one: a code point), or to the
 * end if it is the LAST. *FROM moves behind it; false if no piece follows.
 */
static bool next_piece(size_t *end, size_t *from, struct str text, struct str separator, bool last)
{
    ptrdiff_t found = last ? -1 : find_next(text, separator, *from, false);
    bool more = found >= 0 && (separator.len || (size_t)found < text.len);

    *end = found < 0 ? text.len : (size_t)found;
    *from = *end + separator.len;
    return more;
}

static struct cel_value split(const struct cel_call *call, const struct cel_value *arguments)
{
    struct arena *arena = call->evaluation->arena;
    struct str text = arguments[0].string, separator = arguments[1].string;
    uint64_t limit = limit_of(call, arguments, 2);
    bool more = limit > 0 && (separator.len || text.len);
    ptrdiff_t raw = cel_library_raw_start(arguments[0]);
    VECTOR(struct cel_value) pieces = {0};
    struct cel_value list;
    size_t from = 0, end;

    if (!spend_search(call, text, separator))
        return cel_library_stopped(call);
    while (more && node_spend(call->evaluation, 1)) {
        size_t start = from;

        more = next_piece(&end, &from, text, separator, pieces.count + 1 == limit);
        vector_push(&pieces, cel_library_slice_raw(call, arguments[0], raw, start, end));
    }
    list = cel_of_items(arena, arena_copy(arena, pieces.items, pieces.count * sizeof *pieces.items),
                        pieces.count);
    vector_release(&pieces);
    return cel_library_keep_span(list, arguments[0]);
}

static struct cel_value join(const struct cel_call *call, const struct cel_value *arguments)
{
    size_t count = cel_count(call->evaluation, arguments[0]);
    struct str separator = call->count == 2 ? arguments[1].string : (struct str){0};
    struct cel_value failure = {.tag = CEL_NULL};
    struct buffer out;

    buffer_init(&out);
    for (size_t i = 0; i < count && !cel_is_failure(failure); i++) {
        struct cel_value item = cel_at(call->evaluation, arguments[0], i);

        if (cel_is_failure(item))
            failure = item;
        else if (item.tag != CEL_STRING)
            failure = cel_fail(call, "no such overload: an item of the list is not a string");
        else if (!cel_library_spend(call, item.string.len + separator.len + 10))
            failure = cel_library_stopped(call);
        if (cel_is_failure(failure))
            break;
        if (i)
            buffer_add(&out, separator);
        buffer_add(&out, item.string);
    }
    if (!cel_is_failure(failure))
        return cel_library_keep_span(cel_library_take(call, &out, CEL_STRING), arguments[0]);
    buffer_release(&out);
    return failure;
}

static struct cel_value quote(const struct cel_call *call, const struct cel_value *arguments)
{
    static const char controls[] = "\a\b\f\n\r\t\v\\\"";
    static const char letters[] = "abfnrtv\\\"";
    struct str text = arguments[0].string;
    struct buffer out;

    if (!cel_library_spend(call, text.len))
        return cel_library_stopped(call);
    buffer_init(&out);
    buffer_add_char(&out, '"');
    for (size_t i = 0; i < text.len; i++) {
        ptrdiff_t control = str_find(STR(controls), str_slice(text, i, i + 1), 0);

        if (control >= 0)
            buffer_add_char(&out, '\\');
        buffer_add_char(&out, control >= 0 ? letters[control] : text.data[i]);
    }
    buffer_add_char(&out, '"');
    return cel_library_take(call, &out, CEL_STRING);
}

const struct cel_function cel_strings[] = {
    {.name = "charAt",
     .library = "strings",
     .doc = "the code point at a position",
     .examples = {"'hello'.charAt(4) => 'o'", "'hello'.charAt(5) => ''"},
     .overloads = {{"string.charAt(int) -> string", char_at}}},
    {.name = "indexOf",
     .library = "strings",
     .doc = "the position of the first occurrence, or -1; searched from a position on if one is "
            "given",
     .examples = {"'hello mellow'.indexOf('ello') => 1", "'hello mellow'.indexOf('ello', 2) => 7"},
     .overloads = {{"string.indexOf(string) -> int", index_of},
                   {"string.indexOf(string, int) -> int", index_of}}},
    {.name = "lastIndexOf",
     .library = "strings",
     .doc = "the position of the last occurrence, or -1; not behind a position if one is given",
     .examples = {"'hello mellow'.lastIndexOf('ello') => 7",
                  "'hello mellow'.lastIndexOf('ello', 6) => 1"},
     .overloads = {{"string.lastIndexOf(string) -> int", last_index_of},
                   {"string.lastIndexOf(string, int) -> int", last_index_of}}},
    {.name = "substring",
     .library = "strings",
     .doc = "the part from one position up to another, or to the end",
     .examples = {"'tacocat'.substring(4) => 'cat'", "'tacocat'.substring(0, 4) => 'taco'"},
     .overloads = {{"string.substring(int) -> string", substring},
                   {"string.substring(int, int) -> string", substring}}},
    {.name = "trim",
     .library = "strings",
     .doc = "without white space at both ends",
     .examples = {"'  a b '.trim() => 'a b'"},
     .overloads = {{"string.trim() -> string", trim}}},
    {.name = "lowerAscii",
     .library = "strings",
     .doc = "ASCII letters in lower case",
     .examples = {"'TacoCat'.lowerAscii() => 'tacocat'"},
     .overloads = {{"string.lowerAscii() -> string", lower_ascii}}},
    {.name = "upperAscii",
     .library = "strings",
     .doc = "ASCII letters in upper case",
     .examples = {"'TacoCat'.upperAscii() => 'TACOCAT'"},
     .overloads = {{"string.upperAscii() -> string", upper_ascii}}},
    {.name = "reverse",
     .library = "strings",
     .doc = "the code points in reverse order",
     .examples = {"'gums'.reverse() => 'smug'"},
     .overloads = {{"string.reverse() -> string", reverse}}},
    {.name = "replace",
     .library = "strings",
     .doc = "with every occurrence of a string replaced, or at most as many as are given",
     .examples = {"'hello hello'.replace('he', 'we') => 'wello wello'",
                  "'hello hello'.replace('he', 'we', 1) => 'wello hello'"},
     .overloads = {{"string.replace(string, string) -> string", replace},
                   {"string.replace(string, string, int) -> string", replace}}},
    {.name = "split",
     .library = "strings",
     .doc = "the parts between a separator, or at most as many as are given",
     .examples = {"'a b c'.split(' ') => ['a', 'b', 'c']", "'a b c'.split(' ', 2) => ['a', 'b c']"},
     .overloads = {{"string.split(string) -> list(string)", split},
                   {"string.split(string, int) -> list(string)", split}}},
    {.name = "join",
     .library = "strings",
     .doc = "the strings of a list, one behind the other, with a separator between",
     .examples = {"['a', 'b'].join(', ') => 'a, b'", "['a', 'b'].join() => 'ab'"},
     .overloads = {{"list(string).join() -> string", join},
                   {"list(string).join(string) -> string", join}}},
    {.name = "strings.quote",
     .library = "strings",
     .doc = "in double quotes, with escapes",
     .examples = {"strings.quote('a\\nb') => '\"a\\\\nb\"'"},
     .overloads = {{"strings.quote(string) -> string", quote}}},
    {0},
};
