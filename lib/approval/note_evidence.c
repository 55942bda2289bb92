/* Git notes as evidence: trailer lines, and the votes that Gerrit writes. */
#include "approval/judging.h"
#include "approval/keys.h"
#include "git/notes.h"

/* The notes of one reference; opened once. */
static struct notes *notes_of(struct approvals *approvals, struct str reference)
{
    struct notes *notes = map_get(&approvals->notes, reference);
    struct error error;

    if (notes)
        return notes;
    if (map_get(&approvals->no_notes, reference))
        return NULL;
    if (notes_open(&notes, approvals->repository, arena_str(approvals->arena, reference).data,
                   &error) == 1)
        map_put(&approvals->notes, reference, notes);
    else
        map_put(&approvals->no_notes, reference, approvals);
    return notes;
}

void notes_release(struct approvals *approvals)
{
    for (size_t i = 0; i < approvals->notes.count; i++)
        notes_free(approvals->notes.entries[i].value);
    map_release(&approvals->notes);
    map_release(&approvals->no_notes);
}

/* A note from before the landing has only its own word for that: the key must still be valid. */
static void check_key_at_landing(struct judging *judging, struct event *event,
                                 const struct commit_facts *recorded)
{
    const struct mainline_commit *landing = stage_landing(judging, event->stage);
    const struct signer *signer;

    if (event->forbids || event->fault != EVENT_SOUND || event->known >= landing->time_not_before)
        return;
    signer = keys_commit_signer(judging->approvals, event->frame, &recorded->id,
                                landing->time_not_before);
    if (signer->verdict == VERDICT_GOOD)
        return;
    event->fault = EVENT_UNCLEAR;
    event->fault_reason = arena_printf(
        judging->approvals->arena, "only the note's own date tells that its key was valid: %.*s",
        STR_ARG(signer->reason));
}

/* Who signed the commit of the notes' history that recorded the note. */
static void check_signature(struct judging *judging, struct event *event,
                            const struct commit_facts *recorded)
{
    const struct signer *signer;

    if (!recorded->is_signed)
        return;
    signer = keys_commit_signer(judging->approvals, event->frame, &recorded->id, event->known);
    event->fault_reason = signer->reason;
    if (signer_is_unclear(signer)) {
        event->fault = EVENT_UNCLEAR;
    } else if (signer->verdict != VERDICT_GOOD) {
        event->fault = EVENT_WEAK;
    } else if (signer->vouches) {
        event->shown.level = LEVEL_VOUCHED;
        event->day = approvals_day(judging->approvals, recorded->committer.time);
    } else if (str_equal(signer->who.id, event->who.id) && !signer->who.robot) {
        event->shown.level = LEVEL_SIGNED;
    }
    check_key_at_landing(judging, event, recorded);
}

/* When it was recorded: whatever its date says, no note is older than what it is on. */
static int64_t recorded_at(struct approvals *approvals, const struct object_id *commit,
                           const struct commit_facts *recorded)
{
    struct error error;
    const struct commit_facts *noted = commit_cache_get(&approvals->commits, commit, &error);

    return noted && noted->committer.time > recorded->committer.time ? noted->committer.time
                                                                     : recorded->committer.time;
}

static void add_line(struct judging *judging, size_t index, const struct object_id *commit,
                     const struct note *note, const struct trailer *line)
{
    struct approvals *approvals = judging->approvals;
    const struct commit_facts *recorded;
    struct event *event = event_add(judging, index, "note");
    struct str name, email;
    struct error error;

    person_line_parse(&name, &email, line->value);
    event_set_person(event, frame_who_by_line(approvals, event->frame, line->value), name, email);
    event->claimed = line->value;
    event_set_commit(judging, event, commit);
    event->shown.text = arena_printf(approvals->arena, "note: %.*s: %.*s", STR_ARG(line->key),
                                     STR_ARG(line->value));
    event->shown.level = LEVEL_ASSERTED;
    event->forbids = trailer_is(line, STR("Code-Review-2"));
    event->by_date = true;
    recorded = object_id_is_zero(&note->recorded)
                   ? NULL
                   : commit_cache_get(&approvals->commits, &note->recorded, &error);
    if (!recorded) {
        event->fault = EVENT_UNCLEAR;
        event->fault_reason = STR("when the note was made cannot be told");
        return;
    }
    event->shown.date = recorded->committer.time;
    event->known = recorded_at(approvals, commit, recorded);
    check_signature(judging, event, recorded);
}

static bool is_vote(const struct trailer *line, struct str_list keys)
{
    return trailer_approves(line, keys) || trailer_is(line, STR("Code-Review+2")) ||
           trailer_is(line, STR("Code-Review-2"));
}

static void gather_note(struct judging *judging, size_t index, struct notes *notes,
                        const struct origin *origin)
{
    struct str_list keys = judging->judged[index].frame->config->approvals.trailers;
    struct arena *arena = judging->approvals->arena;
    struct trailers lines;
    struct note note;
    struct error error;

    if (notes_find(&note, notes, &origin->commit, arena, &error) != OBJECT_FOUND ||
        !empty_commit_binds(judging, index, origin))
        return;
    note_lines_read(&lines, note.text, arena);
    for (size_t i = 0; i < lines.count; i++)
        if (lines.alone && is_vote(&lines.items[i], keys))
            add_line(judging, index, &origin->commit, &note, &lines.items[i]);
}

void notes_gather(struct judging *judging, size_t index)
{
    const struct judged *judged = &judging->judged[index];
    struct str_list references = judged->frame->config->approvals.notes;
    const struct object_id *landing = &stage_landing(judging, index)->id;

    for (size_t i = 0; i < references.count; i++) {
        struct notes *notes = notes_of(judging->approvals, references.items[i]);

        for (size_t k = 0; notes && k < judged->origins->count; k++) {
            const struct origin *origin = &judged->origins->items[k];

            if (origin->holds || object_id_equal(&origin->commit, landing))
                gather_note(judging, index, notes, origin);
        }
    }
}
