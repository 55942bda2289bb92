/* string.format (cel-spec, doc/extensions/strings.md). */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "cel/compare.h"
#include "cel/library.h"
#include "cel/number_text.h"
#include "cel/rfc3339.h"

enum { MOST_DIGITS = 100 };

struct formatter {
    const struct cel_call *call;
    struct buffer *out;
    int precision; /* of the clause */
    struct cel_value failure;
};

static bool fail(struct formatter *formatter, const char *wanted, struct cel_value value)
{
    formatter->failure = cel_fail(formatter->call, "error during formatting: %s, was given %.*s",
                                  wanted, STR_ARG(cel_type_name(cel_value_type(value))));
    return false;
}

static bool write_value(struct formatter *formatter, struct cel_value value);

static bool write_list(struct formatter *formatter, struct cel_value list)
{
    struct cel_evaluation *evaluation = formatter->call->evaluation;
    size_t count = cel_count(evaluation, list);

    buffer_add_char(formatter->out, '[');
    for (size_t i = 0; i < count; i++) {
        if (i)
            buffer_add_c(formatter->out, ", ");
        if (!write_value(formatter, cel_at(evaluation, list, i)))
            return false;
    }
    buffer_add_char(formatter->out, ']');
    return true;
}

/* A formatted key, and which entry it is of. */
struct formatted_key {
    struct str text;
    size_t index;
};

static int compare_keys(const void *a, const void *b)
{
    return str_compare(((const struct formatted_key *)a)->text,
                       ((const struct formatted_key *)b)->text);
}

/* VALUE as %s formats it, in the arena; false with formatter->failure. */
static bool format_apart(struct str *text, struct formatter *formatter, struct cel_value value)
{
    struct buffer *before = formatter->out, apart;
    bool good;

    buffer_init(&apart);
    formatter->out = &apart;
    good = write_value(formatter, value);
    formatter->out = before;
    *text = cel_library_take(formatter->call, &apart, CEL_STRING).string;
    return good;
}

/* The entries in the order of their formatted keys. */
static bool write_map(struct formatter *formatter, struct cel_value map)
{
    struct cel_evaluation *evaluation = formatter->call->evaluation;
    size_t count = cel_count(evaluation, map);
    struct formatted_key *keys = arena_alloc_array(evaluation->arena, count, sizeof *keys);

    for (size_t i = 0; i < count; i++) {
        keys[i].index = i;
        if (!format_apart(&keys[i].text, formatter, cel_key_at(evaluation, map, i)))
            return false;
    }
    if (count)
        qsort(keys, count, sizeof *keys, compare_keys);
    buffer_add_char(formatter->out, '{');
    for (size_t i = 0; i < count; i++) {
        if (i)
            buffer_add_c(formatter->out, ", ");
        buffer_add(formatter->out, keys[i].text);
        buffer_add_c(formatter->out, ": ");
        if (!write_value(formatter, cel_item_at(evaluation, map, keys[i].index)))
            return false;
    }
    buffer_add_char(formatter->out, '}');
    return true;
}

/* Each run of bytes that are not UTF-8 becomes one U+FFFD. */
static void write_bytes(struct buffer *out, struct str bytes)
{
    bool was_invalid = false;
    size_t at = 0;

    while (at < bytes.len) {
        size_t before = at;
        bool invalid = utf8_next(bytes, &at) < 0;

        if (!invalid)
            buffer_add(out, str_slice(bytes, before, at));
        else if (!was_invalid)
            buffer_add_c(out, "\xef\xbf\xbd");
        was_invalid = invalid;
    }
}

static bool write_scalar(struct formatter *formatter, struct cel_value value)
{
    struct arena *arena = formatter->call->evaluation->arena;

    switch ((enum cel_tag)value.tag) {
    case CEL_NULL:
        buffer_add_c(formatter->out, "null");
        return true;
    case CEL_BOOL:
        buffer_add_c(formatter->out, value.boolean ? "true" : "false");
        return true;
    case CEL_INT:
        buffer_printf(formatter->out, "%" PRId64, value.integer);
        return true;
    case CEL_UINT:
        buffer_printf(formatter->out, "%" PRIu64, value.natural);
        return true;
    case CEL_DOUBLE:
        cel_number_write_plain(formatter->out, value.real);
        return true;
    case CEL_STRING:
        cel_library_spend(formatter->call, value.string.len);
        buffer_add(formatter->out, value.string);
        return true;
    case CEL_BYTES:
        cel_library_spend(formatter->call, value.string.len);
        write_bytes(formatter->out, value.string);
        return true;
    case CEL_TIMESTAMP:
        buffer_add(formatter->out, cel_rfc3339_format(arena, value.time.seconds, value.time.nanos));
        return true;
    case CEL_DURATION:
        buffer_add(formatter->out,
                   cel_duration_format(arena, value.time.seconds, value.time.nanos));
        return true;
    case CEL_TYPE:
        buffer_add(formatter->out, cel_type_name(value.type));
        return true;
    case CEL_PERIOD:
        cel_write_text(formatter->out, formatter->call->evaluation, value);
        return true;
    case CEL_LIST:
    case CEL_MAP:
    case CEL_OPTIONAL:
    case CEL_ERROR:
    case CEL_UNKNOWN:
        break;
    }
    return fail(formatter,
                "string clause can only be used on strings, bools, bytes, ints, doubles, maps, "
                "lists, types, durations, and timestamps",
                value);
}

static bool write_value(struct formatter *formatter, struct cel_value value)
{
    struct cel_evaluation *evaluation = formatter->call->evaluation;
    bool good;

    if (cel_is_failure(value)) {
        formatter->failure = value;
        return false;
    }
    if (!cel_spend(evaluation, 1)) {
        formatter->failure = cel_library_stopped(formatter->call);
        return false;
    }
    if (value.tag != CEL_LIST && value.tag != CEL_MAP)
        return write_scalar(formatter, value);
    if (evaluation->depth > LIMIT_DEPTH) {
        formatter->failure =
            cel_fault(evaluation->arena, CEL_FAULT_LIMIT, "the value is nested too deep");
        return false;
    }
    evaluation->depth++;
    good = value.tag == CEL_LIST ? write_list(formatter, value) : write_map(formatter, value);
    evaluation->depth--;
    return good;
}

static bool write_decimal(struct formatter *formatter, struct cel_value value)
{
    if (value.tag == CEL_INT || value.tag == CEL_UINT || value.tag == CEL_DOUBLE)
        return write_scalar(formatter, value);
    return fail(formatter, "decimal clause can only be used on integers", value);
}

static bool write_real(struct formatter *formatter, struct cel_value value, const char *format,
                       const char *wanted)
{
    double real = value.tag == CEL_DOUBLE ? value.real
                  : value.tag == CEL_INT  ? (double)value.integer
                                          : (double)value.natural;
    char text[512];

    if (!cel_is_number(value))
        return fail(formatter, wanted, value);
    if (!isfinite(real)) {
        cel_number_write(formatter->out, real);
        return true;
    }
    if (*format == 'f')
        snprintf(text, sizeof text, "%.*f", formatter->precision, real);
    else
        snprintf(text, sizeof text, "%.*e", formatter->precision, real);
    buffer_add_c(formatter->out, text);
    return true;
}

static bool write_fixed(struct formatter *formatter, struct cel_value value)
{
    return write_real(formatter, value, "f", "fixed-point clause can only be used on doubles");
}

static bool write_scientific(struct formatter *formatter, struct cel_value value)
{
    return write_real(formatter, value, "e", "scientific clause can only be used on doubles");
}

/* An int, uint or bool in BASE, digits from DIGITS. */
static void write_based(struct buffer *out, struct cel_value value, unsigned base,
                        const char *digits)
{
    bool negative = value.tag == CEL_INT && value.integer < 0;
    uint64_t rest = value.tag == CEL_BOOL ? value.boolean
                    : negative            ? 0 - value.natural
                                          : value.natural;
    char text[65];
    size_t start = sizeof text;

    do {
        text[--start] = digits[rest % base];
        rest /= base;
    } while (rest);
    if (negative)
        buffer_add_char(out, '-');
    buffer_add(out, (struct str){text + start, sizeof text - start});
}

static bool is_integer(struct cel_value value)
{
    return value.tag == CEL_INT || value.tag == CEL_UINT;
}

static bool write_binary(struct formatter *formatter, struct cel_value value)
{
    if (!is_integer(value) && value.tag != CEL_BOOL)
        return fail(formatter, "only integers and bools can be formatted as binary", value);
    write_based(formatter->out, value, 2, "01");
    return true;
}

static bool write_octal(struct formatter *formatter, struct cel_value value)
{
    if (!is_integer(value))
        return fail(formatter, "octal clause can only be used on integers", value);
    write_based(formatter->out, value, 8, "01234567");
    return true;
}

static bool write_hex(struct formatter *formatter, struct cel_value value, const char *digits)
{
    if (is_integer(value)) {
        write_based(formatter->out, value, 16, digits);
        return true;
    }
    if (value.tag != CEL_STRING && value.tag != CEL_BYTES)
        return fail(formatter, "only integers, byte buffers, and strings can be formatted as hex",
                    value);
    cel_library_spend(formatter->call, value.string.len);
    for (size_t i = 0; i < value.string.len; i++) {
        unsigned char byte = (unsigned char)value.string.data[i];

        buffer_add_char(formatter->out, digits[byte >> 4]);
        buffer_add_char(formatter->out, digits[byte & 15]);
    }
    return true;
}

static bool write_lower_hex(struct formatter *formatter, struct cel_value value)
{
    return write_hex(formatter, value, "0123456789abcdef");
}

static bool write_upper_hex(struct formatter *formatter, struct cel_value value)
{
    return write_hex(formatter, value, "0123456789ABCDEF");
}

static const struct clause {
    char letter;
    bool (*write)(struct formatter *formatter, struct cel_value value);
} clauses[] = {
    {'s', write_value},  {'d', write_decimal}, {'f', write_fixed},     {'e', write_scientific},
    {'b', write_binary}, {'o', write_octal},   {'x', write_lower_hex}, {'X', write_upper_hex},
};

static const struct clause *find_clause(char letter)
{
    for (size_t i = 0; i < sizeof clauses / sizeof clauses[0]; i++)
        if (clauses[i].letter == letter)
            return &clauses[i];
    return NULL;
}

/* ".3" at *AT, if there is one. */
static bool read_precision(struct formatter *formatter, struct str format, size_t *at)
{
    size_t start;

    formatter->precision = 6;
    if (*at >= format.len || format.data[*at] != '.')
        return true;
    start = ++*at;
    for (formatter->precision = 0; *at < format.len && ascii_is_digit(format.data[*at]); ++*at)
        if (formatter->precision <= MOST_DIGITS)
            formatter->precision = formatter->precision * 10 + (format.data[*at] - '0');
    if (*at > start && formatter->precision <= MOST_DIGITS)
        return true;
    formatter->failure = cel_fail(
        formatter->call, "could not parse formatting clause: a precision of 0 to %d is expected",
        MOST_DIGITS);
    return false;
}

/* The clause behind the % at *AT - 1, with the next argument. */
static bool write_clause(struct formatter *formatter, struct str format, size_t *at,
                         struct cel_value list, size_t *argument)
{
    struct cel_evaluation *evaluation = formatter->call->evaluation;
    const struct clause *clause;

    if (!read_precision(formatter, format, at))
        return false;
    clause = *at < format.len ? find_clause(format.data[*at]) : NULL;
    if (!clause) {
        formatter->failure =
            cel_fail(formatter->call,
                     "could not parse formatting clause: unrecognized formatting clause \"%.*s\"",
                     STR_ARG(str_slice(format, *at, *at + 1)));
        return false;
    }
    ++*at;
    if (*argument >= cel_count(evaluation, list)) {
        formatter->failure = cel_fail(formatter->call, "index %zu out of range", *argument);
        return false;
    }
    return clause->write(formatter, cel_at(evaluation, list, (*argument)++));
}

static bool write_all(struct formatter *formatter, struct str format, struct cel_value list)
{
    size_t at = 0, argument = 0;

    while (at < format.len) {
        char c = format.data[at++];

        if (c != '%') {
            buffer_add_char(formatter->out, c);
        } else if (at < format.len && format.data[at] == '%') {
            buffer_add_char(formatter->out, '%');
            at++;
        } else if (!write_clause(formatter, format, &at, list, &argument)) {
            return false;
        }
        if (!cel_spend(formatter->call->evaluation, 0)) {
            formatter->failure = cel_library_stopped(formatter->call);
            return false;
        }
    }
    return true;
}

static struct cel_value format(const struct cel_call *call, const struct cel_value *arguments)
{
    struct buffer out;
    struct formatter formatter = {.call = call, .out = &out};

    if (!cel_library_spend(call, arguments[0].string.len))
        return cel_library_stopped(call);
    buffer_init(&out);
    if (write_all(&formatter, arguments[0].string, arguments[1]))
        return cel_library_take(call, &out, CEL_STRING);
    buffer_release(&out);
    return formatter.failure;
}

const struct cel_function cel_formatting[] = {
    {.name = "format",
     .library = "strings",
     .doc = "the string with each %s (text), %d (decimal), %f and %e (with .precision), %b, %o, %x "
            "and %X replaced by the next value of the list; %% is a percent sign",
     .examples = {"'%s has %d'.format(['a', 2]) => 'a has 2'", "'%.2f'.format([3.14159]) => '3.14'",
                  "'%x'.format([255]) => 'ff'"},
     .overloads = {{"string.format(list(dyn)) -> string", format}}},
    {0},
};
