/*
 * Patterns that are a plain sequence from the start of the text, such as
 * ^A\.[5-8]\.[0-9]{1,2}$: they can be matched without ever going back, which
 * is many times faster than a regular expression. Private to the folder.
 */
#ifndef JSONSCHEMA_SEQUENCE_H
#define JSONSCHEMA_SEQUENCE_H

#include "base/str.h"

struct sequence;

/*
 * Read a pattern of ECMA-262: "^", then ASCII characters, their escapes, \d, \w
 * and classes of such, each maybe repeated, then "$" or nothing. NULL if PATTERN
 * is anything else, or if a choice of how often something is repeated might
 * have to be taken back.
 */
struct sequence *jsonschema_sequence_new(struct str pattern);
void jsonschema_sequence_free(struct sequence *sequence);

bool jsonschema_sequence_matches(const struct sequence *sequence, struct str text);

#endif
