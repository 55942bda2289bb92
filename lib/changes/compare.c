#include "changes/compare.h"

#include <string.h>

#include "base/clock.h"
#include "changes/outlook.h"
#include "changes/renumber.h"
#include "changes/states.h"
#include "changes/taken_out.h"
#include "git/mainline.h"
#include "isms/touch.h"
#include "rules/collector.h"
#include "rules/narrow.h"

/* A tree that is opened for the comparison, and what was found in it. */
struct tree {
    struct isms isms;
    struct lint_result result;
};

/* One of the commits on which the change stands. */
struct base {
    char hex[OBJECT_ID_HEX + 1];
    struct tree *alike;           /* as the change's configuration reads and judges it */
    struct tree *own;             /* as its own does; NULL: that is the same, or not understood */
    struct difference difference; /* from `alike` to the change */
};

struct comparison {
    struct lint_result *out;
    struct isms *now;
    const struct rules *rules;
    struct lint_options options; /* of the trees that are compared with: no paths */
    const struct compare_options *compare;
    struct narrowing narrowing; /* what is reported */
    struct object_id head;      /* of the mainline, for all trees */
    struct base *bases;
    size_t count;
    bool answers_for_landed;
    VECTOR(struct tree *) trees; /* to be closed */
    struct arena *arena;
    struct error *error;
};

/* ---- trees ---- */

static int open_tree(struct tree **out, struct comparison *comparison, struct isms_options options,
                     const struct isms *reads_as, const struct isms *judged_as)
{
    struct tree *tree = ARENA_NEW(comparison->arena, struct tree);

    options.reads_as = reads_as;
    options.judged_as = judged_as;
    if (judged_as == comparison->now)
        options.judged_alike = comparison->now;
    options.mainline_head = object_id_is_zero(&comparison->head) ? NULL : &comparison->head;
    vector_push(&comparison->trees, tree);
    *out = tree;
    if (isms_open(&tree->isms, comparison->now->knowledge, comparison->now->repository, &options,
                  comparison->arena, comparison->error) < 0)
        return -1;
    return lint_isms(&tree->result, &tree->isms, comparison->rules, &comparison->options,
                     comparison->error);
}

static struct isms_options options_of_base(const struct comparison *comparison,
                                           const struct base *base)
{
    struct isms_options options = comparison->now->options;

    options.tree = ISMS_COMMIT;
    options.revision = base->hex;
    options.overlay_count = 0;
    return options;
}

static int open_base(struct tree **out, struct comparison *comparison, const struct base *base,
                     const struct isms *reads_as, const struct isms *judged_as)
{
    return open_tree(out, comparison, options_of_base(comparison, base), reads_as, judged_as);
}

static void close_trees(struct comparison *comparison)
{
    for (size_t i = 0; i < comparison->trees.count; i++) {
        lint_result_release(&comparison->trees.items[i]->result);
        isms_close(&comparison->trees.items[i]->isms);
    }
    vector_release(&comparison->trees);
    for (size_t i = 0; i < comparison->count; i++)
        difference_release(&comparison->bases[i].difference);
}

/* ---- who judges ---- */

/* Does the file at PATH, of either tree, say how the ISMS is judged? */
static bool governs(const struct comparison *comparison, struct str path)
{
    return config_governs(&comparison->now->model.config, path) ||
           isms_is_given_config(comparison->now, path);
}

static bool any_governs(const struct comparison *comparison, const struct difference *difference,
                        const struct map *paths)
{
    for (size_t i = 0; i < paths->count; i++)
        if (difference_changes(difference, paths->entries[i].key) &&
            governs(comparison, paths->entries[i].key))
            return true;
    return false;
}

/* Does something that governs differ between the trees? */
static bool judges_otherwise(const struct comparison *comparison, const struct base *base)
{
    const struct difference *difference = &base->difference;

    return any_governs(comparison, difference, &difference->by_path) ||
           any_governs(comparison, difference, &difference->by_old_path);
}

/* What the base has in the file that --config names, or NULL: the file is not of the base. */
static const struct str *given_config(const struct comparison *comparison, const struct base *base)
{
    const struct snapshot *snapshot = &base->alike->isms.snapshot;
    struct str *text = ARENA_NEW(comparison->arena, struct str);
    struct error unreadable;

    for (size_t i = 0; i < snapshot->count; i++)
        if (isms_is_given_config(comparison->now, snapshot->entries[i].path) &&
            snapshot_read(text, snapshot, &snapshot->entries[i], comparison->arena, &unreadable) ==
                0)
            return text;
    return NULL;
}

/* A base whose configuration cannot be understood judges nothing. */
static int open_own(struct comparison *comparison, struct base *base)
{
    struct isms_options options = options_of_base(comparison, base);

    if (!judges_otherwise(comparison, base))
        return 0;
    options.config_text = given_config(comparison, base);
    if (open_tree(&base->own, comparison, options, NULL, NULL) < 0)
        return -1;
    if (base->own->result.configuration_broken)
        base->own = NULL;
    return 0;
}

static int open_bases(struct comparison *comparison, const struct change_bases *bases)
{
    comparison->count = bases->commits.count;
    comparison->bases =
        arena_alloc_array(comparison->arena, comparison->count, sizeof *comparison->bases);
    for (size_t i = 0; i < comparison->count; i++) {
        struct base *base = &comparison->bases[i];

        object_id_hex(base->hex, &bases->commits.items[i], OBJECT_ID_HEX);
        if (open_base(&base->alike, comparison, base, comparison->now, comparison->now) < 0)
            return -1;
        difference_find(&base->difference, comparison->now, &base->alike->isms, comparison->arena);
        if (open_own(comparison, base) < 0)
            return -1;
    }
    return 0;
}

/* ---- the change's own configuration judges ---- */

static struct state_question question_of(struct comparison *comparison, struct base *base,
                                         struct lint_result *now, struct lint_result *before)
{
    return (struct state_question){.now = now,
                                   .base = before,
                                   .difference = &base->difference,
                                   .context = comparison,
                                   .answers_for_landed = comparison->answers_for_landed};
}

static bool is_about_governing(const void *context, const struct finding *finding)
{
    const struct comparison *comparison = context;

    return config_governs(&comparison->now->model.config, finding->path);
}

static bool is_about_governed(const void *context, const struct finding *finding)
{
    return !is_about_governing(context, finding);
}

/*
 * What is found in the configuration itself is compared with what its older text has, which only
 * the base's own reading tells: read by one configuration both trees say the same of it.
 */
static void state_by_base_alike(gone_list *gone, struct comparison *comparison, struct base *base)
{
    struct state_question question =
        question_of(comparison, base, comparison->out, &base->alike->result);

    question.concerns = base->own ? is_about_governed : NULL;
    states_find(gone, &question, comparison->arena);
    if (!base->own)
        return;
    question.base = &base->own->result;
    question.concerns = is_about_governing;
    states_find(gone, &question, comparison->arena);
}

static void expect_new(struct lint_result *result)
{
    VECTOR_EACH (struct finding, finding, &result->findings)
        finding->state = FINDING_NEW;
}

/* What several bases had is told once, and what one of them still has in the tree not at all. */
static void add_gone(struct comparison *comparison, const gone_list *gone)
{
    struct map told;

    map_init(&told);
    VECTOR_EACH (struct finding, finding, &comparison->out->findings)
        map_put(&told, finding->fingerprint, finding);
    for (size_t i = 0; i < gone->count; i++)
        if (!map_put(&told, gone->items[i]->fingerprint, gone->items[i]))
            vector_push(&comparison->out->findings, *gone->items[i]);
    map_release(&told);
}

/* Take out of GONE what PATH arguments do not ask for, by where the files are now. */
static void narrow_gone(gone_list *gone, const struct comparison *comparison,
                        const struct base *base, size_t from)
{
    size_t kept = from;

    for (size_t i = from; i < gone->count; i++)
        if (narrowing_allows(&comparison->narrowing,
                             difference_follow(&base->difference, gone->items[i]->path)))
            gone->items[kept++] = gone->items[i];
    gone->count = kept;
}

static void state_by_own(struct comparison *comparison)
{
    gone_list gone = {0};

    expect_new(comparison->out);
    for (size_t i = 0; i < comparison->count; i++) {
        size_t from = gone.count;

        state_by_base_alike(&gone, comparison, &comparison->bases[i]);
        narrow_gone(&gone, comparison, &comparison->bases[i], from);
    }
    fingerprints_renumber(comparison->out, &gone, comparison->arena);
    add_gone(comparison, &gone);
    vector_release(&gone);
}

/* ---- a base's configuration judges ---- */

static struct finding *find_same(struct lint_result *result, const struct finding *finding)
{
    VECTOR_EACH (struct finding, other, &result->findings)
        if (finding_state_is_present(other->state) &&
            str_equal(other->fingerprint, finding->fingerprint))
            return other;
    return NULL;
}

/* What only the base's rules find is told as well: nothing that the change brings is excused. */
static void add_judged(struct comparison *comparison, struct finding finding)
{
    struct finding *same = find_same(comparison->out, &finding);
    bool brought = finding_state_is_brought(finding.state);

    if (!finding_state_is_present(finding.state) ||
        !narrowing_allows(&comparison->narrowing, finding.path))
        return;
    if (same && (!brought || finding_state_is_brought(same->state)))
        return;
    if (!brought)
        finding.state = FINDING_UNREPORTED;
    else
        finding.help = STR("land the change of the configuration first, by itself");
    if (same)
        *same = finding;
    else
        vector_push(&comparison->out->findings, finding);
}

/* Judge the change and all bases as the configuration of JUDGE says. */
static int state_by_base(struct comparison *comparison, const struct base *judge)
{
    const struct isms *judging = &judge->own->isms;
    struct tree *now, *before;
    gone_list gone = {0};

    if (open_tree(&now, comparison, comparison->now->options, comparison->now, judging) < 0)
        return -1;
    if (now->result.configuration_broken)
        return 0;
    expect_new(&now->result);
    for (size_t i = 0; i < comparison->count; i++) {
        struct state_question question;

        if (open_base(&before, comparison, &comparison->bases[i], comparison->now, judging) < 0) {
            vector_release(&gone);
            return -1;
        }
        question = question_of(comparison, &comparison->bases[i], &now->result, &before->result);
        states_find(&gone, &question, comparison->arena);
    }
    fingerprints_renumber(&now->result, &gone, comparison->arena);
    vector_release(&gone);
    VECTOR_EACH (struct finding, finding, &now->result.findings)
        if (is_about_governed(comparison, finding))
            add_judged(comparison, *finding);
    return 0;
}

/* ---- all of it ---- */

static bool is_asked_for(const struct comparison *comparison, const char *rule)
{
    bool asked = !comparison->options.only_rule_count;

    for (size_t i = 0; i < comparison->options.only_rule_count; i++)
        asked |= strcmp(comparison->options.only_rules[i], rule) == 0;
    return asked;
}

static void report_taken_out(struct comparison *comparison)
{
    struct taken_out_base *bases =
        arena_alloc_array(comparison->arena, comparison->count, sizeof *bases);

    for (size_t i = 0; i < comparison->count; i++) {
        const struct base *base = &comparison->bases[i];

        bases[i] = (struct taken_out_base){base->own ? &base->own->isms : &base->alike->isms,
                                           &base->difference};
    }
    if (comparison->count && is_asked_for(comparison, taken_out_code))
        taken_out_report(comparison->out, comparison->now, bases, comparison->count,
                         comparison->arena);
}

static bool any_fails(const struct lint_result *result, enum severity least)
{
    VECTOR_EACH (struct finding, finding, &result->findings)
        if (finding->severity >= least &&
            (finding->verdict == FINDING_FAIL || finding->verdict == FINDING_NOT_EVALUABLE ||
             finding_is_waived_early(finding)))
            return true;
    return false;
}

/* Does the change lie on the mainline already? Then it answers for what has landed. */
static bool is_on_mainline(const struct isms *now, const struct object_id *head)
{
    return now->snapshot.kind == SNAPSHOT_COMMIT && !object_id_is_zero(head) &&
           mainline_holds(now->repository, head, &now->snapshot.commit);
}

static int prepare(struct comparison *comparison, const struct lint_options *options)
{
    struct isms *now = comparison->now;

    comparison->options.only_rules = options->only_rules;
    comparison->options.only_rule_count = options->only_rule_count;
    comparison->options.no_waivers = options->no_waivers;
    if (isms_need_approvals(now, comparison->error) < 0)
        return -1;
    approvals_head(&comparison->head, now->approvals);
    comparison->answers_for_landed = is_on_mainline(now, &comparison->head);
    return narrowing_init(&comparison->narrowing, options->paths, options->path_count,
                          repository_prefix(now->repository), repository_root(now->repository),
                          &now->snapshot, comparison->arena, comparison->error);
}

/* What has landed has no outlook. */
static int report_outlook(struct comparison *comparison, const struct change_bases *bases)
{
    struct difference **differences =
        arena_alloc_array(comparison->arena, comparison->count, sizeof(struct difference *));
    struct outlook_question question = {.now = comparison->now,
                                        .differences = differences,
                                        .count = comparison->count,
                                        .tip = bases->tip,
                                        .tip_name = bases->name,
                                        .arena = comparison->arena};

    if (!comparison->compare->outlook || comparison->answers_for_landed)
        return 0;
    for (size_t i = 0; i < comparison->count; i++)
        differences[i] = &comparison->bases[i].difference;
    comparison->out->changes = ARENA_NEW(comparison->arena, struct changes);
    if (outlook_find(comparison->out->changes, &question, comparison->error) < 0)
        return -1;
    outlook_replace(comparison->out, comparison->out->changes);
    outlook_place(comparison->out, comparison->out->changes, comparison->arena);
    if (is_asked_for(comparison, outlook_code))
        outlook_report(comparison->out, comparison->out->changes, comparison->arena);
    return 0;
}

static int compare(struct comparison *comparison, const struct lint_options *options,
                   const struct change_bases *bases)
{
    if (prepare(comparison, options) < 0 || open_bases(comparison, bases) < 0)
        return -1;
    state_by_own(comparison);
    for (size_t i = 0; i < comparison->count; i++) {
        struct base *base = &comparison->bases[i];

        if (base->own && state_by_base(comparison, base) < 0)
            return -1;
    }
    report_taken_out(comparison);
    if (report_outlook(comparison, bases) < 0)
        return -1;
    findings_sort(comparison->out);
    return 0;
}

/* Where no tree could be read, or nothing of it was judged, there is nothing to compare. */
static int judge(struct lint_result *out, struct isms *isms, const struct rules *rules,
                 const struct lint_options *options, const struct compare_options *compare_options,
                 const struct change_bases *bases, struct error *error)
{
    struct comparison comparison = {.out = out,
                                    .now = isms,
                                    .rules = rules,
                                    .compare = compare_options,
                                    .arena = isms->arena,
                                    .error = error};
    struct lint_options ours = *options;
    int result;

    if (bases->compared)
        ours.bases = &bases->commits;
    if (lint_isms(out, isms, rules, &ours, error) < 0)
        return -1;
    if (!bases->compared || out->configuration_broken || out->untouched)
        return 0;
    out->compared = true;
    out->summary.base = bases->name;
    out->passed =
        !compare_options->states && !out->read_otherwise && !any_fails(out, compare_options->fails);
    if (out->passed)
        return 0;
    result = compare(&comparison, options, bases);
    close_trees(&comparison);
    return result;
}

int compare_run(struct lint_result *out, struct str *notice, const char *directory,
                const struct isms_options *tree, const struct lint_options *options,
                const struct compare_options *compare_options, struct arena *arena,
                struct error *error)
{
    struct change_bases bases = {0};
    struct knowledge knowledge;
    struct rules rules = {0};
    struct repository *repository = NULL;
    struct isms isms = {0};
    double start = clock_seconds();
    int result = -1;

    *out = (struct lint_result){0};
    if (knowledge_init(&knowledge, arena, error) == 0 && rules_load(&rules, arena, error) == 0 &&
        repository_open(&repository, directory, error) == 0 &&
        (!compare_options->compares ||
         change_bases_find(&bases, repository, tree, compare_options->revision, arena, error) ==
             0) &&
        isms_open(&isms, &knowledge, repository, tree, arena, error) == 0)
        result = judge(out, &isms, &rules, options, compare_options, &bases, error);
    *notice = bases.notice;
    out->summary.seconds = clock_seconds() - start;
    isms_close(&isms);
    repository_free(repository);
    rules_release(&rules);
    knowledge_release(&knowledge);
    return result;
}
