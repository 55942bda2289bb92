/*
 * One run of the linter: a snapshot of a repository in, judged findings out.
 * It prints nothing and decides nothing about exit statuses; the commands do.
 */
#ifndef RULES_LINT_H
#define RULES_LINT_H

#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "rules/finding.h"

/* Which tree is judged (design.md, section 1: snapshot). */
enum lint_snapshot {
    LINT_WORK_TREE, /* tracked files, and untracked ones that are not ignored */
    LINT_INDEX,     /* what the next commit would hold: --staged */
    LINT_COMMIT     /* the tree of `revision`: --rev */
};

struct lint_options {
    const char *directory; /* the repository or a folder in it, relative to the process's */
    enum lint_snapshot snapshot;
    const char *revision;    /* with LINT_COMMIT: anything that `git rev-parse` understands */
    const char *config_path; /* read in place of the snapshot's .ismslint.yaml, relative to the
                                process's folder; NULL: the snapshot's */
    bool has_as_of;
    int64_t as_of; /* the clock and the mainline stand at the end of this day (since 1970-01-01);
                      meaningful if `has_as_of`, else it is now */
    const char *const *only_rules; /* ids; findings of other rules are not made */
    size_t only_rule_count;        /* 0: every rule */
    const char *const *paths;      /* files or folders, relative to `directory`; they narrow what is
                                      reported, not what is known */
    size_t path_count;             /* 0: everything */
    /* Told now and then how many commits of the history have been read; NULL: nobody asks. */
    void (*progress)(void *context, size_t commits);
    /* Told how many artifacts' approvals have been judged; NULL: nobody asks. */
    void (*judged)(void *context, size_t artifacts);
    void *progress_context; /* of both */
};

/*
 * Judge a snapshot. The texts and sources of *OUT live in ARENA; its vectors are
 * freed by lint_result_release, which is safe after a failure too. Returns 0, or
 * -1 with ERROR_USAGE (configuration, unknown rule, path or revision) or
 * ERROR_FAILURE (no repository, unreadable objects).
 */
int lint_run(struct lint_result *out, const struct lint_options *options, struct arena *arena,
             struct error *error);

#endif
