#include "cel/library.h"

#include <stdio.h>
#include <stdlib.h>

#include "cel/node.h"
#include "cel/regex_cache.h"

const struct cel_function *const cel_library[] = {
    cel_operators,  cel_standard, cel_conversions, cel_times,     cel_strings,
    cel_formatting, cel_math,     cel_bits,        cel_optionals, cel_sets,
    cel_lists,      cel_encoders, cel_regexes,     cel_calendar,  NULL,
};

bool cel_library_owns(const struct cel_function *function)
{
    for (size_t i = 0; cel_library[i]; i++)
        for (const struct cel_function *one = cel_library[i]; one->name; one++)
            if (one == function)
                return true;
    return false;
}

_Noreturn void cel_library_broken(const struct error *error)
{
    fprintf(stderr, "ismslint: %s\n", error->message);
    abort();
}

const struct regex *cel_library_regex(struct cel_value *failure, const struct cel_call *call,
                                      struct str pattern)
{
    const struct call_node *node = (const struct call_node *)call->node;
    const struct regex *regex = node->regex;
    struct error error;

    if (!regex)
        node_spend(call->evaluation, pattern.len); /* it may have to be compiled */
    if (!regex)
        regex = cel_regex_cache_get(&call->evaluation->regexes, pattern, &error);
    if (!regex)
        *failure = cel_fail(call, "invalid regular expression: %s", error.message);
    return regex;
}

struct cel_value cel_library_keep_span(struct cel_value value, struct cel_value from)
{
    value.where = from.where;
    return value;
}

/* Is STRING what RAW is, but for blanks? A line end may be folded to one, code blanked out. */
static bool is_in_place(struct str raw, struct str string)
{
    for (size_t i = 0; i < string.len; i++)
        if (string.data[i] != raw.data[i] && string.data[i] != ' ')
            return false;
    return raw.len == string.len;
}

ptrdiff_t cel_library_raw_start(struct cel_value string)
{
    struct str text = string.where ? span_text(*string.where) : (struct str){0};
    size_t quotes = text.len == string.string.len + 2;

    if (!string.where || text.len != string.string.len + 2 * quotes ||
        !is_in_place(str_slice(text, quotes, quotes + string.string.len), string.string))
        return -1;
    return (ptrdiff_t)(string.where->start + quotes);
}

struct cel_value cel_library_slice(const struct cel_call *call, struct cel_value string,
                                   size_t start, size_t end)
{
    return cel_library_slice_raw(call, string, cel_library_raw_start(string), start, end);
}

struct cel_value cel_library_slice_raw(const struct cel_call *call, struct cel_value string,
                                       ptrdiff_t raw, size_t start, size_t end)
{
    struct cel_value slice = string;
    struct span span;

    slice.string = str_slice(string.string, start, end);
    if (raw < 0 || slice.string.len == string.string.len)
        return slice;
    span = span_of(string.where->source, (size_t)raw + start, (size_t)raw + end);
    slice.where = arena_copy(call->evaluation->arena, &span, sizeof span);
    return slice;
}

bool cel_library_spend(const struct cel_call *call, size_t size)
{
    return node_spend(call->evaluation, size / 10);
}

struct cel_value cel_library_stopped(const struct cel_call *call)
{
    return (struct cel_value){.tag = CEL_ERROR, .fault = call->evaluation->stop};
}

struct cel_value cel_library_take(const struct cel_call *call, struct buffer *buffer,
                                  enum cel_tag tag)
{
    struct cel_value value = {.tag = (uint8_t)tag};

    value.string = arena_str(call->evaluation->arena, buffer_str(buffer));
    buffer_release(buffer);
    return value;
}
