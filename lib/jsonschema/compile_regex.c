#include "jsonschema/compile.h"
#include "jsonschema/pattern.h"

/* Where byte OFFSET of a string is, if its span holds it as it is, maybe in quotes. */
static struct span point_in(struct span span, struct str text, size_t offset)
{
    size_t written = span.end - span.start, quote = (written - text.len) / 2;

    if (written < text.len || quote > 1)
        return span;
    return span_of(span.source, span.start + quote + offset,
                   span.start + quote + offset + (offset < text.len));
}

const struct pattern *jsonschema_compile_regex(struct compiler *compiler, struct str text,
                                               struct span span, const struct value *value)
{
    jsonschema_locator *locate = compiler->options.locate;
    struct pattern *pattern;
    struct error error = {0};
    size_t offset = 0;

    if (jsonschema_pattern_new(&pattern, text, &offset, &error) < 0) {
        jsonschema_compile_fault(compiler, "schema-regex",
                                 value && locate ? locate(value, offset, offset + 1)
                                                 : point_in(span, text, offset),
                                 "not a regular expression: %s", error.message);
        return NULL;
    }
    vector_push(&compiler->out->patterns, pattern);
    return pattern;
}
