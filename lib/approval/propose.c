#include "approval/propose.h"

#include "approval/documents.h"
#include "approval/judgement.h"
#include "approval/judging.h"
#include "approval/keys.h"
#include "base/clock.h"
#include "base/json_writer.h"

static void refuse(struct proposed *out, struct str reason)
{
    out->counts = false;
    out->reason = reason;
}

/* Who writes, and who approves: they are one unless it is on behalf of somebody. */
static bool find_people(struct proposed *out, struct who *approver, struct who *writer,
                        struct approvals *approvals, const struct frame *frame,
                        const struct proposal *proposal)
{
    struct arena *arena = approvals->arena;

    *writer = frame_who_by_email(approvals, frame, proposal->email);
    *approver = *writer;
    if (!writer->id.len) {
        refuse(out, arena_printf(arena,
                                 "the register of people does not say who <%.*s> is (git's "
                                 "user.email); add the address to people.yaml",
                                 STR_ARG(proposal->email)));
        return false;
    }
    if (!proposal->on_behalf_of.len)
        return true;
    *approver = frame_who_by_id(approvals, frame, proposal->on_behalf_of);
    out->recorder = writer->id;
    if (approver->id.len)
        return true;
    refuse(out, arena_printf(arena, "the register of people has nobody with the id %.*s",
                             STR_ARG(proposal->on_behalf_of)));
    return false;
}

/* The role that was asked for must be held, and be one that may approve. */
static bool check_role(struct proposed *out, const struct judging *judging,
                       const struct event *event, const struct proposal *proposal)
{
    const struct demand *demand = &judging->judged[event->stage].demand;
    struct arena *arena = judging->approvals->arena;

    out->role = proposal->role.len ? proposal->role : event->shown.role;
    if (!proposal->role.len)
        return true;
    for (size_t i = 0; i < demand->count; i++)
        if (demand->each[i].roles.count && !str_list_has(demand->each[i].roles, proposal->role)) {
            refuse(out, arena_printf(arena, "the role %.*s may not approve this",
                                     STR_ARG(proposal->role)));
            return false;
        }
    if (person_held(event->who.person, proposal->role, event->day))
        return true;
    refuse(out, arena_printf(arena, "%.*s does not hold the role %.*s", STR_ARG(event->who.title),
                             STR_ARG(proposal->role)));
    return false;
}

static bool check_recorder(struct proposed *out, const struct judging *judging, size_t last,
                           const struct who *writer, const struct proposal *proposal)
{
    if (!proposal->on_behalf_of.len)
        return true;
    if (!proposal->source.len)
        refuse(out, STR("an approval on behalf of somebody wants a source: the minutes, the "
                        "message, in which they said so"));
    else if (authors_has(&judging->judged[last].authors, writer, proposal->email))
        refuse(out, STR("whoever records an approval for somebody else may not be an author of "
                        "the text"));
    else
        return true;
    return false;
}

/* An event as the record would make it, were it landed now. */
static struct event *make_event(struct judging *judging, size_t last, const struct who *approver,
                                const struct proposal *proposal)
{
    struct approvals *approvals = judging->approvals;
    struct event *event = event_add(judging, last, "record");

    event->frame = frame_head(approvals);
    event->before = 0;
    event->day = approvals_day(approvals, proposal->now);
    event->shown.level = proposal->is_signed ? LEVEL_SIGNED : LEVEL_ASSERTED;
    event_set_person(event, *approver, approver->title, proposal->email);
    event_judge(judging, event);
    return event;
}

static void judge_last(struct proposed *out, struct judging *judging,
                       const struct proposal *proposal)
{
    size_t last = judging->timeline.count - 1;
    const struct version *version = &judging->timeline.stages[last].step->revision->version;
    const struct event *event;
    struct who approver, writer;

    out->path = judging->timeline.stages[last].step->revision->path;
    out->blob = version->id;
    out->deletes = version->mode == MODE_ABSENT;
    if (!out->deletes && version->mode != MODE_FILE && version->mode != MODE_EXECUTABLE) {
        refuse(out, STR("it is no file"));
        return;
    }
    if (!find_people(out, &approver, &writer, judging->approvals, frame_head(judging->approvals),
                     proposal))
        return;
    out->person = approver.id;
    event = make_event(judging, last, &approver, proposal);
    out->counts = event->shown.counts;
    out->control = event->shown.control;
    out->reason = event->shown.reason;
    if (out->counts)
        out->counts = check_role(out, judging, event, proposal) &&
                      check_recorder(out, judging, last, &writer, proposal);
}

const struct artifact *proposal_gone(struct str *reason, struct approvals *approvals,
                                     struct str path)
{
    const struct approval_revision *last = approval_in_force(approvals_judge_path(approvals, path));

    *reason = (struct str){0};
    if (!last || !last->kind)
        return NULL;
    if (!last->deleted && !last->other)
        *reason = STR("what became of it is not committed; commit that, and approve it then");
    else if (last->deleted && document_was_moved(approvals, path, &last->landing))
        *reason = STR("it was not deleted but moved; name it by where it is now");
    else
        return document_once(approvals, path, timeline_of_file(approvals, path));
    return NULL;
}

void proposal_judge(struct proposed *out, struct approvals *approvals,
                    const struct artifact *artifact, const struct proposal *proposal)
{
    const struct approval_judgement *judgement = approvals_judge(approvals, artifact);
    struct judging judging = {.approvals = approvals, .artifact = artifact};

    *out = (struct proposed){0};
    if (!judgement->mainline.len) {
        refuse(out, judgement->missing);
        return;
    }
    if (!judgement->revisions[0].landed) {
        refuse(out, STR("it has changes that are not committed, and an approval is of a text that "
                        "somebody can have again; commit them, or put them aside"));
        return;
    }
    if (!approvals->frames.has_register) {
        refuse(out, STR("there is no register of people (people.yaml)"));
        return;
    }
    judging_run(&judging);
    judge_last(out, &judging, proposal);
    judging_release(&judging);
}

bool proposal_signature_counts(struct str *reason, struct approvals *approvals, struct str person,
                               struct str record, struct str armour, int64_t now)
{
    struct signature signature;
    struct signer signer;

    signature_detached(&signature, armour, record);
    keys_verify(&signer, approvals, frame_head(approvals), &signature, "ismslint", now);
    *reason = signer.reason;
    if (signer.verdict != VERDICT_GOOD)
        return false;
    *reason = arena_printf(approvals->arena, "the key is that of %.*s", STR_ARG(signer.who.title));
    return str_equal(signer.who.id, person);
}

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

void proposal_write(struct buffer *out, const struct proposed *proposed,
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
               : proposed->deletes   ? STR("I approve that this document is withdrawn")
                                     : STR("I have read this text and approve it"));
    write_line(out, "date", str_of(instant_format(date, proposal->now)));
    write_line(out, "recorded_by", proposed->recorder);
    write_line(out, "source", proposal->source);
}
