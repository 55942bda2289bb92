#include "model/place.h"

#include "base/suggest.h"

/* "controls" is not meant by "contacts". */
enum { MISSPELT_BELOW = 3 };

unsigned claim_forms(const struct claim *claim)
{
    return claim->mapping ? claim->mapping->forms : claim->kind->forms;
}

struct str place_key(const struct claim *claim)
{
    return claim->mapping ? claim->mapping->list : claim->kind->list;
}

/* The entry whose key is nearly KEY and that holds a list, or NULL. */
static const struct value_entry *nearly(const struct value *map, struct str key)
{
    const struct value_entry *best = NULL;
    struct suggestion suggestion = {.word = key, .distance = MISSPELT_BELOW};

    VALUE_EACH_ENTRY (entry, map) {
        size_t before = suggestion.distance;

        if (entry->value->type == VALUE_LIST)
            suggestion_offer(&suggestion, entry->key);
        if (suggestion.distance < before)
            best = entry;
    }
    return best;
}

struct place place_of(const struct claim *claim, const struct value *value)
{
    struct str key = place_key(claim);
    const struct value_entry *entry;

    if (!value || !key.len || !(claim_forms(claim) & FORM_REGISTER))
        return (struct place){0};
    if (value->type == VALUE_LIST && !claim->shared)
        return (struct place){.found = true, .list = value};
    if (value->type != VALUE_MAP)
        return (struct place){0};
    entry = value_entry(value, key);
    if (entry && entry->value->type == VALUE_LIST)
        return (struct place){.found = true, .list = entry->value};
    if (entry && entry->value->type == VALUE_NULL)
        return (struct place){.found = true};
    if (!entry && !claim->shared)
        entry = nearly(value, key);
    return (struct place){.misfit = entry};
}

/* "a list of risks under `risks:`, or the fields of one risk" */
static struct str expectation(const struct claim *claim, struct arena *arena)
{
    const struct kind *kind = claim->kind;
    unsigned forms = claim_forms(claim);
    struct str list = {0}, fields = {0}, key = place_key(claim);

    if (forms & FORM_REGISTER)
        list = arena_printf(arena, "a list of %.*s under `%.*s:`", STR_ARG(kind->plural),
                            STR_ARG(key));
    if (forms & FORM_DOCUMENT)
        fields = arena_printf(arena, "the fields of one %.*s", STR_ARG(kind->name));
    return list.len && fields.len
               ? arena_printf(arena, "%.*s, or %.*s", STR_ARG(list), STR_ARG(fields))
           : list.len ? list
                      : fields;
}

static void report_no_table(const struct claim *claim, const struct model_file *file,
                            struct sink *sink)
{
    struct str id = claim->kind->id_field;

    for (size_t i = 0; claim->mapping && i < claim->mapping->field_count; i++)
        if (str_equal(claim->mapping->fields[i].field, id) &&
            claim->mapping->fields[i].source == FIELD_KEY)
            id = claim->mapping->fields[i].text;
    sink_report(sink, "register-table-missing", span_of(file->source, 0, 0),
                "no table of this file has the column `%.*s`", STR_ARG(id))
        ->help = arena_printf(sink->arena, "give the column with the ids of %.*s this name",
                              STR_ARG(claim->kind->plural));
}

void place_report(const struct claim *claim, const struct model_file *file,
                  const struct value_entry *misfit, struct sink *sink)
{
    const struct value *value = file->document.value;
    struct str key = place_key(claim);
    struct diagnostic *diagnostic;
    struct span span;

    if (file->document.format == FORMAT_MARKDOWN) {
        report_no_table(claim, file, sink);
        return;
    }
    span = misfit ? misfit->key_span : span_of(file->source, 0, source_line(file->source, 1).len);
    if (!misfit && value && value->type != VALUE_MAP && value->type != VALUE_LIST)
        span = value->span;
    diagnostic = sink_report(sink, "file-shape", span, "this file must hold %.*s",
                             STR_ARG(expectation(claim, sink->arena)));
    if (misfit && !str_equal(misfit->key, key))
        diagnostic->help = arena_printf(sink->arena, "did you mean `%.*s:`?", STR_ARG(key));
    else if (misfit)
        diagnostic->help = STR("begin each entry with `- ` on a line of its own");
}
