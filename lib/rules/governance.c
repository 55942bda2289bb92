#include "rules/governance.h"

#include "approval/mainline_facts.h"
#include "base/clock.h"
#include "base/shell.h"
#include "model/loosening.h"
#include "rules/codes.h"
#include "source/format.h"

/* ---- what the configuration does not tell ---- */

static int usual_severity(void *context, struct str rule)
{
    const struct governance *governance = context;
    const struct rule *found = rules_find(governance->rules, rule);
    const struct code *code = code_find(rule);

    return found ? (int)found->severity : code ? (int)code->severity : -1;
}

static const struct value *usual_param(void *context, struct str rule, struct str name)
{
    const struct governance *governance = context;
    const struct rule *found = rules_find(governance->rules, rule);

    for (size_t i = 0; found && i < found->param_count; i++)
        if (str_equal(found->params[i].name, name))
            return found->params[i].value;
    return NULL;
}

static bool is_later(void *context, struct str a, struct str b)
{
    const struct governance *governance = context;

    return governing_is_later(governance->approvals, a, b);
}

/* ---- reporting ---- */

void governance_report_loosening(const struct governance *governance, struct span span,
                                 struct source *source, struct str what, struct str help)
{
    if (!span.source && source && source->text.len)
        span = span_of(source, 0, 0);
    sink_report(governance->sink, "config-loosened", span, "unapproved configuration change: %.*s",
                STR_ARG(what))
        ->help = help;
}

static void report_doubt(const struct governance *governance, struct str why)
{
    if (governance->collector)
        collector_missing(governance->collector, why, STR("config-loosened"), SEVERITY_WARNING);
}

/* "ask Jo Park (CTO) or Li Chen (CISO) to run `ismslint approve .ismslint.yaml`" */
static struct str help_of(const struct governance *governance, const struct governing *governing)
{
    const struct str_list who = governing->judgement->may_approve;
    struct arena *arena = governance->arena;
    struct str names = who.count ? who.items[0] : STR("an authorized person who is not an author");

    if (who.count > 1)
        names = arena_printf(arena, "%.*s or %.*s", STR_ARG(who.items[0]), STR_ARG(who.items[1]));
    return arena_printf(arena, "ask %.*s to run `ismslint approve %.*s`, or undo the change",
                        STR_ARG(names), STR_ARG(shell_word(governing->path, arena)));
}

/* ---- the configuration ---- */

/* The configurations of one line while they are compared. */
struct line {
    const struct governance *governance;
    struct governing governing;
    struct governed_config *configs; /* the accepted one, then those that landed since */
    size_t count;
    loosening_list *loosenings; /* parallel to them, with respect to the first */
    struct str help;
    struct str why; /* what is missing to tell, or empty */
};

static int load_config(struct line *line, const struct approval_revision *revision)
{
    const struct governance *governance = line->governance;
    struct governed_config *out = &line->configs[line->count++];
    struct str text, why;
    struct sink sink;
    int result;

    *out = (struct governed_config){.revision = revision};
    if (governing_text(&text, &why, governance->approvals, revision) < 0)
        line->why = why;
    if (revision) {
        out->source = ARENA_NEW(governance->arena, struct source);
        source_init(out->source, line->governing.path, text, governance->arena);
    }
    sink_init(&sink, governance->arena);
    result = config_load(&out->config, revision && !revision->deleted ? out->source : NULL,
                         governance->model->kinds, governance->arena, &sink, governance->error);
    sink_release(&sink);
    return result;
}

static int load_configs(struct line *line)
{
    const struct governing *governing = &line->governing;
    struct arena *arena = line->governance->arena;

    line->configs = arena_alloc_array(arena, governing->since_count + 1, sizeof *line->configs);
    line->loosenings =
        arena_alloc_array(arena, governing->since_count + 1, sizeof *line->loosenings);
    for (size_t i = 0; i <= governing->since_count; i++)
        line->loosenings[i] = (loosening_list){0};
    if (load_config(line, governing->accepted) < 0)
        return -1;
    for (size_t i = 0; i < governing->since_count; i++)
        if (load_config(line, governing->since[i]) < 0)
            return -1;
    return 0;
}

static void compare_configs(struct line *line)
{
    const struct loosening_help help = {.kinds = line->governance->model->kinds,
                                        .severity = usual_severity,
                                        .param = usual_param,
                                        .is_later = is_later,
                                        .context = (void *)(uintptr_t)line->governance,
                                        .arena = line->governance->arena};

    for (size_t i = 1; i < line->count; i++)
        loosenings_find(&line->loosenings[i], &line->configs[0].config, &line->configs[i].config,
                        &help);
}

static bool says(const loosening_list *list, struct str text)
{
    VECTOR_EACH (struct loosening, loosening, list)
        if (str_equal(loosening->text, text))
            return true;
    return false;
}

static struct str day_of(const struct approval_revision *revision, struct arena *arena)
{
    char day[16];

    return arena_str(arena, str_of(civil_format(day, civil_from_days(revision->day))));
}

/* Undone by now, but what landed meanwhile was judged by it; of several alike the first is told. */
static void report_undone(struct line *line, size_t number, const struct loosening *loosening)
{
    const struct governance *governance = line->governance;
    size_t until = number + 1;
    struct str landed;

    if (!loosening->lasting || says(&line->loosenings[line->count - 1], loosening->text) ||
        says(&line->loosenings[number - 1], loosening->text))
        return;
    while (says(&line->loosenings[until], loosening->text))
        until++;
    landed = governing_judged_meanwhile(governance->approvals, line->configs[number].revision,
                                        line->configs[until].revision);
    if (landed.len)
        governance_report_loosening(
            governance, (struct span){0}, line->configs[line->count - 1].source,
            arena_printf(
                governance->arena, "%.*s, from %.*s to %.*s, when %.*s reached the main branch",
                STR_ARG(loosening->text),
                STR_ARG(day_of(line->configs[number].revision, governance->arena)),
                STR_ARG(day_of(line->configs[until].revision, governance->arena)), STR_ARG(landed)),
            line->help);
}

static void report_line(struct line *line)
{
    const struct governed_config *last = &line->configs[line->count - 1];

    VECTOR_EACH (struct loosening, loosening, &line->loosenings[line->count - 1])
        governance_report_loosening(line->governance, loosening->span, last->source,
                                    loosening->text, line->help);
    for (size_t i = 1; i + 1 < line->count; i++)
        VECTOR_EACH (struct loosening, loosening, &line->loosenings[i])
            report_undone(line, i, loosening);
}

/* What is missing decides only where something would be reported. */
static int judge_line(struct line *line)
{
    struct sink *sink = line->governance->sink;
    size_t before = sink->diagnostics.count;

    if (load_configs(line) < 0)
        return -1;
    compare_configs(line);
    report_line(line);
    if (governance_report_files(&line->why, line->governance, line->configs, line->count,
                                line->help) < 0)
        return -1;
    if (line->why.len && sink->diagnostics.count > before) {
        sink->diagnostics.count = before;
        report_doubt(line->governance, line->why);
    }
    return 0;
}

static void release_line(struct line *line)
{
    for (size_t i = 0; i < line->count; i++) {
        config_release(&line->configs[i].config);
        vector_release(&line->loosenings[i]);
    }
}

static int report_configuration(const struct governance *governance)
{
    struct line line = {.governance = governance};
    int result = 0;

    if (governing_is_outer(governance->approvals) ||
        !governing_find(&line.governing, governance->approvals, STR(CONFIG_NAME)))
        return 0;
    line.why = line.governing.doubt;
    line.help = help_of(governance, &line.governing);
    if (line.governing.since_count)
        result = judge_line(&line);
    else if (line.why.len && !line.governing.accepted)
        report_doubt(governance, line.why);
    release_line(&line);
    return result;
}

/* ---- the pages of packs ---- */

static const struct value *read_page(struct source **source, struct str *why,
                                     const struct governance *governance,
                                     const struct governing *governing,
                                     const struct approval_revision *revision)
{
    struct document document = {0};
    struct sink sink;
    struct str text;

    if (governing_text(&text, why, governance->approvals, revision) < 0)
        return NULL;
    *source = ARENA_NEW(governance->arena, struct source);
    source_init(*source, governing->path, text, governance->arena);
    if (revision->deleted)
        return NULL;
    sink_init(&sink, governance->arena);
    document_read(&document, *source, governance->arena, &sink);
    sink_release(&sink);
    return document.value;
}

/* Whoever adds a page asks more: what counts is what became of it. */
static const struct approval_revision *first_of_page(struct governing *governing)
{
    if (!governing->accepted && governing->since_count && !governing->doubt.len) {
        governing->accepted = *governing->since++;
        governing->since_count--;
    }
    return governing->accepted;
}

static void compare_pages(const struct governance *governance, const struct governing *governing)
{
    const struct approval_revision *last = governing->since[governing->since_count - 1];
    struct str why = governing->doubt, help = help_of(governance, governing);
    struct source *source = NULL;
    const struct value *before, *after;
    loosening_list found = {0};

    before = governing->accepted
                 ? read_page(&source, &why, governance, governing, governing->accepted)
                 : NULL;
    after = read_page(&source, &why, governance, governing, last);
    if (before && !why.len)
        loosenings_find_page(&found, governing->path, before, after, governance->arena);
    VECTOR_EACH (struct loosening, loosening, &found)
        governance_report_loosening(governance, loosening->span, source, loosening->text, help);
    if (why.len)
        report_doubt(governance, why);
    vector_release(&found);
}

static void report_page(const struct governance *governance, struct str path)
{
    struct governing governing;

    if (governing_find(&governing, governance->approvals, path) &&
        first_of_page(&governing) != NULL && governing.since_count)
        compare_pages(governance, &governing);
}

/* ---- the whole ---- */

static void report_dropped(const struct governance *governance)
{
    const struct mainline_fact_list dropped = mainline_facts(governance->approvals)->dropped;

    for (size_t i = 0; i < dropped.count; i++) {
        const struct mainline_fact *fact = &dropped.items[i];

        governance_report_taken_out(governance, fact->path, fact->kind, fact->id,
                                    STR("undo the change, or have it approved with a trailer or a "
                                        "record (docs/how-to/approve.md)"));
    }
}

int governance_report(const struct governance *governance)
{
    struct str_list paths = governing_paths(governance->approvals);

    if (report_configuration(governance) < 0)
        return -1;
    report_dropped(governance);
    for (size_t i = 0; i < paths.count; i++)
        if (!str_equal_c(paths.items[i], CONFIG_NAME))
            report_page(governance, paths.items[i]);
    return 0;
}
