#include "rules/collector.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "base/visible.h"
#include "rules/codes.h"
#include "rules/fingerprint.h"

enum { RULES_NAMED = 4 };

void collector_init(struct collector *collector, struct lint_result *result, struct arena *arena)
{
    *collector = (struct collector){.arena = arena, .result = result};
}

void collector_release(struct collector *collector)
{
    for (size_t i = 0; i < collector->causes.count; i++)
        map_release(&collector->causes.items[i]->rules);
    vector_release(&collector->causes);
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

enum severity collector_severity(const struct collector *collector, struct str rule,
                                 enum severity severity)
{
    const struct rule_setting *setting =
        collector->config ? config_rule(collector->config, rule) : NULL;

    return setting ? read_severity(setting->severity, severity) : severity;
}

void collector_add(struct collector *collector, const struct finding *finding)
{
    struct finding copy = *finding;

    if (copy.span.source)
        copy.path = copy.span.source->path;
    copy.ordinal = collector->result->findings.count;
    vector_push(&collector->result->findings, copy);
}

/* The help is words of ours around a document's, which must not break its lines. */
static struct finding finding_of(struct collector *collector, const struct diagnostic *diagnostic,
                                 enum severity severity)
{
    return (struct finding){
        .rule = str_of(diagnostic->code),
        .severity = severity,
        .message = diagnostic->message,
        .span = diagnostic->span,
        .label = diagnostic->label,
        .help = diagnostic->help.len ? visible_str(diagnostic->help, collector->arena)
                                     : (struct str){0},
        .field = diagnostic->instance,
        .place = diagnostic->instance.len ? PLACE_FIELD : PLACE_ITEM,
        .instance = diagnostic->instance,
        .keyword = diagnostic->keyword,
        .absolute = diagnostic->absolute,
    };
}

void collector_fault(struct collector *collector, const struct diagnostic *diagnostic)
{
    struct finding finding = finding_of(collector, diagnostic, SEVERITY_ERROR);

    collector_add(collector, &finding);
}

void collector_diagnostic(struct collector *collector, const struct diagnostic *diagnostic,
                          const struct artifact *artifact)
{
    struct str name = str_of(diagnostic->code);
    const struct code *code = code_find(name);
    struct finding finding =
        finding_of(collector, diagnostic,
                   collector_severity(collector, name, code ? code->severity : SEVERITY_ERROR));

    /* What nobody approved must not silence that it was not. */
    finding.landed_only = code_is_governing(name);
    finding.clock_only = code_is_of_clock(name);
    if (finding.landed_only && finding.severity < code->severity)
        finding.severity = code->severity;
    if (finding.severity == SEVERITY_OFF)
        return;
    if (artifact) {
        finding.kind = artifact->kind->name;
        finding.id = artifact->id;
        finding.path = artifact->file->path;
    }
    collector_add(collector, &finding);
}

void collector_sink(struct collector *collector, const struct sink *sink, size_t from,
                    const struct artifact *artifact)
{
    for (size_t i = from; i < sink->diagnostics.count; i++)
        collector_diagnostic(collector, sink->diagnostics.items[i], artifact);
}

static struct missing_cause *cause_of(struct collector *collector, struct str what)
{
    struct missing_cause *cause;

    for (size_t i = 0; i < collector->causes.count; i++)
        if (str_equal(collector->causes.items[i]->what, what))
            return collector->causes.items[i];
    cause = ARENA_NEW(collector->arena, struct missing_cause);
    cause->what = arena_str(collector->arena, what);
    map_init(&cause->rules);
    vector_push(&collector->causes, cause);
    return cause;
}

void collector_missing(struct collector *collector, struct str what, struct str rule,
                       enum severity severity)
{
    struct missing_cause *cause = cause_of(collector, what);

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

static void report_cause(struct collector *collector, const struct missing_cause *cause)
{
    struct str *note = ARENA_NEW(collector->arena, struct str);
    struct finding finding = {
        .rule = STR("evidence-missing"),
        .severity = cause->severity,
        .verdict = FINDING_NOT_EVALUABLE,
        .landed_only = true,
        .message = arena_printf(collector->arena, "%zu check%s evidence: %.*s", cause->artifacts,
                                cause->artifacts == 1 ? " lacks" : "s lack", STR_ARG(cause->what)),
        .notes = note,
        .note_count = 1,
        .help = STR("provide what the message names, or fetch the whole history"),
    };

    *note = arena_printf(collector->arena, "not evaluated: %.*s",
                         STR_ARG(name_rules(&cause->rules, collector->arena)));
    collector_add(collector, &finding);
}

void collector_set_clauses(const struct collector *collector, struct finding *finding,
                           struct str_list clauses)
{
    finding->clauses = arena_alloc_array(collector->arena, clauses.count, sizeof *finding->clauses);
    for (size_t i = 0; i < clauses.count; i++) {
        struct str rest = clauses.items[i], framework;

        str_split(&framework, &rest, ' ');
        if (!collector->config || str_list_has(collector->config->frameworks, framework))
            finding->clauses[finding->clause_count++] =
                catalogs_clause(collector->catalogs, clauses.items[i], collector->arena);
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

void findings_sort(struct lint_result *result)
{
    if (result->findings.count)
        qsort(result->findings.items, result->findings.count, sizeof *result->findings.items,
              compare_findings);
}

/* The first of equals has ordinal 0, the next 1, ...; equals have the same text at ordinal 0. */
static void set_fingerprints(struct collector *collector)
{
    struct map counts;

    map_init(&counts);
    for (size_t i = 0; i < collector->result->findings.count; i++) {
        struct finding *finding = &collector->result->findings.items[i];
        struct str text = fingerprint_of(finding, 0, collector->arena);
        uint64_t *count = map_get(&counts, text);

        if (!count) {
            count = ARENA_NEW(collector->arena, uint64_t);
            map_put(&counts, text, count);
        }
        finding->fingerprint = *count ? fingerprint_of(finding, *count, collector->arena) : text;
        ++*count;
    }
    map_release(&counts);
}

void collector_finish(struct collector *collector)
{
    for (size_t i = 0; i < collector->causes.count; i++)
        report_cause(collector, collector->causes.items[i]);
    findings_sort(collector->result);
    set_fingerprints(collector);
}
