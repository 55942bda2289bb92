/*
 * A rule compiled for one kind: its expressions checked against the kind's type, its messages, the
 * path that it points at. It knows the language alone, so that it judges any number of trees.
 *
 * Done once for a kind, and for several kinds at once where the conditions do not look at `self`;
 * what a finding says is compiled when the first one is made.
 */
#ifndef RULES_COMPILED_H
#define RULES_COMPILED_H

#include "language/language.h"
#include "rules/path.h"
#include "rules/rule.h"
#include "rules/template.h"

/* What decides whether there is a finding; `where` and `each` are NULL where the page has none. */
struct rule_conditions {
    const struct cel_environment *environment; /* with `self`, `params`, and `it` if there is one */
    struct cel_program *where, *each, *assert;
    const struct cel_type *item; /* the type of `it` */
    unsigned self, it;           /* slots; without `each` both are that of self */
};

/* What a finding says; NULL where the page has none. */
struct rule_words {
    struct cel_program *label, *evidence, *notes;
    struct template message, help;
    struct path at;
};

struct compiled_rule {
    const struct rule *rule;
    const struct kind *kind; /* NULL: the ISMS as a whole */
    const struct value *params;
    const struct language *language;
    struct arena *arena;
    struct rule_conditions conditions;
    bool shares_conditions; /* they are another kind's */
    bool has_words;         /* false: not needed yet */
    struct rule_words words;
};

/* All that has been compiled of one rule with the same parameters. */
struct compilations {
    const struct rule *rule;
    const struct value *params; /* the configuration's, or NULL: the page's defaults */
    struct arena *arena;        /* holds what is compiled */
    VECTOR(struct compiled_rule *) items;
    bool faulty; /* the page is; that is in the sink of who asked first */
};

/* Nothing compiled yet. compilations_release in every case. */
void compilations_init(struct compilations *out, const struct rule *rule,
                       const struct value *params, struct arena *arena);
void compilations_release(struct compilations *compilations);

/*
 * The rule for KIND (NULL: on isms) in LANGUAGE, the same at each call; it is kept. NULL: the page
 * has faults, which went to SINK. A page that nobody has verified yet (rule->own) is compiled with
 * its words.
 */
struct compiled_rule *compilations_get(struct compilations *compilations, const struct kind *kind,
                                       const struct language *language, struct sink *sink);

/* Compile what findings say, unless that is done; returns false if SINK says what is wrong. */
bool compiled_rule_need_words(struct compiled_rule *compiled, struct sink *sink);

#endif
