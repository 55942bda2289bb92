/* Which tree an ISMS is, and when: what the options of commands come to. */
#ifndef ISMS_OPTIONS_H
#define ISMS_OPTIONS_H

#include "git/snapshot.h"

/* Which tree is read (design.md, section 1: snapshot). */
enum isms_tree {
    ISMS_WORK_TREE, /* tracked files, and untracked ones that are not ignored */
    ISMS_INDEX,     /* what the next commit would hold: --staged */
    ISMS_COMMIT     /* the tree of `revision`: --rev */
};

struct isms;

struct isms_options {
    enum isms_tree tree;
    const char *revision; /* with ISMS_COMMIT: anything that `git rev-parse` understands */
    /* With ISMS_WORK_TREE: contents that stand in place of those of the work tree. */
    const struct snapshot_file *overlay;
    size_t overlay_count;
    const char *config_path;       /* read in place of the tree's .ismslint.yaml, relative to the
                                      process's folder; NULL: the tree's */
    const struct str *config_text; /* taken for what `config_path` holds; NULL: what it holds */
    /*
     * Of a tree that is compared with another: whose configuration says what files hold, and whose
     * configuration and packs say how they are judged. NULL: its own.
     */
    const struct isms *reads_as, *judged_as;
    /* A tree whose approvals are judged alike (approvals_options), or NULL. */
    const struct isms *judged_alike;
    /* The commit at which the mainline is judged; NULL: its head, or that of has_as_of. */
    const struct object_id *mainline_head;
    bool has_as_of;
    int64_t as_of; /* the clock and the mainline stand at the end of this day (since 1970-01-01);
                      meaningful if `has_as_of`, else it is now */
    /* Told now and then how many commits of the history have been read; NULL: nobody asks. */
    void (*progress)(void *context, size_t commits);
    /* Told how many artifacts' approvals have been judged; NULL: nobody asks. */
    void (*judged)(void *context, size_t artifacts);
    void *progress_context; /* of both */
};

#endif
