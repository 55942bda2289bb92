/* A place for every finding, for the formats that want a file and numbers of each. */
#ifndef REPORT_LOCATION_H
#define REPORT_LOCATION_H

#include "rules/finding.h"

struct location {
    struct str path;
    struct position start, end; /* end: behind the last character */
};

/*
 * Where FINDING of RESULT is shown: at its span, else at the start of its file; a finding of the
 * ISMS as a whole at the start of the file that stands for it (lint_summary.place).
 */
struct location location_of(const struct lint_result *result, const struct finding *finding);

#endif
