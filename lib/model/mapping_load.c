#include "model/mapping_load.h"

#include "base/glob.h"
#include "model/mapping_check.h"
#include "model/read.h"

/* The globs of KEY; a broken one is reported and not used. */
static struct str_list load_globs(const struct value *entry, struct str key, struct arena *arena,
                                  struct sink *sink)
{
    const struct value *value = value_get(entry, key);
    struct str_list all = read_strings(entry, key, arena), good = {all.items, 0};

    for (size_t i = 0; i < all.count; i++) {
        const char *fault = glob_fault(all.items[i]);
        struct span span = value->type == VALUE_LIST ? value->list.items[i].span : value->span;

        if (fault)
            sink_report(sink, "config-glob", span, "\"%.*s\" is no usable path pattern: %s",
                        STR_ARG(all.items[i]), fault);
        else
            good.items[good.count++] = all.items[i];
    }
    return good;
}

static struct regex *load_pattern(const struct value *pattern, struct sink *sink)
{
    struct error error;
    struct regex *regex = NULL;
    size_t offset = 0;

    if (regex_new(&regex, pattern->string, REGEX_ECMA262, &offset, &error) < 0) {
        sink_report(sink, "config-pattern", pattern->span, "the pattern cannot be used: %s",
                    error.message);
    } else if (regex_groups(regex) < 1) {
        sink_report(sink, "config-pattern", pattern->span,
                    "the pattern has no group; group 1 is the field's value")
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
    out->files = load_globs(entry, STR("files"), arena, sink);
    out->except = load_globs(entry, STR("except"), arena, sink);
    out->place = entry->span;
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
