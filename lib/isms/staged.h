/* Does the next commit bring anything to the ISMS? What it leaves alone is not its own to judge. */
#ifndef ISMS_STAGED_H
#define ISMS_STAGED_H

#include "isms/isms.h"

/*
 * Is nothing of the ISMS at stake in the commit that runs this hook? ISMS was opened from the
 * index, and is compared with HEAD; no history is read. Of the ISMS are artifacts as its
 * configuration finds them, in the index or at HEAD, and what decides how they are judged:
 * configuration, packs, records, keys, .mailmap, submodules.
 */
int isms_is_untouched(bool *out, const struct isms *isms, struct error *error);

#endif
