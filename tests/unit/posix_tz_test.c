/* TZ strings: when they change the clocks, against the C library; and what is none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/tzif.h"

static const char *const rules[] = {
    "UTC0",
    "<+0545>-5:45",
    "<-03>+3",
    "XYZ4:30:15",
    "CET-1CEST,M3.5.0,M10.5.0/3",
    "EST5EDT,M3.2.0,M11.1.0",
    "AEST-10AEDT,M10.1.0,M4.1.0/3",
    "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0",
    "<-02>2<-01>,M3.5.0/-1,M10.5.0/0",
    "IST-1GMT0,M10.5.0,M3.5.0/1",
    "EET-2EEST,M4.5.5/0,M10.5.4/24",
    "IST-2IDT,M3.4.4/26,M10.5.0",
    "XXX3YYY,J60,J300",
    "XXX3YYY,J59/1:30,J61/0:00:30",
    "XXX3YYY,59,299/4",
    "XXX-13YYY-14:30,M12.3.6,M1.4.3/167",
    "XXX12YYY,J9/0,350/23",
};

/* The seconds by which the C library's clocks are ahead of UTC. */
static int32_t libc_offset(int64_t seconds)
{
    time_t instant = (time_t)seconds;
    struct tm tm;

    assert_non_null(localtime_r(&instant, &tm));
    return (int32_t)(civil_to_days((struct civil){tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday}) *
                         SECONDS_PER_DAY +
                     tm.tm_hour * 3600 + tm.tm_min * 60 + tm.tm_sec - seconds);
}

static void compare(const char *rule, int64_t seconds)
{
    int32_t offset;

    if (!posix_tz_offset(&offset, rule, seconds))
        fail_msg("%s is refused", rule);
    if (offset != libc_offset(seconds))
        fail_msg("%s at %lld: %d, not %d", rule, (long long)seconds, (int)offset,
                 (int)libc_offset(seconds));
}

/* Both sides of every quarter of an hour of years that begin on each weekday. */
static void as_the_c_library(void **state)
{
    int64_t start = civil_to_days((struct civil){2019, 12, 30}) * SECONDS_PER_DAY;
    int64_t end = civil_to_days((struct civil){2029, 1, 3}) * SECONDS_PER_DAY;

    (void)state;
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        setenv("TZ", rules[i], 1);
        tzset();
        for (int64_t at = start; at < end; at += 900) {
            compare(rules[i], at - 1);
            compare(rules[i], at);
        }
    }
}

static void faults(void **state)
{
    static const char *const none[] = {
        "",
        "3",
        "ABC",
        "<ABC",
        "ABC+",
        "ABC3DEF",
        "ABC3DEF,",
        "ABC3DEF,M3.2.0",
        "ABC3DEF,M3.2.0,",
        "ABC3DEF,M3.2,M11.1.0",
        "ABC3DEF,M3,M11.1.0",
        "ABC3DEF,M0.1.0,M11.1.0",
        "ABC3DEF,M13.1.0,M11.1.0",
        "ABC3DEF,M3.2.0/,M11.1.0",
        "ABC3DEF,M3.2.0/168,M11.1.0",
        "ABC3DEF,M3.2.0/2:60,M11.1.0",
        "ABC3<DEF,M3.2.0,M11.1.0",
        "ABC3,M3.2.0,M11.1.0",
    };
    int32_t offset;

    (void)state;
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
        if (posix_tz_offset(&offset, none[i], 0))
            fail_msg("%s is taken", none[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_the_c_library),
        cmocka_unit_test(faults),
    };

    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
