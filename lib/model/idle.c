#include "model/idle.h"

#include "model/column.h"

static void report_unused(const struct field_mapping *field, struct sink *sink)
{
    static const struct {
        const char *what, *help;
    } sources[] = {
        [FIELD_KEY] = {"has the key", "correct the key, or delete the field"},
        [FIELD_POINTER] = {"has a value at", "compare it with a file, or delete the field"},
        [FIELD_PATTERN] = {"matches the pattern", "compare it with a file, or delete the field"},
    };
    struct str text = field->source == FIELD_PATTERN ? span_text(field->place) : field->text;

    sink_report(sink, "config-field-unused", field->place,
                "no file of this entry %s `%.*s` of the field %.*s", sources[field->source].what,
                STR_ARG(text), STR_ARG(field->field))
        ->help = str_of(sources[field->source].help);
}

/*
 * A vocabulary may have more words than are written today. Those are told of if
 * the files have others in their stead.
 */
static void check_values(const struct field_mapping *field, struct sink *sink)
{
    const struct value *values = field->values;

    if (!field->use->unknown)
        return;
    for (size_t i = 0; values && values->type == VALUE_MAP && i < values->map.count; i++)
        if (!field->use->met[i])
            sink_report(sink, "config-value-unused", values->map.entries[i].key_span,
                        "no file of this entry has the value `%.*s` of the field %.*s",
                        STR_ARG(values->map.entries[i].key), STR_ARG(field->field))
                ->help = STR("correct the value, or delete it");
}

static void check_field(const struct mapping *mapping, const struct field_mapping *field,
                        struct sink *sink)
{
    const struct field_use *use = field->use;

    /* An undeclared field and a broken pattern are errors of the configuration already. */
    if (!kind_field_shape(mapping->kind, field->field) ||
        (field->source == FIELD_PATTERN && !field->regex))
        return;
    if (use->found && *mapping->read)
        check_values(field, sink);
    else if (!use->found && use->lacking)
        header_report_missing(use->lacking, field, sink);
    else if (!use->found && *mapping->read)
        report_unused(field, sink);
}

void idle_check(const struct model *model, struct sink *sink)
{
    const struct config *config = &model->config;

    for (size_t i = 0; i < config->mapping_count; i++) {
        const struct mapping *mapping = &config->mappings[i];

        if (model_index(model, mapping->kind)->incomplete)
            continue;
        for (size_t field = 0; field < mapping->field_count; field++)
            check_field(mapping, &mapping->fields[field], sink);
    }
}
