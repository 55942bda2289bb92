#include "approval/judgement_notes.h"

#include "approval/context.h"
#include "git/mailmap.h"

static struct str *note_room(struct approval_judgement *out, struct arena *arena)
{
    enum { MOST_NOTES = 8 };

    if (!out->notes.items)
        out->notes.items = arena_alloc_array(arena, MOST_NOTES, sizeof(struct str));
    return out->notes.count < MOST_NOTES ? &out->notes.items[out->notes.count++] : NULL;
}

static void add_note(struct approval_judgement *out, struct arena *arena, struct str note)
{
    struct str *room;

    for (size_t i = 0; i < out->notes.count; i++)
        if (str_equal(out->notes.items[i], note))
            return;
    room = note_room(out, arena);
    if (room)
        *room = note;
}

/* Evidence of an author under another address than the one they wrote with. */
static void note_addresses(struct approval_judgement *out, const struct approval_revision *revision,
                           struct arena *arena)
{
    for (size_t i = 0; i < revision->evidence_count; i++) {
        const struct approval_evidence *evidence = &revision->evidence[i];

        for (size_t k = 0; evidence->person.len && k < revision->author_count; k++)
            if (str_equal(revision->authors[k].person, evidence->person) && evidence->email.len &&
                !str_equal_nocase(revision->authors[k].email, evidence->email))
                add_note(out, arena,
                         arena_printf(arena, "people.yaml lists both addresses for %.*s",
                                      STR_ARG(evidence->name)));
    }
}

/*
 * Why evidence of the text in force does not count, or not as it says; that somebody wrote it
 * is shown already.
 */
static void note_reasons(struct approval_judgement *out, const struct assessment *assessment)
{
    const struct stage *stages = assessment->timeline.stages;
    size_t last = assessment->timeline.count - 1;

    for (size_t i = 0; i < assessment->events.count; i++) {
        const struct event *event = assessment->events.items[i];

        if (stages[event->stage].run == stages[last].run &&
            (event->outcome > OUTCOME_COMPENSATED
                 ? event->outcome != OUTCOME_SELF || event->uncovered
                 : event_claims_other_role(event)))
            add_note(out, assessment->approvals->arena, event->shown.reason);
    }
}

/* Somebody may have meant to fill it in. */
static void note_empty(struct approval_judgement *out, const struct assessment *assessment)
{
    const struct stage *stages = assessment->timeline.stages;
    size_t last = assessment->timeline.count - 1;

    for (size_t i = stages[last].run; i <= last; i++)
        if (assessment->judged[i].empty.len)
            add_note(out, assessment->approvals->arena,
                     arena_printf(assessment->approvals->arena,
                                  "%.*s lacks a name: add `NAME <ADDRESS>`",
                                  STR_ARG(assessment->judged[i].empty)));
}

static void note_claim(struct approval_judgement *out, const struct mailmap *mailmap,
                       const struct approval_author *author, struct arena *arena)
{
    struct identity who = {.name = author->name, .email = author->email}, claimed;

    if (!author->person.len && mailmap_resolve(&claimed, mailmap, &who, arena))
        add_note(out, arena,
                 arena_printf(
                     arena,
                     ".mailmap maps %.*s to %.*s <%.*s>, but only people.yaml identifies people",
                     STR_ARG(author->email), STR_ARG(claimed.name), STR_ARG(claimed.email)));
}

/* Of an author whom the register does not know .mailmap may claim something. */
static void note_mailmap(struct approval_judgement *out, const struct approvals *approvals,
                         const struct approval_revision *revision)
{
    struct snapshot_entry *entry = snapshot_find(approvals->snapshot, STR(".mailmap"));
    struct mailmap *mailmap;
    struct error error;
    struct str text;

    if (!entry || snapshot_read(&text, approvals->snapshot, entry, approvals->arena, &error) < 0)
        return;
    mailmap = mailmap_new(text);
    for (size_t i = 0; i < revision->author_count; i++)
        note_claim(out, mailmap, &revision->authors[i], approvals->arena);
    mailmap_free(mailmap);
}

/* ---- what is nearly a trailer ---- */

/* Is CLAIM, up to its colon, KEY, be it with blanks in place of hyphens? */
static bool claims_key(struct str claim, struct str key)
{
    bool same = claim.len > key.len && claim.data[key.len] == ':';

    for (size_t i = 0; i < key.len && same; i++)
        same = ascii_lower(claim.data[i]) == ascii_lower(key.data[i]) ||
               (claim.data[i] == ' ' && key.data[i] == '-');
    return same;
}

static bool is_evidence(const struct trailers *trailers, struct str claim)
{
    struct str key = str_slice(claim, 0, (size_t)str_find(claim, STR(":"), 0));

    for (size_t i = 0; i < trailers->count; i++)
        if (trailer_is(&trailers->items[i], key) &&
            trailer_is_evidence(trailers, &trailers->items[i]))
            return true;
    return false;
}

static void note_claims(struct approval_judgement *out, struct assessment *assessment,
                        const struct commit_facts *facts)
{
    const struct judged *last = &assessment->judged[assessment->timeline.count - 1];
    struct str_list keys = last->frame->config->approvals.trailers;
    const struct trailers *trailers =
        origin_trailers(assessment, assessment->timeline.count - 1, facts);
    struct arena *arena = assessment->approvals->arena;
    char hex[OBJECT_ID_HEX + 1];

    for (size_t i = 0; i < facts->claims.count; i++)
        for (size_t k = 0; k < keys.count; k++)
            if (claims_key(facts->claims.items[i], keys.items[k]) &&
                !is_evidence(trailers, facts->claims.items[i]))
                add_note(out, arena,
                         arena_printf(arena,
                                      "ignored \"%.*s\" in %.7s: write `%.*s: NAME <ADDRESS>` in "
                                      "the last paragraph of the message, among trailers only, "
                                      "below any \"cherry picked\" line",
                                      STR_ARG(facts->claims.items[i]),
                                      object_id_hex(hex, &facts->id, OBJECT_ID_HEX),
                                      STR_ARG(keys.items[k])));
}

/* Somebody wrote it in good faith, and would look for it in vain. */
static void note_near_trailers(struct approval_judgement *out, struct assessment *assessment)
{
    const struct origins *origins = assessment->judged[assessment->timeline.count - 1].origins;
    struct error error;

    for (size_t i = 0; i < origins->count; i++) {
        const struct commit_facts *facts =
            commit_cache_get(&assessment->approvals->commits, &origins->items[i].commit, &error);

        if (facts && facts->claims.count &&
            empty_commit_binds(assessment, assessment->timeline.count - 1, &origins->items[i]))
            note_claims(out, assessment, facts);
    }
}

void judgement_set_notes(struct approval_judgement *out, struct assessment *assessment)
{
    struct arena *arena = assessment->approvals->arena;
    const struct approval_revision *revision = approval_in_force(out);

    if (!revision)
        return;
    note_reasons(out, assessment);
    if (revision->verdict != APPROVAL_APPROVED && revision->verdict != APPROVAL_LATE)
        note_empty(out, assessment);
    if (revision->verdict == APPROVAL_MISSING || revision->verdict == APPROVAL_STALE)
        note_near_trailers(out, assessment);
    if (revision->verdict == APPROVAL_SELF)
        note_addresses(out, revision, arena);
    if (revision->verdict == APPROVAL_INDETERMINATE)
        note_mailmap(out, assessment->approvals, revision);
    if (revision->moved_to.len)
        add_note(out, arena, revision->reason);
    if (revision->moved_from.len)
        add_note(out, arena,
                 arena_printf(arena, "it was moved here from %.*s", STR_ARG(revision->moved_from)));
}
