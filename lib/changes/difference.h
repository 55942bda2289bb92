/* What differs between the tree of an ISMS and that of one base, files that were moved included. */
#ifndef CHANGES_DIFFERENCE_H
#define CHANGES_DIFFERENCE_H

#include "base/map.h"
#include "git/line_hunks.h"
#include "isms/isms.h"

/* A file of either tree. */
struct file_change {
    struct snapshot_entry *now, *before; /* one may be NULL */
    bool changed;                        /* it is new or gone, moved, or other bytes */
    bool has_hunks;
    struct line_hunks hunks; /* if `has_hunks`: file_change_hunks makes them */
};

struct difference {
    const struct isms *now, *base;
    struct map by_path;     /* path now -> struct file_change */
    struct map by_old_path; /* path in the base -> the same */
    struct arena *arena;
};

/*
 * Compare the trees of NOW and BASE, which outlive it. A path that is new is taken for one that is
 * gone if they have the same bytes, the same document id, or at least half of their lines.
 */
void difference_find(struct difference *out, const struct isms *now, const struct isms *base,
                     struct arena *arena);
void difference_release(struct difference *difference);

/* Is the file at PATH other than in the base? A path that is in neither tree is not. */
bool difference_changes(const struct difference *difference, struct str path);
/* Where the file that the base has at PATH is now: PATH itself unless it was moved. */
struct str difference_follow(const struct difference *difference, struct str path);
/* The lines that differ in the file at PATH (as it is called now); none if it is new. */
const struct line_hunks *difference_hunks(struct difference *difference, struct str path);

#endif
