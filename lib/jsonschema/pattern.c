#include "jsonschema/pattern.h"

#include <stdlib.h>

#include "base/memory.h"

struct pattern {
    struct regex *regex;
};

int pattern_new(struct pattern **out, struct str text, size_t *offset, struct error *error)
{
    struct pattern *pattern = memory_zalloc(1, sizeof *pattern);

    *out = NULL;
    if (regex_new(&pattern->regex, text, REGEX_ECMA262, offset, error) < 0) {
        free(pattern);
        return -1;
    }
    *out = pattern;
    return 0;
}

void pattern_free(struct pattern *pattern)
{
    if (!pattern)
        return;
    regex_free(pattern->regex);
    free(pattern);
}

enum regex_result pattern_search(const struct pattern *pattern, struct str text)
{
    return regex_search(pattern->regex, text, 0, NULL);
}
