/*
 * The regular expressions of a schema. Many are a plain sequence of characters
 * and classes between anchors; those are matched here, the others by PCRE2.
 * Private to the folder.
 */
#ifndef JSONSCHEMA_PATTERN_H
#define JSONSCHEMA_PATTERN_H

#include "base/error.h"
#include "regex/regex.h"

struct pattern;

/*
 * Compile PATTERN (ECMA-262, u flag). Returns 0, or -1 with *OFFSET the byte of
 * the pattern at fault and the reason in ERROR. The pattern's text is borrowed.
 */
int jsonschema_pattern_new(struct pattern **out, struct str pattern, size_t *offset,
                           struct error *error);
void jsonschema_pattern_free(struct pattern *pattern);

/* Does it match anywhere in TEXT? */
enum regex_result jsonschema_pattern_search(const struct pattern *pattern, struct str text);

#endif
