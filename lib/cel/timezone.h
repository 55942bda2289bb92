/* Time zones (langdef.md, "Timezones"): fixed offsets, and names of the system's zoneinfo. */
#ifndef CEL_TIMEZONE_H
#define CEL_TIMEZONE_H

#include <stdint.h>

#include "base/error.h"
#include "base/str.h"

struct timezone_cache;

/*
 * How many seconds ahead of UTC the zone NAME is at SECONDS: "UTC", "+01:00",
 * "-09:30", "02:00", "Europe/Berlin". Named zones are read from
 * /usr/share/zoneinfo once and kept in *CACHE. Returns -1 with the reason in
 * ERROR if there is no such zone, or no zone database.
 */
int cel_timezone_offset(int64_t *offset, struct timezone_cache **cache, struct str name,
                        int64_t seconds, struct error *error);
/* CACHE may be NULL. */
void cel_timezone_cache_free(struct timezone_cache *cache);

#endif
