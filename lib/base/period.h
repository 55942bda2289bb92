/* Calendar periods as people write them: "12 months", "90 days". */
#ifndef BASE_PERIOD_H
#define BASE_PERIOD_H

#include "base/str.h"

/*
 * Read a count and a unit (day, week, month, quarter, year; singular or plural), several of
 * them one after the other ("1 year 6 months"). Returns false if S is anything
 * else or a number exceeds 100,000.
 */
bool period_parse(int32_t *months, int32_t *days, struct str s);

#endif
