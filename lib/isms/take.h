/* Which tree an ISMS is, from its options. */
#ifndef ISMS_TAKE_H
#define ISMS_TAKE_H

#include "base/zone.h"
#include "git/snapshot.h"
#include "isms/options.h"

/*
 * Take the snapshot that OPTIONS name; without a name the work tree, or with
 * --as-of the newest commit of the mainline that had landed by the end of that day, each
 * by the time zone of its own configuration. CONFIG (may be empty) is the text of a
 * configuration that says which branch is the mainline, and in which zone its days end;
 * else HEAD's says which branch.
 */
int take_snapshot(struct snapshot *out, const struct isms_options *options, struct str config,
                  struct repository *repository, struct arena *arena, struct error *error);

/*
 * The clock of a run with OPTIONS: the machine's, or the end of the day of --as-of in
 * ZONE (NULL: UTC).
 */
int64_t take_clock(const struct isms_options *options, const struct zone *zone);

#endif
