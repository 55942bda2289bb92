/*
 * Some files of the mainline as they stood after each of its commits: those that
 * tell who may do what. They change seldom, so that few readings serve thousands
 * of landings.
 */
#ifndef APPROVAL_FILE_VERSIONS_H
#define APPROVAL_FILE_VERSIONS_H

#include "base/vector.h"
#include "git/history.h"
#include "git/snapshot.h"

struct approvals;

struct file_versions {
    VECTOR(const struct revision *) paths; /* the newest revision of each file */
    VECTOR(size_t) changes; /* positions at which one of them changed, newest first */
};

/* Take in those walked files that WANTS; after the walk. */
void file_versions_find(struct file_versions *versions, const struct approvals *approvals,
                        bool (*wants)(const struct approvals *approvals, struct str path));
void file_versions_release(struct file_versions *versions);

/*
 * The number in `changes` of the newest change that is not newer than POSITION;
 * their count if there is none. What has the same number reads the same.
 */
size_t file_versions_change(const struct file_versions *versions, size_t position);

/*
 * A file (the one at PATH, unless that is empty) of which it is not known what it held
 * after the commit at POSITION, because the objects that would tell are not there: where
 * its history ends, with the reason; or NULL.
 */
const struct revision *file_versions_gap(const struct file_versions *versions,
                                         const struct approvals *approvals, size_t position,
                                         struct str path);

/*
 * The files as they were after the commit at POSITION, as a commit's snapshot in ARENA;
 * without those of which it is not known (see file_versions_gap).
 */
struct snapshot *file_versions_tree(const struct file_versions *versions,
                                    const struct approvals *approvals, size_t position,
                                    struct arena *arena);

#endif
