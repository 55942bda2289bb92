/* The parameters of a rule: defaults in its page, other values in the configuration. */
#ifndef RULES_PARAMS_H
#define RULES_PARAMS_H

#include "cel/cel.h"
#include "rules/rule.h"

/*
 * Define `params` in ENVIRONMENT with RULE's parameters. Their types are those of
 * the defaults; text such as "12 months" is a period, "2026-01-31" a timestamp.
 * SET (a map, or NULL) overrides; an unknown name or a value of another type is
 * reported to SINK and makes the result false.
 */
bool params_define(struct cel_environment *environment, const struct rule *rule,
                   const struct value *set, struct arena *arena, struct sink *sink);

#endif
