#include "source/yaml_node.h"

#include <string.h>

#include "base/limits.h"
#include "source/yaml_scalar.h"

size_t yaml_offset(const struct yaml *yaml, yaml_mark_t mark)
{
    return yaml_marks_offset(&yaml->marks, mark.index);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Pass over white space and comments. */
static size_t skip_blank(struct str text, size_t i)
{
    while (i < text.len && (is_blank(text.data[i]) || text.data[i] == '#')) {
        if (text.data[i] == '#')
            while (i < text.len && text.data[i] != '\n' && text.data[i] != '\r')
                i++;
        else
            i++;
    }
    return i;
}

/* The end of the anchor at I, as libyaml sees it. */
static size_t skip_anchor(struct str text, size_t i)
{
    i++;
    while (i < text.len &&
           (ascii_is_alnum(text.data[i]) || text.data[i] == '_' || text.data[i] == '-'))
        i++;
    return i;
}

/* The end of the tag at I. */
static size_t skip_tag(struct str text, size_t i)
{
    bool verbatim = str_starts_with(str_slice(text, i, text.len), STR("!<"));

    while (i < text.len && !is_blank(text.data[i]) &&
           (verbatim || !strchr(",[]{}", text.data[i]))) {
        if (verbatim && text.data[i] == '>')
            return i + 1;
        i++;
    }
    return i;
}

static struct anchor *declare_anchor(struct yaml *yaml, const yaml_char_t *name)
{
    struct anchor *anchor = ARENA_NEW(yaml->reader.arena, struct anchor);

    anchor->open = true;
    map_put(&yaml->anchors, arena_str(yaml->reader.arena, str_of((const char *)name)), anchor);
    return anchor;
}

struct properties yaml_properties(struct yaml *yaml, const yaml_char_t *anchor,
                                  const yaml_char_t *tag, size_t start)
{
    struct properties properties = {.end = start};
    struct str text = yaml->reader.text;
    int left = (anchor != NULL) + (tag != NULL);

    if (anchor)
        properties.anchor = declare_anchor(yaml, anchor);
    if (tag)
        properties.tag = arena_str(yaml->reader.arena, str_of((const char *)tag));
    for (; left > 0 && properties.end < text.len; left--) {
        bool is_tag = text.data[properties.end] == '!';
        size_t end = is_tag ? skip_tag(text, properties.end) : skip_anchor(text, properties.end);

        if (is_tag)
            properties.tag_span = span_of(yaml->reader.source, properties.end, end);
        properties.end = skip_blank(text, end);
    }
    return properties;
}

void yaml_finish_node(const struct properties *properties, struct node *out, struct value *value,
                      struct span span)
{
    out->value = value;
    out->span = span;
    if (properties->anchor) {
        properties->anchor->node = *out;
        properties->anchor->open = false;
    }
}

#define CORE_TAG(name) STR_INIT("tag:yaml.org,2002:" name)

static const struct {
    struct str text;
    enum yaml_tag tag;
} tags[] = {
    {STR_INIT(""), TAG_NONE},       {STR_INIT("!"), TAG_STR},     {CORE_TAG("str"), TAG_STR},
    {CORE_TAG("null"), TAG_NULL},   {CORE_TAG("bool"), TAG_BOOL}, {CORE_TAG("int"), TAG_INT},
    {CORE_TAG("float"), TAG_FLOAT}, {CORE_TAG("seq"), TAG_SEQ},   {CORE_TAG("map"), TAG_MAP},
};

enum yaml_tag yaml_resolve_tag(struct yaml *yaml, const struct properties *properties)
{
    struct str shown = span_text(properties->tag_span);

    for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
        if (str_equal(tags[i].text, properties->tag))
            return tags[i].tag;
    shown = reader_excerpt(shown);
    reader_report(&yaml->reader, "yaml-unknown-tag", properties->tag_span.start,
                  properties->tag_span.end, "unknown tag %.*s", STR_ARG(shown))
        ->help = STR("delete the tag, or put the text in quotes if it begins with `!`; ismslint "
                     "ignores the tag");
    return TAG_NONE;
}

void yaml_report_mismatch(struct yaml *yaml, const struct properties *properties,
                          const char *really)
{
    struct str shown = reader_excerpt(span_text(properties->tag_span));

    reader_report(&yaml->reader, "yaml-tag-mismatch", properties->tag_span.start,
                  properties->tag_span.end, "the tag %.*s does not fit this value, read as %s",
                  STR_ARG(shown), really);
}

static bool tag_admits(enum yaml_tag tag, enum core_type type)
{
    bool integer = type == CORE_DECIMAL || type == CORE_OCTAL || type == CORE_HEXADECIMAL;

    return tag == TAG_NONE || tag == TAG_STR || (tag == TAG_NULL && type == CORE_NULL) ||
           (tag == TAG_BOOL && (type == CORE_TRUE || type == CORE_FALSE)) ||
           (tag == TAG_INT && integer) ||
           (tag == TAG_FLOAT && (integer || (type >= CORE_FLOAT && type <= CORE_NAN)));
}

static enum core_type scalar_type(struct yaml *yaml, const yaml_event_t *event,
                                  const struct properties *properties, struct str text)
{
    enum yaml_tag tag = yaml_resolve_tag(yaml, properties);
    enum core_type type = yaml_core_type(text);

    if (tag == TAG_STR || (tag == TAG_NONE && event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE))
        return CORE_STRING;
    if (tag_admits(tag, type))
        return type;
    yaml_report_mismatch(yaml, properties, "a string");
    return CORE_STRING;
}

static enum value_style scalar_style(yaml_scalar_style_t style, struct span span)
{
    if (style == YAML_SINGLE_QUOTED_SCALAR_STYLE)
        return STYLE_SINGLE;
    if (style == YAML_DOUBLE_QUOTED_SCALAR_STYLE)
        return STYLE_DOUBLE;
    if (style == YAML_PLAIN_SCALAR_STYLE && str_find(span_text(span), STR("\n"), 0) < 0 &&
        str_find(span_text(span), STR("\r"), 0) < 0)
        return STYLE_RAW;
    return STYLE_BLOCK;
}

static struct value *number_value(struct yaml *yaml, enum core_type type, struct str text,
                                  struct span span)
{
    struct str number = {NULL, 0};

    if (type >= CORE_DECIMAL && type <= CORE_FLOAT)
        number = yaml_number_text(yaml->reader.arena, type, text);
    if (number.len)
        return value_new_number(yaml->reader.arena, number, span);
    text = reader_excerpt(text);
    reader_report(&yaml->reader, "yaml-number", span.start, span.end,
                  "JSON data cannot hold the number %.*s", STR_ARG(text))
        ->help = STR("put it in quotes if it is text; ismslint reads it as text");
    return NULL;
}

static struct value *scalar_value(struct yaml *yaml, const yaml_event_t *event,
                                  const struct properties *properties, struct str text,
                                  struct span span)
{
    enum core_type type = scalar_type(yaml, event, properties, text);
    struct value *value = NULL;

    if (type == CORE_NULL)
        return value_new_null(yaml->reader.arena, span);
    if (type == CORE_TRUE || type == CORE_FALSE)
        return value_new_bool(yaml->reader.arena, type == CORE_TRUE, span);
    if (type != CORE_STRING)
        value = number_value(yaml, type, text, span);
    if (!value) {
        value = value_new_string(yaml->reader.arena, text, span);
        value->style = scalar_style(event->data.scalar.style, span);
    }
    return value;
}

/* The scalar's bytes, without anchor and tag before it and blank lines behind it. */
static struct span scalar_span(const struct yaml *yaml, const yaml_event_t *event, size_t start)
{
    const struct reader *reader = &yaml->reader;
    size_t end = yaml_offset(yaml, event->end_mark), least = yaml->marks.base;
    yaml_scalar_style_t style = event->data.scalar.style;

    if (start > end)
        start = end;
    if (style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE)
        least = start;
    else if (start < end)
        return span_of(reader->source, start, end);
    while (end > least && is_blank(reader->text.data[end - 1]))
        end--;
    return span_of(reader->source, start < end ? start : end, end);
}

/* The decoded text: a slice of the source where it is there as it is, else a copy. */
static struct str scalar_text(struct yaml *yaml, const yaml_event_t *event, struct span span)
{
    struct str value = {(const char *)event->data.scalar.value, event->data.scalar.length};
    struct str text = yaml_breaks_show(&yaml->breaks, value, yaml->reader.arena);
    struct str raw = span_text(span);

    return str_equal(text, raw) ? raw : arena_str(yaml->reader.arena, text);
}

bool yaml_read_scalar(struct yaml *yaml, const yaml_event_t *event, struct node *out)
{
    struct properties properties =
        yaml_properties(yaml, event->data.scalar.anchor, event->data.scalar.tag,
                        yaml_offset(yaml, event->start_mark));
    struct span span = scalar_span(yaml, event, properties.end);

    if (span.end > span.start)
        yaml->last_scalar = span;
    *out = (struct node){.count = 1, .is_scalar = true};
    out->is_plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    out->text = scalar_text(yaml, event, span);
    yaml_finish_node(&properties, out, scalar_value(yaml, event, &properties, out->text, span),
                     span);
    return reader_count_values(&yaml->reader, 1, span.start);
}

/* The alias NAME, which nothing defines: once a document. */
static void report_undefined(struct yaml *yaml, struct str name, size_t start, size_t end)
{
    struct str kept = arena_str(yaml->reader.arena, name), shown = reader_excerpt(name);

    if (map_get(&yaml->undefined, name))
        return;
    map_put(&yaml->undefined, kept, yaml);
    reader_report(&yaml->reader, "yaml-undefined-alias", start, end,
                  "no anchor &%.*s precedes the alias *%.*s", STR_ARG(shown), STR_ARG(shown))
        ->help = STR("put the text in quotes if it begins with `*`");
}

bool yaml_read_alias(struct yaml *yaml, const yaml_event_t *event, struct node *out)
{
    struct str name = str_of((const char *)event->data.alias.anchor);
    size_t start = yaml_offset(yaml, event->start_mark), end = yaml_offset(yaml, event->end_mark);
    const struct anchor *anchor = map_get(&yaml->anchors, name);
    struct span span = span_of(yaml->reader.source, start, end);

    if (anchor && !anchor->open) {
        *out = anchor->node;
        out->span = span;
        if (yaml->depth + out->height > LIMIT_DEPTH) {
            reader_report_depth(&yaml->reader, start);
            return false;
        }
        return reader_count_values(&yaml->reader, out->count, start);
    }
    if (anchor)
        reader_report(&yaml->reader, "yaml-alias-cycle", start, end,
                      "the alias *%.*s is part of the value that it refers to",
                      STR_ARG(reader_excerpt(name)))
            ->help = STR("write the value without the alias");
    else
        report_undefined(yaml, name, start, end);
    *out = (struct node){.value = value_new_null(yaml->reader.arena, span), .span = span};
    out->value->invalid = true; /* what it is nobody knows: told already */
    out->count = 1;
    return reader_count_values(&yaml->reader, 1, start);
}
