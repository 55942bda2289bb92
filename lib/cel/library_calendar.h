/* Arithmetic of timestamps, durations and periods, for the operators. */
#ifndef CEL_LIBRARY_CALENDAR_H
#define CEL_LIBRARY_CALENDAR_H

#include "cel/environment.h"

cel_function_call calendar_add_duration, calendar_add_durations, calendar_add_period,
    calendar_add_periods, calendar_subtract_timestamps, calendar_subtract_duration,
    calendar_subtract_durations, calendar_subtract_period, calendar_subtract_periods;

/* A timestamp, or an error if it is outside of the years 1 to 9999. */
struct cel_value calendar_timestamp(const struct cel_call *call, int64_t seconds, int64_t nanos);

#endif
