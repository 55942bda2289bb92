/*
 * JSON (RFC 8259) to values with the exact span of each value and key.
 *
 * Strict: no comments, no trailing commas, no literals in capitals. A byte
 * order mark is passed over (section 8.1 allows it). Numbers keep their text.
 * Strings may hold U+0000. Strings and keys may point into the source's text.
 *
 * Codes: json-syntax; json-duplicate-key (the first is kept, reading goes on);
 * json-lone-surrogate (U+FFFD is read, reading goes on); source-too-large,
 * source-binary, source-not-utf8, source-too-deep, source-too-many-values,
 * source-too-many-faults.
 */
#ifndef SOURCE_JSON_H
#define SOURCE_JSON_H

#include "base/arena.h"
#include "source/documents.h"
#include "value/diagnostic.h"
#include "value/value.h"

/* Read the one value of SOURCE. Returns 0, or -1 with *OUT NULL and the reason in SINK. */
int json_read(struct value **out, struct source *source, struct arena *arena, struct sink *sink);

/*
 * Read values that follow one another, such as JSON Lines; no value at all is
 * no fault. After a fault in a value that stands on one line, reading goes on
 * with the next line; otherwise it ends. Returns -1 if any could not be read.
 */
int json_read_each(struct documents *out, struct source *source, struct arena *arena,
                   struct sink *sink);

#endif
