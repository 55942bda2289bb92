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
    diagnostic =
        sink_report(sink, "config-unknown-param", entry->key_span,
                    "rule %.*s has no parameter \"%.*s\"", STR_ARG(rule->id), STR_ARG(entry->key));
    diagnostic_advise(diagnostic, suggestion.best,
                      arena_printf(sink->arena,
                                   "use a parameter that `ismslint explain %.*s` lists",
                                   STR_ARG(rule->id)),
                      sink->arena);
}

static void check_type(const struct rule *rule, const struct rule_param *param,
                       const struct value_entry *entry, struct arena *arena, struct sink *sink)
{
    struct cel_value usual, other;
    struct str wanted;

    if (!to_cel(&usual, param->value, arena))
        return;
    if (to_cel(&other, entry->value, arena) && other.tag == usual.tag)
        return;
    wanted = cel_type_text(arena, type_of(param->value, usual, arena));
    sink_report(sink, "config-param-type", entry->value_span,
                "parameter %.*s of %.*s should be of type %.*s", STR_ARG(param->name),
                STR_ARG(rule->id), STR_ARG(wanted))
        ->help = arena_printf(sink->arena, "write a value like the default, %.*s",
                              STR_ARG(span_text(param->value->span)));
}

static const struct rule_param *find_param(const struct rule *rule, struct str name)
{
    for (size_t i = 0; i < rule->param_count; i++)
        if (str_equal(rule->params[i].name, name))
            return &rule->params[i];
    return NULL;
}

void params_check(const struct rule *rule, const struct value *set, struct arena *arena,
                  struct sink *sink)
{
    if (!set || set->type != VALUE_MAP)
        return;
    VALUE_EACH_ENTRY (entry, set) {
        const struct rule_param *param = find_param(rule, entry->key);

        if (param)
            check_type(rule, param, entry, arena, sink);
        else
            report_unknown(rule, entry, sink);
    }
}

/* What the configuration sets, if it is of the default's type, else the default. */
static struct cel_value choose(struct cel_value usual, const struct value *set,
                               const struct rule_param *param, struct arena *arena)
{
    const struct value *value = value_get(set, param->name);
    struct cel_value other;

    return value && to_cel(&other, value, arena) && other.tag == usual.tag ? other : usual;
}

void params_define(struct cel_environment *environment, const struct rule *rule,
                   const struct value *set, struct arena *arena)
{
    struct cel_object_type *object = cel_object_type_new(arena, STR("params"));
    struct cel_field *fields = arena_alloc_array(arena, rule->param_count, sizeof *fields);
    struct cel_value *keys = arena_alloc_array(arena, rule->param_count, sizeof *keys);
    struct cel_value *items = arena_alloc_array(arena, rule->param_count, sizeof *items);
    size_t count = 0;

    for (size_t i = 0; i < rule->param_count; i++) {
        const struct rule_param *param = &rule->params[i];
        struct cel_value usual;

        if (!to_cel(&usual, param->value, arena))
            continue;
        keys[count] = cel_of_string(param->name);
        items[count] = choose(usual, set, param, arena);
        fields[count++] = (struct cel_field){.name = param->name,
                                             .type = type_of(param->value, usual, arena),
                                             .doc = param->description};
    }
    cel_object_type_set_fields(object, arena, fields, count);
    cel_define(environment, STR("params"), cel_object_of(arena, object),
               cel_of_entries(arena, keys, items, count));
}
