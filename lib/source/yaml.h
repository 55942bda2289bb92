/*
 * YAML to values with the exact span of each value and key; libyaml finds the
 * structure, the meaning of scalars is the core schema of YAML 1.2.2 (10.3):
 * `no`, `on` and 2026-01-31 are strings, 0x1F is 31, 007 is 7. Numbers have
 * JSON's text, their spans the bytes as written.
 *
 * Spans: a scalar without its anchor and tag; quotes and the header of a block
 * scalar belong to it, blank lines behind it do not; a map or list in block
 * style goes from its first key or '-' to the end of its last value. An empty
 * value is a point behind its ':' or '-'. An alias shares the value of its
 * anchor; entry or item have the alias's span.
 *
 * Decisions: keys are strings; a scalar key is its text (`1: x` has the key
 * "1"). `<<` is an ordinary key: nothing is merged, and a fault says so. .inf
 * and .nan are strings, because no JSON type holds them, and a fault says so.
 * Tags of the core schema are honoured; a value with another tag is read as
 * if it had none, and a fault says so.
 *
 * Codes, reading goes on: yaml-duplicate-key (the first is kept),
 * yaml-merge-key, yaml-complex-key (the entry is left out),
 * yaml-undefined-alias and yaml-alias-cycle (an `invalid` null
 * is read), yaml-unknown-tag,
 * yaml-tag-mismatch (a string is read), yaml-number (a string is read),
 * yaml-more-documents. Codes, reading ends: yaml-syntax, source-too-large,
 * source-binary, source-not-utf8, source-too-deep and source-too-many-values
 * (aliases are counted, in depth and number, as what they stand for).
 */
#ifndef SOURCE_YAML_H
#define SOURCE_YAML_H

#include "base/arena.h"
#include "source/documents.h"
#include "value/diagnostic.h"
#include "value/value.h"

/*
 * Read the first document of SOURCE; an empty file is null. Returns 0, or -1
 * with *OUT NULL and the reason in SINK. Strings may point into the source.
 */
int yaml_read(struct value **out, struct source *source, struct arena *arena, struct sink *sink);

/* As yaml_read, of the bytes START..END of SOURCE only; START begins a line. */
int yaml_read_part(struct value **out, struct source *source, size_t start, size_t end,
                   struct arena *arena, struct sink *sink);

/*
 * Read all documents of SOURCE; none is no fault. Returns -1 if reading ended
 * at a fault; the documents before it are in OUT.
 */
int yaml_read_each(struct documents *out, struct source *source, struct arena *arena,
                   struct sink *sink);

#endif
