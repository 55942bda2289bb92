/* Which tree a run judges, from its options. */
#ifndef RULES_TAKE_H
#define RULES_TAKE_H

#include "git/snapshot.h"
#include "rules/lint.h"

/*
 * Take the snapshot that OPTIONS name; without a name the work tree, or with
 * --as-of the mainline's commit at INSTANT. CONFIG (may be NULL) is the text of a
 * configuration that says which branch is the mainline; else HEAD's is read.
 */
int take_snapshot(struct snapshot *out, const struct lint_options *options, struct str config,
                  int64_t instant, struct repository *repository, struct arena *arena,
                  struct error *error);

#endif
