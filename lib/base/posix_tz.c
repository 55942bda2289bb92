/* TZ strings, POSIX.1-2017 section 8.3, with the extension of RFC 8536 section 3.3.1. */
#include "base/clock.h"
#include "base/tzif.h"

enum { TWO_O_CLOCK = 7200, MOST_HOURS = 167 };

/* When the clocks change in any year. */
struct tz_rule {
    char form;                /* 'M', 'J' or '0' (a day from 0) */
    int32_t month, week, day; /* of 'M'; of the others only day */
    int32_t time;             /* seconds behind local midnight */
};

/* "CET" or "<-03>" at *AT. */
static bool skip_name(const char **at)
{
    const char *start = *at;
    bool quoted = **at == '<';

    if (quoted) {
        while (**at && **at != '>')
            ++*at;
        if (!**at)
            return false;
        ++*at;
        return true;
    }
    while (ascii_is_alpha(**at))
        ++*at;
    return *at > start;
}

static bool read_number(int32_t *number, const char **at)
{
    const char *start = *at;

    *number = 0;
    while (ascii_is_digit(**at) && *at < start + 4)
        *number = *number * 10 + *(*at)++ - '0';
    return *at > start;
}

/* [+-]h[h[h]][:mm[:ss]] in seconds; a week at most. */
static bool read_time(int32_t *seconds, const char **at)
{
    bool negative = **at == '-';
    int32_t part, unit = 3600;

    *at += **at == '-' || **at == '+';
    if (!read_number(&part, at) || part > MOST_HOURS)
        return false;
    *seconds = part * unit;
    while (**at == ':' && unit > 1) {
        ++*at;
        unit /= 60;
        if (!read_number(&part, at) || part > 59)
            return false;
        *seconds += part * unit;
    }
    if (negative)
        *seconds = -*seconds;
    return true;
}

static bool read_rule(struct tz_rule *rule, const char **at)
{
    *rule = (struct tz_rule){.form = '0', .time = TWO_O_CLOCK};
    if (**at == 'M' || **at == 'J')
        rule->form = *(*at)++;
    if (rule->form == 'M') {
        if (!read_number(&rule->month, at) || *(*at)++ != '.' || !read_number(&rule->week, at) ||
            *(*at)++ != '.')
            return false;
        if (rule->month < 1 || rule->month > 12)
            return false;
    }
    if (!read_number(&rule->day, at))
        return false;
    if (**at != '/')
        return true;
    ++*at;
    return read_time(&rule->time, at);
}

/* Days since 1970 on which RULE falls in YEAR. */
static int64_t rule_day(const struct tz_rule *rule, int32_t year)
{
    int64_t first = civil_to_days((struct civil){year, 1, 1}), day;
    bool leap = civil_days_in_month(year, 2) == 29;
    int64_t weekday;

    if (rule->form == '0')
        return first + rule->day;
    if (rule->form == 'J') /* 29 February is never counted */
        return first + rule->day - 1 + (leap && rule->day >= 60);
    first = civil_to_days((struct civil){year, rule->month, 1});
    weekday = ((first + 4) % 7 + 7) % 7; /* 1970-01-01 was a Thursday */
    day = first + (rule->day - weekday + 7) % 7 + (rule->week - 1) * 7;
    while (day >= first + civil_days_in_month(year, rule->month))
        day -= 7;
    return day;
}

/* Whoever dates a commit may write any second; from here on the year does not matter. */
static const int64_t MOST_SECONDS = (int64_t)1 << 50;

/* Is it summer time at SECONDS? START is in standard time, END in summer time. */
static bool is_summer(const struct tz_rule *start, const struct tz_rule *end, int32_t standard,
                      int32_t summer, int64_t seconds)
{
    int64_t near = seconds < -MOST_SECONDS  ? -MOST_SECONDS
                   : seconds > MOST_SECONDS ? MOST_SECONDS
                                            : seconds;
    int32_t year = civil_from_days(day_of_instant(near + standard)).year;
    int64_t from = rule_day(start, year) * SECONDS_PER_DAY + start->time - standard;
    int64_t until = rule_day(end, year) * SECONDS_PER_DAY + end->time - summer;

    if (from < until)
        return seconds >= from && seconds < until;
    return !(seconds >= until && seconds < from); /* the southern hemisphere */
}

bool posix_tz_offset(int32_t *offset, const char *rule, int64_t seconds)
{
    struct tz_rule start, end;
    int32_t standard, summer;

    if (!skip_name(&rule) || !read_time(&standard, &rule))
        return false;
    standard = -standard; /* POSIX counts to the west */
    *offset = standard;
    if (!*rule)
        return true;
    if (!skip_name(&rule))
        return false;
    summer = standard + 3600;
    if (*rule && *rule != ',') {
        if (!read_time(&summer, &rule))
            return false;
        summer = -summer;
    }
    if (*rule++ != ',' || !read_rule(&start, &rule) || *rule++ != ',' || !read_rule(&end, &rule))
        return false;
    if (is_summer(&start, &end, standard, summer, seconds))
        *offset = summer;
    return true;
}
