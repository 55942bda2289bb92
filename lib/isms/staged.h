/* Does the next commit bring anything to the ISMS? What it leaves alone is not its own to judge. */
#ifndef ISMS_STAGED_H
#define ISMS_STAGED_H

#include "isms/isms.h"

enum staged {
    STAGED_NOTHING, /* the index is what HEAD has */
    STAGED_OTHERS,  /* files change, and none of them is the ISMS */
    STAGED_ISMS     /* one does, or there is no commit that can be read to compare with */
};

/*
 * Compare ISMS, opened from the index, with HEAD. No history is read. Of the ISMS are artifacts
 * as its configuration finds them, in the index or at HEAD, and what decides how they are judged:
 * configuration, packs, records, keys, .mailmap, submodules.
 */
int isms_staged(enum staged *out, const struct isms *isms, struct error *error);

/* Is nothing of the ISMS at stake in the commit that runs this hook? */
int isms_is_untouched(bool *out, const struct isms *isms, struct error *error);

#endif
