#include "jsonschema/explain.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "jsonschema/keywords.h"

struct str jsonschema_explain_index(struct explanation *explanation, size_t index)
{
    return arena_printf(explanation->arena, "%zu", index);
}

struct spot jsonschema_spot_of_entry(const struct spot *map, const struct value_entry *entry)
{
    return (struct spot){
        .outer = map, .value = entry->value, .entry = entry, .span = entry->value_span};
}

struct spot jsonschema_spot_of_item(const struct spot *list, size_t index)
{
    const struct value_item *item = &list->value->list.items[index];

    return (struct spot){.outer = list, .value = item->value, .index = index, .span = item->span};
}

bool jsonschema_explain_schema(struct explanation *explanation, const struct trail *trail,
                               const struct spot *spot)
{
    const struct schema *schema = trail->schema;
    struct entry entry;
    bool valid = true;

    if (!schema->rule_count || explanation->complaints.count > LIMIT_DIAGNOSTICS)
        return true;
    if (!jsonschema_run_enter(&explanation->run, &entry, schema, spot->value))
        return false;
    for (size_t i = 0; i < schema->rule_count; i++) {
        const struct rule *rule = &schema->rules[i];

        if (rule->types >> spot->value->type & 1)
            valid &= rule->keyword->explain(explanation, rule, spot, trail);
        /* What else is asked of a value of the wrong type is of no interest. */
        if (!valid && rule->allowed)
            break;
    }
    jsonschema_run_leave(&explanation->run, &entry);
    return valid;
}

bool jsonschema_explain_subschema(struct explanation *explanation, const struct schema *schema,
                                  struct str keyword, struct str token, const struct trail *trail,
                                  const struct spot *spot)
{
    struct trail inner = {trail, schema, keyword, token};

    return jsonschema_explain_schema(explanation, &inner, spot);
}

static void add_instance_pointer(struct buffer *out, const struct spot *spot)
{
    char index[32];

    if (!spot->outer)
        return;
    add_instance_pointer(out, spot->outer);
    snprintf(index, sizeof index, "%zu", spot->index);
    jsonschema_pointer_add(out, spot->entry ? spot->entry->key : str_of(index));
}

static struct str instance_pointer(struct arena *arena, const struct spot *spot)
{
    struct buffer out;
    struct str pointer;

    buffer_init(&out);
    add_instance_pointer(&out, spot);
    pointer = arena_str(arena, buffer_str(&out));
    buffer_release(&out);
    return pointer;
}

/* The evaluation path (Core, section 12.3.2) to the schema at the trail's end. */
static void add_keyword_pointer(struct buffer *out, const struct trail *trail)
{
    if (!trail->outer)
        return;
    add_keyword_pointer(out, trail->outer);
    jsonschema_pointer_add(out, trail->keyword);
    if (trail->token.data)
        jsonschema_pointer_add(out, trail->token);
}

void jsonschema_explain_set_keyword(struct explanation *explanation, struct diagnostic *diagnostic,
                                    const struct trail *trail, struct str keyword)
{
    const struct place *place = trail->schema->place;
    struct buffer out;

    buffer_init(&out);
    add_keyword_pointer(&out, trail);
    if (keyword.data)
        jsonschema_pointer_add(&out, keyword);
    diagnostic->keyword = arena_str(explanation->arena, buffer_str(&out));
    buffer_clear(&out);
    buffer_add(&out, place->resource->uri);
    buffer_add_char(&out, '#');
    buffer_add(&out, place->pointer);
    if (keyword.data)
        jsonschema_pointer_add(&out, keyword);
    diagnostic->absolute = arena_str(explanation->arena, buffer_str(&out));
    buffer_release(&out);
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

size_t jsonschema_spot_depth(const struct spot *spot)
{
    size_t depth = 0;

    for (; spot->outer; spot = spot->outer)
        depth++;
    return depth;
}

struct diagnostic *jsonschema_explain_report(struct explanation *explanation,
                                             const struct rule *rule, const struct spot *spot,
                                             const struct trail *trail, const char *format, ...)
{
    struct diagnostic *diagnostic = ARENA_NEW(explanation->arena, struct diagnostic);
    struct complaint complaint = {diagnostic, rule, spot->value, jsonschema_spot_depth(spot),
                                  jsonschema_spot_subject(explanation->arena, spot)};
    va_list arguments;

    diagnostic->code = rule->keyword->code;
    diagnostic->span = span_of_spot(spot);
    va_start(arguments, format);
    diagnostic->message = arena_vprintf(explanation->arena, format, arguments);
    va_end(arguments);
    diagnostic->label = jsonschema_odd_space_label(explanation->arena, spot->value);
    diagnostic->help = jsonschema_explain_reason(explanation->arena, rule, trail);
    diagnostic->instance = instance_pointer(explanation->arena, spot);
    jsonschema_explain_set_keyword(explanation, diagnostic, trail,
                                   rule->entry ? rule->entry->key : (struct str){0});
    vector_push(&explanation->complaints, complaint);
    return diagnostic;
}

static void report_limit(const struct limit_hit *hit, struct sink *sink)
{
    static const char *const words[] = {
        [LIMIT_KIND_NONE] = "",
        [LIMIT_KIND_DEPTH] = "the schemas apply each other too deeply to check this value",
        [LIMIT_KIND_STEPS] = "checking this document against the schema is too much work",
        [LIMIT_KIND_REGEX] =
            "cannot determine whether the pattern matches: it takes too many steps",
        [LIMIT_KIND_DECIMAL] =
            "cannot determine the multiple: the division by `multipleOf` has too many digits",
    };
    struct diagnostic *diagnostic =
        sink_report(sink, "schema-limit", hit->value->span, "%s", words[hit->kind]);

    if (hit->rule && hit->rule->keyword == jsonschema_keyword_find(STR("pattern")))
        diagnostic->help = arena_printf(sink->arena, "simplify the pattern %.*s",
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

        /* Whoever read the value said already that it is not known. */
        if (complaint->value->invalid)
            continue;
        if (last && last->span.start == diagnostic->span.start && last->code == diagnostic->code &&
            str_equal(last->message, diagnostic->message))
            continue;
        if (reported++ == LIMIT_DIAGNOSTICS) {
            sink_report(sink, "schema-limit", diagnostic->span,
                        "this document has more than the %d faults that ismslint shows",
                        LIMIT_DIAGNOSTICS);
            return;
        }
        vector_push(&sink->diagnostics, diagnostic);
        last = diagnostic;
    }
}

void jsonschema_explain_failure(const struct jsonschema *schema, const struct value *value,
                                const struct limit_hit *hit, struct sink *sink)
{
    struct explanation explanation = {.arena = sink->arena};
    struct trail trail = {.schema = schema->root};
    struct spot spot = {.value = value, .span = value->span};

    jsonschema_run_init(&explanation.run, schema);
    /* What took too long to check would take too long to explain. */
    if (hit->kind != LIMIT_KIND_STEPS)
        jsonschema_explain_schema(&explanation, &trail, &spot);
    hand_over(&explanation, sink);
    if (explanation.run.hit.kind != LIMIT_KIND_NONE)
        hit = &explanation.run.hit;
    if (hit->kind != LIMIT_KIND_NONE)
        report_limit(hit, sink);
    vector_release(&explanation.complaints);
}
