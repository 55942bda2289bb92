/* What a run judged by, and what: for reports that list more than findings. */
#ifndef RULES_CATALOGUE_H
#define RULES_CATALOGUE_H

#include "rules/collector.h"
#include "rules/rules.h"

/*
 * Fill the `rules` of COLLECTOR's result, with the codes, sorted by id, and its `files`. ONLY: the
 * ids that were asked for; empty: all. The texts are those of RULES and MODEL; what is made lives
 * in COLLECTOR's arena. Where the configuration is broken nothing was judged.
 */
void catalogue_fill(struct collector *collector, const struct rules *rules,
                    const struct model *model, struct str_list only);

/* The codes alone, of a run without rules. */
void catalogue_fill_codes(struct collector *collector);

#endif
