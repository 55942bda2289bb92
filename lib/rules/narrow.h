/* Paths on the command line: they narrow what is reported, not what is known. */
#ifndef RULES_NARROW_H
#define RULES_NARROW_H

#include "git/snapshot.h"

/* Files and folders from the repository's root; none means everything. */
struct narrowing {
    struct str_list paths;
};

/*
 * Read PATHS, relative to the folder PREFIX of the repository. One that leads out of the
 * repository or names nothing in SNAPSHOT is a usage error.
 */
int narrowing_init(struct narrowing *out, const char *const *paths, size_t count, struct str prefix,
                   struct str root, const struct snapshot *snapshot, struct arena *arena,
                   struct error *error);

/* Is PATH to be reported? The empty path (the ISMS as a whole) only if nothing narrows. */
bool narrowing_allows(const struct narrowing *narrowing, struct str path);

#endif
