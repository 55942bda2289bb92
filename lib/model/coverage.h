/* Which files of a tree the entries of `artifacts:` mean. */
#ifndef MODEL_COVERAGE_H
#define MODEL_COVERAGE_H

#include "git/snapshot.h"
#include "model/config.h"

/*
 * Report to SINK the entries of CONFIG, and of the others each path pattern, that mean no file
 * of SNAPSHOT (config-no-file), patterns of `except:` that take none out (config-except-unused),
 * and path patterns that take too many steps on one (config-glob); these are dropped.
 */
void coverage_check(struct config *config, const struct snapshot *snapshot, struct sink *sink);

#endif
