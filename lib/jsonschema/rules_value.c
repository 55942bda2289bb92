/* type, enum, const (Validation, section 6.1) and the schema `false`. */
#include "base/memory.h"
#include "base/suggest.h"
#include "jsonschema/compile.h"
#include "jsonschema/explain.h"
#include "jsonschema/rules.h"
#include "jsonschema/value_hash.h"
#include "value/decimal.h"

static const struct {
    const char *name;
    const char *words;
    unsigned bits;
} types[] = {
    /* in the order in which alternatives are listed */
    {"string", "a string", ON_STRING},
    {"number", "a number", ON_NUMBER},
    {"integer", "an integer", 1u << VALUE_INT},
    {"boolean", "a boolean", 1u << VALUE_BOOL},
    {"array", "a list", ON_LIST},
    {"object", "an object", ON_MAP},
    {"null", "null", 1u << VALUE_NULL},
};

enum { TYPE_COUNT = sizeof types / sizeof types[0] };

static bool add_type(struct compiler *compiler, struct rule *rule, const struct value *name)
{
    if (name->type == VALUE_STRING)
        for (size_t i = 0; i < TYPE_COUNT; i++)
            if (str_equal_c(name->string, types[i].name)) {
                rule->allowed |= types[i].bits;
                return true;
            }
    jsonschema_compile_fault(compiler, "schema-invalid", name->span, "must be the name of a type");
    return false;
}

bool jsonschema_compile_type(struct compiler *compiler, struct rule *rule,
                             const struct value_entry *entry)
{
    if (entry->value->type != VALUE_LIST)
        return add_type(compiler, rule, entry->value);
    VALUE_EACH_ITEM (item, entry->value)
        if (!add_type(compiler, rule, item->value))
            return false;
    return true;
}

bool jsonschema_type_allows(unsigned allowed, const struct value *value)
{
    if (allowed >> value->type & 1)
        return true;
    return value->type == VALUE_DOUBLE && allowed >> VALUE_INT & 1 &&
           decimal_is_integer(value->number.text);
}

bool jsonschema_check_type(struct run *run, const struct rule *rule, const struct value *value,
                           struct evaluated *evaluated)
{
    (void)run;
    (void)evaluated;
    return jsonschema_type_allows(rule->allowed, value);
}

bool jsonschema_compile_const(struct compiler *compiler, struct rule *rule,
                              const struct value_entry *entry)
{
    (void)compiler;
    rule->value = entry->value;
    return true;
}

bool jsonschema_check_const(struct run *run, const struct rule *rule, const struct value *value,
                            struct evaluated *evaluated)
{
    (void)evaluated;
    return jsonschema_run_spend_comparison(run, rule, value, 1) && value_equal(value, rule->value);
}

enum { HASH_FROM = 12 }; /* shorter lists are searched from the front */

struct enumeration {
    const struct value *list;
    uint32_t *slots; /* by hash; 0 is free, else item number + 1; NULL: a short list */
    uint64_t *hashes;
    size_t slot_count; /* a power of two */
};

static void hash_items(struct enumeration *enumeration, struct arena *arena)
{
    size_t count = enumeration->list->list.count;

    enumeration->slot_count = 32;
    while (enumeration->slot_count < 2 * count)
        enumeration->slot_count *= 2;
    enumeration->slots = arena_alloc_array(arena, enumeration->slot_count, sizeof(uint32_t));
    enumeration->hashes = arena_alloc_array(arena, count, sizeof(uint64_t));
    for (size_t i = 0; i < count; i++) {
        uint64_t hash = jsonschema_value_hash(enumeration->list->list.items[i].value);
        size_t slot = hash & (enumeration->slot_count - 1);

        enumeration->hashes[i] = hash;
        while (enumeration->slots[slot])
            slot = (slot + 1) & (enumeration->slot_count - 1);
        enumeration->slots[slot] = (uint32_t)(i + 1);
    }
}

bool jsonschema_compile_enum(struct compiler *compiler, struct rule *rule,
                             const struct value_entry *entry)
{
    struct enumeration *enumeration = ARENA_NEW(compiler->arena, struct enumeration);

    if (entry->value->type != VALUE_LIST) {
        jsonschema_compile_fault(compiler, "schema-invalid", entry->value_span,
                                 "must be a list of values");
        return false;
    }
    enumeration->list = entry->value;
    if (entry->value->list.count >= HASH_FROM)
        hash_items(enumeration, compiler->arena);
    rule->enumeration = enumeration;
    return true;
}

static bool is_in_table(const struct enumeration *enumeration, const struct value *value)
{
    uint64_t hash = jsonschema_value_hash(value);
    size_t mask = enumeration->slot_count - 1;

    for (size_t slot = hash & mask; enumeration->slots[slot]; slot = (slot + 1) & mask) {
        size_t i = enumeration->slots[slot] - 1;

        if (enumeration->hashes[i] == hash &&
            value_equal(value, enumeration->list->list.items[i].value))
            return true;
    }
    return false;
}

bool jsonschema_check_enum(struct run *run, const struct rule *rule, const struct value *value,
                           struct evaluated *evaluated)
{
    const struct enumeration *enumeration = rule->enumeration;

    (void)evaluated;
    if (!jsonschema_run_spend_comparison(run, rule, value, enumeration->list->list.count))
        return false;
    if (enumeration->slots)
        return is_in_table(enumeration, value);
    VALUE_EACH_ITEM (item, enumeration->list)
        if (value_equal(value, item->value))
            return true;
    return false;
}

bool jsonschema_check_false(struct run *run, const struct rule *rule, const struct value *value,
                            struct evaluated *evaluated)
{
    (void)run;
    (void)rule;
    (void)value;
    (void)evaluated;
    return false;
}

struct str jsonschema_types_listed(struct arena *arena, unsigned allowed)
{
    struct buffer out;
    struct str text;

    if (allowed == 1u << VALUE_BOOL)
        return STR("true or false");
    buffer_init(&out);
    for (size_t i = 0; i < TYPE_COUNT; i++) {
        if (!allowed || (allowed & types[i].bits) != types[i].bits)
            continue;
        if (out.len)
            buffer_add_c(&out, allowed == types[i].bits ? " or " : ", ");
        buffer_add_c(&out, types[i].words);
        allowed &= ~types[i].bits;
    }
    text = arena_str(arena, buffer_str(&out));
    buffer_release(&out);
    return text;
}

/* How a scalar of the wrong type could be mended, or empty. */
static struct str type_hint(struct arena *arena, unsigned allowed, const struct value *value)
{
    bool quoted = value->type == VALUE_STRING && value->style != STYLE_BLOCK &&
                  value->style != STYLE_CSV &&
                  value->span.end > value->span.start + value->string.len;
    struct value *number;

    if (1u << value->type & ON_NUMBER && allowed & ON_STRING)
        return STR("in quotes it would be a string");
    if (value->type != VALUE_STRING)
        return (struct str){0};
    number = quoted ? value_new_number(arena, value->string, value->span) : NULL;
    if (number && jsonschema_type_allows(allowed, number))
        return STR("without quotes it would be a number");
    if (allowed & 1u << VALUE_BOOL)
        return quoted ? STR("write true or false, without quotes") : STR("write true or false");
    return (struct str){0};
}

void jsonschema_explain_wrong_type(struct explanation *explanation, const struct rule *rule,
                                   const struct spot *spot, const struct trail *trail,
                                   unsigned allowed)
{
    struct arena *arena = explanation->arena;
    struct str subject = jsonschema_spot_subject(arena, spot),
               wanted = jsonschema_types_listed(arena, allowed);
    struct str hint = type_hint(arena, allowed, spot->value);
    struct diagnostic *diagnostic;

    /* "key:" with nothing behind it, or an empty file */
    if (spot->value->type == VALUE_NULL && spot->span.start == spot->span.end)
        diagnostic = jsonschema_explain_report(explanation, rule, spot, trail,
                                               "%.*s must be %.*s, not empty", STR_ARG(subject),
                                               STR_ARG(wanted));
    else
        diagnostic = jsonschema_explain_report(
            explanation, rule, spot, trail, "%.*s must be %.*s, not %.*s", STR_ARG(subject),
            STR_ARG(wanted), STR_ARG(jsonschema_value_described(arena, spot->value)));
    diagnostic->code = "schema-type";
    if (!diagnostic->label.len) /* a space that nobody sees is told first */
        diagnostic->label = hint;
}

bool jsonschema_explain_type(struct explanation *explanation, const struct rule *rule,
                             const struct spot *spot, const struct trail *trail)
{
    if (jsonschema_type_allows(rule->allowed, spot->value))
        return true;
    jsonschema_explain_wrong_type(explanation, rule, spot, trail, rule->allowed);
    return false;
}

bool jsonschema_explain_const(struct explanation *explanation, const struct rule *rule,
                              const struct spot *spot, const struct trail *trail)
{
    struct arena *arena = explanation->arena;

    if (value_equal(spot->value, rule->value))
        return true;
    jsonschema_explain_report(explanation, rule, spot, trail, "%.*s must be %.*s, not %.*s",
                              STR_ARG(jsonschema_spot_subject(arena, spot)),
                              STR_ARG(jsonschema_value_quoted(arena, rule->value)),
                              STR_ARG(jsonschema_value_quoted(arena, spot->value)));
    return false;
}

enum { LONGEST_LIST = 20 };

struct str jsonschema_values_listed(struct arena *arena, const struct value *const *values,
                                    size_t count)
{
    struct buffer out;
    struct str text;

    buffer_init(&out);
    for (size_t i = 0; i < count && i < LONGEST_LIST; i++) {
        if (i)
            buffer_add_c(&out, ", ");
        buffer_add(&out, jsonschema_value_quoted(arena, values[i]));
    }
    if (count > LONGEST_LIST)
        buffer_printf(&out, ", ... (%zu in all)", count);
    text = arena_str(arena, buffer_str(&out));
    buffer_release(&out);
    return text;
}

void jsonschema_explain_not_among(struct explanation *explanation, struct diagnostic *diagnostic,
                                  struct str subject, const struct value *value,
                                  const struct value *const *values, size_t count)
{
    struct arena *arena = explanation->arena;
    struct suggestion suggestion;

    diagnostic->code = "schema-enum";
    diagnostic->message = arena_printf(arena, "%.*s is %.*s, not one of %.*s", STR_ARG(subject),
                                       STR_ARG(jsonschema_value_quoted(arena, value)),
                                       STR_ARG(jsonschema_values_listed(arena, values, count)));
    if (value->type != VALUE_STRING)
        return;
    suggestion_init(&suggestion, value->string);
    for (size_t i = 0; i < count; i++)
        if (values[i]->type == VALUE_STRING)
            suggestion_offer(&suggestion, values[i]->string);
    if (suggestion.best.len)
        diagnostic->label = arena_printf(arena, "did you mean \"%.*s\"?", STR_ARG(suggestion.best));
}

bool jsonschema_explain_enum(struct explanation *explanation, const struct rule *rule,
                             const struct spot *spot, const struct trail *trail)
{
    const struct value *list = rule->enumeration->list;
    const struct value **values;

    if (rule->check(&explanation->run, rule, spot->value, NULL))
        return true;
    values = arena_alloc_array(explanation->arena, list->list.count, sizeof *values);
    for (size_t i = 0; i < list->list.count; i++)
        values[i] = list->list.items[i].value;
    jsonschema_explain_not_among(
        explanation, jsonschema_explain_report(explanation, rule, spot, trail, "%s", ""),
        jsonschema_spot_subject(explanation->arena, spot), spot->value, values, list->list.count);
    return false;
}

bool jsonschema_explain_false(struct explanation *explanation, const struct rule *rule,
                              const struct spot *spot, const struct trail *trail)
{
    struct diagnostic *diagnostic =
        jsonschema_explain_report(explanation, rule, spot, trail, "%.*s is not allowed here",
                                  STR_ARG(jsonschema_spot_subject(explanation->arena, spot)));

    if (spot->entry && !spot->is_name)
        diagnostic->span = spot->entry->key_span;
    return false;
}
