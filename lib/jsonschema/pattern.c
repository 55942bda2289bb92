#include "jsonschema/pattern.h"

#include <stdlib.h>

#include "base/memory.h"
#include "jsonschema/sequence.h"

/* One of the two. */
struct pattern {
    struct sequence *sequence;
    struct regex *regex;
};

int jsonschema_pattern_new(struct pattern **out, struct str text, size_t *offset,
                           struct error *error)
{
    struct pattern *pattern = memory_zalloc(1, sizeof *pattern);

    *out = pattern;
    pattern->sequence = jsonschema_sequence_new(text);
    if (pattern->sequence || regex_new(&pattern->regex, text, REGEX_ECMA262, offset, error) == 0)
        return 0;
    jsonschema_pattern_free(pattern);
    *out = NULL;
    return -1;
}

void jsonschema_pattern_free(struct pattern *pattern)
{
    if (!pattern)
        return;
    jsonschema_sequence_free(pattern->sequence);
    regex_free(pattern->regex);
    free(pattern);
}

enum regex_result jsonschema_pattern_search(const struct pattern *pattern, struct str text)
{
    if (pattern->sequence)
        return jsonschema_sequence_matches(pattern->sequence, text) ? REGEX_YES : REGEX_NO;
    return regex_search(pattern->regex, text, 0, NULL);
}
