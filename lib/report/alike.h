/*
 * Findings that say the same about many places. Alike are those of one rule,
 * verdict and severity, wherever they are; more than five are shown as the
 * first one with a list of the others.
 */
#ifndef REPORT_ALIKE_H
#define REPORT_ALIKE_H

#include "base/map.h"
#include "rules/finding.h"

enum { ALIKE_AT_MOST = 5 };

/* The place of one finding among those alike. */
struct alike {
    struct finding *finding;
    struct alike *first; /* of the group; itself if this is the first */
    struct alike *next;  /* of the group, or NULL */
    struct alike *last;  /* of the first: the last one so far */
    size_t count;        /* of the first: how many there are */
};

struct alikes {
    struct alike *items; /* one a finding, in the same order */
    size_t count;
};

/* Group the findings of RESULT, which must outlive *OUT. */
void alikes_init(struct alikes *out, struct lint_result *result);
void alikes_release(struct alikes *alikes);

#endif
