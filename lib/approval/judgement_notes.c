#include "approval/judgement_notes.h"

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
static void note_reasons(struct approval_judgement *out, const struct judging *judging)
{
    const struct stage *stages = judging->timeline.stages;
    size_t last = judging->timeline.count - 1;

    for (size_t i = 0; i < judging->events.count; i++) {
        const struct event *event = judging->events.items[i];

        if (stages[event->stage].run == stages[last].run &&
            (event->outcome > OUTCOME_COMPENSATED
                 ? event->outcome != OUTCOME_SELF || event->uncovered
                 : event_claims_other_role(event)))
            add_note(out, judging->approvals->arena, event->shown.reason);
    }
}

static void note_claim(struct approval_judgement *out, const struct mailmap *mailmap,
                       const struct approval_author *author, struct arena *arena)
{
    struct identity who = {.name = author->name, .email = author->email}, claimed;

    if (!author->person.len && mailmap_resolve(&claimed, mailmap, &who, arena))
        add_note(out, arena,
                 arena_printf(
                     arena, ".mailmap claims that %.*s is %.*s <%.*s>; only people.yaml decides",
                     STR_ARG(author->email), STR_ARG(claimed.name), STR_ARG(claimed.email)));
}

/* Of an author whom the register does not know .mailmap may claim something. */
static void note_mailmap(struct approval_judgement *out, const struct approvals *approvals,
                         const struct approval_revision *revision)
{
    const struct snapshot_entry *entry = snapshot_find(approvals->snapshot, STR(".mailmap"));
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

void judgement_set_notes(struct approval_judgement *out, const struct judging *judging)
{
    struct arena *arena = judging->approvals->arena;
    const struct approval_revision *revision = approval_in_force(out);

    if (!revision)
        return;
    note_reasons(out, judging);
    if (revision->verdict == APPROVAL_SELF)
        note_addresses(out, revision, arena);
    if (revision->verdict == APPROVAL_INDETERMINATE)
        note_mailmap(out, judging->approvals, revision);
    if (revision->moved_to.len)
        add_note(out, arena, revision->reason);
    if (revision->moved_from.len)
        add_note(out, arena,
                 arena_printf(arena, "it was moved here from %.*s", STR_ARG(revision->moved_from)));
}
