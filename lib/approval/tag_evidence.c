/* Annotated tags as evidence: whoever tags a tree that holds the content has seen it. */
#include "approval/judging.h"
#include "approval/keys.h"
#include "git/tags.h"

static const struct tag_list *approvals_tags(struct approvals *approvals)
{
    struct error error;

    if (!approvals->tags) {
        approvals->tags = ARENA_NEW(approvals->arena, struct tag_list);
        if (tags_read(approvals->tags, approvals->repository, approvals->arena, &error) < 0)
            approvals->tags->count = 0;
    }
    return approvals->tags;
}

/* Made after what was in force before the run had landed: an older tag is of the text before that.
 */
static bool in_window(const struct judging *judging, size_t index, const struct tag *tag)
{
    size_t run = judging->timeline.stages[index].run;

    return run == 0 || tag->tagger.time > stage_landing(judging, run - 1)->time;
}

/* Does the tagged tree hold exactly this stage, or if it begins its run its substance? */
static bool holds_stage(struct judging *judging, size_t index, const struct tag *tag)
{
    const struct stage *stage = &judging->timeline.stages[index];
    struct str path = stage->step->revision->path;
    struct approvals *approvals = judging->approvals;
    struct version version;
    struct error error;

    if (object_id_is_zero(&tag->commit) || stage->state != STAGE_PRESENT ||
        history_entry(&version, approvals->history, &tag->commit, path, &error) != OBJECT_FOUND ||
        version.mode == MODE_ABSENT)
        return false;
    if (version_equal(&version, &stage->step->revision->version))
        return true;
    return index == stage->run &&
           stage_has_substance(approvals, stage, judging->artifact, path, &version) == 1;
}

/* The signature must be that of the person who is credited. */
static void check_signature(struct judging *judging, struct event *event, const struct tag *tag)
{
    struct signature signature;
    struct signer signer;

    if (!tag->signature.len)
        return;
    signature_of_tag(&signature, tag);
    keys_verify(&signer, judging->approvals, event->frame, &signature, "git", tag->tagger.time);
    event->fault_reason = signer.reason;
    if (signer_is_unclear(&signer))
        event->fault = EVENT_UNCLEAR;
    else if (signer.verdict != VERDICT_GOOD)
        event->fault = EVENT_WEAK;
    else if (str_equal(signer.who.id, event->who.id) && !signer.who.robot) {
        event->shown.level = LEVEL_SIGNED;
        event->shown.signer_date = true;
    } else if (str_equal_c(event->shown.text, "tagged it")) {
        event->fault = EVENT_WEAK;
        event->fault_reason =
            arena_printf(judging->approvals->arena, "the tag is signed with the key of %.*s",
                         STR_ARG(signer.who.title));
    }
}

static void add_event(struct judging *judging, size_t index, const struct tag *tag,
                      const struct who *who, struct str line, struct str text)
{
    struct event *event = event_add(judging, index, "tag");
    struct str name, email;

    person_line_parse(&name, &email, line);
    event_set_person(event, *who, name, email);
    event->claimed = line;
    event->shown.object = tag->reference;
    event->shown.text = text;
    event->shown.level = LEVEL_ASSERTED;
    event->shown.date = event->known = tag->tagger.time;
    event->by_date = true;
    check_signature(judging, event, tag);
}

static bool add_trailers(struct judging *judging, size_t index, const struct tag *tag)
{
    const struct frame *frame = judging->judged[index].frame;
    struct approvals *approvals = judging->approvals;
    struct trailers trailers;
    bool any = false;

    trailers_read(&trailers, tag->message, approvals->arena);
    for (size_t i = 0; i < trailers.count; i++) {
        const struct trailer *trailer = &trailers.items[i];
        struct who who;

        if (!trailer_approves(trailer, frame->config->approvals.trailers) ||
            !trailer_is_evidence(&trailers, trailer))
            continue;
        who = frame_who_by_line(approvals, frame, trailer->value);
        add_event(judging, index, tag, &who, trailer->value,
                  arena_printf(approvals->arena, "tag %.*s: %.*s: %.*s", STR_ARG(tag->name),
                               STR_ARG(trailer->key), STR_ARG(trailer->value)));
        any = true;
    }
    return any;
}

static void gather_tag(struct judging *judging, size_t index, const struct tag *tag)
{
    struct approvals *approvals = judging->approvals;
    struct who who;

    if (!in_window(judging, index, tag) || !holds_stage(judging, index, tag) ||
        add_trailers(judging, index, tag))
        return;
    /* An author who tags a release, or a robot that does, claims no approval. */
    who = frame_who_by_email(approvals, judging->judged[index].frame, tag->tagger.email);
    if (!who.id.len || who.robot ||
        authors_has(&judging->judged[index].authors, &who, tag->tagger.email))
        return;
    add_event(judging, index, tag, &who,
              arena_printf(approvals->arena, "%.*s <%.*s>", STR_ARG(tag->tagger.name),
                           STR_ARG(tag->tagger.email)),
              STR("tagged it"));
}

void tags_gather(struct judging *judging, size_t index)
{
    const struct tag_list *tags = approvals_tags(judging->approvals);

    for (size_t i = 0; i < tags->count; i++)
        gather_tag(judging, index, &tags->items[i]);
}
