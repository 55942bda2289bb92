/*
 * Turning diagnostics and broken rules into findings: severity, clauses in
 * words, fingerprints, order.
 */
#ifndef RULES_JUDGE_H
#define RULES_JUDGE_H

#include "model/catalog.h"
#include "model/model.h"
#include "rules/finding.h"
#include "rules/rule.h"
#include "value/diagnostic.h"

/* Evidence that is missing, and what could not be judged for want of it. */
struct missing_cause {
    struct str what;        /* "history before 3f9c2ab" */
    enum severity severity; /* the highest of the rules concerned */
    struct map rules;       /* their ids */
    size_t artifacts;       /* times that a rule could not be judged */
};

struct judge {
    struct arena *arena; /* of the run */
    struct lint_result *result;
    const struct config *config; /* NULL until there is one */
    const struct catalogs *catalogs;
    VECTOR(struct missing_cause *) causes;
};

void judge_init(struct judge *judge, struct lint_result *result, struct arena *arena);
void judge_release(struct judge *judge);

/* A diagnostic of a parser, the configuration or a schema; ARTIFACT may be NULL. */
void judge_diagnostic(struct judge *judge, const struct diagnostic *diagnostic,
                      const struct artifact *artifact);
/* A fault of the configuration or a pack: an error, whatever `rules:` says. */
void judge_fault(struct judge *judge, const struct diagnostic *diagnostic);
/* All diagnostics of SINK from number FROM on. */
void judge_sink(struct judge *judge, const struct sink *sink, size_t from,
                const struct artifact *artifact);

/* The severity of RULE after the configuration; SEVERITY_OFF if it is off. */
enum severity judge_severity(const struct judge *judge, struct str rule, enum severity severity);

/* Add a finding; its texts live in the run's arena. */
void judge_add(struct judge *judge, const struct finding *finding);

/* RULE could not be judged, because WHAT is missing: one finding a cause at the end. */
void judge_missing(struct judge *judge, struct str what, struct str rule, enum severity severity);

/* RULE's clauses in words. */
void judge_set_clauses(const struct judge *judge, struct finding *finding, struct str_list clauses);

/* Report the causes, sort by path, offset and rule, give each finding its fingerprint. */
void judge_finish(struct judge *judge);

#endif
