/* ismslint check: judge a snapshot and print what was found. */
#include "base/visible.h"
#include "changes/changes.h"
#include "changes/compare.h"
#include "cmd/outputs.h"
#include "cmd/terminal.h"

struct check_settings {
    bool staged;
    const char *revision;
    const char *base;
    const char *config;
    struct option_date as_of;
    struct option_targets formats;
    size_t fail_on;         /* number of the threshold */
    size_t fail_on_outlook; /* number of the outlook */
    bool quiet;
    bool all;
    bool allow_incomplete;
    bool no_waivers;
    struct string_list rules;
};

/* What --fail-on may be; the default first. "never" is above all severities. */
static const struct {
    const char *name;
    int least; /* the least severity that fails */
} thresholds[] = {
    {"error", SEVERITY_ERROR},
    {"warning", SEVERITY_WARNING},
    {"note", SEVERITY_NOTE},
    {"never", SEVERITY_ERROR + 1},
};

static const char *threshold_name(size_t index)
{
    return index < COUNT_OF(thresholds) ? thresholds[index].name : NULL;
}

/* Does the finding make a check fail? */
static bool fails(const struct check_settings *settings, const struct finding *finding)
{
    static const struct {
        bool counts;
        bool incomplete; /* unless --allow-incomplete */
    } verdicts[] = {
        [FINDING_FAIL] = {true, false},
        [FINDING_WAIVED] = {false, false},
        [FINDING_PENDING] = {false, false},
        [FINDING_NOT_EVALUABLE] = {true, true},
    };

    if (!finding_state_is_brought(finding->state) ||
        (verdicts[finding->verdict].incomplete && settings->allow_incomplete))
        return false;
    return verdicts[finding->verdict].counts &&
           (int)finding->severity >= thresholds[settings->fail_on].least;
}

/* What --fail-on-outlook may be: an outlook of at least this kind fails. */
static const struct {
    const char *name;
    enum outlook least;
} outlooks[] = {
    {"impossible", OUTLOOK_IMPOSSIBLE},
    {"waits", OUTLOOK_WAITS},
};

static const char *outlook_choice(size_t index)
{
    return index < COUNT_OF(outlooks) ? outlooks[index].name : NULL;
}

/* What is impossible is a finding; does the change fail for what waits? */
static bool fails_by_outlook(const struct check_settings *settings, const struct changes *changes)
{
    if (changes)
        VECTOR_EACH (struct changed_artifact, changed, &changes->artifacts)
            if (changed->outlook == OUTLOOK_WAITS &&
                changed->outlook >= outlooks[settings->fail_on_outlook].least)
                return true;
    return false;
}

static int exit_status(const struct check_settings *settings, const struct lint_result *result)
{
    if (result->configuration_broken)
        return ERROR_USAGE;
    VECTOR_EACH (struct finding, finding, &result->findings)
        if (fails(settings, finding))
            return EXIT_FINDINGS;
    return fails_by_outlook(settings, result->changes) ? EXIT_FINDINGS : EXIT_CLEAN;
}

static enum isms_tree tree_of(const struct check_settings *settings)
{
    if (settings->staged)
        return ISMS_INDEX;
    return settings->revision ? ISMS_COMMIT : ISMS_WORK_TREE;
}

static struct isms_options isms_options_of(const struct check_settings *settings,
                                           struct terminal_progress *progress)
{
    return (struct isms_options){
        .tree = tree_of(settings),
        .revision = settings->revision,
        .config_path = settings->config,
        .has_as_of = settings->as_of.given,
        .as_of = settings->as_of.day,
        .progress = terminal_progress,
        .judged = terminal_judged,
        .progress_context = progress,
    };
}

static struct lint_options lint_options_of(const struct invocation *invocation)
{
    const struct check_settings *settings = invocation->settings;

    return (struct lint_options){
        .only_rules = (const char *const *)settings->rules.items,
        .only_rule_count = settings->rules.count,
        .paths = (const char *const *)invocation->operands.items,
        .path_count = invocation->operands.count,
        .no_waivers = settings->no_waivers,
        .catalogue = outputs_want_catalogue(&settings->formats),
    };
}

/* A passing hook tells no states, and does not pay for them. */
static struct compare_options compare_options_of(const struct check_settings *settings)
{
    return (struct compare_options){
        .compares = settings->staged || settings->base,
        .revision = settings->base,
        .states = settings->base || settings->all || outputs_show_states(&settings->formats),
        .outlook = settings->base,
        .fails = (enum severity)thresholds[settings->fail_on].least,
    };
}

static int run(struct buffer *out, const struct invocation *invocation, struct error *error)
{
    const struct check_settings *settings = invocation->settings;
    const struct lint_options lint = lint_options_of(invocation);
    const struct compare_options compare = compare_options_of(settings);
    struct terminal_progress progress = {0};
    const struct isms_options tree = isms_options_of(settings, &progress);
    struct lint_result result = {0};
    const struct outputs outputs = {
        .formats = &settings->formats,
        .result = &result,
        .options = {.colour = invocation->colour,
                    .all = settings->all,
                    .quiet = settings->quiet,
                    .width = invocation->width},
    };
    struct str notice = {0};
    struct arena arena;
    int status = -1;

    if (settings->staged && settings->revision)
        return error_set(error, ERROR_USAGE, "`--staged` and `--rev` exclude each other");
    if (outputs_check(&settings->formats, error) < 0)
        return -1;
    arena_init(&arena);
    if (compare_run(&result, &notice, invocation->directory, &tree, &lint, &compare, &arena,
                    error) < 0)
        goto out;
    if (notice.len && !settings->quiet)
        visible_printf(invocation->notice, "%.*s\n", STR_ARG(notice));
    if (outputs_write(out, &outputs, invocation, error) == 0)
        status = exit_status(settings, &result);
out:
    terminal_progress_end(&progress);
    if (result.changes)
        changes_release(result.changes);
    lint_result_release(&result);
    arena_release(&arena);
    return status;
}

static const struct option options[] = {
    {.name = "staged",
     .type = OPTION_FLAG,
     .offset = offsetof(struct check_settings, staged),
     .help = "check the index, the next commit's content, and fail only for what it changes"},
    {.name = "base",
     .type = OPTION_STRING,
     .offset = offsetof(struct check_settings, base),
     .argument = "REV",
     .help = "compare with REV, and fail only for what changes; `auto` is the target branch of the "
             "pull request"},
    {.name = "rev",
     .type = OPTION_STRING,
     .offset = offsetof(struct check_settings, revision),
     .argument = "REV",
     .help = "check a commit, branch or tag; an older commit of the main branch is judged as of "
             "that commit"},
    {.name = "config",
     .type = OPTION_STRING,
     .offset = offsetof(struct check_settings, config),
     .argument = "FILE",
     .help = "read FILE instead of .ismslint.yaml; -C does not affect where FILE is looked up"},
    {.name = "as-of",
     .type = OPTION_DATE,
     .offset = offsetof(struct check_settings, as_of),
     .argument = "DATE",
     .help = "judge as of the end of DATE, and check the main branch of that date unless --staged "
             "or --rev is given"},
    {.name = "rule",
     .type = OPTION_LIST,
     .offset = offsetof(struct check_settings, rules),
     .argument = "ID",
     .help = "apply only this rule; repeat for more rules"},
    {.name = "fail-on",
     .type = OPTION_CHOICE,
     .offset = offsetof(struct check_settings, fail_on),
     .argument = "SEVERITY",
     .help = "exit with status 1 if a finding has at least this severity",
     .choice = threshold_name},
    {.name = "fail-on-outlook",
     .type = OPTION_CHOICE,
     .offset = offsetof(struct check_settings, fail_on_outlook),
     .argument = "OUTLOOK",
     .help = "exit with status 1 also if, with --base, an artifact waits for an approval",
     .choice = outlook_choice},
    {.name = "allow-incomplete",
     .type = OPTION_FLAG,
     .offset = offsetof(struct check_settings, allow_incomplete),
     .help =
         "do not fail if a check is impossible because evidence is missing, as in a shallow clone"},
    {.name = "no-waivers",
     .type = OPTION_FLAG,
     .offset = offsetof(struct check_settings, no_waivers),
     .help = "show what waivers hide: count waived findings like all others"},
    OUTPUT_OPTION(struct check_settings),
    {.name = "all",
     .letter = 'a',
     .type = OPTION_FLAG,
     .offset = offsetof(struct check_settings, all),
     .help = "show every finding in full (text format), even if more than five are alike"},
    {.name = "quiet",
     .letter = 'q',
     .type = OPTION_FLAG,
     .offset = offsetof(struct check_settings, quiet),
     .help = "print findings without the summary (text format)"},
};

static const struct example examples[] = {
    {"ismslint", "check the repository of the current folder"},
    {"ismslint check --base main", "check what this branch changes with respect to main"},
    {"ismslint check --staged", "check the content of the next commit, as in a pre-commit hook"},
    {"ismslint check isms/soa.yaml",
     "report findings of one file; references to other files still resolve"},
    {"ismslint check --rev v2.0 --as-of 2026-06-30", "check a release as of a date"},
    {"ismslint check --format github --fail-on warning",
     "annotate a pull request in a GitHub workflow"},
    {"ismslint check --format sarif=ismslint.sarif --format text",
     "write a file for code scanning, and print for people"},
    {"ismslint check --rule procedure-review-overdue", "list overdue reviews of procedures only"},
};

const struct command check_command = {
    .name = "check",
    .summary = "check the ISMS in a repository (the default command)",
    .operands = "[PATH]...",
    .most = SIZE_MAX,
    .description =
        "Reads the ISMS in a Git repository, checks its content against schemas and rules and its "
        "history for approvals, and prints findings. Without --staged or --rev it checks the "
        "working tree: tracked files, and untracked files that are not ignored.\n\nPATHs are files "
        "or folders. They limit which findings are reported; ismslint still reads the whole "
        "repository. The file .ismslint.yaml in the repository's root maps files to kinds; "
        "`ismslint kinds` lists the default paths.",
    .options = options,
    .option_count = COUNT_OF(options),
    .settings_size = sizeof(struct check_settings),
    .examples = examples,
    .example_count = COUNT_OF(examples),
    .judges = true,
    .run = run,
};
