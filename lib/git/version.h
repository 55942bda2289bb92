/* What an approval binds to, beside the path: the mode and the blob of an entry. */
#ifndef GIT_VERSION_H
#define GIT_VERSION_H

#include "git/object_id.h"

struct version {
    uint32_t mode;       /* a file_mode; MODE_ABSENT: there is no such entry */
    struct object_id id; /* blob, or commit of a submodule; zero if absent */
};

static inline bool version_equal(const struct version *a, const struct version *b)
{
    return a->mode == b->mode && object_id_equal(&a->id, &b->id);
}

#endif
