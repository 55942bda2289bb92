/* Files of the zone database: RFC 8536 (TZif), and POSIX TZ strings for the time behind them. */
#ifndef BASE_TZIF_H
#define BASE_TZIF_H

#include <stdint.h>

#include "base/str.h"

/* A change of the clocks. */
struct tzif_change {
    int64_t at;     /* from this second on */
    int32_t offset; /* seconds ahead of UTC */
};

struct tzif {
    struct tzif_change *changes; /* ascending; on the heap */
    size_t count;
    int32_t first; /* the offset before the first change */
    char *footer;  /* the POSIX TZ string that holds behind the last one; "" if there is none */
};

/* Read DATA; false if it is no TZif file of version 2 or later. tzif_release in any case. */
bool tzif_read(struct tzif *tzif, struct str data);
void tzif_release(struct tzif *tzif);
/* Seconds ahead of UTC at SECONDS. */
int32_t tzif_offset(const struct tzif *tzif, int64_t seconds);

/*
 * The offset that the POSIX TZ string RULE ("CET-1CEST,M3.5.0,M10.5.0/3") gives at SECONDS;
 * false if it cannot be read.
 */
bool posix_tz_offset(int32_t *offset, const char *rule, int64_t seconds);

#endif
