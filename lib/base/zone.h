/*
 * Time zones, and the one place where a day is cut from an instant. Days are numbers
 * since 1970-01-01, instants seconds since 1970-01-01T00:00:00Z.
 */
#ifndef BASE_ZONE_H
#define BASE_ZONE_H

#include "base/error.h"
#include "base/tzif.h"

struct zone {
    int64_t offset; /* seconds ahead of UTC, unless it is in the database */
    bool in_database;
    struct tzif rules; /* of one that is */
};

/*
 * Read the zone NAME: "UTC", "+01:00", "-09:30", "02:00", "Europe/Berlin". Zones with a
 * name are those of /usr/share/zoneinfo. Returns -1 with the reason in ERROR if there is
 * no such zone, or no database; OUT is UTC then. zone_release in any case.
 */
int zone_read(struct zone *out, struct str name, struct error *error);
void zone_release(struct zone *zone);

/* Seconds by which ZONE (NULL: UTC, here and below) is ahead of UTC at INSTANT. */
int64_t zone_offset(const struct zone *zone, int64_t instant);

/*
 * The day of INSTANT. Days follow each other: where clocks go back behind midnight, what
 * they show twice belongs to the day that ends.
 */
int64_t zone_day(const struct zone *zone, int64_t instant);

/*
 * The first and the last second of DAY. A day that the zone skips (Pacific/Apia,
 * 2011-12-30) ends when the day before it does, and begins a second later.
 */
int64_t zone_day_begin(const struct zone *zone, int64_t day);
int64_t zone_day_end(const struct zone *zone, int64_t day);

#endif
