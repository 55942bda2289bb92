#include "source/yaml.h"

#include <string.h>
#include <yaml.h>

#include "base/limits.h"
#include "base/map.h"
#include "base/memory.h"
#include "source/reader.h"
#include "source/yaml_marks.h"
#include "source/yaml_scalar.h"
#include "source/yaml_syntax.h"

struct yaml {
    struct reader reader;
    yaml_parser_t parser;
    struct yaml_marks marks;
    struct map anchors;      /* name to struct anchor, of the current document */
    size_t depth;            /* of open lists and maps */
    struct span last_scalar; /* that is not empty; for the message about long keys */
};

/* A value where it stands, and how much of the limits it uses. */
struct node {
    struct value *value;
    struct span span; /* the value's, or the alias's */
    struct str text;  /* of a scalar: as written, decoded */
    bool is_scalar;
    bool is_plain; /* a scalar without quotes */
    size_t count;  /* of values in it, itself included, aliases expanded */
    size_t height; /* of lists and maps in it, one in the other */
};

struct anchor {
    struct node node;
    bool open; /* its value is being read: an alias to it would be a cycle */
};

/* Anchor and tag before a value. */
struct properties {
    struct anchor *anchor; /* or NULL */
    struct str tag;        /* resolved, or empty */
    struct span tag_span;
    size_t end; /* the offset of the value itself */
};

static bool read_node(struct yaml *yaml, yaml_event_t *event, struct node *out);

static bool next_event(struct yaml *yaml, yaml_event_t *event)
{
    if (yaml_parser_parse(&yaml->parser, event))
        return true;
    yaml_report_syntax(&yaml->reader, &yaml->parser, &yaml->marks, yaml->last_scalar);
    return false;
}

static size_t offset_of(const struct yaml *yaml, yaml_mark_t mark)
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

static struct properties read_properties(struct yaml *yaml, const yaml_char_t *anchor,
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

static void finish_node(const struct properties *properties, struct node *out, struct value *value,
                        struct span span)
{
    out->value = value;
    out->span = span;
    if (properties->anchor) {
        properties->anchor->node = *out;
        properties->anchor->open = false;
    }
}

enum tag { TAG_NONE, TAG_STR, TAG_NULL, TAG_BOOL, TAG_INT, TAG_FLOAT, TAG_SEQ, TAG_MAP };

#define CORE_TAG(name) STR_INIT("tag:yaml.org,2002:" name)

static const struct {
    struct str text;
    enum tag tag;
} tags[] = {
    {STR_INIT(""), TAG_NONE},       {STR_INIT("!"), TAG_STR},     {CORE_TAG("str"), TAG_STR},
    {CORE_TAG("null"), TAG_NULL},   {CORE_TAG("bool"), TAG_BOOL}, {CORE_TAG("int"), TAG_INT},
    {CORE_TAG("float"), TAG_FLOAT}, {CORE_TAG("seq"), TAG_SEQ},   {CORE_TAG("map"), TAG_MAP},
};

/* The core schema's meaning of a tag; another tag is reported and is none. */
static enum tag resolve_tag(struct yaml *yaml, const struct properties *properties)
{
    struct str shown = span_text(properties->tag_span);

    for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
        if (str_equal(tags[i].text, properties->tag))
            return tags[i].tag;
    shown = reader_excerpt(shown);
    reader_report(&yaml->reader, "yaml-unknown-tag", properties->tag_span.start,
                  properties->tag_span.end, "the tag %.*s is unknown; the value is read without it",
                  STR_ARG(shown))
        ->help = STR("remove the tag, or put the text in quotes if it begins with '!'");
    return TAG_NONE;
}

static void report_mismatch(struct yaml *yaml, const struct properties *properties,
                            const char *really)
{
    struct str shown = reader_excerpt(span_text(properties->tag_span));

    reader_report(&yaml->reader, "yaml-tag-mismatch", properties->tag_span.start,
                  properties->tag_span.end, "the tag %.*s does not fit this value; %s is read",
                  STR_ARG(shown), really);
}

static bool tag_admits(enum tag tag, enum core_type type)
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
    enum tag tag = resolve_tag(yaml, properties);
    enum core_type type = yaml_core_type(text);

    if (tag == TAG_STR || (tag == TAG_NONE && event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE))
        return CORE_STRING;
    if (tag_admits(tag, type))
        return type;
    report_mismatch(yaml, properties, "a string");
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
                  "%.*s is no number that JSON data can hold; a string is read", STR_ARG(text))
        ->help = STR("put it in quotes if text is meant");
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
    size_t end = offset_of(yaml, event->end_mark), least = yaml->marks.base;
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
    struct str text = {(const char *)event->data.scalar.value, event->data.scalar.length};
    struct str raw = span_text(span);

    return str_equal(text, raw) ? raw : arena_str(yaml->reader.arena, text);
}

static bool read_scalar(struct yaml *yaml, yaml_event_t *event, struct node *out)
{
    struct properties properties =
        read_properties(yaml, event->data.scalar.anchor, event->data.scalar.tag,
                        offset_of(yaml, event->start_mark));
    struct span span = scalar_span(yaml, event, properties.end);

    if (span.end > span.start)
        yaml->last_scalar = span;
    *out = (struct node){.count = 1, .is_scalar = true};
    out->is_plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    out->text = scalar_text(yaml, event, span);
    finish_node(&properties, out, scalar_value(yaml, event, &properties, out->text, span), span);
    return reader_count_values(&yaml->reader, 1, span.start);
}

static bool read_alias(struct yaml *yaml, const yaml_event_t *event, struct node *out)
{
    struct str name = str_of((const char *)event->data.alias.anchor);
    size_t start = offset_of(yaml, event->start_mark), end = offset_of(yaml, event->end_mark);
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
    name = reader_excerpt(name);
    if (anchor)
        reader_report(&yaml->reader, "yaml-alias-cycle", start, end,
                      "*%.*s stands within the value that it names", STR_ARG(name));
    else
        reader_report(&yaml->reader, "yaml-undefined-alias", start, end,
                      "no &%.*s stands before this *%.*s", STR_ARG(name), STR_ARG(name))
            ->help = STR("put the text in quotes if it begins with '*'");
    *out = (struct node){.value = value_new_null(yaml->reader.arena, span), .span = span};
    out->count = 1;
    return reader_count_values(&yaml->reader, 1, start);
}

/* Open a list or map at OFFSET. */
static bool enter(struct yaml *yaml, size_t offset)
{
    if (yaml->depth == LIMIT_DEPTH) {
        reader_report_depth(&yaml->reader, offset);
        return false;
    }
    yaml->depth++;
    return reader_count_values(&yaml->reader, 1, offset);
}

/* PART is in WHOLE. */
static void add_size(struct node *whole, const struct node *part)
{
    whole->count += part->count;
    if (whole->height < part->height + 1)
        whole->height = part->height + 1;
}

/* Where a list or map ends: behind its bracket, or with LAST, the end of its last value. */
static size_t collection_end(const struct yaml *yaml, const yaml_event_t *event, size_t last)
{
    if (event->end_mark.index > event->start_mark.index)
        return offset_of(yaml, event->end_mark);
    return last;
}

/* The events of items up to the end of the list, whose offset goes to *END. */
static bool read_items(struct yaml *yaml, struct value_builder *list, struct node *out, size_t *end)
{
    yaml_event_t event;
    struct node item;

    for (;;) {
        if (!next_event(yaml, &event))
            return false;
        if (event.type == YAML_SEQUENCE_END_EVENT)
            break;
        if (!read_node(yaml, &event, &item))
            return false;
        value_list_add(list, item.value, item.span);
        add_size(out, &item);
        *end = item.span.end;
    }
    *end = collection_end(yaml, &event, *end);
    yaml_event_delete(&event);
    return true;
}

static bool read_list(struct yaml *yaml, yaml_event_t *event, struct node *out)
{
    struct properties properties =
        read_properties(yaml, event->data.sequence_start.anchor, event->data.sequence_start.tag,
                        offset_of(yaml, event->start_mark));
    enum tag tag = resolve_tag(yaml, &properties);
    size_t end = properties.end;
    struct value_builder *list;
    struct span span;

    *out = (struct node){.count = 1, .height = 1};
    if (tag != TAG_NONE && tag != TAG_SEQ)
        report_mismatch(yaml, &properties, "a list");
    if (!enter(yaml, properties.end))
        return false;
    list = value_list_begin();
    if (!read_items(yaml, list, out, &end)) {
        value_abandon(list);
        return false;
    }
    yaml->depth--;
    span = span_of(yaml->reader.source, properties.end, end);
    finish_node(&properties, out, value_end(list, yaml->reader.arena, span), span);
    return true;
}

static void add_entry(struct yaml *yaml, struct value_builder *map, const struct node *key,
                      const struct node *value)
{
    const struct value_entry *first;

    if (!key->is_scalar) {
        reader_report(&yaml->reader, "yaml-complex-key", key->span.start, key->span.end,
                      "a key must be text; this entry is not read")
            ->help = STR("use a plain or quoted string as the key");
        return;
    }
    if (key->is_plain && str_equal_c(key->text, "<<"))
        reader_report(&yaml->reader, "yaml-merge-key", key->span.start, key->span.end,
                      "'<<' merges nothing: in YAML 1.2 it is a key like others")
            ->help = STR("write the entries out");
    first = value_map_add(map, key->text, key->span, value->value, value->span);
    if (first)
        reader_report_duplicate(&yaml->reader, "yaml-duplicate-key", key->span.start, key->span.end,
                                key->text, first->key_span);
}

/* The events of entries up to the end of the map, whose offset goes to *END. */
static bool read_entries(struct yaml *yaml, struct value_builder *map, struct node *out,
                         size_t *end)
{
    struct node key, value;
    yaml_event_t event;

    for (;;) {
        if (!next_event(yaml, &event))
            return false;
        if (event.type == YAML_MAPPING_END_EVENT)
            break;
        if (!read_node(yaml, &event, &key) || !next_event(yaml, &event) ||
            !read_node(yaml, &event, &value))
            return false;
        add_entry(yaml, map, &key, &value);
        add_size(out, &value);
        *end = value.span.end > key.span.end ? value.span.end : key.span.end;
    }
    *end = collection_end(yaml, &event, *end);
    yaml_event_delete(&event);
    return true;
}

static bool read_map(struct yaml *yaml, yaml_event_t *event, struct node *out)
{
    struct properties properties =
        read_properties(yaml, event->data.mapping_start.anchor, event->data.mapping_start.tag,
                        offset_of(yaml, event->start_mark));
    enum tag tag = resolve_tag(yaml, &properties);
    size_t end = properties.end;
    struct value_builder *map;
    struct span span;

    *out = (struct node){.count = 1, .height = 1};
    if (tag != TAG_NONE && tag != TAG_MAP)
        report_mismatch(yaml, &properties, "a map");
    if (!enter(yaml, properties.end))
        return false;
    map = value_map_begin();
    if (!read_entries(yaml, map, out, &end)) {
        value_abandon(map);
        return false;
    }
    yaml->depth--;
    span = span_of(yaml->reader.source, properties.end, end);
    finish_node(&properties, out, value_end(map, yaml->reader.arena, span), span);
    return true;
}

/* The value that EVENT begins; EVENT is consumed. Recursion is bounded by enter. */
static bool read_node(struct yaml *yaml, yaml_event_t *event, struct node *out)
{
    bool done;

    if (event->type == YAML_ALIAS_EVENT)
        done = read_alias(yaml, event, out);
    else if (event->type == YAML_SCALAR_EVENT)
        done = read_scalar(yaml, event, out);
    else if (event->type == YAML_SEQUENCE_START_EVENT)
        done = read_list(yaml, event, out);
    else
        done = read_map(yaml, event, out);
    yaml_event_delete(event);
    return done;
}

static bool begin(struct yaml *yaml, struct source *source, size_t start, size_t end,
                  struct arena *arena, struct sink *sink)
{
    struct str text;

    memset(yaml, 0, sizeof *yaml);
    reader_init(&yaml->reader, source, arena, sink);
    if (!reader_accepts_text(&yaml->reader))
        return false;
    if (start == 0)
        start = reader_bom_size(&yaml->reader); /* libyaml would count it as a column */
    yaml->reader.text = str_slice(source->text, 0, end);
    text = str_slice(source->text, start, end);
    yaml_marks_init(&yaml->marks, text, start, arena);
    if (!yaml_parser_initialize(&yaml->parser))
        memory_exhausted();
    yaml_parser_set_encoding(&yaml->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&yaml->parser, (const yaml_char_t *)(text.data ? text.data : ""),
                                 text.len);
    return true;
}

static void finish(struct yaml *yaml)
{
    yaml_parser_delete(&yaml->parser);
    map_release(&yaml->anchors);
}

/* Go to the next document, at *START. Returns 1, 0 at the end of the stream, or -1. */
static int next_document(struct yaml *yaml, size_t *start)
{
    yaml_event_t event;
    yaml_event_type_t type;

    do {
        if (!next_event(yaml, &event))
            return -1;
        type = event.type;
        *start = offset_of(yaml, event.start_mark);
        yaml_event_delete(&event);
    } while (type == YAML_STREAM_START_EVENT || type == YAML_DOCUMENT_END_EVENT);
    map_release(&yaml->anchors);
    return type == YAML_DOCUMENT_START_EVENT;
}

/* The value of the document that was just begun, or NULL. */
static struct value *read_root(struct yaml *yaml)
{
    yaml_event_t event;
    struct node node;

    return next_event(yaml, &event) && read_node(yaml, &event, &node) ? node.value : NULL;
}

/* The first document; NULL after a fault that ends reading. */
static struct value *read_first(struct yaml *yaml)
{
    size_t start;
    struct value *value;
    int found = next_document(yaml, &start);

    if (found == 0)
        return value_new_null(yaml->reader.arena,
                              span_of(yaml->reader.source, yaml->marks.base, yaml->marks.base));
    value = found < 0 ? NULL : read_root(yaml);
    if (!value)
        return NULL;
    found = next_document(yaml, &start);
    if (found > 0)
        reader_report(&yaml->reader, "yaml-more-documents", start,
                      reader_character_end(&yaml->reader, start),
                      "another document starts here; only the first one is read")
            ->help = STR("put it into a file of its own");
    return found < 0 ? NULL : value;
}

int yaml_read_part(struct value **out, struct source *source, size_t start, size_t end,
                   struct arena *arena, struct sink *sink)
{
    struct yaml yaml;

    *out = NULL;
    if (begin(&yaml, source, start, end, arena, sink))
        *out = read_first(&yaml);
    finish(&yaml);
    return *out ? 0 : -1;
}

int yaml_read(struct value **out, struct source *source, struct arena *arena, struct sink *sink)
{
    return yaml_read_part(out, source, 0, source->text.len, arena, sink);
}

int yaml_read_each(struct documents *out, struct source *source, struct arena *arena,
                   struct sink *sink)
{
    struct yaml yaml;
    size_t start;
    int found = -1;

    if (begin(&yaml, source, 0, source->text.len, arena, sink)) {
        while ((found = next_document(&yaml, &start)) > 0) {
            struct value *value = read_root(&yaml);

            if (!value) {
                found = -1;
                break;
            }
            vector_push(&out->values, value);
        }
    }
    finish(&yaml);
    return found;
}
