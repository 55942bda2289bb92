#include "model/misspelt.h"

#include "base/suggest.h"

/* A letter in a short word, two in a long one: "type" is not a misspelt "title". */
enum { LONG_WORD = 7 };

/* The declared field that KEY may have been meant to be, or empty. */
static struct str meant_field(const struct artifact *artifact, struct str key)
{
    const struct jsonschema_shape *shape = artifact->kind->shape;
    struct suggestion suggestion = {.word = key, .distance = key.len < LONG_WORD ? 2 : 3};

    for (size_t i = 0; i < shape->property_count; i++)
        if (!value_entry(artifact->self, shape->properties[i].name))
            suggestion_offer(&suggestion, shape->properties[i].name);
    return suggestion.best;
}

void artifact_report_misspelt(const struct artifact *artifact, struct sink *sink)
{
    if (!artifact->kind->shape->open)
        return; /* then the schema has said so */
    VALUE_EACH_ENTRY (entry, artifact->self) {
        struct diagnostic *diagnostic;
        struct str meant;

        if (jsonschema_shape_property(artifact->kind->shape, entry->key))
            continue;
        meant = meant_field(artifact, entry->key);
        if (!meant.len)
            continue;
        diagnostic = sink_report(sink, "field-misspelt", entry->key_span,
                                 "the kind %.*s has no field \"%.*s\"",
                                 STR_ARG(artifact->kind->name), STR_ARG(entry->key));
        diagnostic->help = arena_printf(sink->arena, "did you mean `%.*s`?", STR_ARG(meant));
    }
}
