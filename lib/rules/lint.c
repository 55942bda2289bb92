#include "rules/lint.h"

#include <time.h>

#include "approval/approval.h"
#include "base/file.h"
#include "base/suggest.h"
#include "rules/codes.h"
#include "rules/engine.h"
#include "rules/governance.h"
#include "rules/narrow.h"
#include "rules/params.h"
#include "rules/rule_check.h"
#include "rules/summary.h"
#include "rules/take.h"

/* Everything that one run holds, released together. */
struct run {
    const struct lint_options *options;
    struct arena *arena;
    struct error *error;
    int64_t now;
    struct repository *repository;
    struct source *config; /* of --config, or NULL */
    struct snapshot snapshot;
    struct kinds kinds;
    struct catalogs catalogs;
    struct rules rules;
    struct model model;
    struct narrowing narrowing;
    struct approvals *approvals;
    struct language language;
    struct world world;
    struct sink sink;
    struct collector collector;
    struct str_list only; /* rules asked for */
};

static int load_data(struct run *run)
{
    if (kinds_load(&run->kinds, run->arena, run->error) < 0 ||
        catalogs_load(&run->catalogs, run->arena, run->error) < 0)
        return -1;
    run->collector.catalogs = &run->catalogs;
    return rules_load(&run->rules, run->arena, run->error);
}

/* --config FILE */
static int read_config(struct run *run)
{
    const char *path = run->options->config_path;
    struct str text;

    if (!path)
        return 0;
    if (file_read(&text, path, run->arena, run->error) < 0)
        return -1;
    run->config = ARENA_NEW(run->arena, struct source);
    source_init(run->config, str_of(path), text, run->arena);
    return 0;
}

static int load_model(struct run *run)
{
    struct model_options options = {.config = run->config};

    if (model_load(&run->model, &run->snapshot, &run->kinds, &options, run->arena, &run->sink,
                   run->error) < 0)
        return -1;
    run->collector.config = &run->model.config;
    run->now = take_clock(run->options, &run->model.config.zone);
    return 0;
}

/* Names under `rules:` are rules or codes of diagnostics; parameters are the rules' own. */
static void check_rule_settings(struct run *run)
{
    const struct config *config = &run->model.config;

    for (size_t i = 0; i < config->rule_count; i++) {
        const struct rule_setting *setting = &config->rules[i];
        const struct rule *rule = rules_find(&run->rules, setting->rule);
        struct diagnostic *diagnostic;

        if (rule)
            params_check(rule, setting->params, run->arena, &run->sink);
        if (rule || code_find(setting->rule))
            continue;
        diagnostic = sink_report(&run->sink, "config-unknown-rule", setting->span,
                                 "there is no rule \"%.*s\"", STR_ARG(setting->rule));
        diagnostic_advise(diagnostic, rules_suggest(&run->rules, setting->rule),
                          STR("`ismslint rules` lists them"), run->arena);
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
                               "there is no rule \"%.*s\"; did you mean `%.*s`?", STR_ARG(id),
                               STR_ARG(nearest))
                   : error_set(run->error, ERROR_USAGE, "there is no rule \"%.*s\"", STR_ARG(id));
    }
    return 0;
}

static int load_packs(struct run *run)
{
    const struct str_list packs = run->model.config.packs;

    for (size_t i = 0; i < packs.count; i++)
        if (rules_load_pack(&run->rules, packs.items[i], &run->snapshot, &run->sink, run->error) <
            0)
            return -1;
    return 0;
}

static bool is_of_configuration(const struct run *run, const struct diagnostic *diagnostic)
{
    return diagnostic->span.source && diagnostic->span.source == run->model.config.source;
}

/* Is diagnostic number INDEX an error of the configuration, or (from FROM on) of pack or setting?
 */
static bool is_breaking(const struct run *run, size_t index, size_t from)
{
    const struct diagnostic *diagnostic = run->sink.diagnostics.items[index];

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

    for (size_t i = 0; i < run->sink.diagnostics.count; i++)
        broken = broken || is_breaking(run, i, from);
    for (size_t i = 0; broken && i < run->sink.diagnostics.count; i++) {
        const struct diagnostic *diagnostic = run->sink.diagnostics.items[i];

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
    const struct str_list skipped = repository_skipped(run->repository);

    for (size_t i = 0; i < skipped.count; i++)
        sink_report(&run->sink, "file-skipped", (struct span){0},
                    "%.*s: ismslint goes on without it", STR_ARG(skipped.items[i]));
}

/* Also when single rules are asked for: what cannot be read must not look as if it passed. */
static void report_files(struct run *run)
{
    collector_sink(&run->collector, &run->sink, 0, NULL);
}

/* Every artifact is validated, so that invalid fields are known; only some are reported. */
static void validate_artifacts(struct run *run)
{
    for (size_t i = 0; i < run->model.artifacts.count; i++) {
        struct artifact *artifact = run->model.artifacts.items[i];
        size_t before = run->sink.diagnostics.count;

        artifact->reported = narrowing_allows(&run->narrowing, artifact->file->path);
        artifact_validate(artifact, &run->sink);
        for (size_t j = before; j < run->sink.diagnostics.count; j++)
            if (is_asked_for(run, run->sink.diagnostics.items[j]->code))
                collector_diagnostic(&run->collector, run->sink.diagnostics.items[j], artifact);
    }
}

static int report_governance(struct run *run)
{
    const struct governance governance = {
        .model = &run->model,
        .approvals = run->approvals,
        .rules = &run->rules,
        .collector = is_asked_for(run, "config-loosened") ? &run->collector : NULL,
        .arena = run->arena,
        .sink = &run->sink,
        .error = run->error};

    return governance_report(&governance);
}

static int judge_everything(struct run *run)
{
    struct approvals_options options = {.now = run->now,
                                        .as_of = run->options->has_as_of,
                                        .progress = run->options->progress,
                                        .judged = run->options->judged,
                                        .progress_context = run->options->progress_context};
    size_t before;

    report_skipped(run);
    report_files(run);
    validate_artifacts(run);
    if (approvals_new(&run->approvals, run->repository, &run->snapshot, &run->model, &options,
                      run->arena, run->error) < 0 ||
        language_init(&run->language, run->arena, &run->kinds, run->error) < 0)
        return -1;
    world_init(&run->world, run->arena, &run->language, &run->model, &run->catalogs, run->approvals,
               run->now);
    before = run->sink.diagnostics.count;
    engine_run(&run->rules, &run->world, run->only, &run->collector, &run->sink);
    if (run->sink.diagnostics.count > before) {
        run->collector.result->findings.count = 0;
        report_configuration(run, before);
        return 0;
    }
    approvals_report(run->approvals, &run->sink);
    if (report_governance(run) < 0)
        return -1;
    for (size_t i = before; i < run->sink.diagnostics.count; i++)
        if (is_asked_for(run, run->sink.diagnostics.items[i]->code))
            collector_diagnostic(&run->collector, run->sink.diagnostics.items[i], NULL);
    return 0;
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

static int lint(struct run *run)
{
    const struct lint_options *options = run->options;
    size_t of_files;

    if (load_data(run) < 0 ||
        repository_open(&run->repository, options->directory, run->error) < 0 ||
        read_config(run) < 0 ||
        take_snapshot(&run->snapshot, options, run->config ? run->config->text : (struct str){0},
                      run->repository, run->arena, run->error) < 0 ||
        narrowing_init(&run->narrowing, options->paths, options->path_count,
                       repository_prefix(run->repository), repository_root(run->repository),
                       &run->snapshot, run->arena, run->error) < 0 ||
        load_model(run) < 0)
        return -1;
    of_files = run->sink.diagnostics.count;
    if (load_packs(run) < 0)
        return -1;
    for (size_t i = 0; i < run->rules.count; i++)
        if (run->rules.items[i].own)
            rule_check(&run->rules.items[i], &run->kinds, &run->catalogs, &run->sink);
    check_rule_settings(run);
    if (!report_configuration(run, of_files)) {
        if (check_only(run) < 0 || judge_everything(run) < 0)
            return -1;
        if (!run->collector.result->configuration_broken)
            narrow(run);
    }
    collector_finish(&run->collector);
    summarise(&run->collector.result->summary, &run->model, &run->snapshot, run->now,
              run->collector.result->configuration_broken, run->arena);
    return 0;
}

static double seconds_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int lint_run(struct lint_result *out, const struct lint_options *options, struct arena *arena,
             struct error *error)
{
    struct run run = {.options = options, .arena = arena, .error = error};
    double start = seconds_now();
    int result;

    *out = (struct lint_result){0};
    sink_init(&run.sink, arena);
    collector_init(&run.collector, out, arena);
    result = lint(&run);
    out->summary.seconds = seconds_now() - start;
    world_release(&run.world);
    approvals_free(run.approvals);
    model_release(&run.model);
    rules_release(&run.rules);
    kinds_release(&run.kinds);
    catalogs_release(&run.catalogs);
    repository_free(run.repository);
    collector_release(&run.collector);
    sink_release(&run.sink);
    return result;
}
