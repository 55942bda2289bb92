/*
 * Civil dates of the proleptic Gregorian calendar and instants in seconds since
 * 1970-01-01T00:00:00Z. Nothing here reads the machine's clock but clock_now and
 * clock_seconds.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

enum { SECONDS_PER_DAY = 86400 };

struct civil {
    int32_t year; /* 1 to 9999 in everything we read */
    int32_t month, day;
};

/*
 * Seconds since the epoch by the machine's clock, or ISMSLINT_NOW from the
 * environment, by which tests get the same output on every day.
 */
int64_t clock_now(void);

/* Seconds of a clock that only goes forward; differences count. */
double clock_seconds(void);

/* Days since 1970-01-01. */
int64_t civil_to_days(struct civil civil);
struct civil civil_from_days(int64_t days);
/* The date MONTHS later; a day that the month lacks becomes its last day. */
struct civil civil_add_months(struct civil civil, int64_t months);
bool civil_is_valid(struct civil civil);
int32_t civil_days_in_month(int32_t year, int32_t month);

/* Read exactly "YYYY-MM-DD" (RFC 3339 full-date); returns false if S is anything else. */
bool civil_parse(struct civil *civil, struct str s);

/* The day (since the epoch, UTC) of an instant. */
int64_t day_of_instant(int64_t seconds);

/* "YYYY-MM-DD" or "YYYY-MM-DDThh:mm:ssZ" into OUT; returns OUT. */
char *civil_format(char out[static 16], struct civil civil);
char *instant_format(char out[static 32], int64_t seconds);

#endif
