/*
 * Arithmetic of time. A duration is exact; a period is months and days of the
 * calendar: a date that a month lacks becomes the month's last day (31 January
 * and one month is 28 or 29 February), and months are added before days.
 */
#include "cel/library_calendar.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/period.h"
#include "cel/library.h"
#include "cel/rfc3339.h"

enum {
    NANOS_PER_SECOND = 1000000000,
    LONGEST_PERIOD = 120000 /* months: 10,000 years */
};

struct cel_value cel_calendar_timestamp(const struct cel_call *call, int64_t seconds, int64_t nanos)
{
    seconds += nanos / NANOS_PER_SECOND;
    nanos %= NANOS_PER_SECOND;
    if (nanos < 0) {
        nanos += NANOS_PER_SECOND;
        seconds--;
    }
    if (seconds < TIMESTAMP_FIRST || seconds > TIMESTAMP_LAST)
        return cel_fail(call, "the timestamp is out of range (the years 1 to 9999)");
    return cel_of_timestamp(seconds, (int32_t)nanos);
}

/* A duration; both parts get the same sign. */
static struct cel_value duration(const struct cel_call *call, int64_t seconds, int64_t nanos)
{
    seconds += nanos / NANOS_PER_SECOND;
    nanos %= NANOS_PER_SECOND;
    if (seconds > 0 && nanos < 0) {
        seconds--;
        nanos += NANOS_PER_SECOND;
    } else if (seconds < 0 && nanos > 0) {
        seconds++;
        nanos -= NANOS_PER_SECOND;
    }
    if (llabs(seconds) > DURATION_LAST)
        return cel_fail(call, "the duration is out of range (at most 292 years)");
    return cel_of_duration(seconds, (int32_t)nanos);
}

struct cel_value cel_calendar_add_duration(const struct cel_call *call,
                                           const struct cel_value *arguments)
{
    return cel_calendar_timestamp(call, arguments[0].time.seconds + arguments[1].time.seconds,
                                  (int64_t)arguments[0].time.nanos + arguments[1].time.nanos);
}

struct cel_value cel_calendar_add_durations(const struct cel_call *call,
                                            const struct cel_value *arguments)
{
    return duration(call, arguments[0].time.seconds + arguments[1].time.seconds,
                    (int64_t)arguments[0].time.nanos + arguments[1].time.nanos);
}

struct cel_value cel_calendar_subtract_duration(const struct cel_call *call,
                                                const struct cel_value *arguments)
{
    return cel_calendar_timestamp(call, arguments[0].time.seconds - arguments[1].time.seconds,
                                  (int64_t)arguments[0].time.nanos - arguments[1].time.nanos);
}

struct cel_value cel_calendar_subtract_durations(const struct cel_call *call,
                                                 const struct cel_value *arguments)
{
    return duration(call, arguments[0].time.seconds - arguments[1].time.seconds,
                    (int64_t)arguments[0].time.nanos - arguments[1].time.nanos);
}

struct cel_value cel_calendar_subtract_timestamps(const struct cel_call *call,
                                                  const struct cel_value *arguments)
{
    return cel_calendar_subtract_durations(call, arguments);
}

static struct cel_value add_period(const struct cel_call *call, struct cel_value timestamp,
                                   int64_t months, int64_t days)
{
    int64_t day = day_of_instant(timestamp.time.seconds);
    int64_t time = timestamp.time.seconds - day * SECONDS_PER_DAY;

    day = civil_to_days(civil_add_months(civil_from_days(day), months)) + days;
    return cel_calendar_timestamp(call, day * SECONDS_PER_DAY + time, timestamp.time.nanos);
}

struct cel_value cel_calendar_add_period(const struct cel_call *call,
                                         const struct cel_value *arguments)
{
    bool first = arguments[0].tag == CEL_PERIOD;
    struct cel_value period = arguments[!first];

    return add_period(call, arguments[first], period.period.months, period.period.days);
}

struct cel_value cel_calendar_subtract_period(const struct cel_call *call,
                                              const struct cel_value *arguments)
{
    return add_period(call, arguments[0], -(int64_t)arguments[1].period.months,
                      -(int64_t)arguments[1].period.days);
}

static struct cel_value period(const struct cel_call *call, int64_t months, int64_t days)
{
    if (llabs(months) > LONGEST_PERIOD || llabs(days) > LONGEST_PERIOD * INT64_C(31))
        return cel_fail(call, "the period is out of range (at most 10,000 years)");
    return cel_of_period((int32_t)months, (int32_t)days);
}

struct cel_value cel_calendar_add_periods(const struct cel_call *call,
                                          const struct cel_value *arguments)
{
    return period(call, (int64_t)arguments[0].period.months + arguments[1].period.months,
                  (int64_t)arguments[0].period.days + arguments[1].period.days);
}

struct cel_value cel_calendar_subtract_periods(const struct cel_call *call,
                                               const struct cel_value *arguments)
{
    return period(call, (int64_t)arguments[0].period.months - arguments[1].period.months,
                  (int64_t)arguments[0].period.days - arguments[1].period.days);
}

static struct cel_value date(const struct cel_call *call, const struct cel_value *arguments)
{
    struct civil civil;

    if (!civil_parse(&civil, arguments[0].string))
        return cel_fail(call, "not a date such as 2026-01-31: %.*s", STR_ARG(arguments[0].string));
    return cel_library_keep_span(
        cel_calendar_timestamp(call, civil_to_days(civil) * SECONDS_PER_DAY, 0), arguments[0]);
}

static struct cel_value months(const struct cel_call *call, const struct cel_value *arguments)
{
    int64_t count = arguments[0].integer;

    return period(call, count > INT32_MAX || count < INT32_MIN ? INT32_MAX : count, 0);
}

static struct cel_value days(const struct cel_call *call, const struct cel_value *arguments)
{
    int64_t count = arguments[0].integer;

    return period(call, 0, count > INT32_MAX || count < INT32_MIN ? INT32_MAX : count);
}

static struct cel_value years(const struct cel_call *call, const struct cel_value *arguments)
{
    int64_t count = arguments[0].integer;

    return period(call, count > INT16_MAX || count < INT16_MIN ? INT32_MAX : count * 12, 0);
}

static struct cel_value read_period(const struct cel_call *call, const struct cel_value *arguments)
{
    int32_t month_count, day_count;

    cel_library_spend(call, arguments[0].string.len);
    if (!period_parse(&month_count, &day_count, arguments[0].string))
        return cel_fail(call, "not a period such as 12 months, 90 days or 1 year 6 months: %.*s",
                        STR_ARG(arguments[0].string));
    return cel_library_keep_span(period(call, month_count, day_count), arguments[0]);
}

const struct cel_function cel_calendar[] = {
    {.name = "date",
     .library = "calendar",
     .doc = "midnight (UTC) of a day that is written as in 2026-01-31",
     .examples = {"date('2026-01-31') == timestamp('2026-01-31T00:00:00Z') => true"},
     .overloads = {{"date(string) -> timestamp", date}}},
    {.name = "months",
     .library = "calendar",
     .doc = "a period of calendar months; a day that a month lacks becomes its last day",
     .examples = {"date('2024-01-31') + months(1) == date('2024-02-29') => true",
                  "date('2026-01-31') + months(1) == date('2026-02-28') => true"},
     .overloads = {{"months(int) -> period", months}}},
    {.name = "days",
     .library = "calendar",
     .doc = "a period of days",
     .examples = {"date('2026-02-28') + days(1) == date('2026-03-01') => true"},
     .overloads = {{"days(int) -> period", days}}},
    {.name = "years",
     .library = "calendar",
     .doc = "a period of calendar years",
     .examples = {"date('2024-02-29') + years(1) == date('2025-02-28') => true"},
     .overloads = {{"years(int) -> period", years}}},
    {.name = "period",
     .library = "calendar",
     .doc = "a period in words: days, weeks, months, quarters, years; months are added before days",
     .examples = {"period('12 months') == months(12) => true",
                  "period('1 year 6 months') == months(18) => true",
                  "date('2026-01-01') + period('90 days') == date('2026-04-01') => true"},
     .overloads = {{"period(string) -> period", read_period}}},
    {0},
};
