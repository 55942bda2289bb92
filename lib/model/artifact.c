#include "model/artifact.h"

#include "model/mapping.h"
#include "model/misspelt.h"
#include "model/read.h"

/* One reading of a file for one kind. */
struct reading {
    struct artifact_list *out;
    struct model_file *file;
    struct kind *kind;
    const struct mapping *mapping;
    struct arena *arena;
    struct sink *sink;
};

struct str artifact_label(const struct artifact *artifact, struct arena *arena)
{
    struct str name = artifact->id.len ? artifact->id : artifact->file->path;

    return arena_printf(arena, "%.*s %.*s", STR_ARG(artifact->kind->name), STR_ARG(name));
}

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
                                     const struct mapping_input *input)
{
    struct artifact *artifact = ARENA_NEW(reading->arena, struct artifact);

    artifact->kind = reading->kind;
    artifact->mapping = reading->mapping;
    artifact->file = reading->file;
    artifact->self =
        mapping_apply(input, reading->mapping, reading->kind, reading->arena, reading->sink);
    artifact->id = str_trim(read_text(value_get(artifact->self, reading->kind->id_field)));
    artifact->reported = true;
    vector_push(reading->out, artifact);
    return artifact;
}

/* A file of blanks alone holds nothing, and whoever made it should know. */
static bool is_empty(const struct model_file *file)
{
    return str_trim(file->source->text).len == 0;
}

/* The whole file is one artifact: its data is the front matter, or the map that it holds. */
static void read_document(const struct reading *reading)
{
    const struct value *value = reading->file->document.value;
    struct mapping_input input = {.whole = whole_file(reading->file)};
    struct artifact *artifact;

    if (value && value->type == VALUE_MAP)
        input.raw = value;
    artifact = add_artifact(reading, &input);
    artifact->span =
        input.raw && input.raw->span.source ? input.raw->span : first_line(reading->file);
}

static void read_row(const struct reading *reading, const struct value *row, struct span span,
                     bool textual)
{
    struct mapping_input input = {.raw = row, .whole = span, .textual = textual};
    struct artifact *artifact;

    if (row->type != VALUE_MAP) {
        sink_report(reading->sink, "register-item", span,
                    "an item of this register should be a map of fields, not %s %s",
                    row->type == VALUE_INT || row->type == VALUE_LIST ? "an" : "a",
                    value_type_name(row->type));
        return;
    }
    artifact = add_artifact(reading, &input);
    artifact->span = span;
    artifact->is_row = true;
    artifact->untrusted = row->invalid;
}

static void read_rows(const struct reading *reading, const struct value *list, bool textual)
{
    VALUE_EACH_ITEM (item, list)
        read_row(reading, item->value, item->span, textual);
}

/* Does a Markdown table have the column that holds the kind's ids? */
static bool is_register_table(const struct reading *reading, const struct value *table)
{
    struct str id = mapping_key_of(reading->mapping, reading->kind->id_field);
    const struct value *columns = value_get(table, STR("columns"));

    if (!columns || columns->type != VALUE_LIST)
        return false;
    VALUE_EACH_ITEM (column, columns)
        if (str_equal(read_text(column->value), id))
            return true;
    return false;
}

static void read_tables(const struct reading *reading)
{
    const struct value *tables = value_get(reading->file->document.markdown.text, STR("tables"));

    if (!tables || tables->type != VALUE_LIST)
        return;
    VALUE_EACH_ITEM (table, tables) {
        const struct value *rows = value_get(table->value, STR("rows"));

        if (rows && is_register_table(reading, table->value))
            read_rows(reading, rows, true);
    }
}

/* The list that a YAML or JSON register is or holds, or NULL. */
static const struct value *register_list(const struct reading *reading)
{
    const struct value *value = reading->file->document.value;
    struct str key = reading->mapping ? reading->mapping->list : reading->kind->list;
    const struct value *list;

    if (value && value->type == VALUE_LIST)
        return reading->mapping || globs_match(reading->kind->files, reading->file->path) ? value
                                                                                          : NULL;
    list = key.len ? value_get(value, key) : NULL;
    return list && list->type == VALUE_LIST ? list : NULL;
}

static bool read_register(const struct reading *reading)
{
    const struct document *document = &reading->file->document;
    const struct value *list;

    if (document->format == FORMAT_CSV) {
        if (document->value)
            read_rows(reading, document->value, true);
        return true;
    }
    if (document->format == FORMAT_MARKDOWN) {
        read_tables(reading);
        return true;
    }
    list = register_list(reading);
    if (list)
        read_rows(reading, list, false);
    return list != NULL;
}

void artifacts_read(struct artifact_list *out, struct model_file *file, struct kind *kind,
                    const struct mapping *mapping, struct arena *arena, struct sink *sink)
{
    struct reading reading = {out, file, kind, mapping, arena, sink};
    unsigned forms = mapping ? mapping->forms : kind->forms;
    bool is_register = (forms & FORM_REGISTER) != 0;

    if (is_empty(file)) {
        sink_report(sink, "document-empty", span_of(file->source, 0, 0),
                    "this file is empty; it should hold %.*s",
                    STR_ARG(is_register ? kind->plural : kind->name));
        return;
    }
    if (forms == (FORM_DOCUMENT | FORM_REGISTER))
        is_register = file->document.format == FORMAT_CSV || register_list(&reading) != NULL;
    if (is_register)
        read_register(&reading);
    else
        read_document(&reading);
}

/* The value at POINTER and the containers above it are no ground for a rule's verdict... of itself.
 */
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
