/*
 * Turning diagnostics and broken rules into findings: severity, clauses in
 * words, fingerprints, order.
 */
#ifndef RULES_COLLECTOR_H
#define RULES_COLLECTOR_H

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

struct collector {
    struct arena *arena; /* of the run */
    struct lint_result *result;
    const struct config *config; /* NULL until there is one */
    const struct catalogs *catalogs;
    VECTOR(struct missing_cause *) causes;
};

void collector_init(struct collector *collector, struct lint_result *result, struct arena *arena);
void collector_release(struct collector *collector);

/* A diagnostic of a parser, the configuration or a schema; ARTIFACT may be NULL. */
void collector_diagnostic(struct collector *collector, const struct diagnostic *diagnostic,
                          const struct artifact *artifact);
/* A fault of the configuration or a pack: an error, whatever `rules:` says. */
void collector_fault(struct collector *collector, const struct diagnostic *diagnostic);
/* All diagnostics of SINK from number FROM on. */
void collector_sink(struct collector *collector, const struct sink *sink, size_t from,
                    const struct artifact *artifact);

/* The severity of RULE after the configuration; SEVERITY_OFF if it is off. */
enum severity collector_severity(const struct collector *collector, struct str rule,
                                 enum severity severity);

/* Add a finding; its texts live in the run's arena. */
void collector_add(struct collector *collector, const struct finding *finding);

/* RULE could not be judged, because WHAT is missing: one finding a cause at the end. */
void collector_missing(struct collector *collector, struct str what, struct str rule,
                       enum severity severity);

/* RULE's clauses in words. */
void collector_set_clauses(const struct collector *collector, struct finding *finding,
                           struct str_list clauses);

/* Sort findings by path, offset and rule. */
void findings_sort(struct lint_result *result);

/* Report the causes, sort by path, offset and rule, give each finding its fingerprint. */
void collector_finish(struct collector *collector);

#endif
