/* ismslint record: the reviews of a request at a forge, as signed records. */
#include "cmd/record.h"

#include "base/file.h"
#include "base/shell.h"
#include "base/visible.h"
#include "cmd/signing_key.h"

struct record_settings {
    struct scene_settings scene; /* first: see scene_open */
    size_t forge;
    bool note;
    bool file;
    const char *key;
};

static const char *forge_name(size_t index)
{
    const struct forge_api *forge = forge_at(index);

    return forge ? forge->name : NULL;
}

/* ---- what is read ---- */

static int read_request(struct recording *recording, const struct record_settings *settings)
{
    struct arena *arena = &recording->scene.arena;
    struct source *source = ARENA_NEW(arena, struct source);
    struct str text;

    if (file_read(&text, "-", arena, recording->error) < 0)
        return -1;
    source_init(source, STR("<stdin>"), text, arena);
    return request_read(&recording->request, forge_at(settings->forge), source, arena,
                        recording->error);
}

/* The commit by which the request landed: as it was named, as the forge says, else HEAD. */
static int find_commit(struct object_id *out, struct recording *recording,
                       const struct string_list *operands)
{
    struct repository *repository = recording->scene.repository;
    struct str landing = recording->request.landing;

    if (operands->count)
        return repository_resolve(out, repository, str_of(operands->items[0]), recording->error);
    if (landing.len)
        return repository_commit(out, repository, landing, recording->error);
    if (recording->request.open)
        return error_set(recording->error, ERROR_USAGE,
                         "the request has not landed, as the JSON has it: name the COMMIT");
    return repository_head(out, repository, recording->error);
}

static int find_landing(struct recording *recording, const struct string_list *operands)
{
    struct object_id commit;

    if (find_commit(&commit, recording, operands) < 0)
        return -1;
    return landed_find(&recording->landed, recording->scene.approvals, &commit, recording->error);
}

static int check_settings(const struct recording *recording, const struct record_settings *settings)
{
    if (settings->note && settings->file)
        return error_set(recording->error, ERROR_USAGE, "`--note` and `--file` exclude each other");
    if (settings->file && repository_state(recording->scene.repository)->bare)
        return error_set(recording->error, ERROR_USAGE,
                         "a bare repository has no folder to write records to");
    if (!settings->file && !recording->scene.isms.model.config.approvals.notes.count)
        return error_set(recording->error, ERROR_USAGE, "`approvals.notes` names no reference");
    return 0;
}

/* ---- what is printed ---- */

static size_t tell_records(struct recording *recording)
{
    size_t new = 0;

    VECTOR_EACH (struct recorded, record, &recording->records) {
        visible_printf(recording->out, "%.*s: %s the review by %.*s (@%.*s)%s\n",
                       STR_ARG(record->path), record->known ? "already recorded" : "recorded",
                       STR_ARG(record->name), STR_ARG(record->review->login),
                       record->older ? ", of an older commit of the request" : "");
        new += !record->known;
    }
    return new;
}

static void tell_next(struct recording *recording)
{
    struct str notes = recording->scene.isms.model.config.approvals.notes.items[0];
    struct buffer *out = recording->out;
    char hex[OBJECT_ID_HEX + 1];

    if (!recording->as_files) {
        visible_printf(out, "\nwrote the note on %s; push it:\n  git push origin ",
                       object_id_hex(hex, &recording->landed.commit, 7));
        shell_add_word(out, notes);
        buffer_add_char(out, '\n');
        return;
    }
    buffer_add_c(out, "\ncommit the records, and land them:\n  git add ");
    shell_add_word(out, recording->scene.isms.model.config.approvals.records);
    buffer_add_c(out, " && git commit -m 'Record reviews'\n");
}

/* ---- the command ---- */

static int record(struct recording *recording, const struct invocation *invocation)
{
    const struct record_settings *settings = invocation->settings;

    recording->as_files = settings->file;
    if (scene_open(&recording->scene, invocation, recording->error) < 0 ||
        check_settings(recording, settings) < 0 || read_request(recording, settings) < 0 ||
        find_landing(recording, &invocation->operands) < 0 || recording_plan(recording) < 0)
        return -1;
    if (recording->records.count && (signing_key_find(&recording->key, recording->scene.repository,
                                                      settings->key, recording->error) < 0 ||
                                     recording_write(recording) < 0))
        return -1;
    if (tell_records(recording))
        tell_next(recording);
    else
        buffer_add_c(recording->out, "nothing to record\n");
    return recording->incomplete ? ERROR_FAILURE : EXIT_CLEAN;
}

static int run(struct buffer *out, const struct invocation *invocation, struct error *error)
{
    struct recording recording = {.out = out, .error = error};
    int status = record(&recording, invocation);

    vector_release(&recording.records);
    scene_close(&recording.scene);
    return status;
}

static const struct option options[] = {
    {.name = "forge",
     .type = OPTION_CHOICE,
     .offset = offsetof(struct record_settings, forge),
     .argument = "FORGE",
     .help = "read the JSON of this forge",
     .choice = forge_name},
    {.name = "note",
     .type = OPTION_FLAG,
     .offset = offsetof(struct record_settings, note),
     .help = "write a note on the commit that landed the request; this is the default"},
    {.name = "file",
     .type = OPTION_FLAG,
     .offset = offsetof(struct record_settings, file),
     .help = "write files under approvals/ instead of a note"},
    {.name = "key",
     .type = OPTION_STRING,
     .offset = offsetof(struct record_settings, key),
     .argument = "FILE",
     .help = "sign with this key, a file or an ssh-agent key; default: Git's user.signingkey"},
    {.name = "config",
     .type = OPTION_STRING,
     .offset = offsetof(struct scene_settings, config),
     .argument = "FILE",
     .help = "read FILE instead of .ismslint.yaml"},
};

static const struct example examples[] = {
    {"ismslint record --forge github --key recorder.key <reviews.json",
     "write a note on the merge commit that the JSON names"},
    {"ismslint record --forge gitlab --file HEAD <request.json",
     "write files for the request that HEAD landed"},
};

const struct command record_command = {
    .name = "record",
    .summary = "record reviews of a pull request as approvals",
    .operands = "[COMMIT]",
    .most = 1,
    .description =
        "Reads a request and its reviews, as the API of a forge returns them, as JSON on standard "
        "input. Writes a signed record of each approving review, for each file that landed with "
        "exactly the content that was reviewed. COMMIT is the commit that landed the request; "
        "without it, the JSON names the commit, else it is HEAD.\n\nThe key is one of a service "
        "account with `vouches: reviews` in the people register. For each review that is not "
        "an approval ismslint prints the reason: the reviewer asked for changes, commented, opened "
        "the "
        "request or has an unknown login, or the review was dismissed or superseded. A review of "
        "an older commit counts only for files that did not change after it.\n\nThe JSON is "
        "{\"pull_request\": ..., \"reviews\": [...]} for GitHub, {\"merge_request\": ..., "
        "\"approvals\": ..., \"versions\": [...]} for GitLab, a ChangeInfo with labels and "
        "revisions for Gerrit, and {\"pull_request\": ..., \"activity\": ...} for Bitbucket.",
    .options = options,
    .option_count = COUNT_OF(options),
    .settings_size = sizeof(struct record_settings),
    .examples = examples,
    .example_count = COUNT_OF(examples),
    .run = run,
};
