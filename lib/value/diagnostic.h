/*
 * Something wrong at a span, found by any part: a parser, the configuration, a
 * schema, a rule. lib/rules alone turns diagnostics into findings.
 */
#ifndef VALUE_DIAGNOSTIC_H
#define VALUE_DIAGNOSTIC_H

#include <stdarg.h>

#include "base/arena.h"
#include "base/vector.h"
#include "value/source.h"

struct diagnostic {
    const char *code;             /* static: "yaml-syntax", "schema-required", ... */
    struct span span;             /* what is wrong; may be empty, a point */
    struct str message;           /* one sentence without a full stop: what is wrong */
    struct str label;             /* stands beside the caret, or empty */
    struct str help;              /* how to mend it, or empty */
    struct str instance;          /* JSON Pointer to the value, of schema diagnostics */
    struct str keyword;           /* JSON Pointer to the schema's keyword, as evaluated */
    struct str absolute;          /* URI of the keyword, absolute */
    struct diagnostic **children; /* causes, in order; mostly none */
    size_t child_count;
};

/* Collects diagnostics in the order in which they are reported. */
struct sink {
    struct arena *arena; /* holds diagnostics and their texts */
    VECTOR(struct diagnostic *) diagnostics;
};

void sink_init(struct sink *sink, struct arena *arena);
void sink_release(struct sink *sink);

/*
 * Report a diagnostic at SPAN; the message is formatted into the sink's arena.
 * Returns it, so that label and help may be set.
 */
struct diagnostic *sink_report(struct sink *sink, const char *code, struct span span,
                               const char *format, ...) __attribute__((format(printf, 4, 5)));

/*
 * Set the help to "did you mean `NEAREST`?", or if NEAREST is empty to OTHERWISE
 * (borrowed; may be empty). The text lives in ARENA.
 */
void diagnostic_advise(struct diagnostic *diagnostic, struct str nearest, struct str otherwise,
                       struct arena *arena);

#endif
