#include "base/clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

int64_t clock_now(void)
{
    const char *fixed = getenv("ISMSLINT_NOW");
    char *end = NULL;
    long long seconds = fixed ? strtoll(fixed, &end, 10) : 0;

    if (fixed && *fixed && !*end && seconds >= 0)
        return (int64_t)seconds;
    return (int64_t)time(NULL);
}

double clock_seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static bool is_leap(int32_t year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int32_t civil_days_in_month(int32_t year, int32_t month)
{
    static const int32_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

bool civil_is_valid(struct civil civil)
{
    return civil.year >= 1 && civil.year <= 9999 && civil.month >= 1 && civil.month <= 12 &&
           civil.day >= 1 && civil.day <= civil_days_in_month(civil.year, civil.month);
}

/*
 * Years are counted from 1 March, so that the leap day is the last of its year,
 * and in eras of 400 years, which have 146,097 days each.
 */
int64_t civil_to_days(struct civil civil)
{
    int64_t year = civil.month <= 2 ? (int64_t)civil.year - 1 : civil.year;
    int64_t era = (year >= 0 ? year : year - 399) / 400;
    int64_t year_of_era = year - era * 400;
    int64_t day_of_year = (153 * ((civil.month + 9) % 12) + 2) / 5 + civil.day - 1;

    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
           719468;
}

struct civil civil_from_days(int64_t days)
{
    int64_t shifted = days + 719468;
    int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    int64_t day = shifted - era * 146097;
    int64_t year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
    int64_t day_of_year = day - (365 * year + year / 4 - year / 100);
    int64_t month = (5 * day_of_year + 2) / 153;
    struct civil civil;

    civil.day = (int32_t)(day_of_year - (153 * month + 2) / 5 + 1);
    civil.month = (int32_t)(month < 10 ? month + 3 : month - 9);
    year += era * 400 + (civil.month <= 2);
    civil.year = (int32_t)(year > INT32_MAX ? INT32_MAX : year < INT32_MIN ? INT32_MIN : year);
    return civil;
}

struct civil civil_add_months(struct civil civil, int64_t months)
{
    int64_t count = (int64_t)civil.year * 12 + civil.month - 1 + months;
    int64_t year = (count >= 0 ? count : count - 11) / 12;
    int32_t last;

    civil.year = (int32_t)year;
    civil.month = (int32_t)(count - year * 12) + 1;
    last = civil_days_in_month(civil.year, civil.month);
    if (civil.day > last)
        civil.day = last;
    return civil;
}

static bool read_digits(int32_t *number, const char *digits, int count)
{
    *number = 0;
    for (int i = 0; i < count; i++) {
        if (!ascii_is_digit(digits[i]))
            return false;
        *number = *number * 10 + (digits[i] - '0');
    }
    return true;
}

bool civil_parse(struct civil *civil, struct str s)
{
    return s.len == 10 && s.data[4] == '-' && s.data[7] == '-' &&
           read_digits(&civil->year, s.data, 4) && read_digits(&civil->month, s.data + 5, 2) &&
           read_digits(&civil->day, s.data + 8, 2) && civil_is_valid(*civil);
}

int64_t day_of_instant(int64_t seconds)
{
    return seconds / SECONDS_PER_DAY - (seconds % SECONDS_PER_DAY < 0);
}

/* A commit may claim any second; years that have no four digits are shown as the nearest that have.
 */
char *civil_format(char out[static 16], struct civil civil)
{
    if (civil.year > 9999)
        civil = (struct civil){9999, 12, 31};
    if (civil.year < 1)
        civil = (struct civil){1, 1, 1};
    snprintf(out, 16, "%04u-%02u-%02u", (unsigned)civil.year, (unsigned)civil.month % 100,
             (unsigned)civil.day % 100);
    return out;
}

char *instant_format(char out[static 32], int64_t seconds)
{
    int64_t day = day_of_instant(seconds);
    unsigned rest = (unsigned)(seconds - day * SECONDS_PER_DAY) % SECONDS_PER_DAY;
    char date[16];

    snprintf(out, 32, "%sT%02u:%02u:%02uZ", civil_format(date, civil_from_days(day)), rest / 3600,
             rest / 60 % 60, rest % 60);
    return out;
}
