/*
 * The baseline: the commit up to which texts count as adopted without approval.
 * The first one that landed holds; one that moves it forward does not count.
 */
#ifndef APPROVAL_BASELINE_H
#define APPROVAL_BASELINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct approvals;

struct baseline {
    size_t position;    /* of the commit on the mainline; SIZE_MAX: there is none */
    struct str ignored; /* a later one that does not count, as configured, or empty */
    struct str unknown; /* one that names no commit of the mainline, or empty */
    struct str doubt;   /* why an earlier one may have held, or empty */
};

/* Does B begin the id of a commit of the mainline, and of a later one than A (empty: the first)? */
bool baseline_is_later(const struct approvals *approvals, struct str a, struct str b);

/* After frames_init: find the baseline that holds. */
void baseline_find(struct approvals *approvals);

#endif
