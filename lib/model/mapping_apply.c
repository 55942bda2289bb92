#include "model/mapping_apply.h"

#include "model/read.h"
#include "model/word.h"

/* One application of a mapping. */
struct application {
    const struct mapping_input *input;
    const struct binding *binding;
    struct arena *arena;
    struct sink *sink;
    struct value_builder *builder;
    bool strays;
};

/* First as written, then without regard to case. */
static const struct value_entry *find_meaning(const struct value *values, struct str text)
{
    const struct value_entry *exact = value_entry(values, text);

    if (exact)
        return exact;
    VALUE_EACH_ENTRY (entry, values)
        if (str_equal_nocase(entry->key, text))
            return entry;
    return NULL;
}

/* What `values:` of FIELD (may be NULL) says that TEXT means, or NULL. */
static struct value *meant_value(const struct field_mapping *field, struct str text)
{
    const struct value_entry *meaning;

    if (!field || !field->values || field->values->type != VALUE_MAP)
        return NULL;
    meaning = find_meaning(field->values, text);
    if (!meaning) {
        field->use->unknown = field->use->unknown || text.len > 0;
        return NULL;
    }
    field->use->met[meaning - field->values->map.entries] = true;
    return meaning->value;
}

/* A copy of MEANT that stands where the text stands. */
static struct value *placed(const struct value *meant, struct span span, struct arena *arena)
{
    struct value *copy = arena_copy(arena, meant, sizeof *meant);

    copy->span = span;
    return copy;
}

/* The text that SHAPE's enum has for TEXT: itself, or the only one of the same name. */
static struct str allowed_text(const struct jsonschema_shape *shape, struct str text)
{
    struct str found = {0};
    size_t same = 0;

    for (size_t i = 0; i < shape->allowed_count; i++) {
        const struct value *allowed = shape->allowed[i];

        if (allowed->type != VALUE_STRING || !is_same_name(allowed->string, text))
            continue;
        if (str_equal(allowed->string, text))
            return text;
        found = allowed->string;
        same++;
    }
    return same == 1 ? found : text;
}

/* TEXT as the first type of SHAPE (NULL: any) that it can be; a string if none fits. */
static struct value *convert_text(struct str text, struct span span,
                                  const struct jsonschema_shape *shape, struct arena *arena)
{
    unsigned types = shape ? shape->types : 0;
    struct value *number;

    if (types & (1u << VALUE_BOOL)) {
        if (str_equal_nocase(text, STR("true")) || str_equal_nocase(text, STR("false")))
            return value_new_bool(arena, text.len == 4, span);
    }
    if (types & (1u << VALUE_INT | 1u << VALUE_DOUBLE)) {
        number = value_new_number(arena, text, span);
        if (number)
            return number;
    }
    return value_new_string(arena, shape ? allowed_text(shape, text) : text, span);
}

static struct span part_of(struct span span, struct str whole, struct str part)
{
    size_t from = (size_t)(part.data - whole.data);

    /* Inside a quoted or escaped string offsets differ: then the whole is marked. */
    if (span.end - span.start != whole.len)
        return span;
    return span_of(span.source, span.start + from, span.start + from + part.len);
}

/* Where a part of TEXT that starts at FROM ends, and how long the separator is: a line break too.
 */
static size_t part_end(struct str text, struct str separator, size_t from, size_t *length)
{
    ptrdiff_t at = str_find(text, separator, from), line = str_find(text, STR("\n"), from);

    if (line >= 0 && (at < 0 || line < at)) {
        *length = 1;
        return (size_t)line;
    }
    *length = at < 0 ? 0 : separator.len;
    return at < 0 ? text.len : (size_t)at;
}

/*
 * A cell such as "A.5.1; A.8.2" as a list; without a separator of its own, ';' or else ','.
 * Where cells have line breaks an item ends at each.
 */
static struct value *split_text(const struct field_mapping *field, struct str text,
                                struct span span, const struct jsonschema_shape *items,
                                struct arena *arena)
{
    struct value_builder *list = value_list_begin();
    struct str separator = field ? field->split : (struct str){0};
    size_t from = 0;

    if (!separator.len)
        separator = str_find(text, STR(";"), 0) >= 0 ? STR(";") : STR(",");
    for (;;) {
        size_t length, at = part_end(text, separator, from, &length);
        struct str part = str_trim(str_slice(text, from, at));
        struct span place = part_of(span, text, part);
        struct value *meant = meant_value(field, part);

        if (part.len)
            value_list_add(
                list, meant ? placed(meant, place, arena) : convert_text(part, place, items, arena),
                place);
        if (!length)
            break;
        from = at + length;
    }
    return value_end(list, arena, span);
}

/* A whole cell; if it stays a string, offsets in it are found as in the cell. */
static struct value *convert_cell(const struct value *raw, struct str text, struct span span,
                                  const struct jsonschema_shape *shape, struct arena *arena)
{
    struct value *value = convert_text(text, span, shape, arena);

    if (value->type == VALUE_STRING)
        value->style = raw->style;
    return value;
}

static void add(struct application *to, const struct bound_field *field, struct span key_span,
                struct value *value, struct span span)
{
    to->strays = to->strays || field->stray;
    value_map_add(to->builder, field->name, key_span, value, span);
}

/* Is a text of FIELD a list of several? */
static bool is_split(const struct bound_field *field)
{
    unsigned types = field->shape ? field->shape->types : 0;

    return (types & (1u << VALUE_LIST)) &&
           (!(types & (1u << VALUE_STRING)) || (field->mapping && field->mapping->split.len));
}

/* Add a field whose raw value is text of a cell or of a pattern's group. */
static void add_text(struct application *to, const struct bound_field *field,
                     const struct value *raw, struct span key_span, struct span span)
{
    struct str text = str_trim(raw->string);
    struct value *meant = meant_value(field->mapping, text);
    struct value *value;

    if (!text.len)
        return;
    if (meant)
        value = placed(meant, span, to->arena);
    else if (is_split(field))
        value = split_text(field->mapping, text, span, field->shape->items, to->arena);
    else
        value = convert_cell(raw, text, part_of(span, raw->string, text), field->shape, to->arena);
    if (value->type != VALUE_NULL)
        add(to, field, key_span, value, span);
}

/* Add a field that a document's own data gives: kept as it is but for `values:` and `split:`. */
static void add_value(struct application *to, const struct bound_field *field, struct value *raw,
                      struct span key_span, struct span span)
{
    const struct field_mapping *mapping = field->mapping;
    struct value *meant = NULL;

    if (to->binding->textual && raw->type == VALUE_STRING) {
        /* A cell's key is far away, in the header: the caret marks the cell. */
        add_text(to, field, raw, span, span);
        return;
    }
    if (mapping && raw->type == VALUE_STRING && mapping->split.len)
        raw = split_text(mapping, raw->string, span, field->shape ? field->shape->items : NULL,
                         to->arena);
    else if (mapping)
        meant = meant_value(mapping, read_text(raw));
    add(to, field, key_span, meant ? placed(meant, span, to->arena) : raw, span);
}

static void add_pattern(struct application *to, const struct field_mapping *field)
{
    struct span whole = to->input->whole;
    struct str text = span_text(whole);
    struct bound_field bound;
    struct regex_match match;
    struct span span;

    if (!field->regex)
        return;
    switch (regex_search(field->regex, text, 0, &match)) {
    case REGEX_LIMIT:
        field->use->found = true;
        sink_report(
            to->sink, "config-pattern-limit", span_of(whole.source, whole.start, whole.start),
            "the pattern of field `%.*s` takes too many steps on this file", STR_ARG(field->field))
            ->help = STR("simplify the pattern; nested repetitions cost most");
        return;
    case REGEX_NO:
        return;
    case REGEX_YES:
        break;
    }
    if (match.count < 2 || match.start[1] > match.end[1])
        return;
    field->use->found = true;
    span = span_of(whole.source, whole.start + match.start[1], whole.start + match.end[1]);
    bound = binding_field(to->binding, field);
    add_text(to, &bound, value_new_string(to->arena, span_text(span), span), span, span);
}

static void add_found(struct application *to, const struct field_mapping *field, struct value *raw,
                      struct span key_span, struct span span)
{
    const struct bound_field bound = binding_field(to->binding, field);

    field->use->found = true;
    add_value(to, &bound, raw, key_span, span);
}

static void add_field(struct application *to, const struct field_mapping *field)
{
    const struct value_entry *entry;
    struct value *value;

    switch (field->source) {
    case FIELD_PATTERN:
        add_pattern(to, field);
        break;
    case FIELD_POINTER:
        value = to->input->raw ? value_at_pointer(to->input->raw, field->text) : NULL;
        if (value)
            add_found(to, field, value, value->span, value->span);
        break;
    case FIELD_KEY:
        entry = value_entry(to->input->raw, field->text);
        if (entry)
            add_found(to, field, entry->value, entry->key_span, entry->value_span);
        break;
    }
}

/* Add an entry of the data under the field that it means, unless the mapping has taken it. */
static void add_entry(struct application *to, const struct value_entry *entry, size_t *cursor)
{
    struct bound_key key = binding_key(to->binding, entry->key, cursor);

    if (key.taken)
        return;
    if (key.field.mapping)
        key.field.mapping->use->found = true;
    add_value(to, &key.field, entry->value, entry->key_span, entry->value_span);
}

struct value *mapping_apply(bool *strays, const struct mapping_input *input,
                            const struct binding *binding, struct arena *arena, struct sink *sink)
{
    const struct mapping *mapping = binding->mapping;
    struct application to = {.input = input,
                             .binding = binding,
                             .arena = arena,
                             .sink = sink,
                             .builder = value_map_begin()};
    struct value *self;
    size_t cursor = 0;

    if (mapping)
        ++*mapping->read;
    for (size_t i = 0; mapping && i < mapping->field_count; i++)
        add_field(&to, &mapping->fields[i]);
    if (input->raw && input->raw->type == VALUE_MAP)
        VALUE_EACH_ENTRY (entry, input->raw)
            add_entry(&to, entry, &cursor);
    self = value_end(to.builder, arena, input->raw ? input->raw->span : input->whole);
    *strays = to.strays;
    return self;
}
