/* The page of a rule as `ismslint explain RULE` prints it. */
#ifndef CMD_EXPLAIN_RULE_H
#define CMD_EXPLAIN_RULE_H

#include "base/buffer.h"
#include "model/catalog.h"
#include "rules/rule.h"

struct explain_rule_options {
    const struct catalogs *catalogs;
    struct str_list frameworks; /* configured: their clauses come first */
    bool tests;                 /* the page's tests too */
    bool colour;
    size_t width; /* of a line, in columns */
};

/*
 * Append what RULE is (severity, kinds, clauses, parameters, condition) and its page: the text,
 * and the tests only if OPTIONS ask for them. ARENA holds what is made on the way.
 */
void explain_rule(struct buffer *out, const struct rule *rule,
                  const struct explain_rule_options *options, struct arena *arena);

#endif
