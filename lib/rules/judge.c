#include "rules/judge.h"
#include "base/visible.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "base/digest.h"
#include "rules/codes.h"

enum { FINGERPRINT_DIGITS = 32, RULES_NAMED = 4 };

void judge_init(struct judge *judge, struct lint_result *result, struct arena *arena)
{
    *judge = (struct judge){.arena = arena, .result = result};
}

void judge_release(struct judge *judge)
{
    for (size_t i = 0; i < judge->causes.count; i++)
        map_release(&judge->causes.items[i]->rules);
    vector_release(&judge->causes);
}

/* YAML reads `off` as a string and `false` as false; both turn a rule off. */
static enum severity read_severity(const struct value *value, enum severity fallback)
{
    if (!value)
        return fallback;
    if (value->type == VALUE_BOOL)
        return value->boolean ? fallback : SEVERITY_OFF;
    for (int i = SEVERITY_OFF; value->type == VALUE_STRING && i <= SEVERITY_ERROR; i++)
        if (str_equal_c(value->string, severity_name((enum severity)i)))
            return (enum severity)i;
    return fallback;
}

enum severity judge_severity(const struct judge *judge, struct str rule, enum severity severity)
{
    const struct rule_setting *setting = judge->config ? config_rule(judge->config, rule) : NULL;

    return setting ? read_severity(setting->severity, severity) : severity;
}

void judge_add(struct judge *judge, const struct finding *finding)
{
    struct finding copy = *finding;

    if (copy.span.source)
        copy.path = copy.span.source->path;
    copy.ordinal = judge->result->findings.count;
    vector_push(&judge->result->findings, copy);
}

/* The help is words of ours around a document's, which must not break its lines. */
static struct finding finding_of(struct judge *judge, const struct diagnostic *diagnostic,
                                 enum severity severity)
{
    return (struct finding){
        .rule = str_of(diagnostic->code),
        .severity = severity,
        .message = diagnostic->message,
        .span = diagnostic->span,
        .label = diagnostic->label,
        .help =
            diagnostic->help.len ? visible_str(diagnostic->help, judge->arena) : (struct str){0},
        .field = diagnostic->instance,
        .instance = diagnostic->instance,
        .keyword = diagnostic->keyword,
        .absolute = diagnostic->absolute,
    };
}

void judge_fault(struct judge *judge, const struct diagnostic *diagnostic)
{
    struct finding finding = finding_of(judge, diagnostic, SEVERITY_ERROR);

    judge_add(judge, &finding);
}

void judge_diagnostic(struct judge *judge, const struct diagnostic *diagnostic,
                      const struct artifact *artifact)
{
    struct str name = str_of(diagnostic->code);
    const struct code *code = code_find(name);
    struct finding finding = finding_of(
        judge, diagnostic, judge_severity(judge, name, code ? code->severity : SEVERITY_ERROR));

    /* What nobody approved must not silence that it was not. */
    finding.landed_only = code_is_governing(name);
    if (finding.landed_only && finding.severity < code->severity)
        finding.severity = code->severity;
    if (finding.severity == SEVERITY_OFF)
        return;
    if (artifact) {
        finding.kind = artifact->kind->name;
        finding.id = artifact->id;
        finding.path = artifact->file->path;
    }
    judge_add(judge, &finding);
}

void judge_sink(struct judge *judge, const struct sink *sink, size_t from,
                const struct artifact *artifact)
{
    for (size_t i = from; i < sink->diagnostics.count; i++)
        judge_diagnostic(judge, sink->diagnostics.items[i], artifact);
}

static struct missing_cause *cause_of(struct judge *judge, struct str what)
{
    struct missing_cause *cause;

    for (size_t i = 0; i < judge->causes.count; i++)
        if (str_equal(judge->causes.items[i]->what, what))
            return judge->causes.items[i];
    cause = ARENA_NEW(judge->arena, struct missing_cause);
    cause->what = arena_str(judge->arena, what);
    map_init(&cause->rules);
    vector_push(&judge->causes, cause);
    return cause;
}

void judge_missing(struct judge *judge, struct str what, struct str rule, enum severity severity)
{
    struct missing_cause *cause = cause_of(judge, what);

    if (severity > cause->severity)
        cause->severity = severity;
    if (!map_get(&cause->rules, rule))
        map_put(&cause->rules, rule, cause);
    cause->artifacts++;
}

/* "approval-missing, approval-self and 2 more" */
static struct str name_rules(const struct map *rules, struct arena *arena)
{
    struct buffer text = {0};
    struct str named;

    for (size_t i = 0; i < rules->count && i < RULES_NAMED; i++) {
        if (i > 0)
            buffer_add_c(&text, i + 1 == rules->count ? " and " : ", ");
        buffer_add(&text, rules->entries[i].key);
    }
    if (rules->count > RULES_NAMED)
        buffer_printf(&text, " and %zu more", rules->count - RULES_NAMED);
    named = arena_str(arena, buffer_str(&text));
    buffer_release(&text);
    return named;
}

static void report_cause(struct judge *judge, const struct missing_cause *cause)
{
    struct finding finding = {
        .rule = STR("evidence-missing"),
        .severity = cause->severity,
        .verdict = FINDING_NOT_EVALUABLE,
        .landed_only = true,
        .message = arena_printf(
            judge->arena, "%zu check%s could not be made, because evidence is missing: %.*s",
            cause->artifacts, cause->artifacts == 1 ? "" : "s", STR_ARG(cause->what)),
        .help = arena_printf(judge->arena, "not judged for want of it: %.*s",
                             STR_ARG(name_rules(&cause->rules, judge->arena))),
    };

    judge_add(judge, &finding);
}

void judge_set_clauses(const struct judge *judge, struct finding *finding, struct str_list clauses)
{
    finding->clauses = arena_alloc_array(judge->arena, clauses.count, sizeof *finding->clauses);
    for (size_t i = 0; i < clauses.count; i++) {
        struct str rest = clauses.items[i], framework;

        str_split(&framework, &rest, ' ');
        if (!judge->config || str_list_has(judge->config->frameworks, framework))
            finding->clauses[finding->clause_count++] =
                catalogs_clause(judge->catalogs, clauses.items[i], judge->arena);
    }
}

static int compare_findings(const void *left, const void *right)
{
    const struct finding *a = left, *b = right;
    int order = str_compare(a->path, b->path);

    if (order)
        return order;
    if (a->span.start != b->span.start)
        return a->span.start < b->span.start ? -1 : 1;
    order = str_compare(a->rule, b->rule);
    if (order)
        return order;
    if (a->span.end != b->span.end)
        return a->span.end < b->span.end ? -1 : 1;
    return a->ordinal < b->ordinal ? -1 : a->ordinal > b->ordinal;
}

/* Nothing of it depends on lines or on the wording of messages. */
static struct digest fingerprint_of(const struct finding *finding, uint64_t ordinal)
{
    struct digest_state state;

    digest_init(&state);
    digest_add_field(&state, STR("1"));
    digest_add_field(&state, finding->rule);
    digest_add_field(&state, finding->kind);
    digest_add_field(&state, finding->id.len ? finding->id : finding->path);
    digest_add_field(&state, finding->field);
    digest_add_field(&state, (struct str){(const char *)&ordinal, sizeof ordinal});
    return digest_finish(&state);
}

static struct str fingerprint_text(const struct digest *digest, struct arena *arena)
{
    char *hex = arena_alloc(arena, FINGERPRINT_DIGITS + 1);

    return str_of(digest_hex(hex, digest, FINGERPRINT_DIGITS));
}

/* The first of equals has ordinal 0, the next 1, ...; equals have the same text at ordinal 0. */
static void set_fingerprints(struct judge *judge)
{
    struct map counts;

    map_init(&counts);
    for (size_t i = 0; i < judge->result->findings.count; i++) {
        struct finding *finding = &judge->result->findings.items[i];
        struct digest digest = fingerprint_of(finding, 0);
        struct str text = fingerprint_text(&digest, judge->arena);
        uint64_t *count = map_get(&counts, text);

        if (!count) {
            count = ARENA_NEW(judge->arena, uint64_t);
            map_put(&counts, text, count);
        }
        digest = fingerprint_of(finding, *count);
        finding->fingerprint = *count ? fingerprint_text(&digest, judge->arena) : text;
        ++*count;
    }
    map_release(&counts);
}

void judge_finish(struct judge *judge)
{
    for (size_t i = 0; i < judge->causes.count; i++)
        report_cause(judge, judge->causes.items[i]);
    if (judge->result->findings.count)
        qsort(judge->result->findings.items, judge->result->findings.count,
              sizeof *judge->result->findings.items, compare_findings);
    set_fingerprints(judge);
}
