/* How many findings of each sort a result has. */
#ifndef REPORT_TALLY_H
#define REPORT_TALLY_H

#include "rules/finding.h"

struct tally {
    size_t errors, warnings, notes; /* that fail */
    size_t waived, pending;         /* these never count */
    size_t not_evaluable;           /* of any severity */
};

struct tally tally_of(const struct lint_result *result);

#endif
