/* minLength, maxLength, pattern (Validation, section 6.3) and format (section 7). */
#include "base/suggest.h"
#include "base/utf8.h"
#include "jsonschema/compile.h"
#include "jsonschema/explain.h"
#include "jsonschema/format.h"
#include "jsonschema/pattern.h"
#include "jsonschema/rules.h"

bool jsonschema_compile_limit(struct compiler *compiler, struct rule *rule,
                              const struct value_entry *entry)
{
    return jsonschema_compile_count(compiler, &rule->limit, entry->value);
}

/* A code point is one to four bytes: often the bytes alone decide. */
bool jsonschema_check_min_length(struct run *run, const struct rule *rule,
                                 const struct value *value, struct evaluated *evaluated)
{
    size_t bytes = value->string.len;

    (void)run;
    (void)evaluated;
    if (bytes < rule->limit)
        return false;
    return bytes / 4 >= rule->limit || utf8_count(value->string) >= rule->limit;
}

bool jsonschema_check_max_length(struct run *run, const struct rule *rule,
                                 const struct value *value, struct evaluated *evaluated)
{
    (void)run;
    (void)evaluated;
    return value->string.len <= rule->limit || utf8_count(value->string) <= rule->limit;
}

bool jsonschema_explain_min_length(struct explanation *explanation, const struct rule *rule,
                                   const struct spot *spot, const struct trail *trail)
{
    struct str subject;

    if (rule->check(&explanation->run, rule, spot->value, NULL))
        return true;
    subject = jsonschema_spot_subject(explanation->arena, spot);
    if (spot->value->string.len == 0)
        jsonschema_explain_report(explanation, rule, spot, trail, "%.*s is empty", STR_ARG(subject))
            ->label = STR("empty");
    else
        jsonschema_explain_report(explanation, rule, spot, trail,
                                  "%.*s has %zu character%s, fewer than the minimum of %zu",
                                  STR_ARG(subject), utf8_count(spot->value->string),
                                  str_plural(utf8_count(spot->value->string)), rule->limit);
    return false;
}

bool jsonschema_explain_max_length(struct explanation *explanation, const struct rule *rule,
                                   const struct spot *spot, const struct trail *trail)
{
    if (rule->check(&explanation->run, rule, spot->value, NULL))
        return true;
    jsonschema_explain_report(
        explanation, rule, spot, trail, "%.*s has %zu character%s, more than the maximum of %zu",
        STR_ARG(jsonschema_spot_subject(explanation->arena, spot)), utf8_count(spot->value->string),
        str_plural(utf8_count(spot->value->string)), rule->limit);
    return false;
}

bool jsonschema_compile_pattern(struct compiler *compiler, struct rule *rule,
                                const struct value_entry *entry)
{
    if (entry->value->type != VALUE_STRING) {
        jsonschema_compile_fault(compiler, "schema-invalid", entry->value_span,
                                 "must be a regular expression");
        return false;
    }
    rule->pattern =
        jsonschema_compile_regex(compiler, entry->value->string, entry->value_span, entry->value);
    return rule->pattern != NULL;
}

bool jsonschema_check_pattern(struct run *run, const struct rule *rule, const struct value *value,
                              struct evaluated *evaluated)
{
    enum regex_result result = jsonschema_pattern_search(rule->pattern, value->string);

    (void)evaluated;
    return result == REGEX_LIMIT ? jsonschema_run_hit_limit(run, LIMIT_KIND_REGEX, rule, value)
                                 : result == REGEX_YES;
}

bool jsonschema_explain_pattern(struct explanation *explanation, const struct rule *rule,
                                const struct spot *spot, const struct trail *trail)
{
    struct diagnostic *diagnostic;

    switch (jsonschema_pattern_search(rule->pattern, spot->value->string)) {
    case REGEX_YES:
        return true;
    case REGEX_LIMIT:
        return jsonschema_run_hit_limit(&explanation->run, LIMIT_KIND_REGEX, rule, spot->value);
    case REGEX_NO:
        break;
    }
    diagnostic = jsonschema_explain_report(
        explanation, rule, spot, trail, "%.*s is %.*s",
        STR_ARG(jsonschema_spot_subject(explanation->arena, spot)),
        STR_ARG(jsonschema_value_quoted(explanation->arena, spot->value)));
    diagnostic->message =
        arena_printf(explanation->arena, "%.*s, not a match for the pattern %.*s",
                     STR_ARG(diagnostic->message), STR_ARG(rule->entry->value->string));
    return false;
}

static void report_format(struct compiler *compiler, const struct value_entry *entry)
{
    struct suggestion suggestion;

    suggestion_init(&suggestion, entry->value->string);
    jsonschema_format_suggest(&suggestion);
    jsonschema_compile_unknown(compiler, "schema-unknown-format", entry->value_span, "format",
                               &suggestion);
}

/*
 * Checked if the dialect asserts formats or the caller wants it. A dialect
 * that asserts them must refuse what it does not know (Validation, 7.2.3).
 */
bool jsonschema_compile_format(struct compiler *compiler, struct rule *rule,
                               const struct value_entry *entry)
{
    bool asserted = rule->owner->resource->known->vocabularies & VOCABULARY_FORMAT_ASSERTION;

    if (entry->value->type != VALUE_STRING) {
        jsonschema_compile_fault(compiler, "schema-invalid", entry->value_span,
                                 "must be a format's name");
        return false;
    }
    rule->format = jsonschema_format_find(entry->value->string);
    if (!rule->format && asserted)
        jsonschema_compile_fault(compiler, "schema-unknown-format", entry->value_span,
                                 "the metaschema requires the unknown format `%.*s`",
                                 STR_ARG(entry->value->string));
    else if (!rule->format)
        report_format(compiler, entry);
    return rule->format && (asserted || compiler->options.assert_format);
}

bool jsonschema_check_format(struct run *run, const struct rule *rule, const struct value *value,
                             struct evaluated *evaluated)
{
    (void)run;
    (void)evaluated;
    return rule->format->accepts(value->string);
}

bool jsonschema_explain_format(struct explanation *explanation, const struct rule *rule,
                               const struct spot *spot, const struct trail *trail)
{
    struct arena *arena = explanation->arena;

    if (rule->format->accepts(spot->value->string))
        return true;
    jsonschema_explain_report(explanation, rule, spot, trail, "%.*s must be %s, not %.*s",
                              STR_ARG(jsonschema_spot_subject(arena, spot)), rule->format->words,
                              STR_ARG(jsonschema_value_quoted(arena, spot->value)));
    return false;
}
