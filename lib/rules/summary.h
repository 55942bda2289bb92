/* The closing summary: what was read, what the standard calls for, what is due next. */
#ifndef RULES_SUMMARY_H
#define RULES_SUMMARY_H

#include "model/model.h"
#include "rules/finding.h"

/*
 * Fill in everything but `seconds`. NOW is the clock in seconds. With a BROKEN
 * configuration nobody can say what is there.
 */
void summarise(struct lint_summary *out, const struct model *model, const struct snapshot *snapshot,
               int64_t now, bool broken, struct arena *arena);

#endif
