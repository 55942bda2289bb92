/*
 * The rule engine: every rule on every artifact of its kinds, and what comes
 * of it as findings.
 */
#ifndef RULES_ENGINE_H
#define RULES_ENGINE_H

#include "language/world.h"
#include "rules/collector.h"
#include "rules/compiled.h"
#include "rules/rules.h"

/*
 * Judge all artifacts of the world's model by RULES, or by those in ONLY (ids) if
 * it has any. Findings go to JUDGE. Faults of rule pages and parameters go to
 * SINK; the rules concerned are left out.
 */
void engine_run(const struct rules *rules, struct world *world, struct str_list only,
                struct collector *collector, struct sink *sink);

#endif
