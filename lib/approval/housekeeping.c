#include "approval/housekeeping.h"

#include <string.h>

#include "approval/label.h"
#include "base/clock.h"
#include "model/column.h"

struct str housekeeping_written(const struct value *string)
{
    return string->style == STYLE_MARKDOWN ? span_text(string->span) : string->string;
}

/* ---- the type ---- */

static bool is_of_dates(const struct kind *kind, struct str field)
{
    const struct jsonschema_shape *shape = kind_field_shape(kind, field);

    return shape && shape->types == 1u << VALUE_STRING && str_equal_c(shape->format, "date");
}

static bool is_date(struct str text)
{
    struct civil civil;

    return civil_parse(&civil, text);
}

/* Whatever YAML lets stand before a value, an anchor or a tag, says something as well. */
static bool stands_alone(struct span span)
{
    const char *text = span.source->text.data;
    size_t at = span.start;

    if (text[at] == '&' || text[at] == '!')
        return false;
    while (at && (text[at - 1] == ' ' || text[at - 1] == '\t'))
        at--;
    return !at || strchr(":-,[{|\n", text[at - 1]);
}

/* Is VALUE, which ARTIFACT's author wrote, a date in one line? */
static bool is_written_date(const struct artifact *artifact, const struct value *value)
{
    struct str text;

    if (value->type != VALUE_STRING || str_find(span_text(value->span), STR("\n"), 0) >= 0)
        return false;
    if (!artifact->is_textual && !stands_alone(value->span))
        return false;
    text = housekeeping_written(value);
    return is_date(artifact->is_textual ? str_trim(text) : text);
}

/* ---- what else it is ---- */

static bool overlap(struct span a, struct span b)
{
    return a.source == b.source && a.start < b.end && b.start < a.end;
}

/* Does the mapping read another field, one of substance, from SPAN? */
static bool is_read_otherwise(const struct artifact *artifact, struct span span)
{
    const struct mapping *mapping = artifact->mapping;

    for (size_t i = 0; mapping && i < mapping->field_count; i++) {
        struct str field = mapping->fields[i].field;
        const struct value_entry *entry = value_entry(artifact->self, field);

        if (entry && !str_list_has(artifact->kind->housekeeping, field) &&
            overlap(entry->value_span, span))
            return true;
    }
    return false;
}

/* Is KEY by its own name a field of substance, whatever a mapping calls it? */
static bool names_substance(const struct kind *kind, struct str key)
{
    struct str field = column_field(NULL, kind, key);

    return field.len && !str_list_has(kind->housekeeping, field);
}

/* ---- where it stands ---- */

static const struct value_entry *raw_entry_at(const struct artifact *artifact, struct span span)
{
    if (artifact->raw)
        VALUE_EACH_ENTRY (entry, artifact->raw)
            if (entry->value_span.source == span.source && entry->value_span.start == span.start &&
                entry->value_span.end == span.end)
                return entry;
    return NULL;
}

static const struct field_mapping *mapping_of(const struct artifact *artifact, struct str field)
{
    const struct mapping *mapping = artifact->mapping;

    for (size_t i = 0; mapping && i < mapping->field_count; i++)
        if (str_equal(mapping->fields[i].field, field))
            return &mapping->fields[i];
    return NULL;
}

static void add_entry(struct housekeeping *out, const struct artifact *artifact,
                      struct entry_path path, const struct value *value)
{
    struct str name = path.is_key ? path.text : str_behind_last(path.text, '/');

    if (out->entry_count < HOUSEKEEPING_MOST && !names_substance(artifact->kind, name) &&
        is_written_date(artifact, value))
        out->entries[out->entry_count++] = path;
}

static void add_cut(struct housekeeping *out, struct str field, struct span span)
{
    if (out->cut_count < HOUSEKEEPING_MOST && is_date(span_text(span)) &&
        label_is_before(field, span))
        out->cuts[out->cut_count++] = span;
}

/* What FIELD was read from: a key, a pointer's value, or what a pattern found. */
static void add_field(struct housekeeping *out, const struct artifact *artifact, struct str field,
                      struct span span)
{
    const struct value_entry *entry = raw_entry_at(artifact, span);
    const struct field_mapping *mapped = mapping_of(artifact, field);

    if (entry)
        add_entry(out, artifact, (struct entry_path){entry->key, true}, entry->value);
    else if (mapped && mapped->source == FIELD_POINTER && artifact->raw)
        add_entry(out, artifact, (struct entry_path){mapped->text, false},
                  value_at_pointer(artifact->raw, mapped->text));
    else if (mapped && mapped->source == FIELD_PATTERN)
        add_cut(out, field, span);
}

/* The entry of FIELD, one for housekeeping, if nothing else is read from it; or NULL. */
static const struct value_entry *entry_of(const struct artifact *artifact, struct str field)
{
    const struct value_entry *entry = value_entry(artifact->self, field);

    return entry && is_of_dates(artifact->kind, field) &&
                   !is_read_otherwise(artifact, entry->value_span)
               ? entry
               : NULL;
}

void housekeeping_find(struct housekeeping *out, const struct artifact *artifact)
{
    struct str_list fields = artifact->kind->housekeeping;

    *out = (struct housekeeping){0};
    for (size_t i = 0; i < fields.count; i++) {
        const struct value_entry *entry = entry_of(artifact, fields.items[i]);

        if (entry)
            add_field(out, artifact, fields.items[i], entry->value_span);
    }
}

/* Does the key or label of what FIELD is read from say itself that it is FIELD? */
static bool says_itself(const struct artifact *artifact, struct str field, struct span span)
{
    const struct value_entry *entry = raw_entry_at(artifact, span);
    const struct field_mapping *mapped = mapping_of(artifact, field);

    if (entry)
        return label_is_name(field, entry->key);
    if (mapped && mapped->source == FIELD_POINTER)
        return label_is_name(field, str_behind_last(mapped->text, '/'));
    return label_names(field, span);
}

/* Another kind has its own dates of review, or none. */
void housekeeping_find_then(struct housekeeping *out, const struct artifact *artifact,
                            const struct artifact *now)
{
    struct str_list fields = now->kind->housekeeping;

    housekeeping_find(out, artifact);
    for (size_t i = 0; i < fields.count && artifact->kind == now->kind; i++) {
        const struct value_entry *entry = entry_of(now, fields.items[i]);

        if (entry && says_itself(now, fields.items[i], entry->value_span) &&
            !is_read_otherwise(artifact, entry->value_span))
            add_field(out, now, fields.items[i], entry->value_span);
    }
}

bool housekeeping_step(struct housekeeping *out, const struct housekeeping *from, struct str key)
{
    out->entry_count = out->cut_count = 0;
    for (size_t i = 0; i < from->entry_count; i++) {
        struct entry_path path = from->entries[i];

        if (path.is_key ? str_equal(path.text, key) : pointer_step(&path.text, key)) {
            if (path.is_key || !path.text.len)
                return true;
            out->entries[out->entry_count++] = path;
        }
    }
    return false;
}

const struct span *housekeeping_cut(const struct housekeeping *housekeeping, struct span span)
{
    const struct span *first = NULL;

    for (size_t i = 0; i < housekeeping->cut_count; i++) {
        const struct span *cut = &housekeeping->cuts[i];

        if (cut->source == span.source && cut->start >= span.start && cut->end <= span.end &&
            (!first || cut->start < first->start))
            first = cut;
    }
    return first;
}
