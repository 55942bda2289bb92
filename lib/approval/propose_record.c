/* The record of an approval that would count: its words, and whether its signature counts. */
#include "approval/context.h"
#include "approval/propose.h"
#include "approval/records.h"
#include "base/json_writer.h"

#include "base/clock.h"

/* ---- the signature ---- */

static bool is_theirs(struct str *reason, struct approvals *branch, const struct frame *frame,
                      struct str person, const struct signature *signature, int64_t now)
{
    struct signer signer;

    keys_verify(&signer, branch, frame, signature, "ismslint", now);
    *reason = signer.reason;
    if (signer.verdict != VERDICT_GOOD)
        return false;
    *reason = arena_printf(branch->arena, "the key belongs to %.*s", STR_ARG(signer.who.title));
    return str_equal(signer.who.id, person);
}

bool proposal_signature_counts(struct str *reason, struct approvals *branch, struct str person,
                               struct str record, struct str armour, int64_t now)
{
    struct signature signature;
    struct str ignored;

    signature_detached(&signature, armour, record);
    if (is_theirs(reason, branch, frame_next(branch), person, &signature, now))
        return true;
    if (is_theirs(&ignored, branch, frame_head(branch), person, &signature, now))
        *reason = arena_printf(branch->arena,
                               "by the people register on %.*s, %.*s; the key that this branch "
                               "adds counts from the next change",
                               STR_ARG(branch->options.onto->mainline.name), STR_ARG(*reason));
    return false;
}

/* ---- the words ---- */

static void write_line(struct buffer *out, const char *key, struct str text)
{
    struct json_writer writer;

    if (!text.len)
        return;
    buffer_printf(out, "%s: ", key);
    json_writer_init(&writer, out, false);
    json_write_string(&writer, text);
    buffer_add_char(out, '\n');
}

/* Nobody claims to have read what they only write down for another. */
static struct str usual_meaning(const struct proposed *proposed, const struct proposal *proposal,
                                struct arena *arena)
{
    if (proposal->on_behalf_of.len)
        return arena_printf(arena, "%.*s approved %s, according to %.*s", STR_ARG(proposed->name),
                            proposed->deletes ? "the withdrawal of this document" : "this content",
                            STR_ARG(proposal->source));
    return proposed->deletes ? STR("I approve the withdrawal of this document")
                             : STR("I have read this content and approve it");
}

static void write_record(struct buffer *out, struct arena *arena, const struct proposed *proposed,
                         const struct proposal *proposal)
{
    char hex[OBJECT_ID_HEX + 1], date[32];

    write_line(out, "path", proposed->path);
    write_line(out, "blob",
               proposed->deletes ? STR("deleted")
                                 : str_of(object_id_hex(hex, &proposed->blob, OBJECT_ID_HEX)));
    write_line(out, "person", proposed->person);
    write_line(out, "role", proposed->role);
    write_line(out, "meaning",
               proposal->meaning.len ? proposal->meaning
                                     : usual_meaning(proposed, proposal, arena));
    write_line(out, "date", str_of(instant_format(date, proposal->now)));
    write_line(out, "recorded_by", proposed->recorder);
    write_line(out, "source", proposal->source);
}

bool proposal_write(struct buffer *out, struct approvals *branch, const struct proposed *proposed,
                    const struct proposal *proposal)
{
    struct record record = {.file = STR("record.yaml")};
    bool good;

    write_record(out, branch->arena, proposed, proposal);
    arena_reset(&branch->scratch);
    good = record_read(&record, buffer_str(out), branch);
    return good && str_equal(record.path, proposed->path) &&
           str_equal(record.person, proposed->person) &&
           str_equal(record.source, str_trim(proposal->source));
}
