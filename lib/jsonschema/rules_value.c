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
    {"null", "null", 1u << VALUE_NULL},
    {"boolean", "true or false", 1u << VALUE_BOOL},
    {"integer", "an integer", 1u << VALUE_INT},
    {"number", "a number", ON_NUMBER},
    {"string", "a string", ON_STRING},
    {"array", "a list", ON_LIST},
    {"object", "an object", ON_MAP},
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
    compile_fault(compiler, "schema-invalid", name->span, "must be the name of a type");
    return false;
}

bool compile_type(struct compiler *compiler, struct rule *rule, const struct value_entry *entry)
{
    if (entry->value->type != VALUE_LIST)
        return add_type(compiler, rule, entry->value);
    VALUE_EACH_ITEM (item, entry->value)
        if (!add_type(compiler, rule, item->value))
            return false;
    return true;
}

bool type_allows(unsigned allowed, const struct value *value)
{
    if (allowed >> value->type & 1)
        return true;
    return value->type == VALUE_DOUBLE && allowed >> VALUE_INT & 1 &&
           decimal_is_integer(value->number.text);
}

bool check_type(struct run *run, const struct rule *rule, const struct value *value,
                struct evaluated *evaluated)
{
    (void)run;
    (void)evaluated;
    return type_allows(rule->allowed, value);
}

bool compile_const(struct compiler *compiler, struct rule *rule, const struct value_entry *entry)
{
    (void)compiler;
    rule->value = entry->value;
    return true;
}

bool check_const(struct run *run, const struct rule *rule, const struct value *value,
                 struct evaluated *evaluated)
{
    (void)run;
    (void)evaluated;
    return value_equal(value, rule->value);
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
        uint64_t hash = value_hash(enumeration->list->list.items[i].value);
        size_t slot = hash & (enumeration->slot_count - 1);

        enumeration->hashes[i] = hash;
        while (enumeration->slots[slot])
            slot = (slot + 1) & (enumeration->slot_count - 1);
        enumeration->slots[slot] = (uint32_t)(i + 1);
    }
}

bool compile_enum(struct compiler *compiler, struct rule *rule, const struct value_entry *entry)
{
    struct enumeration *enumeration = ARENA_NEW(compiler->arena, struct enumeration);

    if (entry->value->type != VALUE_LIST) {
        compile_fault(compiler, "schema-invalid", entry->value_span, "must be a list of values");
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
    uint64_t hash = value_hash(value);
    size_t mask = enumeration->slot_count - 1;

    for (size_t slot = hash & mask; enumeration->slots[slot]; slot = (slot + 1) & mask) {
        size_t i = enumeration->slots[slot] - 1;

        if (enumeration->hashes[i] == hash &&
            value_equal(value, enumeration->list->list.items[i].value))
            return true;
    }
    return false;
}

bool check_enum(struct run *run, const struct rule *rule, const struct value *value,
                struct evaluated *evaluated)
{
    const struct enumeration *enumeration = rule->enumeration;

    (void)run;
    (void)evaluated;
    if (enumeration->slots)
        return is_in_table(enumeration, value);
    VALUE_EACH_ITEM (item, enumeration->list)
        if (value_equal(value, item->value))
            return true;
    return false;
}

bool check_false(struct run *run, const struct rule *rule, const struct value *value,
                 struct evaluated *evaluated)
{
    (void)run;
    (void)rule;
    (void)value;
    (void)evaluated;
    return false;
}

bool explain_type(struct explanation *explanation, const struct rule *rule, const struct spot *spot,
                  const struct trail *trail)
{
    struct arena *arena = explanation->arena;
    struct buffer wanted;
    unsigned named = 0;

    if (type_allows(rule->allowed, spot->value))
        return true;
    buffer_init(&wanted);
    for (size_t i = TYPE_COUNT; i-- > 0;) {
        if ((rule->allowed & types[i].bits) != types[i].bits || named & types[i].bits)
            continue;
        if (wanted.len)
            buffer_add_c(&wanted, " or ");
        buffer_add_c(&wanted, types[i].words);
        named |= types[i].bits;
    }
    explain_report(explanation, rule, spot, trail, "%.*s must be %s, not %.*s",
                   STR_ARG(spot_subject(arena, spot)), buffer_c(&wanted),
                   STR_ARG(value_described(arena, spot->value)));
    buffer_release(&wanted);
    return false;
}

bool explain_const(struct explanation *explanation, const struct rule *rule,
                   const struct spot *spot, const struct trail *trail)
{
    struct arena *arena = explanation->arena;

    if (value_equal(spot->value, rule->value))
        return true;
    explain_report(explanation, rule, spot, trail, "%.*s must be %.*s, not %.*s",
                   STR_ARG(spot_subject(arena, spot)), STR_ARG(value_quoted(arena, rule->value)),
                   STR_ARG(value_quoted(arena, spot->value)));
    return false;
}

enum { LONGEST_LIST = 20 };

static struct str list_values(struct arena *arena, const struct value *list)
{
    struct buffer out;
    struct str text;

    buffer_init(&out);
    for (size_t i = 0; i < list->list.count && i < LONGEST_LIST; i++) {
        struct str quoted = value_quoted(arena, list->list.items[i].value);

        if (i)
            buffer_add_c(&out, ", ");
        buffer_add(&out, quoted);
    }
    if (list->list.count > LONGEST_LIST)
        buffer_printf(&out, ", ... (%zu in all)", list->list.count);
    text = arena_str(arena, buffer_str(&out));
    buffer_release(&out);
    return text;
}

bool explain_enum(struct explanation *explanation, const struct rule *rule, const struct spot *spot,
                  const struct trail *trail)
{
    struct arena *arena = explanation->arena;
    struct suggestion suggestion;
    struct diagnostic *diagnostic;

    if (rule->check(&explanation->run, rule, spot->value, NULL))
        return true;
    diagnostic = explain_report(
        explanation, rule, spot, trail, "%.*s is %.*s, which is not one of: %.*s",
        STR_ARG(spot_subject(arena, spot)), STR_ARG(value_quoted(arena, spot->value)),
        STR_ARG(list_values(arena, rule->enumeration->list)));
    if (spot->value->type != VALUE_STRING)
        return false;
    suggestion_init(&suggestion, spot->value->string);
    VALUE_EACH_ITEM (item, rule->enumeration->list)
        if (item->value->type == VALUE_STRING)
            suggestion_offer(&suggestion, item->value->string);
    if (suggestion.best.len)
        diagnostic->label = arena_printf(arena, "did you mean \"%.*s\"?", STR_ARG(suggestion.best));
    return false;
}

bool explain_false(struct explanation *explanation, const struct rule *rule,
                   const struct spot *spot, const struct trail *trail)
{
    explain_report(explanation, rule, spot, trail, "%.*s is not allowed here",
                   STR_ARG(spot_subject(explanation->arena, spot)));
    return false;
}
