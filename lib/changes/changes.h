/* What a change does to each artifact, as reports show it beside the findings. */
#ifndef CHANGES_CHANGES_H
#define CHANGES_CHANGES_H

#include "base/str.h"
#include "base/vector.h"
#include "value/source.h"

/* What the approval of an artifact would be if the change landed now (design.md, section 11). */
enum outlook {
    OUTLOOK_NONE,        /* no approval is asked for, or it stands */
    OUTLOOK_APPROVED,    /* would be approved */
    OUTLOOK_WAITS,       /* waits for people who may approve it */
    OUTLOOK_IMPOSSIBLE,  /* cannot become approved as it is */
    OUTLOOK_UNDETERMINED /* cannot be determined */
};

/* "none", "approved", "waits", "impossible", "undetermined". */
const char *outlook_name(enum outlook outlook);

struct changed_artifact {
    struct str path, kind, id; /* `id` may be empty */
    struct str name;           /* what people call it: the id, else the path */
    struct span span;          /* its first changed line */
    enum outlook outlook;
    struct str words;            /* the outlook, a clause that follows the name */
    struct str help;             /* of what is impossible: what to do; or empty */
    struct str_list authors;     /* names of those who wrote it and nobody approved since */
    struct str_list may_approve; /* "Jo Park (CTO)" */
    struct str impact;           /* "cited by 2 risks and SOP-002", or empty */
};

struct changes {
    VECTOR(struct changed_artifact) artifacts; /* in the order of the model */
};

void changes_release(struct changes *changes);

#endif
