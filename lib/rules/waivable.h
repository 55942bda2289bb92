/* What an exception of the register may waive: no word of the history, and nothing that governs. */
#ifndef RULES_WAIVABLE_H
#define RULES_WAIVABLE_H

#include "rules/finding.h"
#include "rules/rules.h"

/* May findings of the rule or code called NAME be waived? Of an unknown one they may not. */
bool rule_is_waivable(const struct rules *rules, struct str name);

/* May FINDING be, whose rule may? */
bool finding_is_waivable(const struct finding *finding);

#endif
