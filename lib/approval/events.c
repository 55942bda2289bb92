/* Making events, and those that commits of the landing carry: trailers and merges. */
#include "approval/assessment.h"

#include "approval/context.h"
#include "approval/landing_trailers.h"

const struct mainline_commit *stage_landing(const struct assessment *assessment, size_t index)
{
    return assessment->timeline.stages[index].step->revision->landing;
}

struct event *event_add(struct assessment *assessment, size_t index, const char *kind)
{
    struct approvals *approvals = assessment->approvals;
    const struct mainline_commit *landing = stage_landing(assessment, index);
    struct event *event = ARENA_NEW(approvals->arena, struct event);

    event->shown.kind = kind;
    event->shown.date = landing->time;
    event->frame = assessment->judged[index].frame;
    event->day = approvals_day(approvals, landing->time_not_before);
    event->stage = index;
    event->position = assessment->timeline.stages[index].step->position;
    event->before = event->position + 1;
    event->known = landing->time;
    vector_push(&assessment->events, event);
    return event;
}

void evidence_unread(struct assessment *assessment, size_t index, struct str why)
{
    struct judged *judged = &assessment->judged[index];

    if (!judged->unread.len)
        judged->unread = arena_str(assessment->approvals->arena, why);
}

void event_set_person(struct event *event, struct who who, struct str name, struct str email)
{
    event->who = who;
    event->shown.person = who.id;
    event->shown.name = who.title.len ? who.title : name;
    event->shown.email = email;
}

void event_set_named(struct event *event, const struct named *named)
{
    event_set_person(event, named->who, named->name, named->email);
    event->unnamed = named->fault;
}

void evidence_empty(struct assessment *assessment, size_t index, struct str place)
{
    struct judged *judged = &assessment->judged[index];

    if (!judged->empty.len)
        judged->empty = place;
}

void event_set_commit(struct assessment *assessment, struct event *event,
                      const struct object_id *commit)
{
    char hex[OBJECT_ID_HEX + 1];

    event->shown.commit =
        arena_str(assessment->approvals->arena, str_of(object_id_hex(hex, commit, OBJECT_ID_HEX)));
    event->shown.object = event->shown.commit;
}

/* ---- trailers ---- */

static struct event *add_trailer(struct assessment *assessment, size_t index,
                                 const struct commit_facts *facts, const struct trailer *trailer)
{
    struct approvals *approvals = assessment->approvals;
    struct event *event = event_add(assessment, index, "trailer");
    struct named named;

    named_approver(&named, approvals, event->frame, trailer->value);
    event_set_named(event, &named);
    event_set_commit(assessment, event, &facts->id);
    event->shown.date = facts->committer.time;
    event->shown.text = arena_printf(approvals->arena, "%.*s: %.*s", STR_ARG(trailer->key),
                                     STR_ARG(trailer->value));
    event->shown.level = LEVEL_ASSERTED;
    return event;
}

bool trailer_approves(const struct trailer *trailer, struct str_list keys)
{
    for (size_t i = 0; i < keys.count; i++)
        if (trailer_is(trailer, keys.items[i]))
            return true;
    return false;
}

int origin_holds(struct assessment *assessment, size_t index, const struct origin *origin)
{
    const struct stage *stage = &assessment->timeline.stages[index];
    struct approvals *approvals = assessment->approvals;
    struct version version;
    struct error error;

    if (origin->holds)
        return 1;
    if (history_entry(&version, approvals->history, &origin->commit, origin->path, &error) !=
        OBJECT_FOUND)
        return -1;
    return stage_has_substance(approvals, stage, assessment->artifact, origin->path, &version);
}

void event_set_fault(struct event *event, enum event_fault fault, enum approval_reason code,
                     struct str reason)
{
    event->fault = fault;
    event->fault_code = code;
    event->fault_reason = reason;
}

void event_set_signer_fault(struct event *event, const struct signer *signer)
{
    if (signer_is_unclear(signer))
        event_set_fault(event, EVENT_UNCLEAR, REASON_SIGNATURE_UNCLEAR, signer->reason);
    else if (signer->verdict != VERDICT_GOOD)
        event_set_fault(event, EVENT_WEAK, REASON_SIGNATURE_INVALID, signer->reason);
}

void event_bind(struct event *event, int holds)
{
    if (holds == 0) {
        event->fault = event->fault == EVENT_SOUND ? EVENT_SUPERSEDED : EVENT_VOID;
        event->fault_code = REASON_EARLIER_CONTENT;
    }
    if (holds < 0) {
        event_set_fault(event, EVENT_UNCLEAR, REASON_CONTENT_UNREADABLE,
                        STR("the content that it approved cannot be read"));
    }
}

bool origin_speaks(const struct assessment *assessment, size_t index, const struct origin *origin)
{
    return origin->changes || origin->moves || origin->empty ||
           object_id_equal(&origin->commit, &stage_landing(assessment, index)->id);
}

static struct str empty_trailer(struct assessment *assessment, const struct commit_facts *facts,
                                const struct trailer *trailer)
{
    char hex[OBJECT_ID_HEX + 1];

    return arena_printf(assessment->approvals->arena, "`%.*s:` in %.7s", STR_ARG(trailer->key),
                        object_id_hex(hex, &facts->id, OBJECT_ID_HEX));
}

const struct trailers *origin_trailers(struct assessment *assessment, size_t index,
                                       const struct commit_facts *facts)
{
    if (!object_id_equal(&facts->id, &stage_landing(assessment, index)->id))
        return &facts->trailers;
    return landing_trailers(assessment->approvals, assessment->judged[index].frame, facts);
}

static void gather_trailers_of(struct assessment *assessment, size_t index,
                               const struct origin *origin)
{
    struct str_list keys = assessment->judged[index].frame->config->approvals.trailers;
    struct error error;
    const struct commit_facts *facts =
        commit_cache_get(&assessment->approvals->commits, &origin->commit, &error);
    const struct trailers *trailers = facts ? origin_trailers(assessment, index, facts) : NULL;
    int holds = -2; /* not asked yet */

    if (!facts)
        evidence_unread(assessment, index, str_of(error.message));
    for (size_t i = 0; trailers && i < trailers->count; i++) {
        const struct trailer *trailer = &trailers->items[i];

        if (!trailer_approves(trailer, keys) || !trailer_is_evidence(trailers, trailer))
            continue;
        if (holds == -2) {
            if (!empty_commit_binds(assessment, index, origin))
                return;
            holds = origin_holds(assessment, index, origin);
        }
        if (person_line_is_empty(trailer->value))
            evidence_empty(assessment, index, empty_trailer(assessment, facts, trailer));
        else
            event_bind(add_trailer(assessment, index, facts, trailer), holds);
    }
}

void trailers_gather(struct assessment *assessment, size_t index)
{
    const struct origins *origins = assessment->judged[index].origins;

    for (size_t i = 0; i < origins->count; i++)
        if (origin_speaks(assessment, index, &origins->items[i]))
            gather_trailers_of(assessment, index, &origins->items[i]);
}

/* ---- merges ---- */

/* Who merged: the committer, or the author where a robot committed for them. */
static const struct identity *merger_of(struct assessment *assessment, size_t index,
                                        const struct commit_facts *facts)
{
    struct who committer = who_by_email(assessment->approvals, assessment->judged[index].frame,
                                        facts->committer.email);

    return committer.robot ? &facts->author : &facts->committer;
}

/* A forge's own signature vouches for who merged. Asked only where that is asked for. */
static enum approval_level merge_level(struct assessment *assessment, size_t index,
                                       const struct commit_facts *facts)
{
    const struct judged *judged = &assessment->judged[index];
    const struct signer *signer;

    if (!facts->is_signed || judged->requirements.level == LEVEL_ASSERTED)
        return LEVEL_ASSERTED;
    signer =
        keys_landing_signer(assessment->approvals, judged->frame, stage_landing(assessment, index));
    return signer->verdict == VERDICT_GOOD && signer->who.robot ? LEVEL_VOUCHED : LEVEL_ASSERTED;
}

void merges_gather(struct assessment *assessment, size_t index)
{
    struct approvals *approvals = assessment->approvals;
    const struct judged *judged = &assessment->judged[index];
    const struct identity *merger;
    const struct commit_facts *facts;
    struct event *event;
    struct error error;
    struct who who;

    if (!judged->frame->config->approvals.merge ||
        stage_landing(assessment, index)->parent_count < 2)
        return;
    facts = commit_cache_get(&approvals->commits, &stage_landing(assessment, index)->id, &error);
    if (!facts)
        return;
    merger = merger_of(assessment, index, facts);
    who = who_by_email(approvals, judged->frame, merger->email);
    /* Whoever merges their own work has not approved it: that is no claim of it either. */
    if (who.robot || authors_has(&judged->authors, &who, merger->email))
        return;
    event = event_add(assessment, index, "merge");
    event_set_person(event, who, merger->name, merger->email);
    event_set_commit(assessment, event, &facts->id);
    event->shown.date = facts->committer.time;
    event->shown.text = STR("merged it");
    event->shown.level = merge_level(assessment, index, facts);
}
