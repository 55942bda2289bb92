#include "jsonschema/explain.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "jsonschema/keywords.h"

struct str explain_index(struct explanation *explanation, size_t index)
{
    return arena_printf(explanation->arena, "%zu", index);
}

struct spot spot_of_entry(const struct spot *map, const struct value_entry *entry)
{
    return (struct spot){
        .outer = map, .value = entry->value, .entry = entry, .span = entry->value_span};
}

struct spot spot_of_item(const struct spot *list, size_t index)
{
    const struct value_item *item = &list->value->list.items[index];

    return (struct spot){.outer = list, .value = item->value, .index = index, .span = item->span};
}

bool explain_schema(struct explanation *explanation, const struct trail *trail,
                    const struct spot *spot)
{
    const struct schema *schema = trail->schema;
    struct entry entry;
    bool valid = true;

    if (!schema->rule_count)
        return true;
    if (!run_enter(&explanation->run, &entry, schema, spot->value))
        return false;
    for (size_t i = 0; i < schema->rule_count; i++) {
        const struct rule *rule = &schema->rules[i];

        if (rule->types >> spot->value->type & 1)
            valid &= rule->keyword->explain(explanation, rule, spot, trail);
    }
    run_leave(&explanation->run, &entry);
    return valid;
}

bool explain_subschema(struct explanation *explanation, const struct schema *schema,
                       struct str keyword, struct str token, const struct trail *trail,
                       const struct spot *spot)
{
    struct trail inner = {trail, schema, keyword, token};

    return explain_schema(explanation, &inner, spot);
}

static struct str instance_pointer(struct arena *arena, const struct spot *spot)
{
    struct str outer;

    if (!spot->outer)
        return STR("");
    outer = instance_pointer(arena, spot->outer);
    return spot->entry ? pointer_append(arena, outer, spot->entry->key)
                       : pointer_append_index(arena, outer, spot->index);
}

/* The evaluation path (Core, section 12.3.2) to the schema at the trail's end. */
static struct str keyword_pointer(struct arena *arena, const struct trail *trail)
{
    struct str pointer;

    if (!trail->outer)
        return STR("");
    pointer = pointer_append(arena, keyword_pointer(arena, trail->outer), trail->keyword);
    return trail->token.data ? pointer_append(arena, pointer, trail->token) : pointer;
}

void explain_set_keyword(struct explanation *explanation, struct diagnostic *diagnostic,
                         const struct trail *trail, struct str keyword)
{
    struct arena *arena = explanation->arena;
    const struct place *place = trail->schema->place;
    struct str pointer = place->pointer;

    diagnostic->keyword = keyword_pointer(arena, trail);
    if (keyword.data) {
        diagnostic->keyword = pointer_append(arena, diagnostic->keyword, keyword);
        pointer = pointer_append(arena, pointer, keyword);
    }
    diagnostic->absolute =
        arena_printf(arena, "%.*s#%.*s", STR_ARG(place->resource->uri), STR_ARG(pointer));
}

static bool is_empty(const struct value *value)
{
    return value->type == VALUE_NULL || (value->type == VALUE_STRING && value->string.len == 0);
}

/* The caret marks the value; key through value if it is empty (design, section 4). */
static struct span span_of_spot(const struct spot *spot)
{
    if (spot->is_name)
        return spot->entry->key_span;
    if (spot->entry && is_empty(spot->value))
        return value_entry_span(spot->entry);
    return spot->span;
}

/*
 * The schema's own words: an errorMessage (a string, or one a keyword), else
 * its description, else its title; of the schema itself or of the nearest one
 * that applied it to the same value.
 */
static struct str reason_in(const struct schema *schema, struct str keyword)
{
    const struct value *message = value_get(schema->place->schema, STR("errorMessage"));
    struct str words;

    if (message && message->type == VALUE_MAP)
        message = value_get(message, keyword);
    if (message && message->type == VALUE_STRING)
        return message->string;
    words = value_get_string(schema->place->schema, STR("description"));
    return words.len ? words : value_get_string(schema->place->schema, STR("title"));
}

static bool is_in_place(struct str keyword)
{
    const struct keyword *row = keyword_find(keyword);

    return row && (row->in_place || !row->compile); /* then, else: of `if` */
}

static struct str find_reason(const struct rule *rule, const struct trail *trail)
{
    struct str keyword = rule->entry ? rule->entry->key : STR("");

    for (; trail; trail = trail->outer) {
        struct str words = reason_in(trail->schema, keyword);

        if (words.len)
            return trail->outer ? words : (struct str){0};
        if (!is_in_place(trail->keyword))
            break;
    }
    return (struct str){0};
}

static size_t depth_of(const struct spot *spot)
{
    size_t depth = 0;

    for (; spot->outer; spot = spot->outer)
        depth++;
    return depth;
}

struct diagnostic *explain_report(struct explanation *explanation, const struct rule *rule,
                                  const struct spot *spot, const struct trail *trail,
                                  const char *format, ...)
{
    struct diagnostic *diagnostic = ARENA_NEW(explanation->arena, struct diagnostic);
    struct complaint complaint = {diagnostic, rule, spot->value, depth_of(spot)};
    va_list arguments;

    diagnostic->code = rule->keyword->code;
    diagnostic->span = span_of_spot(spot);
    va_start(arguments, format);
    diagnostic->message = arena_vprintf(explanation->arena, format, arguments);
    va_end(arguments);
    diagnostic->help = find_reason(rule, trail);
    diagnostic->instance = instance_pointer(explanation->arena, spot);
    explain_set_keyword(explanation, diagnostic, trail,
                        rule->entry ? rule->entry->key : (struct str){0});
    vector_push(&explanation->complaints, complaint);
    return diagnostic;
}

struct str spot_subject(struct arena *arena, const struct spot *spot)
{
    if (spot->is_name)
        return arena_printf(arena, "the name `%.*s`", STR_ARG(spot->entry->key));
    if (!spot->outer)
        return STR("the document");
    if (spot->entry)
        return arena_printf(arena, "`%.*s`", STR_ARG(spot->entry->key));
    return arena_printf(arena, "item %zu of %.*s", spot->index + 1,
                        STR_ARG(spot_subject(arena, spot->outer)));
}

enum { LONGEST_QUOTE = 60 };

static void add_quoted(struct buffer *out, struct str text)
{
    size_t end = 0;

    buffer_add_char(out, '"');
    while (end < text.len &&
           (end < LONGEST_QUOTE || ((unsigned char)text.data[end] & 0xC0) == 0x80)) {
        unsigned char c = (unsigned char)text.data[end++];

        if (c == '\n')
            buffer_add_c(out, "\\n");
        else if (c < 0x20 || c == 0x7F)
            buffer_printf(out, "\\u%04x", c);
        else
            buffer_add_char(out, (char)c);
    }
    buffer_add_c(out, end < text.len ? "...\"" : "\"");
}

struct str value_quoted(struct arena *arena, const struct value *value)
{
    struct buffer out;
    struct str text;

    switch (value->type) {
    case VALUE_NULL:
        return STR("null");
    case VALUE_BOOL:
        return value->boolean ? STR("true") : STR("false");
    case VALUE_INT:
    case VALUE_DOUBLE:
        text = value->number.text;
        return text.len <= LONGEST_QUOTE ? text
                                         : arena_printf(arena, "%.*s...", LONGEST_QUOTE, text.data);
    case VALUE_LIST:
        return value->list.count ? STR("a list") : STR("an empty list");
    case VALUE_MAP:
        return value->map.count ? STR("an object") : STR("an empty object");
    case VALUE_STRING:
        break;
    }
    buffer_init(&out);
    add_quoted(&out, value->string);
    text = arena_str(arena, buffer_str(&out));
    buffer_release(&out);
    return text;
}

struct str value_described(struct arena *arena, const struct value *value)
{
    static const char *const words[] = {
        [VALUE_NULL] = "",
        [VALUE_BOOL] = "",
        [VALUE_INT] = "the number ",
        [VALUE_DOUBLE] = "the number ",
        [VALUE_STRING] = "the string ",
        [VALUE_LIST] = "",
        [VALUE_MAP] = "",
    };

    return arena_printf(arena, "%s%.*s", words[value->type], STR_ARG(value_quoted(arena, value)));
}

static void report_limit(const struct limit_hit *hit, struct sink *sink)
{
    static const char *const words[] = {
        [LIMIT_KIND_NONE] = "",
        [LIMIT_KIND_DEPTH] = "the schemas apply each other too deeply; checking ended here",
        [LIMIT_KIND_STEPS] = "checking this document against the schema is too much work",
        [LIMIT_KIND_REGEX] = "cannot tell: matching the pattern takes too many steps",
        [LIMIT_KIND_DECIMAL] = "cannot tell: the division by `multipleOf` has too many digits",
    };
    struct diagnostic *diagnostic =
        sink_report(sink, "schema-limit", hit->value->span, "%s", words[hit->kind]);

    if (hit->rule && hit->rule->keyword == keyword_find(STR("pattern")))
        diagnostic->help = arena_printf(sink->arena, "the pattern is %.*s",
                                        STR_ARG(hit->rule->entry->value->string));
}

static int compare_complaints(const void *a, const void *b)
{
    const struct diagnostic *left = ((const struct complaint *)a)->diagnostic;
    const struct diagnostic *right = ((const struct complaint *)b)->diagnostic;
    int order;

    if (left->span.start != right->span.start)
        return left->span.start < right->span.start ? -1 : 1;
    order = strcmp(left->code, right->code);
    return order ? order : str_compare(left->message, right->message);
}

/* The same fault may be found on several paths; it is told once. */
static void hand_over(struct explanation *explanation, struct sink *sink)
{
    const struct diagnostic *last = NULL;
    size_t reported = 0;

    if (explanation->complaints.count)
        qsort(explanation->complaints.items, explanation->complaints.count,
              sizeof *explanation->complaints.items, compare_complaints);
    VECTOR_EACH (struct complaint, complaint, &explanation->complaints) {
        struct diagnostic *diagnostic = complaint->diagnostic;

        if (last && last->span.start == diagnostic->span.start && last->code == diagnostic->code &&
            str_equal(last->message, diagnostic->message))
            continue;
        if (reported++ == LIMIT_DIAGNOSTICS) {
            sink_report(sink, "schema-limit", diagnostic->span,
                        "more than %d faults; the rest are not shown", LIMIT_DIAGNOSTICS);
            return;
        }
        vector_push(&sink->diagnostics, diagnostic);
        last = diagnostic;
    }
}

void explain_failure(const struct jsonschema *schema, const struct value *value,
                     const struct limit_hit *hit, struct sink *sink)
{
    struct explanation explanation = {.arena = sink->arena};
    struct trail trail = {.schema = schema->root};
    struct spot spot = {.value = value, .span = value->span};

    run_init(&explanation.run, schema);
    explain_schema(&explanation, &trail, &spot);
    hand_over(&explanation, sink);
    if (explanation.run.hit.kind != LIMIT_KIND_NONE)
        hit = &explanation.run.hit;
    if (hit->kind != LIMIT_KIND_NONE)
        report_limit(hit, sink);
    vector_release(&explanation.complaints);
}
