#include "approval/vouch.h"

#include "approval/context.h"
#include "approval/documents.h"
#include "approval/records.h"
#include "approval/signed_reviews.h"
#include "base/clock.h"
#include "base/json_writer.h"
#include "git/notes.h"

/* ---- what landed ---- */

/* The number of the mainline's commit with which COMMIT came to it. */
static bool find_position(size_t *number, struct approvals *approvals,
                          const struct object_id *commit)
{
    uintptr_t position = (uintptr_t)map_get(&approvals->positions, object_id_key(commit));

    *number = (size_t)position - 1;
    return position || history_brought_by(number, approvals->history, commit);
}

static bool may_be_approved(struct approvals *approvals, struct str path)
{
    return document_may_be_at(approvals, path) || frame_wants(approvals, path);
}

static int keep_changes(struct landed *out, struct approvals *approvals, struct error *error)
{
    struct change *changes;
    size_t count;

    if (history_changes(&changes, &count, approvals->history, &out->commit, false, approvals->arena,
                        error) != OBJECT_FOUND)
        return -1;
    out->changes = changes;
    for (size_t i = 0; i < count; i++)
        if (may_be_approved(approvals, changes[i].path))
            out->changes[out->count++] = changes[i];
    return 0;
}

int landed_find(struct landed *out, struct approvals *approvals, const struct object_id *commit,
                struct error *error)
{
    const struct mainline_commit *landing;
    char hex[OBJECT_ID_HEX + 1];
    size_t number;

    *out = (struct landed){0};
    if (!approvals->history)
        return error_set(error, ERROR_USAGE, "%.*s", STR_ARG(approvals->no_mainline));
    approvals_walk(approvals);
    if (!find_position(&number, approvals, commit))
        return error_set(error, ERROR_USAGE, "the commit %s is not on %.*s",
                         object_id_hex(hex, commit, 7), STR_ARG(approvals->mainline.name));
    landing = history_commit(approvals->history, number);
    out->commit = landing->id;
    out->parent = landing->parent;
    out->time = landing->time;
    return keep_changes(out, approvals, error);
}

int landed_base(struct object_id *out, const struct landed *landed, struct repository *repository,
                const struct object_id *reviewed, struct error *error)
{
    struct object_id common;
    int found = repository_common(&common, repository, reviewed, &landed->commit, error);

    *out = (struct object_id){{0}};
    if (found < 0)
        return -1;
    if (found && object_id_equal(&common, &landed->commit) &&
        !object_id_equal(reviewed, &landed->commit))
        return 0;
    if (!object_id_is_zero(&landed->parent))
        found = repository_common(out, repository, reviewed, &landed->parent, error);
    return found < 0 ? -1 : 1;
}

int landed_version(struct version *out, struct approvals *approvals, const struct object_id *commit,
                   struct str path, struct error *error)
{
    return history_entry(out, approvals->history, commit, path, error) == OBJECT_FOUND
               ? 0
               : (error->code = ERROR_FAILURE, -1);
}

/* ---- people ---- */

static struct vouch_person person_of(const struct who *who)
{
    const struct person *person = who->person;

    return (struct vouch_person){
        .id = who->id,
        .name = who->title,
        .email = person && person->emails.count ? person->emails.items[0] : (struct str){0},
        .robot = who->robot,
    };
}

struct vouch_person vouch_reviewer(struct approvals *approvals, struct str forge, struct str login)
{
    struct who who = who_by_login(approvals, frame_head(approvals), forge, login);

    return person_of(&who);
}

/* ---- the record ---- */

static void write_line(struct buffer *out, const char *key, struct str text)
{
    if (!text.len)
        return;
    buffer_printf(out, "%s: ", key);
    json_add_string(out, text);
    buffer_add_char(out, '\n');
}

static void write_commit(struct buffer *out, const char *key, const struct object_id *id)
{
    char hex[OBJECT_ID_HEX + 1];

    write_line(out, key, str_of(object_id_hex(hex, id, OBJECT_ID_HEX)));
}

static void write_lines(struct buffer *out, const struct vouch *vouch)
{
    char submitted[32];

    buffer_add_c(out, "---\n");
    write_line(out, "path", vouch->path);
    if (vouch->version->mode == MODE_ABSENT)
        write_line(out, "blob", STR("deleted"));
    else
        write_commit(out, "blob", &vouch->version->id);
    write_commit(out, "landing", &vouch->landing);
    write_line(out, "forge", vouch->forge);
    write_line(out, "login", vouch->login);
    write_commit(out, "reviewed_commit", &vouch->reviewed);
    write_line(out, "submitted_at", str_of(instant_format(submitted, vouch->submitted)));
    write_line(out, "review_url", vouch->url);
}

bool vouch_write(struct buffer *out, struct approvals *approvals, const struct vouch *vouch)
{
    struct record record = {.file = STR("record.yaml")};
    size_t start = out->len;

    write_lines(out, vouch);
    arena_reset(&approvals->scratch);
    return record_read(&record, str_slice(buffer_str(out), start, out->len), approvals) &&
           str_equal(record.path, vouch->path) && str_equal(record.login, vouch->login) &&
           record.submitted == vouch->submitted;
}

/* ---- the signature ---- */

bool vouch_is_signed(struct vouch_person *person, struct str *reason, struct approvals *approvals,
                     struct str text, struct str armour, int64_t now)
{
    struct signature signature;
    struct signer signer;

    signature_detached(&signature, armour, text);
    keys_verify(&signer, approvals, frame_head(approvals), &signature, "ismslint", now);
    *person = person_of(&signer.who);
    *reason = signer.reason;
    if (signer.verdict == VERDICT_GOOD && !signer.vouches)
        *reason = arena_printf(
            approvals->arena,
            "the key is that of %.*s, not of a service account with `vouches: reviews`",
            STR_ARG(signer.who.title));
    return signer.verdict == VERDICT_GOOD && signer.vouches;
}

/* ---- what is there ---- */

static bool holds(const struct note *note, struct str text, struct approvals *approvals)
{
    struct signed_reviews reviews;

    signed_reviews_read(&reviews, note->text, approvals);
    for (size_t i = 0; i < reviews.count; i++)
        if (str_equal(reviews.items[i].text, text))
            return true;
    return false;
}

int vouch_is_noted(struct approvals *approvals, const struct object_id *commit, struct str text,
                   struct error *error)
{
    struct str reference = approvals->head->config.approvals.notes.items[0];
    enum object_status status = OBJECT_MISSING;
    struct notes *notes;
    struct note note;
    int found = notes_open(&notes, approvals->repository,
                           arena_str(approvals->arena, reference).data, error);

    if (found < 0)
        return -1;
    error->message[0] = '\0';
    if (found)
        status = notes_find(&note, notes, commit, approvals->arena, error);
    found = status == OBJECT_FOUND ? holds(&note, text, approvals) : error->message[0] ? -1 : 0;
    notes_free(notes);
    return found;
}
