/* The signature of a landing as evidence: who signs what lands has accepted it. */
#include "approval/assessment.h"
#include "approval/context.h"
#include "approval/keys.h"

/*
 * A signature on one's own work claims nothing, and a forge's vouches only for
 * who merged. What remains is somebody who signed what others wrote, or whose
 * name stands over another's signature.
 */
static bool is_claim(const struct assessment *assessment, size_t index, const struct signer *signer,
                     const struct who *committer)
{
    const struct authorship *authors = &assessment->judged[index].authors;

    if (signer->who.robot)
        return false;
    if (committer->id.len && !committer->robot)
        return true;
    return signer->who.id.len && !authors_has(authors, &signer->who, (struct str){0});
}

static void set_fault(struct event *event, const struct signer *signer, const struct who *committer,
                      const struct commit_facts *facts, struct arena *arena)
{
    event_set_signer_fault(event, signer);
    if (signer->verdict == VERDICT_GOOD && !committer->robot &&
        !str_equal(committer->id, signer->who.id))
        event_set_fault(
            event, EVENT_WEAK, REASON_SIGNER_OTHER,
            arena_printf(arena, "it is signed with the key of %.*s, but committed by %.*s <%.*s>",
                         STR_ARG(signer->who.title), STR_ARG(facts->committer.name),
                         STR_ARG(facts->committer.email)));
}

void signatures_gather(struct assessment *assessment, size_t index)
{
    struct approvals *approvals = assessment->approvals;
    const struct mainline_commit *landing = stage_landing(assessment, index);
    const struct frame *frame = assessment->judged[index].frame;
    struct error error;
    const struct commit_facts *facts = commit_cache_get(&approvals->commits, &landing->id, &error);
    const struct signer *signer;
    struct event *event;
    struct who committer;

    if (!facts || !facts->is_signed)
        return;
    committer = who_by_email(approvals, frame, facts->committer.email);
    /* The key must be the committer's or they a robot; an author's own is no approval. */
    if (!committer.robot &&
        authors_has(&assessment->judged[index].authors, &committer, facts->committer.email))
        return;
    signer = keys_landing_signer(approvals, frame, landing);
    if (!is_claim(assessment, index, signer, &committer))
        return;
    event = event_add(assessment, index, "signature");
    event_set_person(event, committer.id.len && !committer.robot ? committer : signer->who,
                     facts->committer.name, facts->committer.email);
    event_set_commit(assessment, event, &landing->id);
    event->shown.text = STR("signed the commit on the main branch");
    event->shown.level = LEVEL_SIGNED;
    event->shown.signer_date = true;
    set_fault(event, signer, &committer, facts, approvals->arena);
}
