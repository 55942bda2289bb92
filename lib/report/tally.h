/* How many findings of each sort a result has. The snapshot's count, and by state all. */
#ifndef REPORT_TALLY_H
#define REPORT_TALLY_H

#include "base/buffer.h"
#include "rules/finding.h"

struct tally {
    size_t errors, warnings, notes; /* that fail */
    size_t waived, pending;         /* these never count */
    size_t not_evaluable;           /* of any severity */
    size_t states[FINDING_UNREPORTED + 1];
};

struct tally tally_of(const struct lint_result *result);

/* Append "3 errors, 1 waived" or "no findings". */
void tally_add(struct buffer *out, const struct tally *tally);

#endif
