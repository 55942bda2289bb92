/*
 * What a change brings: the findings of a tree, compared with those of the trees on which it
 * stands (design.md, section 11). What reads is the tree's configuration, for all of them. What
 * judges is the tree's, and where they differ a base's as well, so that no change excuses itself.
 */
#ifndef CHANGES_COMPARE_H
#define CHANGES_COMPARE_H

#include "changes/bases.h"
#include "rules/lint.h"

struct compare_options {
    const char *revision; /* what to compare with, as change_bases_find takes it */
    bool compares;        /* false: judge the tree alone */
    bool states;          /* say of each finding what the change did to it, also if none fails */
    bool outlook;         /* tell of each artifact that changes what its approval would be */
    enum severity fails;  /* a finding of at least this severity makes a check fail */
};

/*
 * Open the repository in DIRECTORY (relative to the process's folder), read the tree that TREE
 * says, judge it (lint_isms), compare what was found, and close all again. *NOTICE is a line for
 * people, or empty. Findings that are in a base only are added to those of the tree. All lives in
 * ARENA. Errors are those of lint_isms and change_bases_find.
 */
int compare_run(struct lint_result *out, struct str *notice, const char *directory,
                const struct isms_options *tree, const struct lint_options *options,
                const struct compare_options *compare, struct arena *arena, struct error *error);

#endif
