#include "model/artifact_read.h"

#include "model/binding.h"
#include "model/column.h"
#include "model/mapping_apply.h"
#include "model/misspelt.h"
#include "model/place.h"
#include "model/read.h"
#include "model/unread_column.h"

/* One reading of a file for one kind. */
struct reading {
    struct artifact_list *out;
    struct model_file *file;
    const struct claim *claim;
    struct arena *arena;
    struct sink *sink;
};

static struct span whole_file(const struct model_file *file)
{
    return span_of(file->source, 0, file->source->text.len);
}

static struct span first_line(const struct model_file *file)
{
    struct str line = source_line(file->source, 1);

    return span_of(file->source, 0, line.len);
}

static struct artifact *add_artifact(const struct reading *reading,
                                     const struct mapping_input *input,
                                     const struct binding *binding)
{
    struct artifact *artifact = ARENA_NEW(reading->arena, struct artifact);

    artifact->kind = reading->claim->kind;
    artifact->mapping = reading->claim->mapping;
    artifact->file = reading->file;
    artifact->self =
        mapping_apply(&artifact->has_strays, input, binding, reading->arena, reading->sink);
    artifact->raw = input->raw;
    artifact->is_textual = binding->textual;
    artifact->id = str_trim(read_text(value_get(artifact->self, reading->claim->kind->id_field)));
    artifact->reported = true;
    vector_push(reading->out, artifact);
    return artifact;
}

/* A file of blanks, comments, or the line that names the separator alone holds nothing, and whoever
 * made it should know. */
static bool is_empty(const struct model_file *file)
{
    const struct document *document = &file->document;
    bool is_data = document->format == FORMAT_YAML || document->format == FORMAT_JSON;
    bool is_csv = document->format == FORMAT_CSV;

    return (is_csv && file->parsed && !document->table.column_count) ||
           (is_data && document->value && document->value->type == VALUE_NULL) ||
           str_trim(file->source->text).len == 0;
}

static void report_empty(const struct reading *reading)
{
    const struct kind *kind = reading->claim->kind;
    bool is_register = (claim_forms(reading->claim) & FORM_REGISTER) != 0;

    if (!reading->file->answers++)
        sink_report(reading->sink, "document-empty", span_of(reading->file->source, 0, 0),
                    is_register ? "this register of %.*s is empty" : "this %.*s is empty",
                    STR_ARG(is_register ? kind->plural : kind->name))
            ->help = STR("write its content, or delete the file");
}

/* The whole file is one artifact: its data is the front matter, or the map that it holds. */
static void read_document(const struct reading *reading)
{
    const struct value *value = reading->file->document.value;
    const struct binding binding = binding_of_data(reading->claim->kind, reading->claim->mapping);
    struct mapping_input input = {.whole = whole_file(reading->file)};
    struct artifact *artifact;

    if (value && value->type == VALUE_MAP)
        input.raw = value;
    artifact = add_artifact(reading, &input, &binding);
    artifact->span =
        input.raw && input.raw->span.source ? input.raw->span : first_line(reading->file);
}

static void read_row(const struct reading *reading, const struct value *row, struct span span,
                     const struct binding *binding)
{
    struct mapping_input input = {.raw = row, .whole = span};
    struct artifact *artifact;

    if (row->type != VALUE_MAP) {
        sink_report(reading->sink, "register-item", span,
                    "an entry of this register must be a map of fields, not %s %s",
                    row->type == VALUE_INT || row->type == VALUE_LIST ? "an" : "a",
                    value_type_name(row->type));
        return;
    }
    artifact = add_artifact(reading, &input, binding);
    artifact->span = span;
    artifact->is_row = true;
    artifact->is_partial = binding->header && binding->header->partial;
    artifact->untrusted = row->invalid;
}

static void read_rows(const struct reading *reading, const struct value *list,
                      const struct binding *binding)
{
    VALUE_EACH_ITEM (item, list)
        read_row(reading, item->value, item->span, binding);
}

static struct header table_header(const struct reading *reading, const struct value *table)
{
    return header_of_table(value_get(table, STR("columns")), reading->file->source, reading->arena);
}

/* Is it the header of a table that has the column of the kind's ids? */
static bool is_register_header(const struct reading *reading, const struct header *header)
{
    const struct claim *claim = reading->claim;

    return header_has(header, claim->mapping, claim->kind, claim->kind->id_field);
}

static const struct value *tables_of(const struct model_file *file)
{
    const struct value *tables = value_get(file->document.markdown.text, STR("tables"));

    return tables && tables->type == VALUE_LIST ? tables : NULL;
}

static bool has_register_table(const struct reading *reading)
{
    const struct value *tables = tables_of(reading->file);

    if (!tables)
        return false;
    VALUE_EACH_ITEM (table, tables) {
        struct header header = table_header(reading, table->value);

        if (is_register_header(reading, &header))
            return true;
    }
    return false;
}

/* Rows of a table whose header says what they mean. */
static bool read_table(const struct reading *reading, const struct header *header,
                       const struct value *rows)
{
    const struct claim *claim = reading->claim;
    struct binding binding;

    reading->file->answers++;
    if (!header_check(header, claim->mapping, claim->kind, reading->sink))
        return false;
    binding = binding_of_table(header, claim->kind, claim->mapping, reading->arena);
    if (rows)
        read_rows(reading, rows, &binding);
    return true;
}

static bool read_tables(const struct reading *reading)
{
    const struct value *tables = tables_of(reading->file);
    bool understood = true;

    if (!tables)
        return true;
    VALUE_EACH_ITEM (table, tables) {
        struct header header = table_header(reading, table->value);

        if (!is_register_header(reading, &header))
            continue;
        understood =
            read_table(reading, &header, value_get(table->value, STR("rows"))) && understood;
        if (header.partial)
            unread_columns_report(table->value, reading->sink);
    }
    return understood;
}

static bool read_csv_rows(const struct reading *reading)
{
    const struct document *document = &reading->file->document;
    struct header header = header_of_csv(&document->table, reading->file->source, reading->arena);

    return read_table(reading, &header, document->value);
}

/* YAML or JSON: the list, if it is where it should be. */
static bool read_list(const struct reading *reading)
{
    const struct binding binding = binding_of_data(reading->claim->kind, reading->claim->mapping);
    struct place place = place_of(reading->claim, reading->file->document.value);

    if (place.found || place.misfit)
        reading->file->answers++;
    if (place.list)
        read_rows(reading, place.list, &binding);
    if (place.misfit)
        place_report(reading->claim, reading->file, place.misfit, reading->sink);
    return !place.misfit;
}

/* Has a map a key that the kind's schema declares, or a mapping that says where to look? */
static bool is_like_document(const struct claim *claim, const struct value *map)
{
    if (claim->mapping && claim->mapping->field_count)
        return true;
    VALUE_EACH_ENTRY (entry, map)
        if (kind_field_shape(claim->kind, entry->key))
            return true;
    return false;
}

/* Of a kind that is written in both forms: is this file one document? */
static bool is_document(const struct reading *reading)
{
    const struct value *value = reading->file->document.value;
    struct place place = place_of(reading->claim, value);

    switch (reading->file->document.format) {
    case FORMAT_CSV:
        return false;
    case FORMAT_MARKDOWN:
        return (value && value->type == VALUE_MAP) || !has_register_table(reading);
    case FORMAT_YAML:
    case FORMAT_JSON:
    case FORMAT_NONE:
        break;
    }
    return !place.found && !place.misfit && value && value->type == VALUE_MAP &&
           is_like_document(reading->claim, value);
}

static bool read_as_register(const struct reading *reading)
{
    if (reading->file->document.format == FORMAT_CSV)
        return read_csv_rows(reading);
    if (reading->file->document.format == FORMAT_MARKDOWN)
        return read_tables(reading);
    return read_list(reading);
}

/* A document in YAML or JSON is a map; Markdown may do without front matter. */
static bool read_as_document(const struct reading *reading)
{
    const struct document *document = &reading->file->document;

    if (document->format == FORMAT_MARKDOWN ||
        (document->value && document->value->type == VALUE_MAP)) {
        reading->file->answers++;
        read_document(reading);
    }
    return true;
}

bool artifacts_read(struct artifact_list *out, struct model_file *file, const struct claim *claim,
                    struct arena *arena, struct sink *sink)
{
    struct reading reading = {out, file, claim, arena, sink};
    unsigned forms = claim_forms(claim);

    if (is_empty(file)) {
        if (!claim->shared)
            report_empty(&reading);
        return true;
    }
    if (forms == FORM_DOCUMENT || (forms != FORM_REGISTER && is_document(&reading)))
        return read_as_document(&reading);
    return read_as_register(&reading);
}

/* The value at POINTER is no ground for a rule's verdict; the lists and maps that hold it still
 * are. */
static void mark_invalid(struct value *self, struct str pointer)
{
    struct value *value = value_at_pointer(self, pointer);

    if (value && value != self)
        value->invalid = true;
}

void artifact_validate(struct artifact *artifact, struct sink *sink)
{
    size_t before = sink->diagnostics.count;

    if (artifact->untrusted)
        return;
    jsonschema_validate(artifact->kind->schema.compiled, artifact->self, sink);
    for (size_t i = before; i < sink->diagnostics.count; i++)
        mark_invalid(artifact->self, sink->diagnostics.items[i]->instance);
    artifact_report_misspelt(artifact, sink);
}
