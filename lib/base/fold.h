/*
 * Names and addresses as people compare them: without regard to case, to how Unicode
 * composes a letter, and to white space and marks that nobody sees.
 */
#ifndef BASE_FOLD_H
#define BASE_FOLD_H

#include <stdbool.h>

#include "base/str.h"

enum { FOLDED_ROOM = 320 }; /* the longest address (RFC 3696, erratum 1690); longer is nobody's */

struct folded {
    char data[FOLDED_ROOM];
    size_t len;
};

/* The folded text; points into FOLDED. */
struct str folded_str(const struct folded *folded);

/*
 * "  JOSE\xCC\x81  \"Park\" " as "jos\xC3\xA9 park". Quotes and a full stop at the end are left
 * out. False, and empty, if there is nothing of it or it is too long.
 */
bool fold_name(struct folded *out, struct str name);

/* An address: its local part as a name, its domain in the form that the DNS has ("xn--..."). */
bool fold_address(struct folded *out, struct str address);

/* How many bytes of white space, or of what is not shown at all, stand at AT in S; 0: none. */
size_t fold_blank(struct str s, size_t at);

/* Is there a letter or a digit in S, in any script? */
bool fold_has_letters(struct str s);

#endif
