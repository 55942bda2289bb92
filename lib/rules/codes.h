/*
 * What parsers, mappings and schemas may report, beside the rules: each code
 * with its severity, what it means, its cause and how to fix it, so that `rules:` in the
 * configuration and `ismslint explain` know them as they know rules.
 */
#ifndef RULES_CODES_H
#define RULES_CODES_H

#include "base/suggest.h"
#include "rules/finding.h"

struct code {
    const char *name;
    enum severity severity;
    const char *about; /* what it means, one sentence */
    const char *cause; /* what usually brings it about, one sentence */
    const char *fix;   /* what to do, an instruction */
};

/* The codes about one subject, sorted by name. */
struct code_family {
    const struct code *codes;
    size_t count;
};

extern const struct code_family codes_of_rules, codes_of_readers, codes_of_isms;

/* The code called NAME, or NULL. */
const struct code *code_find(struct str name);
/* The code number INDEX of all families, or NULL after the last. */
const struct code *code_at(size_t index);
/* Offer the names of all codes as what somebody may have meant. */
void codes_offer(struct suggestion *suggestion);
/* Is NAME about who governs, as it has landed? Then no setting lowers its severity. */
bool code_is_governing(struct str name);
/* Does only the passing of time bring NAME about? */
bool code_is_of_clock(struct str name);
/* Is NAME an error, where the configuration says nothing else? */
bool code_is_error(const char *name);

#endif
