/* Who a record is by, and what its signature is worth. */
#include "approval/record_event.h"

#include "approval/context.h"
#include "approval/keys.h"

/* By an id, else as a line names somebody; in its place a login at a forge. */
static void find_person(struct named *out, struct approvals *approvals, const struct frame *frame,
                        const struct record *record)
{
    *out = (struct named){.name = record->person.len ? record->person : record->login};
    out->who = record->person.len ? who_by_id(approvals, frame, record->person)
                                  : who_by_login(approvals, frame, record->forge, record->login);
    if (out->who.id.len || !record->person.len)
        return;
    named_approver(out, approvals, frame, record->person);
    if (str_find(record->person, STR("@"), 0) < 0 &&
        !who_by_name(approvals, frame, record->person).id.len)
        out->fault = (struct str){0}; /* it is an id that nobody has */
}

/* Why WHO, whom `recorded_by: TEXT` means, makes no record for somebody else; or empty. */
static struct str recorder_fault(struct assessment *assessment, const struct event *event,
                                 const struct record *record, const struct who *who)
{
    struct approvals *approvals = assessment->approvals;
    struct who named = {0};

    if (who->robot)
        return STR("is a service account");
    if (!who->id.len)
        named = who_by_name(approvals, event->frame, record->recorded_by);
    if (named.id.len)
        return arena_printf(approvals->arena, "is a name: write the id `%.*s`", STR_ARG(named.id));
    if (!who->id.len)
        return STR("is not in the people register");
    if (authors_has(&assessment->judged[event->stage].authors, who, (struct str){0}))
        return record->deletes ? STR("deleted it") : STR("is an author of the content");
    return (struct str){0};
}

/* A record made for somebody else wants a recorder who is no author, and a source. */
static void check_recorder(struct assessment *assessment, struct event *event,
                           const struct record *record)
{
    struct approvals *approvals = assessment->approvals;
    struct named named;
    struct who who;
    struct str fault;

    if (!record->recorded_by.len)
        return;
    who = who_by_id(approvals, event->frame, record->recorded_by);
    if (!who.id.len) {
        named_approver(&named, approvals, event->frame, record->recorded_by);
        who = named.who;
    }
    fault = recorder_fault(assessment, event, record, &who);
    if (fault.len)
        event_set_fault(event, EVENT_WEAK, REASON_RECORDER,
                        arena_printf(approvals->arena, "the recorder \"%.*s\" %.*s",
                                     STR_ARG(record->recorded_by), STR_ARG(fault)));
    else if (!record->source.len)
        event_set_fault(event, EVENT_WEAK, REASON_RECORDER,
                        STR("the record on behalf of another person lacks a source"));
}

/* A robot that may vouch says that a forge had this review from this person. */
static void set_vouched(struct assessment *assessment, struct event *event,
                        const struct record *record)
{
    struct approvals *approvals = assessment->approvals;
    const struct mainline_commit *landing = stage_landing(assessment, event->stage);

    event->shown.level = LEVEL_VOUCHED;
    if (record->submitted == INT64_MIN)
        return;
    event->shown.date = event->known = record->submitted;
    event->day = approvals_day(approvals, record->submitted);
    event->always_timely = record->submitted <= landing->time;
}

/* A broken signature voids the record: it does not fall back to what anyone could have typed. */
static void check_signature(struct assessment *assessment, struct event *event,
                            const struct record *record, int64_t when)
{
    struct approvals *approvals = assessment->approvals;
    struct signature signature;
    struct signer signer;

    if (!record->is_signed)
        return;
    signature_detached(&signature, record->armour, record->text);
    keys_verify(&signer, approvals, event->frame, &signature, "ismslint", when);
    if (signer.verdict != VERDICT_GOOD) {
        event_set_signer_fault(event, &signer);
    } else if (signer.vouches) {
        set_vouched(assessment, event, record);
    } else if (str_equal(signer.who.id, event->who.id) && !signer.who.robot) {
        event->shown.level = LEVEL_SIGNED;
        event->shown.signer_date = true;
        if (record->date != INT64_MIN)
            event->shown.date = record->date;
    } else if (!str_equal(signer.who.id, record->recorded_by) || signer.who.robot) {
        event_set_fault(event, EVENT_WEAK, REASON_SIGNER_OTHER,
                        arena_printf(approvals->arena, "it is signed with the key of %.*s",
                                     STR_ARG(signer.who.title)));
    }
}

void record_event_set(struct assessment *assessment, struct event *event,
                      const struct record *record, int64_t when)
{
    struct named named;

    event->claimed_role = record->role;
    find_person(&named, assessment->approvals, event->frame, record);
    named.email = (struct str){0};
    event_set_named(event, &named);
    event->shown.recorded_by = record->recorded_by;
    event->shown.source = record->source;
    event->shown.level = LEVEL_ASSERTED;
    check_signature(assessment, event, record, when);
    check_recorder(assessment, event, record);
}
