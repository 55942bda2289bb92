#include "base/zone.h"

#include <stdio.h>

#include "base/buffer.h"
#include "base/clock.h"

#define ZONEINFO "/usr/share/zoneinfo"

enum { LONGEST_NAME = 64, LARGEST_FILE = 1024 * 1024 };

/* ---- reading ---- */

/* "+hh:mm", "-hh:mm" or "hh:mm". */
static bool fixed_offset(int64_t *offset, struct str name)
{
    bool sign = name.len == 6 && (name.data[0] == '+' || name.data[0] == '-');
    struct str time = str_slice(name, sign, name.len);
    int64_t minutes;

    if (time.len != 5 || time.data[2] != ':')
        return false;
    for (size_t i = 0; i < 5; i++)
        if (i != 2 && !ascii_is_digit(time.data[i]))
            return false;
    minutes = ((time.data[0] - '0') * 10 + time.data[1] - '0') * 60 + (time.data[3] - '0') * 10 +
              time.data[4] - '0';
    *offset = (sign && name.data[0] == '-' ? -60 : 60) * minutes;
    return true;
}

static bool is_utc(struct str name)
{
    return str_equal_c(name, "UTC") || str_equal_c(name, "GMT") || str_equal_c(name, "Z") ||
           name.len == 0;
}

/*
 * May NAME be a path below the database? Zones begin with a capital letter: what does not is
 * this machine's own (localtime, posixrules) or counts leap seconds (right/UTC).
 */
static bool is_zone_name(struct str name)
{
    if (name.len == 0 || name.len >= LONGEST_NAME || name.data[0] < 'A' || name.data[0] > 'Z')
        return false;
    for (size_t i = 0; i < name.len; i++)
        if (!ascii_is_alnum(name.data[i]) && name.data[i] != '_' && name.data[i] != '-' &&
            name.data[i] != '+' && name.data[i] != '/')
            return false;
    return true;
}

static bool read_file(struct buffer *content, const char *path)
{
    char chunk[4096];
    FILE *file = fopen(path, "rbe");
    size_t count;

    if (!file)
        return false;
    while ((count = fread(chunk, 1, sizeof chunk, file)) > 0 && content->len < LARGEST_FILE)
        buffer_add(content, (struct str){chunk, count});
    fclose(file);
    return true;
}

static bool database_exists(void)
{
    FILE *file = fopen(ZONEINFO "/UTC", "rbe");

    if (file)
        fclose(file);
    return file != NULL;
}

static bool load(struct tzif *rules, struct str name)
{
    char path[sizeof ZONEINFO + LONGEST_NAME];
    struct buffer content;
    bool good;

    snprintf(path, sizeof path, ZONEINFO "/%.*s", STR_ARG(name));
    buffer_init(&content);
    good = read_file(&content, path) && tzif_read(rules, buffer_str(&content));
    buffer_release(&content);
    return good;
}

int zone_read(struct zone *out, struct str name, struct error *error)
{
    *out = (struct zone){0};
    if (is_utc(name) || fixed_offset(&out->offset, name))
        return 0;
    out->in_database = is_zone_name(name) && load(&out->rules, name);
    if (out->in_database)
        return 0;
    return error_set(error, ERROR_FAILURE,
                     !is_zone_name(name) || database_exists()
                         ? "unknown time zone `%.*s`"
                         : "cannot read the time zone `%.*s`: this machine has no time zone "
                           "database in " ZONEINFO " (the package tzdata)",
                     STR_ARG(name));
}

void zone_release(struct zone *zone)
{
    tzif_release(&zone->rules);
    *zone = (struct zone){0};
}

/* ---- days ---- */

int64_t zone_offset(const struct zone *zone, int64_t instant)
{
    if (!zone)
        return 0;
    return zone->in_database ? tzif_offset(&zone->rules, instant) : zone->offset;
}

/* What the clocks show, in seconds as if it were UTC. */
static int64_t wall(const struct zone *zone, int64_t instant)
{
    return instant + zone_offset(zone, instant);
}

int64_t zone_day_end(const struct zone *zone, int64_t day)
{
    int64_t midnight = (day + 1) * SECONDS_PER_DAY;
    int64_t guess = midnight - zone_offset(zone, midnight);
    int64_t before = zone_offset(zone, guess - SECONDS_PER_DAY);
    int64_t after = zone_offset(zone, guess + SECONDS_PER_DAY);
    int64_t low = midnight - (before > after ? before : after) - 1; /* surely before midnight */
    int64_t high = midnight - (before > after ? after : before) - 1;

    /* Clocks that go back show it before midnight once more: the last time counts. */
    if (wall(zone, high) < midnight)
        return high;
    while (high - low > 1) {
        int64_t middle = low + (high - low) / 2;

        if (wall(zone, middle) < midnight)
            low = middle;
        else
            high = middle;
    }
    return low;
}

int64_t zone_day_begin(const struct zone *zone, int64_t day)
{
    return zone_day_end(zone, day - 1) + 1;
}

int64_t zone_day(const struct zone *zone, int64_t instant)
{
    int64_t day = day_of_instant(wall(zone, instant));

    return instant > zone_day_end(zone, day - 1) ? day : day - 1;
}
