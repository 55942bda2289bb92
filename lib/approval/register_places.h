/*
 * Where registers may have stood: a landing is judged by them as the configuration before it read
 * them, so that the files count which any configuration of the mainline maps to their kinds.
 */
#ifndef APPROVAL_REGISTER_PLACES_H
#define APPROVAL_REGISTER_PLACES_H

#include "base/vector.h"
#include "model/config.h"

struct approvals;

/* The register of people, that of evidence, and both. */
extern const struct str_list people_kinds, evidence_kinds, register_kinds;

/* What one of the mainline's configurations means, and the head's does not. */
struct register_place {
    const struct kind *kind;
    struct str glob;
};

struct register_places {
    VECTOR(struct register_place) places;
    bool mapped; /* a configuration of the mainline maps one of these kinds */
};

/*
 * After the walk: read the configurations that the mainline has had. Returns whether they mean
 * more files, which are to be walked for too. One that stands outside (--config) is alone.
 */
bool register_places_find(struct approvals *approvals);
void register_places_release(struct register_places *places);

/*
 * May PATH hold artifacts of one of the kinds NAMES by the head's configuration, one that the
 * mainline has had, or none? Rather one file too many: the frames read it as their own says.
 */
bool register_may_be_at(const struct approvals *approvals, struct str_list names, struct str path);

/* By its mappings or else the kind's own globs: does CONFIG read artifacts of KIND from PATH? */
bool config_may_hold(const struct config *config, const struct kind *kind, struct str path);

#endif
