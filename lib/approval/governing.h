/*
 * What governs the others: the configuration, and the rule pages of packs. It is judged
 * like a document; this tells what it was when somebody authorized last accepted it,
 * and what has landed since that nobody did.
 */
#ifndef APPROVAL_GOVERNING_H
#define APPROVAL_GOVERNING_H

#include "approval/approval.h"
#include "git/snapshot.h"

/* The line of one such file. */
struct governing {
    struct str path;
    const struct approval_judgement *judgement;
    /* What was accepted last, or was there before approvals were; NULL: that there is none. */
    const struct approval_revision *accepted;
    const struct approval_revision **since; /* that landed since, the oldest first */
    size_t since_count;
    struct str doubt; /* why it cannot be told whether one of these was accepted, or empty */
};

/* Does a configuration that is none of the repository's (--config) govern? Nobody approves that. */
bool governing_is_outer(const struct approvals *approvals);

/*
 * Set *OUT to the line of PATH, which config_governs. Returns false if there is no mainline, or
 * no register of people on it: then nothing can be said.
 */
bool governing_find(struct governing *out, struct approvals *approvals, struct str path);

/*
 * The text of REVISION (NULL, or a deletion: empty) into the run's arena; -1 with *WHY if it is
 * not in this clone.
 */
int governing_text(struct str *out, struct str *why, struct approvals *approvals,
                   const struct approval_revision *revision);

/*
 * The tree of the mainline before REVISION landed; -1 with *WHY if it cannot be read. Of a first
 * commit it is empty.
 */
int governing_tree_before(struct snapshot *out, struct str *why, struct approvals *approvals,
                          const struct approval_revision *revision, struct arena *arena);

/*
 * A document that landed when FROM governed and before UNTIL did, so that it was judged by what
 * FROM says; empty: none did.
 */
struct str governing_judged_meanwhile(struct approvals *approvals,
                                      const struct approval_revision *from,
                                      const struct approval_revision *until);

/* Has the file at PATH landed, and is it on the mainline still? */
bool governing_has_landed(struct approvals *approvals, struct str path);

/* Does B begin the id of a commit of the mainline, and of a later one than A (empty: the first)? */
bool governing_is_later(const struct approvals *approvals, struct str a, struct str b);

/* Every file that governs, now or on the mainline at any time, in the order of paths. */
struct str_list governing_paths(struct approvals *approvals);

#endif
