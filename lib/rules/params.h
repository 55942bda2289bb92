/* The parameters of a rule: defaults in its page, other values in the configuration. */
#ifndef RULES_PARAMS_H
#define RULES_PARAMS_H

#include "cel/cel.h"
#include "rules/rule.h"

/*
 * Check what the configuration sets (SET, a map, or NULL): an unknown name or a value of
 * another type than the default's is reported to SINK.
 */
void params_check(const struct rule *rule, const struct value *set, struct arena *arena,
                  struct sink *sink);

/*
 * Define `params` in ENVIRONMENT with RULE's parameters. Their types are those of
 * the defaults; text such as "12 months" is a period, "2026-01-31" a timestamp.
 * SET overrides where it has a value of the default's type.
 */
void params_define(struct cel_environment *environment, const struct rule *rule,
                   const struct value *set, struct arena *arena);

#endif
