/* Days in time zones: where they begin and end, against the C library and by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/zone.h"

static const char *const zones[] = {
    "UTC",          "Europe/Berlin",       "America/Los_Angeles", "Pacific/Auckland",
    "Pacific/Apia", "America/St_Johns",    "America/Sao_Paulo",   "Asia/Kathmandu",
    "Africa/Cairo", "Pacific/Kiritimati",  "Pacific/Kwajalein",   "Europe/Lisbon",
    "America/Nuuk", "Australia/Lord_Howe", "Asia/Tehran",
};

enum { ZONE_COUNT = sizeof zones / sizeof zones[0] };

static void need_database(void)
{
    if (access("/usr/share/zoneinfo/Pacific/Apia", R_OK) == 0)
        return;
    print_message("skipped: no time zone database\n");
    skip();
}

static struct zone open_zone(const char *name)
{
    struct zone zone;
    struct error error = {0};

    if (zone_read(&zone, str_of(name), &error) < 0)
        fail_msg("%s", error.message);
    return zone;
}

/* The date that the C library shows at an instant, as a number of days. */
static int64_t libc_day(int64_t instant)
{
    time_t seconds = (time_t)instant;
    struct tm tm;

    assert_non_null(localtime_r(&seconds, &tm));
    return civil_to_days((struct civil){tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday});
}

/* Every 141 minutes of the years 1990 to 2036. */
static void as_the_c_library(void **state)
{
    int64_t end = civil_to_days((struct civil){2037, 1, 1}) * SECONDS_PER_DAY;

    (void)state;
    need_database();
    for (size_t i = 0; i < ZONE_COUNT; i++) {
        struct zone zone = open_zone(zones[i]);

        setenv("TZ", zones[i], 1);
        tzset();
        for (int64_t at = 7305 * (int64_t)SECONDS_PER_DAY; at < end; at += 141 * 60)
            if (zone_day(&zone, at) != libc_day(at))
                fail_msg("%s at %lld", zones[i], (long long)at);
        zone_release(&zone);
    }
    unsetenv("TZ");
    tzset();
}

/* Days follow each other without a gap, and the instants of a day are in it. */
static void days_follow_each_other(void **state)
{
    (void)state;
    need_database();
    for (size_t i = 0; i < ZONE_COUNT; i++) {
        struct zone zone = open_zone(zones[i]);

        for (int64_t day = 7305; day < 24000; day++) {
            int64_t begin = zone_day_begin(&zone, day), end = zone_day_end(&zone, day);

            assert_int_equal(begin, zone_day_end(&zone, day - 1) + 1);
            if (end < begin) /* skipped */
                continue;
            if (zone_day(&zone, begin) != day || zone_day(&zone, end) != day ||
                zone_day(&zone, end + 1) <= day)
                fail_msg("%s, day %lld", zones[i], (long long)day);
        }
        zone_release(&zone);
    }
}

static int64_t instant_of(const char *text)
{
    struct civil civil;
    int hour = 0, minute = 0, second = 0;

    assert_true(civil_parse(&civil, str_slice(str_of(text), 0, 10)));
    assert_int_equal(sscanf(text + 11, "%d:%d:%d", &hour, &minute, &second), 3);
    return civil_to_days(civil) * SECONDS_PER_DAY + hour * 3600 + minute * 60 + second;
}

static void ends_of_days(void **state)
{
    static const struct {
        const char *zone, *day, *begins, *ends;
    } table[] = {
        {"UTC", "2026-01-31", "2026-01-31T00:00:00Z", "2026-01-31T23:59:59Z"},
        {"+02:00", "2026-01-31", "2026-01-30T22:00:00Z", "2026-01-31T21:59:59Z"},
        {"-09:30", "2026-01-31", "2026-01-31T09:30:00Z", "2026-02-01T09:29:59Z"},
        {"Pacific/Auckland", "2026-01-31", "2026-01-30T11:00:00Z", "2026-01-31T10:59:59Z"},
        /* 25 hours and 23: clocks go back, and forward */
        {"Pacific/Auckland", "2026-04-05", "2026-04-04T11:00:00Z", "2026-04-05T11:59:59Z"},
        {"Pacific/Auckland", "2026-09-27", "2026-09-26T12:00:00Z", "2026-09-27T10:59:59Z"},
        {"America/Los_Angeles", "2026-03-08", "2026-03-08T08:00:00Z", "2026-03-09T06:59:59Z"},
        {"America/Los_Angeles", "2026-11-01", "2026-11-01T07:00:00Z", "2026-11-02T07:59:59Z"},
        /* summer time that began at midnight: the day begins at one */
        {"America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z", "2018-11-05T01:59:59Z"},
        /* and ended at midnight: the last hour comes twice */
        {"America/Sao_Paulo", "2018-02-17", "2018-02-17T02:00:00Z", "2018-02-18T02:59:59Z"},
        /* back at one minute past midnight: the day that had begun ends once more */
        {"America/St_Johns", "2010-11-06", "2010-11-06T02:30:00Z", "2010-11-07T03:29:59Z"},
        {"America/St_Johns", "2010-11-07", "2010-11-07T03:30:00Z", "2010-11-08T03:29:59Z"},
        /* a day that was not, at either side of the date line */
        {"Pacific/Apia", "2011-12-29", "2011-12-29T10:00:00Z", "2011-12-30T09:59:59Z"},
        {"Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z", "2011-12-30T09:59:59Z"},
        {"Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z", "2011-12-31T09:59:59Z"},
        {"Pacific/Kwajalein", "1993-08-21", "1993-08-21T12:00:00Z", "1993-08-21T11:59:59Z"},
        /* by the rule behind the last change of the file */
        {"Europe/Berlin", "2060-07-01", "2060-06-30T22:00:00Z", "2060-07-01T21:59:59Z"},
    };

    (void)state;
    need_database();
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct zone zone = open_zone(table[i].zone);
        struct civil day;
        char begins[32], ends[32];

        assert_true(civil_parse(&day, str_of(table[i].day)));
        instant_format(begins, zone_day_begin(&zone, civil_to_days(day)));
        instant_format(ends, zone_day_end(&zone, civil_to_days(day)));
        if (strcmp(begins, table[i].begins) != 0 || strcmp(ends, table[i].ends) != 0)
            fail_msg("%s %s: %s to %s", table[i].zone, table[i].day, begins, ends);
        assert_int_equal(zone_day(&zone, instant_of(ends)) <= civil_to_days(day), true);
        zone_release(&zone);
    }
}

/* The clock showed 00:00:30 of the 7th, and went back: that half minute is of the 6th. */
static void a_day_ends_once(void **state)
{
    struct zone zone;
    struct civil sixth = {2010, 11, 6};

    (void)state;
    need_database();
    zone = open_zone("America/St_Johns");
    assert_int_equal(zone_day(&zone, instant_of("2010-11-07T02:30:30")), civil_to_days(sixth));
    assert_int_equal(zone_day(&zone, instant_of("2010-11-07T03:30:00")), civil_to_days(sixth) + 1);
    zone_release(&zone);
}

/* A commit may be dated at any second, and a TZ string may say anything. */
static void extremes(void **state)
{
    static const char rule[] = "CET-1CEST,M3.5.0,M10.5.0/3";
    int32_t offset = 0;

    (void)state;
    assert_int_equal(day_of_instant(-1), -1);
    assert_int_equal(day_of_instant(-SECONDS_PER_DAY), -1);
    assert_int_equal(day_of_instant(INT64_MIN), INT64_MIN / SECONDS_PER_DAY - 1);
    assert_int_equal(day_of_instant(INT64_MAX), INT64_MAX / SECONDS_PER_DAY);
    assert_true(posix_tz_offset(&offset, rule, INT64_MIN) && offset == 3600);
    assert_true(posix_tz_offset(&offset, rule, INT64_MAX));
    assert_false(posix_tz_offset(&offset, "CET-236:30", 0));
    assert_false(posix_tz_offset(&offset, "CET-1:60", 0));
}

static void faults(void **state)
{
    static const char *const names[] = {
        "Europe/Nowhere",   "../../../etc/passwd", "/etc/passwd", "Europe",
        "Europe/Berlin/..", "tzdata.zi",           "zone.tab",    "+2",
        "+02:0x",           "Europe/Berlin ",      "a b"};

    (void)state;
    need_database();
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct zone zone;
        struct error error = {0};

        if (zone_read(&zone, str_of(names[i]), &error) == 0)
            fail_msg("\"%s\" is read", names[i]);
        assert_non_null(strstr(error.message, "unknown time zone"));
        assert_int_equal(zone_offset(&zone, 0), 0);
        zone_release(&zone);
    }
    assert_int_equal(zone_day(NULL, -1), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_the_c_library), cmocka_unit_test(days_follow_each_other),
        cmocka_unit_test(ends_of_days),     cmocka_unit_test(a_day_ends_once),
        cmocka_unit_test(extremes),         cmocka_unit_test(faults),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
