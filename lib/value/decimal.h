/*
 * Exact arithmetic on decimal text, so that 0.0075 is a multiple of 0.0001 and
 * 40-digit integers compare right. Texts are numbers in JSON's grammar.
 */
#ifndef VALUE_DECIMAL_H
#define VALUE_DECIMAL_H

#include "base/str.h"

/* -1, 0 or 1 as A is less than, equal to or greater than B. */
int decimal_compare_text(struct str a, struct str b);

/* Is the number without fractional part (1.0, 12e-1 is not, 1e3 is)? */
bool decimal_is_integer(struct str text);

/*
 * Is A a multiple of B (B > 0)? Returns 1 or 0, or -1 if B has more than 18
 * digits and the exponents are so far apart that the work would exceed a limit.
 */
int decimal_is_multiple(struct str a, struct str b);

#endif
