/*
 * A rule compiled for one kind: its expressions checked against the kind's
 * type, its messages, the path that it points at.
 */
#ifndef RULES_COMPILED_H
#define RULES_COMPILED_H

#include "language/language.h"
#include "rules/path.h"
#include "rules/rule.h"
#include "rules/template.h"

/* Conditions and lists of a rule; NULL where the page has none. */
struct rule_programs {
    struct cel_program *where, *each, *assert, *label, *evidence, *notes;
};

struct compiled_rule {
    const struct rule *rule;
    const struct kind *kind; /* NULL: the ISMS as a whole */
    struct cel_environment *environment;
    struct rule_programs programs;
    struct template message, help;
    struct path at;
    unsigned self, it;      /* slots */
    enum severity severity; /* after the configuration */
};

/*
 * Compile RULE for KIND (NULL: on isms) into ARENA. PARAMS are the configuration's, or NULL.
 * Faults of the page go to SINK; returns false if there were any.
 * compiled_rule_release in every case.
 */
bool compiled_rule_init(struct compiled_rule *out, const struct rule *rule, const struct kind *kind,
                        const struct value *params, const struct language *language,
                        struct arena *arena, struct sink *sink);
void compiled_rule_release(struct compiled_rule *compiled);

#endif
