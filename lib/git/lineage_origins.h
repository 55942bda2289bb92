/* The origins of a path that had other names among the commits of its landing. Private to lib/git.
 */
#ifndef GIT_LINEAGE_ORIGINS_H
#define GIT_LINEAGE_ORIGINS_H

#include "git/lineage.h"

typedef VECTOR(struct origin) origin_list;
typedef VECTOR(struct rename_source) source_list;

struct lineage_origins {
    origin_list found; /* as struct origins has them */
    source_list sources;
    bool incomplete; /* there may be more; FAULT says why */
    struct str fault;
};

/* Find the origins of REVISION, whose path NAME was followed. To be released. */
void lineage_origins_find(struct lineage_origins *out, struct lineage *lineage,
                          struct lineage_name *name, const struct revision *revision);
void lineage_origins_release(struct lineage_origins *origins);

#endif
