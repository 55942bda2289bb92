#include "source/yaml.h"

#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "source/yaml_node.h"
#include "source/yaml_syntax.h"

static bool read_node(struct yaml *yaml, yaml_event_t *event, struct node *out);

static bool next_event(struct yaml *yaml, yaml_event_t *event)
{
    if (yaml_parser_parse(&yaml->parser, event))
        return true;
    if (yaml->parser.error == YAML_MEMORY_ERROR)
        memory_exhausted();
    yaml_report_syntax(&yaml->reader, &yaml->parser, &yaml->marks, yaml->last_scalar);
    return false;
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
        return yaml_offset(yaml, event->end_mark);
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
        yaml_properties(yaml, event->data.sequence_start.anchor, event->data.sequence_start.tag,
                        yaml_offset(yaml, event->start_mark));
    enum yaml_tag tag = yaml_resolve_tag(yaml, &properties);
    size_t end = properties.end;
    struct value_builder *list;
    struct span span;

    *out = (struct node){.count = 1, .height = 1};
    if (tag != TAG_NONE && tag != TAG_SEQ)
        yaml_report_mismatch(yaml, &properties, "a list");
    if (!enter(yaml, properties.end))
        return false;
    list = value_list_begin();
    if (!read_items(yaml, list, out, &end)) {
        value_abandon(list);
        return false;
    }
    yaml->depth--;
    span = span_of(yaml->reader.source, properties.end, end);
    yaml_finish_node(&properties, out, value_end(list, yaml->reader.arena, span), span);
    return true;
}

static void add_entry(struct yaml *yaml, struct value_builder *map, const struct node *key,
                      const struct node *value)
{
    const struct value_entry *first;

    if (!key->is_scalar) {
        reader_report(&yaml->reader, "yaml-complex-key", key->span.start, key->span.end,
                      "this key is a list or a map, not text")
            ->help =
            STR("write a plain or quoted string as the key; ismslint skips the entry until then");
        return;
    }
    if (key->is_plain && str_equal_c(key->text, "<<"))
        reader_report(&yaml->reader, "yaml-merge-key", key->span.start, key->span.end,
                      "`<<` is an ordinary key in YAML 1.2")
            ->help = STR("write the merged entries out");
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
        yaml_properties(yaml, event->data.mapping_start.anchor, event->data.mapping_start.tag,
                        yaml_offset(yaml, event->start_mark));
    enum yaml_tag tag = yaml_resolve_tag(yaml, &properties);
    size_t end = properties.end;
    struct value_builder *map;
    struct span span;

    *out = (struct node){.count = 1, .height = 1};
    if (tag != TAG_NONE && tag != TAG_MAP)
        yaml_report_mismatch(yaml, &properties, "a map");
    if (!enter(yaml, properties.end))
        return false;
    map = value_map_begin();
    if (!read_entries(yaml, map, out, &end)) {
        value_abandon(map);
        return false;
    }
    yaml->depth--;
    span = span_of(yaml->reader.source, properties.end, end);
    yaml_finish_node(&properties, out, value_end(map, yaml->reader.arena, span), span);
    return true;
}

/* The value that EVENT begins; EVENT is consumed. Recursion is bounded by enter. */
static bool read_node(struct yaml *yaml, yaml_event_t *event, struct node *out)
{
    bool done;

    if (event->type == YAML_ALIAS_EVENT)
        done = yaml_read_alias(yaml, event, out);
    else if (event->type == YAML_SCALAR_EVENT)
        done = yaml_read_scalar(yaml, event, out);
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
    text = yaml_breaks_hide(&yaml->breaks, str_slice(source->text, start, end), arena);
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
    map_release(&yaml->undefined);
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
        *start = yaml_offset(yaml, event.start_mark);
        yaml_event_delete(&event);
    } while (type == YAML_STREAM_START_EVENT || type == YAML_DOCUMENT_END_EVENT);
    map_release(&yaml->anchors);
    map_release(&yaml->undefined);
    return type == YAML_DOCUMENT_START_EVENT;
}

/* The value of the document that was just begun, or NULL. */
static struct value *read_root(struct yaml *yaml)
{
    yaml_event_t event;
    struct node node;

    return next_event(yaml, &event) && read_node(yaml, &event, &node) ? node.value : NULL;
}

/* Skip documents that hold nothing. Returns 1 at one that does, at *START; 0 at the end, or -1. */
static int find_more(struct yaml *yaml, size_t *start)
{
    yaml_event_t event;
    bool empty = true;
    int found = 1;

    while (empty && (found = next_document(yaml, start)) > 0) {
        if (!next_event(yaml, &event))
            return -1;
        empty = event.type == YAML_SCALAR_EVENT && !event.data.scalar.length &&
                event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE && !event.data.scalar.tag &&
                !event.data.scalar.anchor;
        yaml_event_delete(&event);
    }
    return found;
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
    found = find_more(yaml, &start);
    if (found > 0)
        reader_report(&yaml->reader, "yaml-more-documents", start,
                      reader_character_end(&yaml->reader, start), "a second document starts here")
            ->help = STR("move it to a file of its own; ismslint reads only the first document");
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
