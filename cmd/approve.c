/* ismslint approve: write the record of an approval, if it would count. */
#include "approval/propose.h"
#include "base/beneath.h"
#include "base/clock.h"
#include "cmd/scene.h"
#include "git/signature.h"

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

/* One run of the command. */
struct approving {
    struct scene scene;
    const struct approve_settings *settings;
    struct proposal proposal;
    const char *key; /* the file of the SSH key, with --sign */
    struct buffer *out;
    struct buffer files; /* what was written, as a shell takes it */
    size_t written;
    struct error *error;
};

/* ---- files ---- */

static void add_slug(struct buffer *out, struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        buffer_add_char(out, ascii_is_alnum(text.data[i]) ? ascii_lower(text.data[i]) : '-');
}

/* "approvals/2026-06-30-sop-012-jo-8b1e77c.yaml": tells what it is, and never clashes. */
static struct str record_name(struct approving *approving, const struct artifact *artifact,
                              const struct proposed *proposed)
{
    struct buffer name = {0};
    char date[16], hex[OBJECT_ID_HEX + 1];
    struct str path;

    civil_format(date, civil_from_days(day_of_instant(approving->proposal.now)));
    buffer_add(&name, approving->scene.model.config.approvals.records);
    buffer_printf(&name, "%s-", date);
    add_slug(&name, artifact->id.len ? artifact->id : proposed->path);
    buffer_add_char(&name, '-');
    add_slug(&name, proposed->person);
    buffer_printf(&name, "-%s.yaml",
                  proposed->deletes ? "deleted" : object_id_hex(hex, &proposed->blob, 7));
    path = arena_str(&approving->scene.arena, buffer_str(&name));
    buffer_release(&name);
    return path;
}

static int write_in_root(struct approving *approving, struct str path, struct str content)
{
    const char *root = repository_root(approving->scene.repository).data;

    if (beneath_create(root, path, content, approving->error) < 0)
        return -1;
    buffer_printf(&approving->files, " %.*s", STR_ARG(path));
    return 0;
}

/* A signature that nobody could place would be worse than none. */
static int sign(struct str *armour, struct approving *approving, const struct proposed *proposed,
                struct str record)
{
    struct arena *arena = &approving->scene.arena;
    struct str signer = proposed->recorder.len ? proposed->recorder : proposed->person, reason;

    if (signature_make(armour, approving->key, "ismslint", record, arena, approving->error) < 0)
        return -1;
    if (proposal_signature_counts(&reason, approving->scene.approvals, signer, record, *armour,
                                  approving->proposal.now))
        return 0;
    return error_set(approving->error, ERROR_USAGE, "your signature would not count: %.*s",
                     STR_ARG(reason));
}

static int write_record(struct approving *approving, const struct artifact *artifact,
                        const struct proposed *proposed)
{
    struct arena *arena = &approving->scene.arena;
    struct str path = record_name(approving, artifact, proposed), armour;
    struct buffer record = {0};
    int status = -1;

    proposal_write(&record, proposed, &approving->proposal);
    if (beneath_probe(repository_root(approving->scene.repository).data, path, approving->error) <
        0)
        goto out;
    if (approving->key && sign(&armour, approving, proposed, buffer_str(&record)) < 0)
        goto out;
    if (write_in_root(approving, path, buffer_str(&record)) < 0 ||
        (approving->key &&
         write_in_root(approving, arena_printf(arena, "%.*s.sig", STR_ARG(path)), armour) < 0))
        goto out;
    buffer_printf(approving->out, "%.*s: wrote %.*s%s\n", STR_ARG(artifact_label(artifact, arena)),
                  STR_ARG(path), approving->key ? " and its signature" : "");
    if (proposed->control.len)
        buffer_printf(approving->out,
                      "  it is your own text; this counts under compensating control %.*s\n",
                      STR_ARG(proposed->control));
    approving->written++;
    status = 0;
out:
    buffer_release(&record);
    return status;
}

/* ---- what is approved ---- */

/* The document that OPERAND names: by its id, by its path, or by the path that it had. */
static const struct artifact *find_document(struct approving *approving, const char *operand)
{
    struct scene *scene = &approving->scene;
    struct str path = scene_path(scene, operand), reason = {0};
    const struct artifact *artifact = scene_artifact(scene, operand);

    for (size_t i = 0; !artifact && i < scene->model.artifacts.count; i++)
        if (!scene->model.artifacts.items[i]->is_row &&
            str_equal(scene->model.artifacts.items[i]->file->path, path))
            artifact = scene->model.artifacts.items[i];
    if (artifact && !artifact->is_row)
        return artifact;
    artifact = artifact ? NULL : proposal_gone(&reason, scene->approvals, path);
    if (artifact)
        return artifact;
    error_set(approving->error, ERROR_USAGE, "%s is no document of this ISMS%s%.*s", operand,
              reason.len ? ": " : "", STR_ARG(reason));
    return NULL;
}

static int approve_named(struct approving *approving, const char *operand)
{
    struct scene *scene = &approving->scene;
    const struct artifact *artifact = find_document(approving, operand);
    struct proposed proposed;

    if (!artifact)
        return -1;
    proposal_judge(&proposed, scene->approvals, artifact, &approving->proposal);
    if (!proposed.counts)
        return error_set(approving->error, ERROR_USAGE, "an approval of %.*s would not count: %.*s",
                         STR_ARG(artifact_label(artifact, &scene->arena)),
                         STR_ARG(proposed.reason));
    return write_record(approving, artifact, &proposed);
}

/* Does it still want somebody's approval? */
static bool wants_approval(struct approving *approving, const struct artifact *artifact)
{
    const struct approval_judgement *judgement =
        approvals_judge(approving->scene.approvals, artifact);
    enum approval_verdict verdict = judgement->revisions[0].verdict;

    return !artifact->is_row && judgement->required && verdict != APPROVAL_APPROVED &&
           verdict != APPROVAL_LATE && verdict != APPROVAL_GRANDFATHERED;
}

static int approve_all(struct approving *approving)
{
    struct scene *scene = &approving->scene;

    for (size_t i = 0; i < scene->model.artifacts.count; i++) {
        const struct artifact *artifact = scene->model.artifacts.items[i];
        struct proposed proposed;

        if (!wants_approval(approving, artifact))
            continue;
        proposal_judge(&proposed, scene->approvals, artifact, &approving->proposal);
        if (!proposed.counts)
            buffer_printf(approving->out, "%.*s: left out, it would not count: %.*s\n",
                          STR_ARG(artifact_label(artifact, &scene->arena)),
                          STR_ARG(proposed.reason));
        else if (write_record(approving, artifact, &proposed) < 0)
            return -1;
    }
    return 0;
}

static void tell_what_to_commit(struct approving *approving)
{
    if (!approving->written) {
        buffer_add_c(approving->out, "nothing to approve\n");
        return;
    }
    buffer_printf(approving->out,
                  "\ncommit %s, and land %s with the text or soon after it:\n"
                  "  git add%s && git commit -m 'Approve'\n",
                  approving->written == 1 ? "it" : "them", approving->written == 1 ? "it" : "them",
                  buffer_c(&approving->files));
}

/* ---- the command ---- */

static struct str str_or_empty(const char *text)
{
    return text ? str_of(text) : (struct str){0};
}

/* --key, or what git signs with. */
static int find_key(struct approving *approving)
{
    const struct approve_settings *settings = approving->settings;
    struct str key;

    if (!settings->sign)
        return 0;
    key = settings->key ? str_of(settings->key)
                        : repository_setting(approving->scene.repository, "user.signingkey",
                                             &approving->scene.arena);
    if (!key.len)
        return error_set(approving->error, ERROR_USAGE,
                         "`--sign` wants an SSH key: give `--key FILE`, or set git's "
                         "user.signingkey");
    approving->key = key.data;
    return 0;
}

static int prepare(struct approving *approving)
{
    const struct approve_settings *settings = approving->settings;
    struct scene *scene = &approving->scene;

    if (repository_state(scene->repository)->bare)
        return error_set(approving->error, ERROR_USAGE,
                         "a bare repository has no folder to write the record to");
    if (!settings->on_behalf_of != !settings->source)
        return error_set(approving->error, ERROR_USAGE,
                         "`--on-behalf-of` and `--source` go together");
    approving->proposal = (struct proposal){
        .email = repository_setting(scene->repository, "user.email", &scene->arena),
        .on_behalf_of = str_or_empty(settings->on_behalf_of),
        .source = str_or_empty(settings->source),
        .role = str_or_empty(settings->role),
        .meaning = str_or_empty(settings->meaning),
        .is_signed = settings->sign && !settings->on_behalf_of,
        .now = scene->now,
    };
    return find_key(approving);
}

static int run(struct buffer *out, const struct invocation *invocation, struct error *error)
{
    struct approving approving = {.settings = invocation->settings, .out = out, .error = error};
    int status = -1;

    if (!approving.settings->all == !invocation->operands.count)
        return error_set(error, ERROR_USAGE, "name the documents to approve, or say `--all`");
    if (scene_open_at_head(&approving.scene, invocation, error) < 0 || prepare(&approving) < 0)
        goto out;
    for (size_t i = 0; i < invocation->operands.count; i++)
        if (approve_named(&approving, invocation->operands.items[i]) < 0)
            goto out;
    if (approving.settings->all && approve_all(&approving) < 0)
        goto out;
    tell_what_to_commit(&approving);
    status = EXIT_CLEAN;
out:
    buffer_release(&approving.files);
    scene_close(&approving.scene);
    return status;
}

static const struct option options[] = {
    {.name = "all",
     .letter = 'a',
     .type = OPTION_FLAG,
     .offset = offsetof(struct approve_settings, all),
     .help = "approve every document in force that wants it; those that you may not approve are "
             "left out, with the reason"},
    {.name = "role",
     .type = OPTION_STRING,
     .offset = offsetof(struct approve_settings, role),
     .argument = "ROLE",
     .help = "the id of the role under which you approve"},
    {.name = "meaning",
     .type = OPTION_STRING,
     .offset = offsetof(struct approve_settings, meaning),
     .argument = "TEXT",
     .help = "what your approval says, in a sentence"},
    {.name = "sign",
     .type = OPTION_FLAG,
     .offset = offsetof(struct approve_settings, sign),
     .help = "sign the record with your SSH key"},
    {.name = "key",
     .type = OPTION_STRING,
     .offset = offsetof(struct approve_settings, key),
     .argument = "FILE",
     .help = "the key to sign with; git's user.signingkey unless you say"},
    {.name = "on-behalf-of",
     .type = OPTION_STRING,
     .offset = offsetof(struct approve_settings, on_behalf_of),
     .argument = "PERSON",
     .help = "record the approval of somebody else, by their id"},
    {.name = "source",
     .type = OPTION_STRING,
     .offset = offsetof(struct approve_settings, source),
     .argument = "TEXT",
     .help = "where their word is to be found: minutes, a message"},
    {.name = "config",
     .type = OPTION_STRING,
     .offset = offsetof(struct scene_settings, config),
     .argument = "FILE",
     .help = "read FILE in place of .ismslint.yaml"},
};

static const struct example examples[] = {
    {"ismslint approve procedures/backup.md", "approve the text as it is committed here"},
    {"ismslint approve SOP-012 --role cto --sign", "by its id, with your signature"},
    {"ismslint approve procedures/fax.md", "that it was deleted, as it is committed here"},
    {"ismslint approve --all --on-behalf-of maya --source minutes/2026-06.md",
     "what the board has decided"},
};

const struct command approve_command = {
    .name = "approve",
    .summary = "write the record of your approval of a document",
    .operands = "[PATH|ID]...",
    .most = SIZE_MAX,
    .description =
        "Writes a file under approvals/ that says that you approve exactly this content of a "
        "document, and tells what to commit. The record survives squashing and rebasing, because "
        "it names the content and not a commit. Of a document that was deleted, named by the path "
        "that it had, the record says that you approve that.\n\n"
        "You are whom the people register knows by git's user.email. An approval that would not "
        "count is refused with the reason: you wrote the text yourself (and `self_approval` names "
        "no "
        "compensating control), or hold no role that may "
        "approve it, or it has changes that are not committed.",
    .options = options,
    .option_count = COUNT_OF(options),
    .settings_size = sizeof(struct approve_settings),
    .examples = examples,
    .example_count = COUNT_OF(examples),
    .run = run,
};
