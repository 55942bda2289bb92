/* The rules of a run in SARIF: all of them, so that a reader can tell what was looked for. */
#ifndef REPORT_SARIF_RULES_H
#define REPORT_SARIF_RULES_H

#include "base/json_writer.h"
#include "rules/finding.h"

/* Write the member `rules` of the driver. */
void sarif_add_rules(struct json_writer *json, const struct lint_result *result);

/* The number of the rule called ID among them, or -1. */
ptrdiff_t sarif_rule_index(const struct lint_result *result, struct str id);

#endif
