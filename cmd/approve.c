/* ismslint approve: write the record of an approval, if it would count. */
#include "cmd/approve.h"

#include <limits.h>
#include <unistd.h>

#include "approval/records.h"
#include "base/clock.h"
#include "base/shell.h"
#include "base/visible.h"
#include "cmd/signing_key.h"

struct approve_settings {
    struct scene_settings scene; /* first: see scene_open */
    bool all;
    const char *role;
    const char *meaning;
    bool sign;
    const char *key;
    const char *on_behalf_of;
    const char *source;
};

/* ---- who, and with which key ---- */

static struct str str_or_empty(const char *text)
{
    return text ? str_of(text) : (struct str){0};
}

static int find_key(struct plan *plan, const struct approve_settings *settings)
{
    return settings->sign
               ? signing_key_find(&plan->key, plan->scene.repository, settings->key, plan->error)
               : 0;
}

static void set_proposal(struct plan *plan, const struct approve_settings *settings)
{
    struct scene *scene = &plan->scene;

    plan->proposal = (struct proposal){
        .email = repository_user_email(scene->repository),
        .on_behalf_of = str_or_empty(settings->on_behalf_of),
        .source = str_or_empty(settings->source),
        .role = str_or_empty(settings->role),
        .meaning = str_or_empty(settings->meaning),
        .is_signed = settings->sign && !settings->on_behalf_of,
        .now = scene->isms.now,
        .records = records_of_snapshot(scene->approvals),
    };
}

/* ---- what is told ---- */

/* Of a deletion no rule asks how late it was approved. */
static bool is_too_late(const struct proposed *proposed)
{
    return proposed->late && !proposed->deletes && proposed->late_days > proposed->late_after;
}

/* Whoever approves too late is told before they commit it. */
static void tell_lateness(struct buffer *out, const struct proposed *proposed)
{
    char day[16];

    if (!proposed->late)
        return;
    civil_format(day, civil_from_days(proposed->since));
    visible_printf(out, "  %s %s, ", proposed->deletes ? "deleted on" : "in force since", day);
    if (proposed->late_days)
        visible_printf(out, "%lld day%s ago", (long long)proposed->late_days,
                       proposed->late_days == 1 ? "" : "s");
    else
        buffer_add_c(out, "today");
    buffer_add_c(out, ": the verdict will be approved-late");
    if (!proposed->deletes)
        visible_printf(out, ", %s %lld days of `late_after`",
                       is_too_late(proposed) ? "by more than the" : "within the",
                       (long long)proposed->late_after);
    buffer_add_char(out, '\n');
}

/* What that means is said once. */
static void tell_too_late(struct buffer *out, const struct plan *plan)
{
    VECTOR_EACH (struct planned, planned, &plan->records)
        if (is_too_late(&planned->proposed) && planned->artifact->kind != &kind_configuration) {
            buffer_add_c(out, "\n`ismslint check` reports approvals later than `late_after` "
                              "(approval-too-late) until the next\nrevision is approved in time\n");
            return;
        }
}

static void tell_record(struct buffer *out, struct plan *plan, const struct planned *planned)
{
    const struct proposed *proposed = &planned->proposed;

    visible_printf(out, "%.*s: wrote %.*s%s\n",
                   STR_ARG(artifact_label(planned->artifact, &plan->scene.arena)),
                   STR_ARG(planned->path), planned->armour.len ? " and its signature" : "");
    if (proposed->control.len)
        visible_printf(out,
                       "  you are an author; the approval counts under compensating control %.*s\n",
                       STR_ARG(proposed->control));
    tell_lateness(out, proposed);
}

/* "git", from elsewhere "git -C ROOT". */
static void add_git(struct buffer *out, const struct plan *plan, bool inside)
{
    buffer_add_c(out, "git ");
    if (inside)
        return;
    buffer_add_c(out, "-C ");
    shell_add_word(out, repository_root(plan->scene.repository));
    buffer_add_char(out, ' ');
}

static void add_file(struct buffer *out, struct plan *plan, struct str here, struct str path)
{
    struct str named =
        shell_path_from(here, repository_root(plan->scene.repository), path, &plan->scene.arena);

    buffer_add_char(out, ' ');
    shell_add_word(out, named.len ? named : path);
}

/* As it has to be typed where the user is. */
static void add_command(struct buffer *out, struct plan *plan)
{
    struct arena *arena = &plan->scene.arena;
    char folder[PATH_MAX];
    struct str here = str_of(getcwd(folder, sizeof folder) ? folder : "/");
    bool inside =
        shell_path_from(here, repository_root(plan->scene.repository), STR("a"), arena).len > 0;

    buffer_add_c(out, "  ");
    add_git(out, plan, inside);
    buffer_add_c(out, "add");
    VECTOR_EACH (struct planned, planned, &plan->records) {
        add_file(out, plan, here, planned->path);
        if (planned->armour.len)
            add_file(out, plan, here, arena_printf(arena, "%.*s.sig", STR_ARG(planned->path)));
    }
    buffer_add_c(out, " && ");
    add_git(out, plan, inside);
    buffer_add_c(out, "commit -m 'Approve'\n");
}

static void tell_what_to_commit(struct buffer *out, struct plan *plan)
{
    const char *them = plan->records.count == 1 ? "it" : "them";
    bool all_landed = true;

    if (!plan->records.count) {
        buffer_add_c(out, "nothing to approve\n");
        return;
    }
    VECTOR_EACH (struct planned, planned, &plan->records)
        all_landed = all_landed && planned->proposed.landed;
    visible_printf(out, "\ncommit %s and bring %s to the main branch%s:\n", them, them,
                   all_landed ? "" : " together with the content");
    add_command(out, plan);
}

/* ---- the command ---- */

static int check_settings(const struct approve_settings *settings,
                          const struct invocation *invocation, struct error *error)
{
    if (!settings->all && !invocation->operands.count)
        return error_set(error, ERROR_USAGE, "name the documents to approve, or use `--all`");
    if (settings->key && !settings->sign)
        return error_set(error, ERROR_USAGE, "`--key` requires `--sign`");
    if (!settings->on_behalf_of != !settings->source)
        return error_set(error, ERROR_USAGE, "`--on-behalf-of` and `--source` require each other");
    return 0;
}

static int make_plan(struct plan *plan, const struct approve_settings *settings,
                     const struct string_list *operands)
{
    if (settings->all)
        return plan_all(plan, operands);
    for (size_t i = 0; i < operands->count; i++)
        if (plan_named(plan, operands->items[i]) < 0)
            return -1;
    return 0;
}

static int run(struct buffer *out, const struct invocation *invocation, struct error *error)
{
    const struct approve_settings *settings = invocation->settings;
    struct plan plan = {.error = error};
    int status = -1;

    if (check_settings(settings, invocation, error) < 0)
        return -1;
    if (scene_open_at_head(&plan.scene, invocation, error) < 0 || find_key(&plan, settings) < 0)
        goto out;
    set_proposal(&plan, settings);
    if (make_plan(&plan, settings, &invocation->operands) < 0 || plan_write(&plan) < 0)
        goto out;
    VECTOR_EACH (struct str, line, &plan.left_out)
        visible_printf(out, "%.*s\n", STR_ARG(*line));
    VECTOR_EACH (struct planned, planned, &plan.records)
        tell_record(out, &plan, planned);
    tell_too_late(out, &plan);
    tell_what_to_commit(out, &plan);
    status = EXIT_CLEAN;
out:
    if (plan.proposal.records)
        records_release(plan.proposal.records);
    plan_release(&plan);
    return status;
}

static const struct option options[] = {
    {.name = "all",
     .letter = 'a',
     .type = OPTION_FLAG,
     .offset = offsetof(struct approve_settings, all),
     .help = "approve every document that requires it, below PATHs if given; print the reason "
             "for skipped documents"},
    {.name = "role",
     .type = OPTION_STRING,
     .offset = offsetof(struct approve_settings, role),
     .argument = "ROLE",
     .help = "approve under the role with this id"},
    {.name = "meaning",
     .type = OPTION_STRING,
     .offset = offsetof(struct approve_settings, meaning),
     .argument = "TEXT",
     .help = "record this sentence as the meaning of your approval"},
    {.name = "sign",
     .type = OPTION_FLAG,
     .offset = offsetof(struct approve_settings, sign),
     .help = "sign the record with your SSH key"},
    {.name = "key",
     .type = OPTION_STRING,
     .offset = offsetof(struct approve_settings, key),
     .argument = "FILE",
     .help = "sign with this key, a file or an ssh-agent key; default: Git's user.signingkey"},
    {.name = "on-behalf-of",
     .type = OPTION_STRING,
     .offset = offsetof(struct approve_settings, on_behalf_of),
     .argument = "PERSON",
     .help = "record the approval of the person with this id"},
    {.name = "source",
     .type = OPTION_STRING,
     .offset = offsetof(struct approve_settings, source),
     .argument = "TEXT",
     .help = "name the source of that approval: minutes or a message"},
    {.name = "config",
     .type = OPTION_STRING,
     .offset = offsetof(struct scene_settings, config),
     .argument = "FILE",
     .help = "read FILE instead of .ismslint.yaml"},
};

static const struct example examples[] = {
    {"ismslint approve procedures/backup.md", "approve the committed content of a document"},
    {"ismslint approve SOP-012 --role cto --sign", "approve by id and sign the record"},
    {"ismslint approve procedures/fax.md", "approve the committed deletion of a document"},
    {"ismslint approve --all policies", "approve every policy that you may approve"},
    {"ismslint approve --all --on-behalf-of maya --source minutes/2026-06.md",
     "record what the board has decided"},
};

const struct command approve_command = {
    .name = "approve",
    .summary = "write an approval record for a document",
    .operands = "[PATH|ID]...",
    .most = SIZE_MAX,
    .description =
        "Writes an approval record under approvals/ and prints the git command that commits it. "
        "The record approves exactly this content of the document. It names the content, not a "
        "commit, so it survives squashing and rebasing. To approve a deletion, name the deleted "
        "document by its former path.\n\nismslint identifies you by Git's user.email, looked up in "
        "the people register. It refuses to write a record that would not count, and prints the "
        "reason: you wrote the content yourself (and `self_approval` names no compensating "
        "control), you are not authorized, or the document has uncommitted changes. The people "
        "register on the main branch decides, not the one on your branch. If one record would not "
        "count, ismslint writes no record.",
    .options = options,
    .option_count = COUNT_OF(options),
    .settings_size = sizeof(struct approve_settings),
    .examples = examples,
    .example_count = COUNT_OF(examples),
    .run = run,
};
