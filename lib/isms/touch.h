/* What does a change bring to the ISMS? What it leaves alone is not its own to judge. */
#ifndef ISMS_TOUCH_H
#define ISMS_TOUCH_H

#include "isms/isms.h"

enum isms_touch {
    ISMS_UNTOUCHED,     /* nothing of the ISMS is other than in a base */
    ISMS_TOUCHED,       /* artifacts or what decides how they are judged are */
    ISMS_READ_OTHERWISE /* configuration or packs are, or what was an artifact is none any more */
};

/*
 * Compare ISMS, as it was opened, with each of BASES (commits): the least that it is with respect
 * to any. No history is read for it. Of the ISMS are artifacts as its configuration finds them, in
 * it or in the base, and what decides how they are judged: configuration, packs, records, keys,
 * .mailmap, submodules.
 */
int isms_touch_find(enum isms_touch *out, const struct isms *isms, const struct object_ids *bases,
                    struct error *error);

/* Is the file at PATH of the work tree the one that --config names? */
bool isms_is_given_config(const struct isms *isms, struct str path);

#endif
