#include "model/mapping_load.h"

#include "base/glob.h"
#include "model/mapping_check.h"
#include "model/read.h"

static void report_glob(struct str glob, struct span span, const char *fault, bool takes_out,
                        struct sink *sink)
{
    struct diagnostic *diagnostic = sink_report(
        sink, "config-glob", span, "cannot use the path pattern `%.*s`: %s", STR_ARG(glob), fault);

    if (!str_starts_with(glob, STR("!")))
        return;
    diagnostic->help = takes_out ? STR("narrow the patterns of `except:`")
                                 : STR("name the files to leave out under `except:`");
}

/* Use GLOB, unless it is broken, which is reported. */
static void load_glob(struct path_patterns *out, struct str glob, struct span span, bool takes_out,
                      struct sink *sink)
{
    const char *fault = glob_fault(glob);

    if (fault) {
        report_glob(glob, span, fault, takes_out, sink);
        return;
    }
    out->places[out->globs.count] = span;
    out->globs.items[out->globs.count++] = glob;
}

/* The globs of KEY. */
static struct path_patterns load_globs(const struct value *entry, struct str key, bool takes_out,
                                       struct arena *arena, struct sink *sink)
{
    const struct value *value = value_get(entry, key);
    struct path_patterns out = {0};

    if (!value || value->type != VALUE_LIST)
        return out;
    out.globs.items = arena_alloc_array(arena, value->list.count, sizeof *out.globs.items);
    out.places = arena_alloc_array(arena, value->list.count, sizeof *out.places);
    VALUE_EACH_ITEM (item, value)
        if (item->value->type == VALUE_STRING)
            load_glob(&out, item->value->string, item->span, takes_out, sink);
    return out;
}

static struct regex *load_pattern(const struct value *pattern, struct sink *sink)
{
    struct error error;
    struct regex *regex = NULL;
    size_t offset = 0;

    if (regex_new(&regex, pattern->string, REGEX_ECMA262, &offset, &error) < 0) {
        sink_report(sink, "config-pattern", pattern->span, "cannot use this pattern: %s",
                    error.message);
    } else if (regex_groups(regex) < 1) {
        sink_report(sink, "config-pattern", pattern->span,
                    "the pattern has no group for the field's value")
            ->help = STR("put parentheses around the part that is the value");
        regex_free(regex);
        regex = NULL;
    }
    return regex;
}

static void load_field(struct field_mapping *field, const struct value_entry *entry,
                       struct sink *sink)
{
    const struct value *pattern = value_get(entry->value, STR("pattern"));
    const struct value *key = value_get(entry->value, STR("key"));
    const struct value *text = entry->value->type == VALUE_STRING ? entry->value : key;

    field->field = entry->key;
    field->place = entry->value_span;
    field->split = value_get_string(entry->value, STR("split"));
    if (pattern && pattern->type == VALUE_STRING) {
        field->place = pattern->span;
        field->source = FIELD_PATTERN;
        field->regex = load_pattern(pattern, sink);
    } else if (text && text->type == VALUE_STRING) {
        field->source = str_starts_with(text->string, STR("/")) ? FIELD_POINTER : FIELD_KEY;
        field->place = text->span;
        field->text = text->string;
    }
}

/* The field mapping of NAME, made if `values:` or `split:` names a field that `fields:` does not.
 */
static struct field_mapping *need_field(struct mapping *mapping, const struct value_entry *entry)
{
    struct str name = entry->key;

    for (size_t i = 0; i < mapping->field_count; i++)
        if (str_equal(mapping->fields[i].field, name))
            return &mapping->fields[i];
    mapping->fields[mapping->field_count] = (struct field_mapping){
        .field = name, .place = entry->key_span, .source = FIELD_KEY, .text = name};
    return &mapping->fields[mapping->field_count++];
}

static size_t count_entries(const struct value *entry, struct str key)
{
    const struct value *map = value_get(entry, key);

    return map && map->type == VALUE_MAP ? map->map.count : 0;
}

static struct field_use *new_use(const struct field_mapping *field, struct arena *arena)
{
    struct field_use *use = ARENA_NEW(arena, struct field_use);

    if (field->values && field->values->type == VALUE_MAP)
        use->met = arena_alloc_array(arena, field->values->map.count, sizeof *use->met);
    return use;
}

static void load_fields(struct mapping *out, const struct value *entry, struct arena *arena,
                        struct sink *sink)
{
    const struct value *fields = value_get(entry, STR("fields"));
    const struct value *values = value_get(entry, STR("values"));
    const struct value *split = value_get(entry, STR("split"));
    size_t most = count_entries(entry, STR("fields")) + count_entries(entry, STR("values")) +
                  count_entries(entry, STR("split"));

    out->fields = arena_alloc_array(arena, most, sizeof *out->fields);
    if (count_entries(entry, STR("fields")))
        VALUE_EACH_ENTRY (field, fields)
            load_field(&out->fields[out->field_count++], field, sink);
    if (count_entries(entry, STR("values")))
        VALUE_EACH_ENTRY (meant, values)
            need_field(out, meant)->values = meant->value;
    if (count_entries(entry, STR("split")))
        VALUE_EACH_ENTRY (separator, split)
            need_field(out, separator)->split = read_text(separator->value);
    for (size_t i = 0; i < out->field_count; i++) {
        out->fields[i].shape = kind_field_shape(out->kind, out->fields[i].field);
        out->fields[i].use = new_use(&out->fields[i], arena);
    }
}

void mapping_load(struct mapping *out, const struct value *entry, struct kind *kind,
                  struct arena *arena, struct sink *sink)
{
    struct str form = value_get_string(entry, STR("form"));
    struct str list = value_get_string(entry, STR("list"));

    *out = (struct mapping){.kind = kind, .forms = kind->forms};
    out->list = list.len ? list : kind->list;
    if (form.len)
        out->forms = str_equal_c(form, "register") ? FORM_REGISTER : FORM_DOCUMENT;
    out->files = load_globs(entry, STR("files"), false, arena, sink);
    out->except = load_globs(entry, STR("except"), true, arena, sink);
    out->place = entry->span;
    out->read = ARENA_NEW(arena, size_t);
    if (value_get(entry, STR("files")))
        out->place = value_get(entry, STR("files"))->span;
    load_fields(out, entry, arena, sink);
    mapping_check(entry, kind, sink);
}

void mapping_release(struct mapping *mapping)
{
    for (size_t i = 0; i < mapping->field_count; i++)
        regex_free(mapping->fields[i].regex);
    mapping->field_count = 0;
}
