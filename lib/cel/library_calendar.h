/* Arithmetic of timestamps, durations and periods, for the operators. */
#ifndef CEL_LIBRARY_CALENDAR_H
#define CEL_LIBRARY_CALENDAR_H

#include "cel/environment.h"

cel_function_call cel_calendar_add_duration, cel_calendar_add_durations, cel_calendar_add_period,
    cel_calendar_add_periods, cel_calendar_subtract_timestamps, cel_calendar_subtract_duration,
    cel_calendar_subtract_durations, cel_calendar_subtract_period, cel_calendar_subtract_periods;

/* A timestamp, or an error if it is outside of the years 1 to 9999. */
struct cel_value cel_calendar_timestamp(const struct cel_call *call, int64_t seconds,
                                        int64_t nanos);

#endif
