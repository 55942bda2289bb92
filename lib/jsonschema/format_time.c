/* RFC 3339: section 5.6 and 5.7, appendix A for durations. ABNF's letters have no case. */
#include "base/clock.h"
#include "jsonschema/format.h"

enum { MINUTES_PER_HOUR = 60, MINUTES_PER_DAY = 1440 };

/* A text that is eaten from the front; `failed` once something was not there. */
struct scan {
    struct str rest;
    bool failed;
};

static bool skip(struct scan *scan, char letter)
{
    if (!scan->rest.len || ascii_lower(scan->rest.data[0]) != ascii_lower(letter))
        return false;
    scan->rest = str_slice(scan->rest, 1, scan->rest.len);
    return true;
}

static void expect(struct scan *scan, char letter)
{
    scan->failed |= !skip(scan, letter);
}

/* Exactly COUNT digits that make a number from LEAST to MOST. */
static int32_t number(struct scan *scan, size_t count, int32_t least, int32_t most)
{
    int32_t value = 0;

    for (size_t i = 0; i < count; i++) {
        if (i >= scan->rest.len || !ascii_is_digit(scan->rest.data[i])) {
            scan->failed = true;
            return least;
        }
        value = value * 10 + (scan->rest.data[i] - '0');
    }
    scan->rest = str_slice(scan->rest, count, scan->rest.len);
    scan->failed |= value < least || value > most;
    return value;
}

static size_t skip_digits(struct scan *scan)
{
    size_t count = 0;

    while (count < scan->rest.len && ascii_is_digit(scan->rest.data[count]))
        count++;
    scan->rest = str_slice(scan->rest, count, scan->rest.len);
    return count;
}

static struct civil full_date(struct scan *scan)
{
    struct civil date;

    date.year = number(scan, 4, 0, 9999);
    expect(scan, '-');
    date.month = number(scan, 2, 1, 12);
    expect(scan, '-');
    date.day = number(scan, 2, 1, scan->failed ? 31 : civil_days_in_month(date.year, date.month));
    return date;
}

/* The offset in minutes east of UTC. */
static int32_t time_offset(struct scan *scan)
{
    int32_t hours, minutes;
    bool west;

    if (skip(scan, 'Z'))
        return 0;
    west = skip(scan, '-');
    if (!west)
        expect(scan, '+');
    hours = number(scan, 2, 0, 23);
    expect(scan, ':');
    minutes = number(scan, 2, 0, 59);
    return (west ? -1 : 1) * (hours * MINUTES_PER_HOUR + minutes);
}

/*
 * Returns the minute of the day in UTC (negative: of the day before), and
 * whether the second is a leap second, which only 23:59 UTC can have.
 */
static int32_t full_time(struct scan *scan, bool *leap)
{
    int32_t minute = number(scan, 2, 0, 23) * MINUTES_PER_HOUR;

    expect(scan, ':');
    minute += number(scan, 2, 0, 59);
    expect(scan, ':');
    *leap = number(scan, 2, 0, 60) == 60;
    if (skip(scan, '.'))
        scan->failed |= skip_digits(scan) == 0;
    minute -= time_offset(scan);
    if (*leap)
        scan->failed |= (minute + MINUTES_PER_DAY) % MINUTES_PER_DAY != MINUTES_PER_DAY - 1;
    return minute;
}

static bool is_done(const struct scan *scan)
{
    return !scan->failed && scan->rest.len == 0;
}

bool jsonschema_format_is_date(struct str text)
{
    struct scan scan = {text, false};

    full_date(&scan);
    return is_done(&scan);
}

bool jsonschema_format_is_time(struct str text)
{
    struct scan scan = {text, false};
    bool leap;

    full_time(&scan, &leap);
    return is_done(&scan);
}

/* Leap seconds come at the end of a month, in UTC. */
static bool ends_month(struct civil date, int32_t minute)
{
    int64_t days = civil_to_days(date);

    if (minute < 0)
        days--;
    else if (minute >= MINUTES_PER_DAY)
        days++;
    return civil_from_days(days + 1).day == 1;
}

bool jsonschema_format_is_date_time(struct str text)
{
    struct scan scan = {text, false};
    struct civil date = full_date(&scan);
    int32_t minute;
    bool leap;

    expect(&scan, 'T');
    minute = full_time(&scan, &leap);
    return is_done(&scan) && (!leap || ends_month(date, minute));
}

/*
 * Numbers with the units of ORDER, one after the other without a gap: "HMS"
 * allows 1H2M, 2M3S, not 1H3S. False if there is none.
 */
static bool units(struct scan *scan, const char *order)
{
    bool any = false;

    while (*order) {
        struct scan before = *scan;

        if (skip_digits(scan) == 0)
            break;
        while (*order && !any && scan->rest.len &&
               ascii_lower(scan->rest.data[0]) != ascii_lower(*order))
            order++;
        if (!*order || !skip(scan, *order)) {
            *scan = before;
            break;
        }
        order++;
        any = true;
    }
    return any;
}

bool jsonschema_format_is_duration(struct str text)
{
    struct scan scan = {text, false};
    bool any;

    expect(&scan, 'P');
    any = units(&scan, "W");
    if (!any) {
        any = units(&scan, "YMD");
        if (skip(&scan, 'T'))
            any = units(&scan, "HMS");
    }
    return any && is_done(&scan);
}
