/* The parts of timestamps and durations. */
#include "base/clock.h"
#include "cel/library.h"
#include "cel/timezone.h"

/* A timestamp as a clock on the wall shows it. */
struct wall {
    struct civil civil;
    int64_t day;     /* since 1970-01-01 */
    int64_t seconds; /* of the day */
};

/* Into *WALL in the zone of the second argument, or UTC; false with *FAILURE. */
static bool read_wall(struct wall *wall, struct cel_value *failure, const struct cel_call *call,
                      const struct cel_value *arguments)
{
    int64_t seconds = arguments[0].time.seconds, offset = 0;
    struct error error;

    if (call->count == 2 && cel_timezone_offset(&offset, &call->evaluation->timezones,
                                                arguments[1].string, seconds, &error) < 0) {
        *failure = cel_fail(call, "%s", error.message);
        return false;
    }
    wall->day = day_of_instant(seconds + offset);
    wall->seconds = seconds + offset - wall->day * SECONDS_PER_DAY;
    wall->civil = civil_from_days(wall->day);
    return true;
}

#define WALL_PART(name, part)                                                                      \
    static struct cel_value name(const struct cel_call *call, const struct cel_value *arguments)   \
    {                                                                                              \
        struct cel_value failure;                                                                  \
        struct wall wall;                                                                          \
                                                                                                   \
        if (!read_wall(&wall, &failure, call, arguments))                                          \
            return failure;                                                                        \
        return cel_of_int(part);                                                                   \
    }

WALL_PART(full_year, wall.civil.year)
WALL_PART(month, wall.civil.month - 1)
WALL_PART(day_of_year, wall.day - civil_to_days((struct civil){wall.civil.year, 1, 1}))
WALL_PART(day_of_month, wall.civil.day - 1)
WALL_PART(date_of_month, wall.civil.day)
WALL_PART(day_of_week, ((wall.day + 4) % 7 + 7) % 7) /* 1970-01-01 was a Thursday */
WALL_PART(hours, wall.seconds / 3600)
WALL_PART(minutes, wall.seconds / 60 % 60)
WALL_PART(seconds_of_minute, wall.seconds % 60)
WALL_PART(milliseconds, arguments[0].time.nanos / 1000000)

#define DURATION_PART(name, part)                                                                  \
    static struct cel_value name(const struct cel_call *call, const struct cel_value *arguments)   \
    {                                                                                              \
        (void)call;                                                                                \
        return cel_of_int(part);                                                                   \
    }

DURATION_PART(duration_hours, arguments[0].time.seconds / 3600)
DURATION_PART(duration_minutes, arguments[0].time.seconds / 60)
DURATION_PART(duration_seconds, arguments[0].time.seconds)
DURATION_PART(duration_milliseconds, arguments[0].time.nanos / 1000000)

#define OF_TIMESTAMP(name, function)                                                               \
    {"timestamp." name "() -> int", function},                                                     \
    {                                                                                              \
        "timestamp." name "(string) -> int", function                                              \
    }

const struct cel_function cel_times[] = {
    {.name = "getFullYear",
     .library = "time",
     .doc = "the year; like the others in UTC, or in the named zone or at the offset",
     .examples = {"timestamp('2025-12-31T23:30:00Z').getFullYear() => 2025",
                  "timestamp('2025-12-31T23:30:00Z').getFullYear('Europe/Berlin') => 2026"},
     .overloads = {OF_TIMESTAMP("getFullYear", full_year)}},
    {.name = "getMonth",
     .library = "time",
     .doc = "the month, from 0",
     .examples = {"date('2026-01-31').getMonth() => 0"},
     .overloads = {OF_TIMESTAMP("getMonth", month)}},
    {.name = "getDate",
     .library = "time",
     .doc = "the day of the month, from 1",
     .examples = {"date('2026-01-31').getDate() => 31"},
     .overloads = {OF_TIMESTAMP("getDate", date_of_month)}},
    {.name = "getDayOfMonth",
     .library = "time",
     .doc = "the day of the month, from 0",
     .examples = {"date('2026-01-31').getDayOfMonth() => 30"},
     .overloads = {OF_TIMESTAMP("getDayOfMonth", day_of_month)}},
    {.name = "getDayOfWeek",
     .library = "time",
     .doc = "the day of the week, Sunday is 0",
     .examples = {"date('2026-01-31').getDayOfWeek() => 6"},
     .overloads = {OF_TIMESTAMP("getDayOfWeek", day_of_week)}},
    {.name = "getDayOfYear",
     .library = "time",
     .doc = "the day of the year, from 0",
     .examples = {"date('2026-02-01').getDayOfYear() => 31"},
     .overloads = {OF_TIMESTAMP("getDayOfYear", day_of_year)}},
    {.name = "getHours",
     .library = "time",
     .doc = "the hour; of a duration all its hours",
     .examples = {"timestamp('2026-01-31T10:30:00Z').getHours('+02:00') => 12",
                  "duration('90m').getHours() => 1"},
     .overloads = {OF_TIMESTAMP("getHours", hours),
                   {"duration.getHours() -> int", duration_hours}}},
    {.name = "getMinutes",
     .library = "time",
     .doc = "the minute; of a duration all its minutes",
     .examples = {"duration('1h30m').getMinutes() => 90"},
     .overloads = {OF_TIMESTAMP("getMinutes", minutes),
                   {"duration.getMinutes() -> int", duration_minutes}}},
    {.name = "getSeconds",
     .library = "time",
     .doc = "the second; of a duration all its seconds",
     .examples = {"duration('1m30s').getSeconds() => 90"},
     .overloads = {OF_TIMESTAMP("getSeconds", seconds_of_minute),
                   {"duration.getSeconds() -> int", duration_seconds}}},
    {.name = "getMilliseconds",
     .library = "time",
     .doc = "the milliseconds of the second",
     .examples = {"duration('1.5s').getMilliseconds() => 500"},
     .overloads = {OF_TIMESTAMP("getMilliseconds", milliseconds),
                   {"duration.getMilliseconds() -> int", duration_milliseconds}}},
    {0},
};
