/* Comments that say where a waiver applies, and what stands beside them. */
#ifndef RULES_WAIVER_PLACE_H
#define RULES_WAIVER_PLACE_H

#include "model/model.h"
#include "rules/finding.h"
#include "source/waive_comment.h"

struct waiver_place {
    struct waive_comment comment;
    bool covers; /* a finding that the waiver names stands beside it */
};

typedef VECTOR(struct waiver_place) waiver_place_list;

/* The comments of all files of MODEL, in the order of paths and lines. */
void waiver_places_find(waiver_place_list *out, const struct model *model);

/*
 * Does SPAN begin in the line of COMMENT, or in what follows it: of Markdown the lines up to a
 * blank one, of YAML the next line and those that are indented further?
 */
bool waiver_place_is_beside(const struct waive_comment *comment, struct span span);

#endif
