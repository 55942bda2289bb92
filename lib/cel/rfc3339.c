#include "cel/rfc3339.h"

#include <inttypes.h>

#include "base/clock.h"

enum { NANOS_PER_SECOND = 1000000000 };

/* A number of exactly COUNT digits at *AT. */
static bool read_number(int32_t *number, struct str text, size_t *at, size_t count)
{
    *number = 0;
    for (size_t i = 0; i < count; i++, ++*at) {
        if (*at >= text.len || !ascii_is_digit(text.data[*at]))
            return false;
        *number = *number * 10 + (text.data[*at] - '0');
    }
    return true;
}

static bool read_char(struct str text, size_t *at, char c)
{
    if (*at >= text.len || text.data[*at] != c)
        return false;
    ++*at;
    return true;
}

/* Digits behind the point; those beyond nanoseconds are dropped. */
static bool read_fraction(int32_t *nanos, struct str text, size_t *at)
{
    int32_t unit = NANOS_PER_SECOND / 10;
    size_t start = *at;

    for (; *at < text.len && ascii_is_digit(text.data[*at]); ++*at, unit /= 10)
        *nanos += (text.data[*at] - '0') * unit;
    return *at > start;
}

/* "Z" or "+hh:mm", in seconds east of Greenwich. */
static bool read_offset(int64_t *offset, struct str text, size_t *at)
{
    int32_t hours, minutes;
    bool west;

    *offset = 0;
    if (read_char(text, at, 'Z') || read_char(text, at, 'z'))
        return true;
    west = *at < text.len && text.data[*at] == '-';
    if (!west && !(*at < text.len && text.data[*at] == '+'))
        return false;
    ++*at;
    if (!read_number(&hours, text, at, 2) || !read_char(text, at, ':') ||
        !read_number(&minutes, text, at, 2) || hours > 23 || minutes > 59)
        return false;
    *offset = (west ? -1 : 1) * (hours * 3600 + minutes * 60);
    return true;
}

static bool read_day(struct civil *civil, struct str text, size_t *at)
{
    size_t year_digits = 0;

    while (year_digits < text.len && year_digits < 6 && ascii_is_digit(text.data[year_digits]))
        year_digits++;
    return year_digits >= 4 && read_number(&civil->year, text, at, year_digits) &&
           read_char(text, at, '-') && read_number(&civil->month, text, at, 2) &&
           read_char(text, at, '-') && read_number(&civil->day, text, at, 2) && civil->month >= 1 &&
           civil->month <= 12 && civil->day >= 1 &&
           civil->day <= civil_days_in_month(civil->year, civil->month);
}

static bool read_time(int32_t *seconds, int32_t *nanos, struct str text, size_t *at)
{
    int32_t hours, minutes, rest;

    if (!read_number(&hours, text, at, 2) || !read_char(text, at, ':') ||
        !read_number(&minutes, text, at, 2) || !read_char(text, at, ':') ||
        !read_number(&rest, text, at, 2) || hours > 23 || minutes > 59 || rest > 59)
        return false;
    *seconds = hours * 3600 + minutes * 60 + rest;
    *nanos = 0;
    return !read_char(text, at, '.') || read_fraction(nanos, text, at);
}

enum rfc3339_result cel_rfc3339_parse(int64_t *seconds, int32_t *nanos, struct str text)
{
    struct civil civil;
    int32_t time;
    int64_t offset;
    size_t at = 0;

    if (!read_day(&civil, text, &at) ||
        !(read_char(text, &at, 'T') || read_char(text, &at, 't') || read_char(text, &at, ' ')) ||
        !read_time(&time, nanos, text, &at) || !read_offset(&offset, text, &at) || at != text.len)
        return RFC3339_SYNTAX;
    *seconds = civil_to_days(civil) * SECONDS_PER_DAY + time - offset;
    if (*seconds < TIMESTAMP_FIRST || *seconds > TIMESTAMP_LAST)
        return RFC3339_RANGE;
    return RFC3339_TIME;
}

/* ".5" for 500,000,000 nanoseconds, "" for none. */
static struct str format_fraction(struct arena *arena, int32_t nanos)
{
    struct str text;

    if (nanos == 0)
        return (struct str){0};
    text = arena_printf(arena, ".%09" PRId32, nanos);
    while (text.data[text.len - 1] == '0')
        text.len--;
    return text;
}

struct str cel_rfc3339_format(struct arena *arena, int64_t seconds, int32_t nanos)
{
    char instant[32];
    struct str whole = str_of(instant_format(instant, seconds));

    return arena_printf(arena, "%.*s%.*sZ", (int)whole.len - 1, whole.data,
                        STR_ARG(format_fraction(arena, nanos)));
}

static const struct unit {
    const char *name;
    int64_t nanos;
} units[] = {
    {"ns", 1},
    {"us", 1000},
    {"\xc2\xb5s", 1000}, /* U+00B5 */
    {"\xce\xbcs", 1000}, /* U+03BC */
    {"ms", 1000000},
    {"s", NANOS_PER_SECOND},
    {"m", INT64_C(60) * NANOS_PER_SECOND},
    {"h", INT64_C(3600) * NANOS_PER_SECOND},
};

static const struct unit *find_unit(struct str name)
{
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (str_equal_c(name, units[i].name))
            return &units[i];
    return NULL;
}

static size_t skip_digits(struct str text, size_t at)
{
    while (at < text.len && ascii_is_digit(text.data[at]))
        at++;
    return at;
}

/* Digits as a whole number; false beyond the range of int64. */
static bool whole_of(int64_t *whole, struct str digits)
{
    *whole = 0;
    for (size_t i = 0; i < digits.len; i++)
        if (__builtin_mul_overflow(*whole, 10, whole) ||
            __builtin_add_overflow(*whole, digits.data[i] - '0', whole))
            return false;
    return true;
}

/* The fraction .DIGITS of a unit of NANOS, rounded down. */
static int64_t fraction_of(struct str digits, int64_t nanos)
{
    int64_t sum = 0;

    for (size_t i = 0; i < digits.len && nanos > 0; i++) {
        sum += (digits.data[i] - '0') * (nanos / 10);
        sum += (digits.data[i] - '0') * (nanos % 10) / 10;
        nanos /= 10;
    }
    return sum;
}

/* One "1.5h" at *AT is added to *TOTAL. */
static bool read_part(int64_t *total, bool *range, struct str text, size_t *at)
{
    size_t start = *at, point = skip_digits(text, start), end = point, unit_end;
    const struct unit *unit;
    int64_t nanos;

    if (point < text.len && text.data[point] == '.')
        end = skip_digits(text, point + 1);
    if (end == start || (end == start + 1 && point == start))
        return false;
    for (unit_end = end;
         unit_end < text.len && !ascii_is_digit(text.data[unit_end]) && text.data[unit_end] != '.';)
        unit_end++;
    unit = find_unit(str_slice(text, end, unit_end));
    if (!unit)
        return false;
    if (!whole_of(&nanos, str_slice(text, start, point)) ||
        __builtin_mul_overflow(nanos, unit->nanos, &nanos) ||
        __builtin_add_overflow(nanos, fraction_of(str_slice(text, point + 1, end), unit->nanos),
                               &nanos) ||
        __builtin_add_overflow(*total, nanos, total)) {
        *range = true;
        return false;
    }
    *at = unit_end;
    return true;
}

bool cel_duration_parse(int64_t *seconds, int32_t *nanos, bool *range, struct str text)
{
    bool negative = text.len > 0 && text.data[0] == '-';
    size_t at = negative || (text.len > 0 && text.data[0] == '+');
    int64_t total = 0;

    *range = false;
    if (at == text.len)
        return false;
    if (!str_equal_c(str_slice(text, at, text.len), "0"))
        while (at < text.len)
            if (!read_part(&total, range, text, &at))
                return false;
    if (negative)
        total = -total;
    *seconds = total / NANOS_PER_SECOND;
    *nanos = (int32_t)(total % NANOS_PER_SECOND);
    return true;
}

struct str cel_duration_format(struct arena *arena, int64_t seconds, int32_t nanos)
{
    bool negative = seconds < 0 || nanos < 0;

    return arena_printf(arena, "%s%" PRId64 "%.*ss", negative ? "-" : "",
                        negative ? -seconds : seconds,
                        STR_ARG(format_fraction(arena, negative ? -nanos : nanos)));
}
