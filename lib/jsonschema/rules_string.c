/* minLength, maxLength, pattern (Validation, section 6.3) and format (section 7). */
#include "base/suggest.h"
#include "base/utf8.h"
#include "jsonschema/compile.h"
#include "jsonschema/explain.h"
#include "jsonschema/format.h"
#include "jsonschema/pattern.h"
#include "jsonschema/rules.h"

bool compile_limit(struct compiler *compiler, struct rule *rule, const struct value_entry *entry)
{
    return compile_count(compiler, &rule->limit, entry->value);
}

/* A code point is one to four bytes: often the bytes alone decide. */
bool check_min_length(struct run *run, const struct rule *rule, const struct value *value,
                      struct evaluated *evaluated)
{
    size_t bytes = value->string.len;

    (void)run;
    (void)evaluated;
    if (bytes < rule->limit)
        return false;
    return bytes / 4 >= rule->limit || utf8_count(value->string) >= rule->limit;
}

bool check_max_length(struct run *run, const struct rule *rule, const struct value *value,
                      struct evaluated *evaluated)
{
    (void)run;
    (void)evaluated;
    return value->string.len <= rule->limit || utf8_count(value->string) <= rule->limit;
}

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

bool explain_min_length(struct explanation *explanation, const struct rule *rule,
                        const struct spot *spot, const struct trail *trail)
{
    struct str subject;

    if (rule->check(&explanation->run, rule, spot->value, NULL))
        return true;
    subject = spot_subject(explanation->arena, spot);
    if (spot->value->string.len == 0)
        explain_report(explanation, rule, spot, trail, "%.*s is empty", STR_ARG(subject))->label =
            STR("empty");
    else
        explain_report(explanation, rule, spot, trail,
                       "%.*s has %zu character%s; at least %zu are wanted", STR_ARG(subject),
                       utf8_count(spot->value->string), plural(utf8_count(spot->value->string)),
                       rule->limit);
    return false;
}

bool explain_max_length(struct explanation *explanation, const struct rule *rule,
                        const struct spot *spot, const struct trail *trail)
{
    if (rule->check(&explanation->run, rule, spot->value, NULL))
        return true;
    explain_report(explanation, rule, spot, trail,
                   "%.*s has %zu character%s; at most %zu are allowed",
                   STR_ARG(spot_subject(explanation->arena, spot)), utf8_count(spot->value->string),
                   plural(utf8_count(spot->value->string)), rule->limit);
    return false;
}

bool compile_pattern(struct compiler *compiler, struct rule *rule, const struct value_entry *entry)
{
    if (entry->value->type != VALUE_STRING) {
        compile_fault(compiler, "schema-invalid", entry->value_span,
                      "must be a regular expression");
        return false;
    }
    rule->pattern = compile_regex(compiler, entry->value->string, entry->value_span, entry->value);
    return rule->pattern != NULL;
}

bool check_pattern(struct run *run, const struct rule *rule, const struct value *value,
                   struct evaluated *evaluated)
{
    enum regex_result result = pattern_search(rule->pattern, value->string);

    (void)evaluated;
    return result == REGEX_LIMIT ? run_hit_limit(run, LIMIT_KIND_REGEX, rule, value)
                                 : result == REGEX_YES;
}

bool explain_pattern(struct explanation *explanation, const struct rule *rule,
                     const struct spot *spot, const struct trail *trail)
{
    struct diagnostic *diagnostic;

    switch (pattern_search(rule->pattern, spot->value->string)) {
    case REGEX_YES:
        return true;
    case REGEX_LIMIT:
        return run_hit_limit(&explanation->run, LIMIT_KIND_REGEX, rule, spot->value);
    case REGEX_NO:
        break;
    }
    diagnostic = explain_report(explanation, rule, spot, trail, "%.*s is %.*s",
                                STR_ARG(spot_subject(explanation->arena, spot)),
                                STR_ARG(value_quoted(explanation->arena, spot->value)));
    diagnostic->message =
        arena_printf(explanation->arena, "%.*s, which does not match the pattern %.*s",
                     STR_ARG(diagnostic->message), STR_ARG(rule->entry->value->string));
    return false;
}

static void report_format(struct compiler *compiler, const struct value_entry *entry)
{
    struct suggestion suggestion;

    suggestion_init(&suggestion, entry->value->string);
    format_suggest(&suggestion);
    compile_unknown(compiler, "schema-unknown-format", entry->value_span, "format", &suggestion);
}

/*
 * Checked if the dialect asserts formats or the caller wants it. A dialect
 * that asserts them must refuse what it does not know (Validation, 7.2.3).
 */
bool compile_format(struct compiler *compiler, struct rule *rule, const struct value_entry *entry)
{
    bool asserted = rule->owner->resource->known->vocabularies & VOCABULARY_FORMAT_ASSERTION;

    if (entry->value->type != VALUE_STRING) {
        compile_fault(compiler, "schema-invalid", entry->value_span, "must be a format's name");
        return false;
    }
    rule->format = format_find(entry->value->string);
    if (!rule->format && asserted)
        compile_fault(compiler, "schema-unknown-format", entry->value_span,
                      "unknown format `%.*s`, which the metaschema wants checked",
                      STR_ARG(entry->value->string));
    else if (!rule->format)
        report_format(compiler, entry);
    return rule->format && (asserted || compiler->options.assert_format);
}

bool check_format(struct run *run, const struct rule *rule, const struct value *value,
                  struct evaluated *evaluated)
{
    (void)run;
    (void)evaluated;
    return rule->format->accepts(value->string);
}

bool explain_format(struct explanation *explanation, const struct rule *rule,
                    const struct spot *spot, const struct trail *trail)
{
    struct arena *arena = explanation->arena;

    if (rule->format->accepts(spot->value->string))
        return true;
    explain_report(explanation, rule, spot, trail, "%.*s is %.*s, which is not %s",
                   STR_ARG(spot_subject(arena, spot)), STR_ARG(value_quoted(arena, spot->value)),
                   rule->format->words);
    return false;
}
