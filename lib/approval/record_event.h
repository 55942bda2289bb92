/* An approval record as an event, wherever it stands: in a file or in a note. */
#ifndef APPROVAL_RECORD_EVENT_H
#define APPROVAL_RECORD_EVENT_H

#include "approval/assessment.h"
#include "approval/records.h"

/*
 * Set who EVENT is by, as RECORD names them in EVENT's frame, on whose behalf, and its
 * level; a fault if its signature, by the keys that were valid at WHEN, or its recorder has one.
 */
void record_event_set(struct assessment *assessment, struct event *event,
                      const struct record *record, int64_t when);

#endif
