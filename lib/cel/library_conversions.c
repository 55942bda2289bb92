/* Conversions between types (langdef.md, "Standard Definitions"). */
#include <inttypes.h>

#include "base/utf8.h"
#include "cel/library.h"
#include "cel/library_calendar.h"
#include "cel/number_text.h"
#include "cel/rfc3339.h"

static struct cel_value same(const struct cel_call *call, const struct cel_value *arguments)
{
    (void)call;
    return arguments[0];
}

static struct cel_value out_of_range(const struct cel_call *call, const char *type)
{
    return cel_fail(call, "the value is out of the range of %s", type);
}

static struct cel_value no_conversion(const struct cel_call *call, struct cel_value from,
                                      const char *type)
{
    return cel_fail(call, "\"%.*s\" is not a valid %s", STR_ARG(from.string), type);
}

static struct cel_value int_of_uint(const struct cel_call *call, const struct cel_value *arguments)
{
    if (arguments[0].natural > INT64_MAX)
        return out_of_range(call, "int");
    return cel_of_int((int64_t)arguments[0].natural);
}

/* Towards zero. Both ends of the range are left out, as a double there is not exact. */
static struct cel_value int_of_double(const struct cel_call *call,
                                      const struct cel_value *arguments)
{
    if (!(arguments[0].real > -0x1p63 && arguments[0].real < 0x1p63))
        return out_of_range(call, "int");
    return cel_of_int((int64_t)arguments[0].real);
}

/* Decimal digits; false if there is anything else or they exceed 64 bits. */
static bool read_digits(uint64_t *natural, struct str text)
{
    *natural = 0;
    for (size_t i = 0; i < text.len; i++)
        if (!ascii_is_digit(text.data[i]) || __builtin_mul_overflow(*natural, 10, natural) ||
            __builtin_add_overflow(*natural, (uint64_t)(text.data[i] - '0'), natural))
            return false;
    return text.len > 0;
}

static struct cel_value int_of_string(const struct cel_call *call,
                                      const struct cel_value *arguments)
{
    struct str text = arguments[0].string;
    bool negative = text.len && text.data[0] == '-';
    bool sign = negative || (text.len && text.data[0] == '+');
    uint64_t natural;

    cel_library_spend(call, arguments[0].string.len);
    if (!read_digits(&natural, str_slice(text, sign, text.len)) ||
        natural > (uint64_t)INT64_MAX + negative)
        return no_conversion(call, arguments[0], "int");
    return cel_of_int(negative ? (int64_t)(0 - natural) : (int64_t)natural);
}

static struct cel_value int_of_timestamp(const struct cel_call *call,
                                         const struct cel_value *arguments)
{
    (void)call;
    return cel_of_int(arguments[0].time.seconds);
}

static struct cel_value uint_of_int(const struct cel_call *call, const struct cel_value *arguments)
{
    if (arguments[0].integer < 0)
        return out_of_range(call, "uint");
    return cel_of_uint((uint64_t)arguments[0].integer);
}

static struct cel_value uint_of_double(const struct cel_call *call,
                                       const struct cel_value *arguments)
{
    if (!(arguments[0].real >= 0 && arguments[0].real < 0x1p64))
        return out_of_range(call, "uint");
    return cel_of_uint((uint64_t)arguments[0].real);
}

static struct cel_value uint_of_string(const struct cel_call *call,
                                       const struct cel_value *arguments)
{
    uint64_t natural;

    cel_library_spend(call, arguments[0].string.len);
    if (!read_digits(&natural, arguments[0].string))
        return no_conversion(call, arguments[0], "uint");
    return cel_of_uint(natural);
}

static struct cel_value double_of_int(const struct cel_call *call,
                                      const struct cel_value *arguments)
{
    (void)call;
    return cel_of_double((double)arguments[0].integer);
}

static struct cel_value double_of_uint(const struct cel_call *call,
                                       const struct cel_value *arguments)
{
    (void)call;
    return cel_of_double((double)arguments[0].natural);
}

static struct cel_value double_of_string(const struct cel_call *call,
                                         const struct cel_value *arguments)
{
    double real;

    cel_library_spend(call, arguments[0].string.len);
    if (!cel_number_read(&real, arguments[0].string))
        return no_conversion(call, arguments[0], "double");
    return cel_of_double(real);
}

static struct cel_value bool_of_string(const struct cel_call *call,
                                       const struct cel_value *arguments)
{
    static const char *const words[] = {"1", "t", "true",  "True",  "TRUE",  "T",
                                        "0", "f", "false", "False", "FALSE", "F"};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (str_equal_c(arguments[0].string, words[i]))
            return cel_of_bool(i < 6);
    return no_conversion(call, arguments[0], "bool");
}

static struct cel_value string_of_int(const struct cel_call *call,
                                      const struct cel_value *arguments)
{
    return cel_of_string(arena_printf(call->evaluation->arena, "%" PRId64, arguments[0].integer));
}

static struct cel_value string_of_uint(const struct cel_call *call,
                                       const struct cel_value *arguments)
{
    return cel_of_string(arena_printf(call->evaluation->arena, "%" PRIu64, arguments[0].natural));
}

static struct cel_value string_of_double(const struct cel_call *call,
                                         const struct cel_value *arguments)
{
    struct buffer text;

    buffer_init(&text);
    cel_number_write(&text, arguments[0].real);
    return cel_library_take(call, &text, CEL_STRING);
}

static struct cel_value string_of_bool(const struct cel_call *call,
                                       const struct cel_value *arguments)
{
    (void)call;
    return cel_of_string(arguments[0].boolean ? STR("true") : STR("false"));
}

static struct cel_value string_of_bytes(const struct cel_call *call,
                                        const struct cel_value *arguments)
{
    if (!cel_library_spend(call, arguments[0].string.len))
        return cel_library_stopped(call);
    if (utf8_invalid(arguments[0].string) >= 0)
        return cel_fail(call, "invalid UTF-8 in bytes, cannot convert to string");
    return cel_of_string(arguments[0].string);
}

static struct cel_value string_of_timestamp(const struct cel_call *call,
                                            const struct cel_value *arguments)
{
    return cel_of_string(cel_rfc3339_format(call->evaluation->arena, arguments[0].time.seconds,
                                            arguments[0].time.nanos));
}

static struct cel_value string_of_duration(const struct cel_call *call,
                                           const struct cel_value *arguments)
{
    return cel_of_string(cel_duration_format(call->evaluation->arena, arguments[0].time.seconds,
                                             arguments[0].time.nanos));
}

static struct cel_value bytes_of_string(const struct cel_call *call,
                                        const struct cel_value *arguments)
{
    (void)call;
    return cel_of_bytes(arguments[0].string);
}

static struct cel_value timestamp_of_int(const struct cel_call *call,
                                         const struct cel_value *arguments)
{
    return cel_calendar_timestamp(call, arguments[0].integer, 0);
}

static struct cel_value timestamp_of_string(const struct cel_call *call,
                                            const struct cel_value *arguments)
{
    int64_t seconds;
    int32_t nanos;

    cel_library_spend(call, arguments[0].string.len);
    switch (cel_rfc3339_parse(&seconds, &nanos, arguments[0].string)) {
    case RFC3339_TIME:
        return cel_library_keep_span(cel_of_timestamp(seconds, nanos), arguments[0]);
    case RFC3339_RANGE:
        return cel_fail(call, "the timestamp is out of range (the years 1 to 9999)");
    case RFC3339_SYNTAX:
        break;
    }
    return no_conversion(call, arguments[0], "timestamp such as 2026-01-31T12:00:00Z");
}

static struct cel_value duration_of_string(const struct cel_call *call,
                                           const struct cel_value *arguments)
{
    int64_t seconds;
    int32_t nanos;
    bool range;

    cel_library_spend(call, arguments[0].string.len);
    if (cel_duration_parse(&seconds, &nanos, &range, arguments[0].string))
        return cel_library_keep_span(cel_of_duration(seconds, nanos), arguments[0]);
    if (range)
        return cel_fail(call, "the duration is out of range (at most 292 years)");
    return no_conversion(call, arguments[0], "duration such as 1h30m or 90s");
}

static struct cel_value type_of(const struct cel_call *call, const struct cel_value *arguments)
{
    (void)call;
    return cel_of_type(cel_value_type(arguments[0]));
}

const struct cel_function cel_conversions[] = {
    {.name = "int",
     .library = "conversions",
     .doc = "an int: of a double towards zero, of a timestamp its seconds since 1970",
     .examples = {"int(2.9) => 2", "int('42') => 42",
                  "int(timestamp('1970-01-01T00:01:00Z')) => 60"},
     .overloads = {{"int(int) -> int", same},
                   {"int(uint) -> int", int_of_uint},
                   {"int(double) -> int", int_of_double},
                   {"int(string) -> int", int_of_string},
                   {"int(timestamp) -> int", int_of_timestamp}}},
    {.name = "uint",
     .library = "conversions",
     .doc = "an unsigned int",
     .examples = {"uint(3) => 3u"},
     .overloads = {{"uint(uint) -> uint", same},
                   {"uint(int) -> uint", uint_of_int},
                   {"uint(double) -> uint", uint_of_double},
                   {"uint(string) -> uint", uint_of_string}}},
    {.name = "double",
     .library = "conversions",
     .doc = "a double",
     .examples = {"double(3) => 3.0", "double('2.5') => 2.5"},
     .overloads = {{"double(double) -> double", same},
                   {"double(int) -> double", double_of_int},
                   {"double(uint) -> double", double_of_uint},
                   {"double(string) -> double", double_of_string}}},
    {.name = "bool",
     .library = "conversions",
     .doc = "a bool: of the words true, false, t, f, 1 and 0",
     .examples = {"bool('true') => true"},
     .overloads = {{"bool(bool) -> bool", same}, {"bool(string) -> bool", bool_of_string}}},
    {.name = "string",
     .library = "conversions",
     .doc = "a string",
     .examples = {"string(42) => '42'", "string(timestamp(0)) => '1970-01-01T00:00:00Z'"},
     .overloads = {{"string(string) -> string", same},
                   {"string(int) -> string", string_of_int},
                   {"string(uint) -> string", string_of_uint},
                   {"string(double) -> string", string_of_double},
                   {"string(bool) -> string", string_of_bool},
                   {"string(bytes) -> string", string_of_bytes},
                   {"string(timestamp) -> string", string_of_timestamp},
                   {"string(duration) -> string", string_of_duration}}},
    {.name = "bytes",
     .library = "conversions",
     .doc = "the bytes of a string in UTF-8",
     .examples = {"bytes('a') => b'a'"},
     .overloads = {{"bytes(bytes) -> bytes", same}, {"bytes(string) -> bytes", bytes_of_string}}},
    {.name = "timestamp",
     .library = "conversions",
     .doc = "an instant, of RFC 3339 text or of the seconds since 1970",
     .examples = {"timestamp('1970-01-01T01:00:00+01:00') == timestamp(0) => true"},
     .overloads = {{"timestamp(timestamp) -> timestamp", same},
                   {"timestamp(string) -> timestamp", timestamp_of_string},
                   {"timestamp(int) -> timestamp", timestamp_of_int}}},
    {.name = "duration",
     .library = "conversions",
     .doc = "an exact span of time: h, m, s, ms, us, ns",
     .examples = {"duration('1h30m') == duration('90m') => true"},
     .overloads = {{"duration(duration) -> duration", same},
                   {"duration(string) -> duration", duration_of_string}}},
    {.name = "type",
     .library = "conversions",
     .doc = "the type of a value",
     .examples = {"type(1) == int => true"},
     .overloads = {{"type(A) -> type", type_of}}},
    {.name = "dyn",
     .library = "conversions",
     .doc = "the value; the type checker accepts it everywhere",
     .examples = {"dyn(1) == 1 => true"},
     .overloads = {{"dyn(A) -> dyn", same}}},
    {0},
};
