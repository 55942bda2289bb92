/* Files that a change leaves in the tree and takes out of the ISMS. */
#ifndef CHANGES_TAKEN_OUT_H
#define CHANGES_TAKEN_OUT_H

#include "changes/difference.h"
#include "rules/finding.h"

extern const char taken_out_code[];

/* A base, as its own configuration reads it. */
struct taken_out_base {
    const struct isms *isms;
    const struct difference *difference; /* from it to the change */
};

/*
 * Add to OUT, as new, an error for each file that all of BASES (at least one) read as an artifact,
 * that is still in the tree of NOW (moved, perhaps), and that NOW reads as none though nothing is
 * wrong with it.
 */
void taken_out_report(struct lint_result *out, const struct isms *now,
                      const struct taken_out_base *bases, size_t count, struct arena *arena);

#endif
