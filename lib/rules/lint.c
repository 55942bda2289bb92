#include "rules/lint.h"

#include "base/suggest.h"
#include "isms/touch.h"
#include "model/artifact_read.h"
#include "rules/catalogue.h"
#include "rules/codes.h"
#include "rules/engine.h"
#include "rules/governance.h"
#include "rules/narrow.h"
#include "rules/params.h"
#include "rules/rule_check.h"
#include "rules/summary.h"
#include "rules/waiver.h"

/* One tree while it is judged. */
struct run {
    const struct lint_options *options;
    struct isms *isms;
    struct arena *arena;       /* of isms */
    struct sink *sink;         /* the same */
    const struct model *model; /* the same */
    struct error *error;
    struct rules rules; /* the program's, and those of packs */
    struct narrowing narrowing;
    struct collector collector;
    struct str_list only; /* rules asked for */
};

/* Names under `rules:` are rules or codes of diagnostics; parameters are the rules' own. */
static void check_rule_settings(struct run *run)
{
    const struct config *config = &run->model->config;

    for (size_t i = 0; i < config->rule_count; i++) {
        const struct rule_setting *setting = &config->rules[i];
        const struct rule *rule = rules_find(&run->rules, setting->rule);
        struct diagnostic *diagnostic;

        if (rule)
            params_check(rule, setting->params, run->arena, run->sink);
        if (rule || code_find(setting->rule))
            continue;
        diagnostic = sink_report(run->sink, "config-unknown-rule", setting->span,
                                 "unknown rule \"%.*s\"", STR_ARG(setting->rule));
        diagnostic_advise(diagnostic, rules_suggest(&run->rules, setting->rule),
                          STR("use a rule that `ismslint rules` lists"), run->arena);
    }
}

static int check_only(struct run *run)
{
    const struct lint_options *options = run->options;

    run->only.items =
        arena_alloc_array(run->arena, options->only_rule_count, sizeof *run->only.items);
    for (size_t i = 0; i < options->only_rule_count; i++) {
        struct str id = str_of(options->only_rules[i]), nearest;

        run->only.items[run->only.count++] = id;
        if (rules_find(&run->rules, id) || code_find(id))
            continue;
        nearest = rules_suggest(&run->rules, id);
        return nearest.len
                   ? error_set(run->error, ERROR_USAGE,
                               "unknown rule \"%.*s\"; did you mean `%.*s`?", STR_ARG(id),
                               STR_ARG(nearest))
                   : error_set(run->error, ERROR_USAGE, "unknown rule \"%.*s\"", STR_ARG(id));
    }
    return 0;
}

static int load_packs(struct run *run)
{
    const struct isms *judge = isms_judge(run->isms);
    const struct str_list packs = judge->model.config.packs;

    for (size_t i = 0; i < packs.count; i++)
        if (rules_load_pack(&run->rules, packs.items[i], &judge->snapshot, run->sink, run->error) <
            0)
            return -1;
    return 0;
}

static bool is_of_configuration(const struct run *run, const struct diagnostic *diagnostic)
{
    return diagnostic->span.source && diagnostic->span.source == run->model->config.source;
}

/* Is diagnostic number INDEX an error of the configuration, or (from FROM on) of pack or setting?
 */
static bool is_breaking(const struct run *run, size_t index, size_t from)
{
    const struct diagnostic *diagnostic = run->sink->diagnostics.items[index];

    return index >= from ||
           (is_of_configuration(run, diagnostic) && code_is_error(diagnostic->code));
}

/*
 * With a configuration or a pack that is not understood every verdict would be
 * doubtful: then only what is wrong with it is reported. Faults from number FROM
 * on are of packs and settings; before it those of the configuration's own file count.
 * What is a warning there was understood, and is reported with the rest.
 */
static bool report_configuration(struct run *run, size_t from)
{
    bool broken = false;

    for (size_t i = 0; i < run->sink->diagnostics.count; i++)
        broken = broken || is_breaking(run, i, from);
    for (size_t i = 0; broken && i < run->sink->diagnostics.count; i++) {
        const struct diagnostic *diagnostic = run->sink->diagnostics.items[i];

        if (is_breaking(run, i, from))
            collector_fault(&run->collector, diagnostic);
        else if (is_of_configuration(run, diagnostic))
            collector_diagnostic(&run->collector, diagnostic, NULL);
    }
    run->collector.result->configuration_broken = broken;
    return broken;
}

static bool is_asked_for(const struct run *run, const char *code)
{
    return !run->only.count || str_list_has(run->only, str_of(code));
}

/* What is not opened must not look as if it had been. */
static void report_skipped(struct run *run)
{
    const struct str_list skipped = repository_skipped(run->isms->repository);

    for (size_t i = 0; i < skipped.count; i++)
        sink_report(run->sink, "file-skipped", (struct span){0},
                    "%.*s: ismslint goes on without it", STR_ARG(skipped.items[i]));
}

/* Also when single rules are asked for: what cannot be read must not look as if it passed. */
static void report_files(struct run *run)
{
    collector_sink(&run->collector, run->sink, 0, NULL);
}

/* Every artifact is validated, so that invalid fields are known; only some are reported. */
static void validate_artifacts(struct run *run)
{
    for (size_t i = 0; i < run->model->artifacts.count; i++) {
        struct artifact *artifact = run->model->artifacts.items[i];
        size_t before = run->sink->diagnostics.count;

        artifact->reported = narrowing_allows(&run->narrowing, artifact->file->path);
        artifact_validate(artifact, run->sink);
        for (size_t j = before; j < run->sink->diagnostics.count; j++)
            if (is_asked_for(run, run->sink->diagnostics.items[j]->code))
                collector_diagnostic(&run->collector, run->sink->diagnostics.items[j], artifact);
    }
}

static int report_governance(struct run *run)
{
    const struct governance governance = {
        .model = run->model,
        .approvals = run->isms->approvals,
        .rules = &run->rules,
        .collector = is_asked_for(run, "config-loosened") ? &run->collector : NULL,
        .arena = run->arena,
        .sink = run->sink,
        .error = run->error};

    return governance_report(&governance);
}

static void apply_waivers(struct run *run)
{
    const struct waiver_question question = {.isms = run->isms,
                                             .rules = &run->rules,
                                             .only = run->only,
                                             .whole = !run->options->path_count,
                                             .hidden = run->options->no_waivers};

    waivers_apply(&question, &run->collector);
}

static int judge_everything(struct run *run)
{
    size_t before;

    report_skipped(run);
    report_files(run);
    validate_artifacts(run);
    if (isms_need_world(run->isms, run->error) < 0)
        return -1;
    before = run->sink->diagnostics.count;
    engine_run(&run->rules, &run->isms->world, run->only, &run->collector, run->sink);
    if (run->sink->diagnostics.count > before) {
        run->collector.result->findings.count = 0;
        report_configuration(run, before);
        return 0;
    }
    approvals_report(run->isms->approvals, run->sink);
    if (report_governance(run) < 0)
        return -1;
    for (size_t i = before; i < run->sink->diagnostics.count; i++)
        if (is_asked_for(run, run->sink->diagnostics.items[i]->code))
            collector_diagnostic(&run->collector, run->sink->diagnostics.items[i], NULL);
    apply_waivers(run);
    return 0;
}

/* A change that leaves the ISMS alone does not pay for its history. */
static int judge(struct run *run)
{
    struct lint_result *result = run->collector.result;
    enum isms_touch touch = ISMS_READ_OTHERWISE;

    if (run->options->bases &&
        isms_touch_find(&touch, run->isms, run->options->bases, run->error) < 0)
        return -1;
    result->untouched = touch == ISMS_UNTOUCHED;
    result->read_otherwise = touch == ISMS_READ_OTHERWISE;
    return result->untouched ? 0 : judge_everything(run);
}

static void narrow(struct run *run)
{
    struct lint_result *result = run->collector.result;
    size_t kept = 0;

    for (size_t i = 0; i < result->findings.count; i++)
        if (narrowing_allows(&run->narrowing, result->findings.items[i].path))
            result->findings.items[kept++] = result->findings.items[i];
    result->findings.count = kept;
}

/* What pages and settings name has to be there. */
static int check_rules(struct run *run)
{
    const struct knowledge *knowledge = run->isms->knowledge;

    if (load_packs(run) < 0)
        return -1;
    for (size_t i = 0; i < run->rules.count; i++)
        if (run->rules.items[i]->own)
            rule_check(run->rules.items[i], &run->rules, &knowledge->kinds, &knowledge->catalogs,
                       run->sink);
    check_rule_settings(run);
    return 0;
}

static int lint(struct run *run)
{
    const struct lint_options *options = run->options;
    size_t of_files = run->sink->diagnostics.count;

    if (narrowing_init(&run->narrowing, options->paths, options->path_count,
                       repository_prefix(run->isms->repository),
                       repository_root(run->isms->repository), &run->isms->snapshot, run->arena,
                       run->error) < 0 ||
        check_rules(run) < 0)
        return -1;
    if (!report_configuration(run, of_files)) {
        if (check_only(run) < 0 || judge(run) < 0)
            return -1;
        if (!run->collector.result->configuration_broken)
            narrow(run);
    }
    collector_finish(&run->collector);
    if (options->catalogue)
        catalogue_fill(&run->collector, &run->rules, run->model, run->only);
    summarise(&run->collector.result->summary, run->model, &run->isms->snapshot, run->isms->now,
              run->collector.result->configuration_broken, run->arena);
    return 0;
}

int lint_isms(struct lint_result *out, struct isms *isms, const struct rules *rules,
              const struct lint_options *options, struct error *error)
{
    struct run run = {.options = options,
                      .isms = isms,
                      .arena = isms->arena,
                      .sink = &isms->sink,
                      .model = &isms->model,
                      .error = error};
    int result;

    *out = (struct lint_result){0};
    collector_init(&run.collector, out, isms->arena);
    run.collector.config = &isms->model.config;
    run.collector.catalogs = &isms->knowledge->catalogs;
    rules_extend(&run.rules, rules, isms->arena);
    result = lint(&run);
    rules_release(&run.rules);
    collector_release(&run.collector);
    return result;
}
