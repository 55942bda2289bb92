/* What a rule page names beyond its own front matter. */
#ifndef RULES_RULE_CHECK_H
#define RULES_RULE_CHECK_H

#include "model/catalog.h"
#include "rules/rules.h"

/*
 * Report to SINK the related rules, kinds and clauses that RULE's page names and that RULES, KINDS
 * and CATALOGS do not know. Pages of the program are checked when it is built, those of packs in
 * each run.
 */
void rule_check(const struct rule *rule, const struct rules *rules, const struct kinds *kinds,
                const struct catalogs *catalogs, struct sink *sink);

#endif
