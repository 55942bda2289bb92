#include "model/column.h"

#include "base/buffer.h"
#include "base/map.h"
#include "base/suggest.h"
#include "model/config.h"
#include "model/read.h"

enum { NAMES_SHOWN = 8 };

struct header header_of_csv(const struct csv_table *table, struct source *source,
                            struct arena *arena)
{
    struct header header = {.path = source->path};

    header.names = arena_alloc_array(arena, table->column_count, sizeof *header.names);
    for (size_t i = 0; i < table->column_count; i++)
        if (table->columns[i].left_out)
            header.partial = true;
        else
            header.names[header.count++] = table->columns[i].name;
    if (table->column_count)
        header.span =
            span_join(table->columns[0].span, table->columns[table->column_count - 1].span);
    else
        header.span = span_of(source, 0, 0);
    return header;
}

/* Is one of NAMES empty, or there twice? */
static bool lacks_names(struct str_list names)
{
    struct map seen;
    bool lacking = false;

    map_init(&seen);
    for (size_t i = 0; i < names.count && !lacking; i++)
        lacking = !names.items[i].len || map_put(&seen, names.items[i], &names.items[i]);
    map_release(&seen);
    return lacking;
}

struct header header_of_table(const struct value *columns, struct source *source,
                              struct arena *arena)
{
    struct str_list names = read_string_list(columns, arena);
    struct header header = {.path = source->path, .names = names.items, .count = names.count};

    header.partial = lacks_names(names);
    header.span = columns && columns->span.source ? columns->span : span_of(source, 0, 0);
    return header;
}

struct str column_field(const struct mapping *mapping, const struct kind *kind, struct str column)
{
    for (size_t i = 0; mapping && i < mapping->field_count; i++)
        if (mapping->fields[i].source == FIELD_KEY && str_equal(mapping->fields[i].text, column))
            return mapping->fields[i].field;
    return kind_word(kind, column)->field;
}

/* Several fields may be read from one column. */
static bool takes_column(const struct mapping *mapping, struct str field, struct str column)
{
    for (size_t i = 0; mapping && i < mapping->field_count; i++)
        if (mapping->fields[i].source == FIELD_KEY && str_equal(mapping->fields[i].field, field) &&
            str_equal(mapping->fields[i].text, column))
            return true;
    return false;
}

bool header_has(const struct header *header, const struct mapping *mapping, const struct kind *kind,
                struct str field)
{
    for (size_t i = 0; i < header->count; i++)
        if (takes_column(mapping, field, header->names[i]) ||
            str_equal(column_field(mapping, kind, header->names[i]), field))
            return true;
    return false;
}

/* "Nr, Anwendbar, Status" */
static struct str join_names(const struct header *header, struct arena *arena)
{
    struct buffer text = {0};
    struct str joined;

    for (size_t i = 0; i < header->count && i < NAMES_SHOWN; i++)
        buffer_printf(&text, "%s%.*s", i ? ", " : "", STR_ARG(header->names[i]));
    if (header->count > NAMES_SHOWN)
        buffer_printf(&text, " and %zu more", header->count - NAMES_SHOWN);
    joined = arena_str(arena, buffer_str(&text));
    buffer_release(&text);
    return joined;
}

void header_report_missing(const struct header *header, const struct field_mapping *field,
                           struct sink *sink)
{
    struct suggestion suggestion;
    struct diagnostic *diagnostic;

    suggestion_init(&suggestion, field->text);
    for (size_t i = 0; i < header->count; i++)
        suggestion_offer(&suggestion, header->names[i]);
    diagnostic =
        sink_report(sink, "config-column-missing", field->place, "%.*s has no column `%.*s`",
                    STR_ARG(header->path), STR_ARG(field->text));
    if (suggestion.best.len)
        diagnostic->help =
            arena_printf(sink->arena, "did you mean `%.*s`?", STR_ARG(suggestion.best));
    else
        diagnostic->help = arena_printf(sink->arena, "use one of its columns: %.*s",
                                        STR_ARG(join_names(header, sink->arena)));
}

/* One of several registers may lack a column that the others have. */
static void note_columns(const struct header *header, const struct mapping *mapping,
                         const struct kind *kind, struct arena *arena)
{
    for (size_t i = 0; mapping && i < mapping->field_count; i++) {
        const struct field_mapping *field = &mapping->fields[i];

        if (field->source != FIELD_KEY)
            continue;
        if (header_has(header, mapping, kind, field->field))
            field->use->found = true;
        else if (!field->use->lacking)
            field->use->lacking = arena_copy(arena, header, sizeof *header);
    }
}

/* A field may also come from a pointer or a pattern: then the header tells nothing. */
static bool has_other_source(const struct mapping *mapping, struct str field)
{
    for (size_t i = 0; mapping && i < mapping->field_count; i++)
        if (mapping->fields[i].source != FIELD_KEY && str_equal(mapping->fields[i].field, field))
            return true;
    return false;
}

static bool is_understood(const struct header *header, const struct mapping *mapping,
                          const struct kind *kind)
{
    const struct jsonschema_shape *shape = kind->shape;
    bool asked = false;

    for (size_t i = 0; i < shape->property_count; i++) {
        const struct jsonschema_property *property = &shape->properties[i];

        if (!property->required)
            continue;
        asked = true;
        if (has_other_source(mapping, property->name) ||
            header_has(header, mapping, kind, property->name))
            return true;
    }
    return !asked;
}

/* The field that column NUMBER means by its name alone, or empty: the mapping reads that otherwise.
 */
static struct str named_field(const struct header *header, const struct mapping *mapping,
                              const struct kind *kind, size_t number)
{
    struct str column = header->names[number], field = kind_word(kind, column)->field;

    for (size_t i = 0; mapping && i < mapping->field_count; i++)
        if (str_equal(mapping->fields[i].field, field) ||
            (mapping->fields[i].source == FIELD_KEY && str_equal(mapping->fields[i].text, column)))
            return (struct str){0};
    return field;
}

/* "Owner" beside "owner": rows have one of them. Of two equal names the reader tells. */
static void report_namesakes(const struct header *header, const struct mapping *mapping,
                             const struct kind *kind, struct sink *sink)
{
    struct map columns;

    map_init(&columns);
    for (size_t i = 0; i < header->count; i++) {
        struct str field = named_field(header, mapping, kind, i), *first;

        first = field.len ? map_get(&columns, field) : NULL;
        if (first && !str_equal(*first, header->names[i]))
            sink_report(sink, "register-duplicate-column", header->span,
                        "the columns `%.*s` and `%.*s` both mean the field %.*s", STR_ARG(*first),
                        STR_ARG(header->names[i]), STR_ARG(field))
                ->help = STR("rename one of the columns; ismslint reads only the first");
        else if (field.len && !first)
            map_put(&columns, field, &header->names[i]);
    }
    map_release(&columns);
}

bool header_check(const struct header *header, const struct mapping *mapping,
                  const struct kind *kind, struct sink *sink)
{
    struct diagnostic *diagnostic;

    note_columns(header, mapping, kind, sink->arena);
    report_namesakes(header, mapping, kind, sink);
    if (is_understood(header, mapping, kind))
        return true;
    diagnostic = sink_report(sink, "register-header", header->span,
                             "the columns %.*s match no field that the kind %.*s requires",
                             STR_ARG(join_names(header, sink->arena)), STR_ARG(kind->name));
    diagnostic->help = arena_printf(
        sink->arena, "say in " CONFIG_NAME " which column is which field, `fields: {%.*s: %.*s}`",
        STR_ARG(kind->id_field), STR_ARG(header->count ? header->names[0] : (struct str){0}));
    return false;
}
