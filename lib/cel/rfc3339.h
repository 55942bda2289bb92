/* Instants and durations as text: RFC 3339 and the notation of Go's time.ParseDuration. */
#ifndef CEL_RFC3339_H
#define CEL_RFC3339_H

#include "base/arena.h"
#include "base/str.h"

enum rfc3339_result {
    RFC3339_TIME,
    RFC3339_SYNTAX, /* not an RFC 3339 date-time */
    RFC3339_RANGE   /* outside 0001-01-01T00:00:00Z to 9999-12-31T23:59:59.999999999Z */
};

/* The first and the last second of a timestamp (cel-spec, "Timestamps and Durations"). */
#define TIMESTAMP_FIRST INT64_C(-62135596800)
#define TIMESTAMP_LAST  INT64_C(253402300799)
/* The greatest duration in seconds, in either direction: what int64 nanoseconds hold. */
#define DURATION_LAST INT64_C(9223372036)

enum rfc3339_result cel_rfc3339_parse(int64_t *seconds, int32_t *nanos, struct str text);
/* "2009-02-13T23:31:30.5Z": as many digits of the fraction as are needed. */
struct str cel_rfc3339_format(struct arena *arena, int64_t seconds, int32_t nanos);

/* "1h30m", "-1.5s", "10ms"; false if TEXT is no duration or out of range (*RANGE is set then). */
bool cel_duration_parse(int64_t *seconds, int32_t *nanos, bool *range, struct str text);
/* Decimal seconds: "5400s", "-1.5s". */
struct str cel_duration_format(struct arena *arena, int64_t seconds, int32_t nanos);

#endif
