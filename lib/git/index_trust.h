/*
 * Whether the index vouches for a file of the work tree: git's own question, answered from
 * stat data, so that a file that is unchanged since `git add` need not be hashed.
 */
#ifndef GIT_INDEX_TRUST_H
#define GIT_INDEX_TRUST_H

#include <sys/stat.h>

#include "git/index_file.h"
#include "git/settings.h"

struct index_trust {
    bool changes;   /* core.trustctime: the time of the last change of a file tells something */
    bool whole;     /* core.checkStat is not `minimal` */
    time_t written; /* when the index was */
};

/* WRITTEN is that of struct index_file. */
struct index_trust index_trust_of(const struct settings *settings, time_t written);

/*
 * Does the file with STATUS hold what ENTRY names? MODE is what git would record for the file.
 * False also where that cannot be told: of a file that changed when or after the index was
 * written ("racy"), of unmerged paths and of `git add -N`. Unlike git we do not take
 * `--assume-unchanged` for an answer. After read-cache.c, ie_match_stat().
 */
bool index_vouches(const struct index_trust *trust, const struct index_entry *entry, uint32_t mode,
                   const struct stat *status);

#endif
