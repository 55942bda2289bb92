#include "rules/params.h"

#include "base/clock.h"
#include "base/period.h"
#include "base/suggest.h"

/* A parameter's value in the language; false if VALUE cannot be one. */
static bool to_cel(struct cel_value *out, const struct value *value, struct arena *arena)
{
    struct civil civil;
    int32_t months, days;

    if (value->type == VALUE_STRING && period_parse(&months, &days, value->string)) {
        *out = cel_of_period(months, days);
        return true;
    }
    if (value->type == VALUE_STRING && civil_parse(&civil, value->string)) {
        *out = cel_of_timestamp(civil_to_days(civil) * SECONDS_PER_DAY, 0);
        return true;
    }
    *out = cel_of_document(arena, value, NULL, NULL);
    return !cel_is_failure(*out);
}

static const struct cel_type *type_of(const struct value *value, struct cel_value converted,
                                      struct arena *arena)
{
    if (value->type == VALUE_LIST)
        return cel_list_of(arena,
                           value->list.count && value->list.items[0].value->type == VALUE_STRING
                               ? &cel_string
                               : &cel_dyn);
    return cel_value_type(converted);
}

static void report_unknown(const struct rule *rule, const struct value_entry *entry,
                           struct sink *sink)
{
    struct suggestion suggestion;
    struct diagnostic *diagnostic;

    suggestion_init(&suggestion, entry->key);
    for (size_t i = 0; i < rule->param_count; i++)
        suggestion_offer(&suggestion, rule->params[i].name);
    diagnostic = sink_report(sink, "config-unknown-param", entry->key_span,
                             "the rule %.*s has no parameter \"%.*s\"", STR_ARG(rule->id),
                             STR_ARG(entry->key));
    if (suggestion.best.len)
        diagnostic->help =
            arena_printf(sink->arena, "did you mean `%.*s`?", STR_ARG(suggestion.best));
    else
        diagnostic->help =
            arena_printf(sink->arena, "`ismslint explain %.*s` lists them", STR_ARG(rule->id));
}

static bool check_names(const struct rule *rule, const struct value *set, struct sink *sink)
{
    bool good = true;

    if (!set || set->type != VALUE_MAP)
        return true;
    VALUE_EACH_ENTRY (entry, set) {
        bool known = false;

        for (size_t i = 0; i < rule->param_count; i++)
            known = known || str_equal(rule->params[i].name, entry->key);
        if (!known)
            report_unknown(rule, entry, sink);
        good = good && known;
    }
    return good;
}

/* The value that holds: what the configuration sets, if it is of the default's type. */
static bool choose(struct cel_value *out, const struct rule *rule, const struct rule_param *param,
                   const struct cel_type *type, const struct value *set, struct arena *arena,
                   struct sink *sink)
{
    const struct value_entry *entry = value_entry(set, param->name);
    struct cel_value other;

    if (!entry)
        return true;
    if (to_cel(&other, entry->value, arena) && cel_value_type(other)->kind == type->kind) {
        *out = other;
        return true;
    }
    sink_report(sink, "config-param-type", entry->value_span,
                "the parameter %.*s of %.*s should be %s %.*s", STR_ARG(param->name),
                STR_ARG(rule->id), "a", STR_ARG(cel_type_text(arena, type)))
        ->help =
        arena_printf(sink->arena, "the default is %.*s", STR_ARG(span_text(param->value->span)));
    return false;
}

bool params_define(struct cel_environment *environment, const struct rule *rule,
                   const struct value *set, struct arena *arena, struct sink *sink)
{
    struct cel_object_type *object = cel_object_type_new(arena, STR("params"));
    struct cel_field *fields = arena_alloc_array(arena, rule->param_count, sizeof *fields);
    struct cel_value *keys = arena_alloc_array(arena, rule->param_count, sizeof *keys);
    struct cel_value *items = arena_alloc_array(arena, rule->param_count, sizeof *items);
    bool good = check_names(rule, set, sink);

    for (size_t i = 0; i < rule->param_count; i++) {
        const struct rule_param *param = &rule->params[i];

        keys[i] = cel_of_string(param->name);
        if (!to_cel(&items[i], param->value, arena))
            return false;
        fields[i] = (struct cel_field){.name = param->name,
                                       .type = type_of(param->value, items[i], arena),
                                       .doc = param->description};
        good = choose(&items[i], rule, param, fields[i].type, set, arena, sink) && good;
    }
    cel_object_type_set_fields(object, arena, fields, rule->param_count);
    cel_define(environment, STR("params"), cel_object_of(arena, object),
               cel_of_entries(arena, keys, items, rule->param_count));
    return good;
}
