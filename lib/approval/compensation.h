/*
 * Self-approval under a compensating control: where there is nobody else who could
 * approve, the configuration may name an item of evidence that stands for a second
 * person (`approvals.self_approval`). It waives independence, and nothing else.
 *
 * Like everything that entitles, configuration and item are read as they stood
 * before what they permit: no change permits itself, not even the first one.
 */
#ifndef APPROVAL_COMPENSATION_H
#define APPROVAL_COMPENSATION_H

#include "approval/file_versions.h"
#include "base/map.h"

/* The control that stood after some commit of the mainline. */
struct compensation {
    struct str control;  /* id of the item of evidence; empty: authors may not approve */
    struct str title;    /* of the item, or empty */
    struct str gap;      /* why it covers nothing, whatever the day; or empty */
    int64_t from, until; /* days since the epoch on which it may be relied on, both included */
};

struct compensations {
    bool found; /* `versions` is filled */
    struct file_versions versions;
    struct map made; /* control and number of the register's change -> struct compensation */
};

/* Is PATH the configuration, or a file that may hold items of evidence? */
bool compensation_wants(const struct approvals *approvals, struct str path);

/*
 * The control by configuration and register as they stood after the commit at
 * POSITION (the number of a commit + 1: before it landed). Never NULL.
 */
const struct compensation *compensation_after(struct approvals *approvals, size_t position);

/* Does it cover an approval on DAY? If it does not, *GAP tells why, or is empty without a control.
 */
bool compensation_covers(struct str *gap, const struct compensation *compensation, int64_t day,
                         struct arena *arena);

/* "compensating control EV-004 (Review by the board)" */
struct str compensation_words(const struct compensation *compensation, struct arena *arena);

void compensations_release(struct compensations *compensations);

#endif
