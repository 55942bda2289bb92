/* The signed records of `ismslint record`, in a note or in files. */
#include "base/beneath.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/visible.h"
#include "cmd/record.h"
#include "git/notes_write.h"
#include "git/signature.h"

static const char *root_of(const struct recording *recording)
{
    return repository_root(recording->scene.repository).data;
}

static struct str signature_file(struct recording *recording, const struct recorded *record)
{
    return arena_printf(&recording->scene.arena, "%.*s.sig", STR_ARG(record->file));
}

/* ---- signing ---- */

/* A signature that vouches for nothing would be worse than none. *SIGNER is the service account. */
static int sign(struct vouch_person *signer, struct recording *recording, struct recorded *record)
{
    struct str reason;

    if (signature_make(&record->armour, recording->key, "ismslint", record->text,
                       &recording->scene.arena, recording->error) < 0)
        return -1;
    if (vouch_is_signed(signer, &reason, recording->scene.approvals, record->text, record->armour,
                        recording->scene.isms.now))
        return 0;
    return error_set(recording->error, ERROR_USAGE, "the signature would not count: %.*s",
                     STR_ARG(reason));
}

/* ---- a note ---- */

static int write_note(struct recording *recording, const struct vouch_person *signer)
{
    struct arena *arena = &recording->scene.arena;
    struct str reference = recording->scene.isms.model.config.approvals.notes.items[0];
    struct notes_writer writer = {.name = arena_str(arena, signer->name).data,
                                  .email = signer->email.len ? arena_str(arena, signer->email).data
                                                             : "none",
                                  .time = recording->scene.isms.now};
    struct buffer text = {0};
    int status;

    VECTOR_EACH (struct recorded, record, &recording->records)
        if (!record->known) {
            buffer_add(&text, record->text);
            buffer_add(&text, record->armour);
        }
    status = notes_append(recording->scene.repository, arena_str(arena, reference).data,
                          &recording->landed.commit, buffer_str(&text), &writer, recording->error);
    buffer_release(&text);
    return status;
}

/* ---- files ---- */

static void add_slug(struct buffer *out, struct str text)
{
    enum { LONGEST = 80 };

    for (size_t i = 0; i < text.len && i < LONGEST; i++)
        buffer_add_char(out, ascii_is_alnum(text.data[i]) ? ascii_lower(text.data[i]) : '-');
}

/* "approvals/2026-02-09-policies-a-md-bob-b-1a2b3c4.yaml": the same review has the same name. */
static struct str file_name(struct recording *recording, const struct recorded *record)
{
    struct buffer name = {0};
    struct object_id id = object_id_of(OBJECT_BLOB, record->text);
    char day[16], hex[OBJECT_ID_HEX + 1];
    struct str copy;

    buffer_add(&name, recording->scene.isms.model.config.approvals.records);
    visible_printf(&name, "%s-",
                   civil_format(day, civil_from_days(day_of_instant(record->review->submitted))));
    add_slug(&name, record->path);
    buffer_add_char(&name, '-');
    add_slug(&name, record->review->login);
    visible_printf(&name, "-%s.yaml", object_id_hex(hex, &id, 7));
    copy = arena_str(&recording->scene.arena, buffer_str(&name));
    buffer_release(&name);
    return copy;
}

static int write_files(struct recording *recording)
{
    VECTOR_EACH (struct recorded, record, &recording->records)
        if (!record->known &&
            (beneath_stage(root_of(recording), record->file, record->text, recording->error) < 0 ||
             beneath_stage(root_of(recording), signature_file(recording, record), record->armour,
                           recording->error) < 0))
            return -1;
    VECTOR_EACH (struct recorded, record, &recording->records)
        if (!record->known &&
            (beneath_publish(root_of(recording), signature_file(recording, record), true,
                             recording->error) < 0 ||
             beneath_publish(root_of(recording), record->file, false, recording->error) < 0))
            return -1;
    return 0;
}

/* Leave nothing behind of what was not there before. */
static void take_back(struct recording *recording)
{
    VECTOR_EACH (struct recorded, record, &recording->records)
        if (!record->known) {
            struct str signature = signature_file(recording, record);

            beneath_unstage(root_of(recording), record->file);
            beneath_unstage(root_of(recording), signature);
            beneath_remove(root_of(recording), record->file);
            beneath_remove(root_of(recording), signature);
        }
}

/* ---- all together ---- */

/* Is it there already? 1, 0 or -1. A file's name tells its content. */
static int find_known(struct recording *recording, struct recorded *record)
{
    int free;

    if (!recording->as_files)
        return vouch_is_noted(recording->scene.approvals, &recording->landed.commit, record->text,
                              recording->error);
    record->file = file_name(recording, record);
    free = beneath_probe(root_of(recording), record->file, recording->error);
    return free < 0 ? -1 : !free;
}

int recording_write(struct recording *recording)
{
    struct vouch_person signer = {0};
    size_t new = 0;

    VECTOR_EACH (struct recorded, record, &recording->records) {
        int known = find_known(recording, record);

        if (known < 0)
            return -1;
        record->known = known;
        new += !known;
        if (!known && sign(&signer, recording, record) < 0)
            return -1;
    }
    if (!new)
        return 0;
    if (!recording->as_files)
        return write_note(recording, &signer);
    if (write_files(recording) == 0)
        return 0;
    take_back(recording);
    return -1;
}
