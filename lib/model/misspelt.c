#include "model/misspelt.h"

/* The declared field that KEY may have been meant to be and that ARTIFACT lacks, or empty. */
static struct str meant_field(const struct artifact *artifact, struct str key)
{
    struct str_list near = kind_word(artifact->kind, key)->near;

    for (size_t i = 0; i < near.count; i++)
        if (!value_entry(artifact->self, near.items[i]))
            return near.items[i];
    return (struct str){0};
}

void artifact_report_misspelt(const struct artifact *artifact, struct sink *sink)
{
    /* Where no further fields are allowed the schema has said so. */
    if (!artifact->has_strays || !artifact->kind->shape->open)
        return;
    VALUE_EACH_ENTRY (entry, artifact->self) {
        struct diagnostic *diagnostic;
        struct str meant;

        meant = meant_field(artifact, entry->key);
        if (!meant.len)
            continue;
        diagnostic = sink_report(sink, "field-misspelt", entry->key_span,
                                 "the kind %.*s has no field `%.*s`", STR_ARG(artifact->kind->name),
                                 STR_ARG(entry->key));
        diagnostic->help = arena_printf(sink->arena, "did you mean `%.*s`?", STR_ARG(meant));
    }
}
