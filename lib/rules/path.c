#include "rules/path.h"

#include "base/buffer.h"
#include "base/suggest.h"

static bool is_name(struct str step)
{
    for (size_t i = 0; i < step.len; i++)
        if (!ascii_is_alnum(step.data[i]) && step.data[i] != '_' && step.data[i] != '-')
            return false;
    return step.len > 0;
}

static bool report_path(struct sink *sink, const struct value *value)
{
    sink_report(sink, "rule-path", value->span,
                "`at` should be a path from self or it, such as self.owner")
        ->help = STR("write field names with a dot between them");
    return false;
}

bool path_parse(struct path *out, const struct value *value, struct sink *sink)
{
    struct str rest, step;

    *out = (struct path){0};
    if (!value || value->type != VALUE_STRING)
        return true;
    rest = value->string;
    str_split(&step, &rest, '.');
    out->given = true;
    out->from_it = str_equal_c(step, "it");
    if (!out->from_it && !str_equal_c(step, "self"))
        return report_path(sink, value);
    while (str_split(&step, &rest, '.')) {
        if (!is_name(step) || out->count == PATH_STEPS)
            return report_path(sink, value);
        out->steps[out->count++] = step;
    }
    return true;
}

/* The field of OBJECT whose name is nearly STEP, or empty. */
static struct str meant_field(const struct cel_object_type *object, struct str step)
{
    struct suggestion suggestion;

    suggestion_init(&suggestion, step);
    for (size_t i = 0; i < object->field_count; i++)
        suggestion_offer(&suggestion, object->fields[i].name);
    return suggestion.best;
}

/* The type of the field STEP of OBJECT; NULL, which SINK is told of, if it has none. */
static const struct cel_type *check_step(const struct cel_object_type *object, struct str step,
                                         const struct value *value, struct sink *sink)
{
    const struct cel_field *field = cel_object_field(object, step, str_hash(step));
    struct str meant;

    if (field)
        return field->type;
    meant = meant_field(object, step);
    if (object->open && !meant.len)
        return &cel_dyn;
    diagnostic_advise(sink_report(sink, "rule-path", value->span, "%.*s has no field %.*s",
                                  STR_ARG(object->name), STR_ARG(step)),
                      meant, (struct str){0}, sink->arena);
    return NULL;
}

bool path_check(const struct path *path, const struct cel_type *self, const struct cel_type *it,
                const struct value *value, struct sink *sink)
{
    const struct cel_type *type = path->from_it ? it : self;

    for (size_t i = 0; i < path->count && type && type->kind == CEL_TYPE_OBJECT; i++)
        type = check_step(type->object, path->steps[i], value, sink);
    return type != NULL;
}

static struct span first_line_of(struct span span)
{
    struct str text = span_text(span);
    ptrdiff_t newline = str_find(text, STR("\n"), 0);

    if (newline >= 0)
        span.end = span.start + (uint32_t)newline;
    return span;
}

static bool is_empty(const struct value *value)
{
    switch (value->type) {
    case VALUE_NULL:
        return true;
    case VALUE_STRING:
        return str_trim(value->string).len == 0;
    case VALUE_LIST:
        return value->list.count == 0;
    case VALUE_MAP:
        return value->map.count == 0;
    case VALUE_BOOL:
    case VALUE_INT:
    case VALUE_DOUBLE:
        break;
    }
    return false;
}

/* Walk the document's own tree, which knows the spans of keys. */
static struct path_end follow_document(const struct value *value, struct span span,
                                       const struct str *steps, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct value_entry *entry = value_entry(value, steps[i]);

        if (!entry)
            return (struct path_end){first_line_of(span), true};
        value = entry->value;
        span = is_empty(value) && entry->key_span.source == entry->value_span.source &&
                       entry->key_span.start <= entry->value_span.start
                   ? value_entry_span(entry)
                   : entry->value_span;
    }
    return (struct path_end){span, false};
}

static bool is_document_map(struct cel_value value)
{
    return value.tag == CEL_MAP && value.form == CEL_FORM_DOCUMENT;
}

static struct path_end follow_it(const struct path *path, struct cel_value it,
                                 struct cel_evaluation *evaluation)
{
    struct path_end end = {.span = cel_value_span(it)};

    for (size_t i = 0; i < path->count; i++) {
        struct cel_value next;

        if (is_document_map(it)) {
            struct span span = end.span.source ? end.span : it.document.value->span;

            return follow_document(it.document.value, span, path->steps + i, path->count - i);
        }
        if (it.tag != CEL_MAP || !cel_find(&next, evaluation, it, cel_of_string(path->steps[i])) ||
            cel_is_failure(next))
            return (struct path_end){first_line_of(end.span), true};
        it = next;
        end.span = cel_value_span(it);
    }
    return end;
}

struct path_end path_follow(const struct path *path, const struct value *self, struct cel_value it,
                            struct cel_evaluation *evaluation)
{
    if (path->given && path->from_it)
        return follow_it(path, it, evaluation);
    if (!self || !path->given)
        return (struct path_end){0};
    return follow_document(self, self->span, path->steps, path->count);
}

struct str path_pointer(const struct path *path, struct arena *arena)
{
    struct buffer buffer = {0};
    struct str pointer;

    for (size_t i = 0; i < path->count; i++) {
        buffer_add_char(&buffer, '/');
        buffer_add(&buffer, path->steps[i]);
    }
    pointer = arena_str(arena, buffer_str(&buffer));
    buffer_release(&buffer);
    return pointer;
}
