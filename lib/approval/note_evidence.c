/* Git notes as evidence: trailer lines, and the votes that Gerrit writes. */
#include "approval/assessment.h"
#include "approval/context.h"
#include "approval/keys.h"
#include "approval/note_reviews.h"
#include "approval/veto.h"
#include "base/limits.h"
#include "git/notes.h"

/* Gerrit's word for "this shall not be submitted". */
#define VETO STR("Code-Review-2")

/* A line of a note that approves, or speaks against. */
struct vote {
    struct str line;  /* as it is shown */
    struct str named; /* who does */
    bool against;
};

/* What is known of one reference. */
struct note_source {
    struct notes *notes; /* NULL: there are none */
    struct str fault;    /* why they cannot be read, or empty */
};

/* The notes of one reference; opened once. */
static const struct note_source *source_of(struct approvals *approvals, struct str reference)
{
    struct note_source *source = map_get(&approvals->notes, reference);
    struct error error;

    if (source)
        return source;
    source = ARENA_NEW(approvals->arena, struct note_source);
    map_put(&approvals->notes, reference, source);
    if (notes_open(&source->notes, approvals->repository,
                   arena_str(approvals->arena, reference).data, &error) < 0)
        source->fault = arena_printf(approvals->arena, "the notes under %.*s cannot be read",
                                     STR_ARG(reference));
    return source;
}

void notes_release(struct approvals *approvals)
{
    for (size_t i = 0; i < approvals->notes.count; i++)
        notes_free(((struct note_source *)approvals->notes.entries[i].value)->notes);
    map_release(&approvals->notes);
    map_release(&approvals->reviews);
}

/* A note from before the landing has only its own word for that: the key must still be valid. */
static void check_key_at_landing(struct assessment *assessment, struct event *event,
                                 const struct commit_facts *recorded)
{
    const struct mainline_commit *landing = stage_landing(assessment, event->stage);
    const struct signer *signer;

    if (event->forbids || event->fault != EVENT_SOUND || event->known >= landing->time_not_before)
        return;
    signer = keys_commit_signer(assessment->approvals, event->frame, &recorded->id,
                                landing->time_not_before);
    if (signer->verdict == VERDICT_GOOD)
        return;
    event_set_fault(event, EVENT_UNCLEAR, REASON_SIGNATURE_UNCLEAR,
                    arena_printf(assessment->approvals->arena,
                                 "only the note's own date shows that its key was valid: %.*s",
                                 STR_ARG(signer->reason)));
}

/* Who signed the commit of the notes' history that recorded the note. */
static void check_signature(struct assessment *assessment, struct event *event,
                            const struct commit_facts *recorded)
{
    const struct signer *signer;

    if (!recorded->is_signed)
        return;
    signer = keys_commit_signer(assessment->approvals, event->frame, &recorded->id, event->known);
    if (signer->verdict != VERDICT_GOOD) {
        event_set_signer_fault(event, signer);
    } else if (signer->vouches) {
        event->shown.level = LEVEL_VOUCHED;
        event->day = approvals_day(assessment->approvals, recorded->committer.time);
    } else if (str_equal(signer->who.id, event->who.id) && !signer->who.robot) {
        event->shown.level = LEVEL_SIGNED;
    }
    check_key_at_landing(assessment, event, recorded);
}

/* One person approves by LINE; everybody whom a vote against names speaks against. */
static void name_voters(struct named_list *out, struct assessment *assessment, size_t index,
                        const struct vote *vote)
{
    struct approvals *approvals = assessment->approvals;
    const struct frame *frame = assessment->judged[index].frame;
    size_t known = 0;

    *out = (struct named_list){0};
    if (vote->against && vote->named.len <= LIMIT_PERSON_LINE)
        named_co_authors(out, approvals, frame, vote->named);
    for (size_t i = 0; i < out->count; i++)
        if (out->items[i].who.id.len)
            out->items[known++] = out->items[i];
    out->count = known;
    if (known)
        return;
    *out = (struct named_list){ARENA_NEW(approvals->arena, struct named), 1};
    named_approver(out->items, approvals, frame, vote->named);
}

static struct event *add_line(struct assessment *assessment, size_t index,
                              const struct object_id *commit, const struct note *note,
                              const struct vote *vote, const struct named *named)
{
    struct approvals *approvals = assessment->approvals;
    const struct commit_facts *recorded;
    struct event *event = event_add(assessment, index, "note");
    struct error error;

    event_set_named(event, named);
    event_set_commit(assessment, event, commit);
    event->shown.text = arena_printf(approvals->arena, "note: %.*s", STR_ARG(vote->line));
    event->shown.level = LEVEL_ASSERTED;
    event->forbids = vote->against;
    event->shown.against = event->forbids ? VETO : (struct str){0};
    event->by_date = true;
    recorded = object_id_is_zero(&note->recorded)
                   ? NULL
                   : commit_cache_get(&approvals->commits, &note->recorded, &error);
    if (!recorded || !recorded->committer.time) {
        event_set_fault(event, EVENT_UNCLEAR, REASON_UNDATED,
                        STR("cannot determine when the note was made"));
        return event;
    }
    event->shown.date = recorded->committer.time;
    event->known = note_recorded_at(approvals, commit, recorded);
    check_signature(assessment, event, recorded);
    return event;
}

static const char *short_name(char out[OBJECT_ID_HEX + 1], const struct origin *origin)
{
    return object_id_hex(out, &origin->commit, 7);
}

/* It may approve what landed, or speak against it: the first one is told. */
static void note_lost(struct judged *judged, struct str why)
{
    if (!judged->lost.len)
        judged->lost = why;
}

/* Nobody is named: that approves nothing, and whoever speaks against may be anybody. */
static void add_nameless(struct assessment *assessment, size_t index, const struct origin *origin,
                         const struct vote *vote)
{
    struct arena *arena = assessment->approvals->arena;
    char hex[OBJECT_ID_HEX + 1];

    if (vote->against)
        note_lost(&assessment->judged[index],
                  arena_printf(arena, "the note on %s has a vote against, `%.*s`, without a name",
                               short_name(hex, origin), STR_ARG(vote->line)));
    else
        evidence_empty(assessment, index,
                       arena_printf(arena, "`%.*s` in the note on %s", STR_ARG(vote->line),
                                    short_name(hex, origin)));
}

static void add_vote(struct assessment *assessment, size_t index, const struct origin *origin,
                     const struct note *note, const struct vote *vote, int holds)
{
    struct named_list voters;

    if (vote->against && !holds)
        return;
    if (person_line_is_empty(vote->named)) {
        add_nameless(assessment, index, origin, vote);
        return;
    }
    name_voters(&voters, assessment, index, vote);
    for (size_t i = 0; i < voters.count; i++)
        event_bind(add_line(assessment, index, &origin->commit, note, vote, &voters.items[i]),
                   holds);
}

static bool read_against(struct vote *out, struct str line, struct str_list keys)
{
    (void)keys;
    *out = (struct vote){.line = str_trim(line), .against = true};
    return veto_read(&out->named, out->line);
}

static bool read_approving(struct vote *out, struct str line, struct str_list keys)
{
    struct trailer trailer;

    *out = (struct vote){.line = str_trim(line)};
    if (veto_read(&out->named, out->line) || !note_line_read(&trailer, out->line))
        return false;
    out->named = trailer.value;
    return trailer_approves(&trailer, keys) || trailer_is(&trailer, STR("Code-Review+2"));
}

/* Add the votes that READ finds in TEXT, a part of NOTE. */
static void gather_lines(struct assessment *assessment, size_t index, const struct origin *origin,
                         const struct note *note, struct str text,
                         bool (*read)(struct vote *out, struct str line, struct str_list keys))
{
    struct judged *judged = &assessment->judged[index];
    struct str_list keys = judged->frame->config->approvals.trailers;
    int holds = origin_holds(assessment, index, origin);
    char hex[OBJECT_ID_HEX + 1];
    struct vote vote;
    struct str line;
    size_t votes = 0;

    while (str_next_line(&line, &text)) {
        if (!read(&vote, line, keys))
            continue;
        if (votes++ == LIMIT_TRAILERS) {
            note_lost(judged,
                      arena_printf(assessment->approvals->arena,
                                   "the note on %s has too many lines", short_name(hex, origin)));
            return;
        }
        add_vote(assessment, index, origin, note, &vote, holds);
    }
}

/* Votes against count wherever they stand; an approval in a note of such lines alone. */
static void gather_text(struct assessment *assessment, size_t index, const struct origin *origin,
                        const struct note *note)
{
    const struct signed_reviews *reviews = note_reviews(assessment->approvals, note);

    if (note_is_lines(reviews->rest))
        gather_lines(assessment, index, origin, note, reviews->rest, read_approving);
    gather_lines(assessment, index, origin, note, note->text, read_against);
    note_reviews_gather(assessment, index, origin, note);
}

static void gather_note(struct assessment *assessment, size_t index, struct notes *notes,
                        const struct origin *origin)
{
    struct judged *judged = &assessment->judged[index];
    struct arena *arena = assessment->approvals->arena;
    struct note note;
    struct error error = {0};
    char hex[OBJECT_ID_HEX + 1];
    enum object_status status = notes_find(&note, notes, &origin->commit, arena, &error);
    bool lost = status != OBJECT_FOUND && error.message[0];

    if ((status != OBJECT_FOUND && !lost) || !empty_commit_binds(assessment, index, origin))
        return;
    if (!lost)
        gather_text(assessment, index, origin, &note);
    else if (origin_holds(assessment, index, origin))
        note_lost(judged, arena_printf(arena, "the note on %s cannot be read: %s",
                                       short_name(hex, origin), error.message));
}

static void gather_notes(struct assessment *assessment, size_t index, struct notes *notes)
{
    const struct origins *origins = assessment->judged[index].origins;

    for (size_t i = 0; i < origins->count; i++)
        if (origin_speaks(assessment, index, &origins->items[i]))
            gather_note(assessment, index, notes, &origins->items[i]);
}

void notes_gather(struct assessment *assessment, size_t index)
{
    struct judged *judged = &assessment->judged[index];
    struct str_list references = judged->frame->config->approvals.notes;

    if (assessment->timeline.stages[index].same_substance)
        judged->lost = assessment->judged[index - 1].lost;
    for (size_t i = 0; i < references.count; i++) {
        const struct note_source *source = source_of(assessment->approvals, references.items[i]);

        if (source->fault.len)
            note_lost(judged, source->fault);
        if (source->notes)
            gather_notes(assessment, index, source->notes);
    }
}
