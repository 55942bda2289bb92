/* Where a repository lies, and whether its owner is trusted, as setup.c of git 2.39 has it. */
#ifndef GIT_PLACE_H
#define GIT_PLACE_H

#include "git/settings.h"

/* Absolute paths without a '/' at the end; those that do not apply are NULL. */
struct place {
    const char *git_folder;    /* ".../.git", or that of a linked work tree or submodule */
    const char *common_folder; /* of the repository that a linked work tree belongs to */
    const char *root;          /* of the work tree; NULL: it is bare */
    const char *top;           /* the folder whose .git led there */
    const char *dot_git;       /* TOP/.git */
    bool linked;               /* it is a linked work tree */
    bool worktree_config;      /* extensions.worktreeConfig */
};

enum place_status {
    PLACE_FOUND,
    PLACE_NONE,   /* no repository: libgit2 has the reason */
    PLACE_FAULTY, /* ERROR is set */
};

/*
 * Find the repository that FOLDER lies in or, with NAMED (GIT_DIR), the one of which that
 * is the .git folder. A work tree that the repository itself names counts only if its
 * .git leads back; SKIPPED gets a sentence otherwise. Strings are in ARENA.
 */
enum place_status place_find(struct place *out, const char *folder, const char *named,
                             struct str *skipped, struct arena *arena, struct error *error);

/* Refuse a .git folder in which a pipe, socket or device has a file's place; -1 with ERROR. */
int place_check_files(const struct place *place, struct arena *arena, struct error *error);

/*
 * Would git read the repository at PLACE, found and not named? Files of other users want
 * safe.directory in the system's, the user's or the command's settings, and a bare one may
 * be ruled out by safe.bareRepository. Returns -1 with a sentence that tells how to allow it.
 */
int place_trust(const struct place *place, struct arena *arena, struct error *error);

#endif
