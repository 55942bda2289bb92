/* What .mailmap claims about an address: shown to people, and deciding nothing. */
#ifndef APPROVAL_MAILMAP_H
#define APPROVAL_MAILMAP_H

#include "base/str.h"

/*
 * The line of MAILMAP (gitmailmap(5)) that maps EMAIL to another name or
 * address, or empty. ASCII case does not matter.
 */
struct str mailmap_line(struct str mailmap, struct str email);

#endif
