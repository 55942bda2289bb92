/* Annotated tags as evidence: whoever tags a tree that holds the content has seen it. */
#include "approval/assessment.h"
#include "approval/context.h"
#include "approval/keys.h"
#include "git/tags.h"

static const struct tag_list *approvals_tags(struct approvals *approvals)
{
    struct arena *arena = approvals->arena;
    struct tag_list *tags = approvals->tags;
    struct error error;

    if (tags)
        return tags;
    approvals->tags = tags = ARENA_NEW(arena, struct tag_list);
    if (tags_read(tags, approvals->repository, arena, &error) < 0) {
        tags->unreadable = ARENA_NEW(arena, struct str);
        tags->unreadable[0] = arena_str(arena, str_of(error.message));
        tags->unreadable_count = 1;
    }
    return tags;
}

/* When it was made: whatever its date says, no tag is older than what it names. */
static int64_t made(struct approvals *approvals, const struct tag *tag)
{
    struct error error;
    const struct commit_facts *facts = commit_cache_get(&approvals->commits, &tag->commit, &error);

    return facts && facts->committer.time > tag->tagger.time ? facts->committer.time
                                                             : tag->tagger.time;
}

/*
 * Of a text that landed after what was in force before the run, not of one before
 * that, which may have said the same: whoever tags an old release has not asked
 * for it to come back. Where the tagged commit never came to the mainline, the
 * tag's date has to tell.
 */
static bool in_window(const struct assessment *assessment, size_t index, const struct tag *tag)
{
    const struct stage *stages = assessment->timeline.stages;
    size_t run = stages[index].run, brought;

    if (run == 0)
        return true;
    if (history_brought_by(&brought, assessment->approvals->history, &tag->commit))
        return brought < stages[run - 1].step->position;
    return made(assessment->approvals, tag) > stage_landing(assessment, run - 1)->time;
}

/* What the tree of a tag has at a path. */
struct tagged {
    struct version version;
    struct str fault; /* why that cannot be told, or empty */
};

/* What the tree of each tag has at PATH; looked up once. */
static const struct tagged *tagged_at(struct assessment *assessment, struct str path)
{
    struct approvals *approvals = assessment->approvals;
    const struct tag_list *tags = approvals_tags(approvals);
    struct tagged *tagged = map_get(&assessment->tagged, path);
    struct error error;

    if (tagged)
        return tagged;
    tagged = arena_alloc_array(approvals->arena, tags->count, sizeof *tagged);
    map_put(&assessment->tagged, path, tagged);
    for (size_t i = 0; i < tags->count; i++)
        if (!object_id_is_zero(&tags->items[i].commit) &&
            history_entry(&tagged[i].version, approvals->history, &tags->items[i].commit, path,
                          &error) != OBJECT_FOUND)
            tagged[i].fault = arena_str(approvals->arena, str_of(error.message));
    return tagged;
}

void tags_forget(struct assessment *assessment)
{
    map_release(&assessment->tagged);
}

/* Does the tagged tree hold exactly this stage, or if it begins its run its substance? */
static bool holds_stage(struct assessment *assessment, size_t index, const struct version *version)
{
    const struct stage *stage = &assessment->timeline.stages[index];
    struct str path = stage->step->revision->path;

    if (version->mode == MODE_ABSENT)
        return false;
    if (version_equal(version, &stage->step->revision->version))
        return true;
    return index == stage->run && stage_has_substance(assessment->approvals, stage,
                                                      assessment->artifact, path, version) == 1;
}

/* A tag on a commit of the mainline was made after that, and not before as its date may say. */
static void set_time(struct event *event, struct approvals *approvals, const struct tag *tag)
{
    uintptr_t number = (uintptr_t)map_get(&approvals->positions, object_id_key(&tag->commit));
    size_t position = number ? (size_t)number - 1 : SIZE_MAX;

    event->shown.date = tag->tagger.time;
    event->known = made(approvals, tag);
    event->by_date = true;
    if (position < event->position) {
        int64_t earliest = history_commit(approvals->history, position)->time_not_before;

        event->position = position;
        event->known = event->known > earliest ? event->known : earliest;
    }
}

/* What an approval rests on is compared with its name. */
static void check_objects(struct assessment *assessment, struct event *event, const struct tag *tag)
{
    struct approvals *approvals = assessment->approvals;
    struct object_id actual = object_id_of(OBJECT_TAG, tag->raw);
    struct str path = assessment->timeline.stages[event->stage].step->revision->path;
    struct error error;

    if (!object_id_equal(&actual, &tag->id))
        event_set_fault(event, EVENT_UNCLEAR, REASON_OBJECT_CORRUPT,
                        arena_printf(approvals->arena,
                                     "the tag %.*s is corrupt: its content does not match its "
                                     "name",
                                     STR_ARG(tag->reference)));
    else if (history_verify(approvals->history, &tag->commit, path, &error) == OBJECT_CORRUPT)
        event_set_fault(event, EVENT_UNCLEAR, REASON_OBJECT_CORRUPT,
                        arena_str(approvals->arena, str_of(error.message)));
}

/*
 * A tag from before the landing has only its own word for that: a key that was
 * dead when the text landed may have signed it yesterday.
 */
static void check_key_at_landing(struct assessment *assessment, struct event *event,
                                 const struct signature *signature)
{
    const struct mainline_commit *landing = stage_landing(assessment, event->stage);
    struct signer signer;

    if (event->fault != EVENT_SOUND || event->known >= landing->time_not_before)
        return;
    keys_verify(&signer, assessment->approvals, event->frame, signature, "git",
                landing->time_not_before);
    if (signer.verdict != VERDICT_GOOD)
        event_set_fault(event, EVENT_UNCLEAR, REASON_SIGNATURE_UNCLEAR,
                        arena_printf(assessment->approvals->arena,
                                     "only the tag's own date shows that its key was valid: %.*s",
                                     STR_ARG(signer.reason)));
}

/* The signature must be that of the person who is credited. */
static void check_signature(struct assessment *assessment, struct event *event,
                            const struct tag *tag)
{
    struct signature signature;
    struct signer signer;

    if (!tag->signature.len)
        return;
    signature_of_tag(&signature, tag);
    keys_verify(&signer, assessment->approvals, event->frame, &signature, "git", event->known);
    if (signer.verdict != VERDICT_GOOD) {
        event_set_signer_fault(event, &signer);
    } else if (str_equal(signer.who.id, event->who.id) && !signer.who.robot) {
        event->shown.level = LEVEL_SIGNED;
        event->shown.signer_date = true;
    } else if (str_equal_c(event->shown.text, "tagged it")) {
        event_set_fault(event, EVENT_WEAK, REASON_SIGNER_OTHER,
                        arena_printf(assessment->approvals->arena,
                                     "the tag is signed with the key of %.*s",
                                     STR_ARG(signer.who.title)));
    }
    check_key_at_landing(assessment, event, &signature);
}

static void add_event(struct assessment *assessment, size_t index, const struct tag *tag,
                      const struct named *named, struct str text)
{
    struct event *event = event_add(assessment, index, "tag");

    event_set_named(event, named);
    if (!object_id_is_zero(&tag->commit))
        event_set_commit(assessment, event, &tag->commit);
    event->shown.object = tag->reference;
    event->shown.text = text;
    event->shown.level = LEVEL_ASSERTED;
    set_time(event, assessment->approvals, tag);
    check_signature(assessment, event, tag);
    check_objects(assessment, event, tag);
    if (!tag->tagger.time)
        event_set_fault(event, EVENT_UNCLEAR, REASON_UNDATED,
                        STR("cannot determine when the tag was made"));
}

static void add_trailer(struct assessment *assessment, size_t index, const struct tag *tag,
                        const struct trailer *trailer)
{
    struct approvals *approvals = assessment->approvals;
    struct named named;

    if (person_line_is_empty(trailer->value)) {
        evidence_empty(assessment, index,
                       arena_printf(approvals->arena, "`%.*s:` in the tag %.*s",
                                    STR_ARG(trailer->key), STR_ARG(tag->name)));
        return;
    }
    named_approver(&named, approvals, assessment->judged[index].frame, trailer->value);
    add_event(assessment, index, tag, &named,
              arena_printf(approvals->arena, "tag %.*s: %.*s: %.*s", STR_ARG(tag->name),
                           STR_ARG(trailer->key), STR_ARG(trailer->value)));
}

/* Whoever left the name open did not say that it is their own: an empty line is one as well. */
static bool add_trailers(struct assessment *assessment, size_t index, const struct tag *tag)
{
    struct str_list keys = assessment->judged[index].frame->config->approvals.trailers;
    struct trailers trailers;
    bool any = false;

    trailers_read(&trailers, tag->message, assessment->approvals->arena);
    if (trailers.too_many)
        evidence_unread(assessment, index,
                        arena_printf(assessment->approvals->arena,
                                     "the tag %.*s has too many trailers",
                                     STR_ARG(tag->reference)));
    for (size_t i = 0; i < trailers.count; i++) {
        const struct trailer *trailer = &trailers.items[i];

        if (!trailer_approves(trailer, keys) || !trailer_is_evidence(&trailers, trailer))
            continue;
        add_trailer(assessment, index, tag, trailer);
        any = true;
    }
    return any;
}

/* Why it cannot be told whether the tree of the tag holds the text of the stage; or empty. */
static struct str tag_gap(struct assessment *assessment, size_t index, const struct tagged *tagged)
{
    const struct stage *stage = &assessment->timeline.stages[index];
    const struct content *content;

    if (tagged->fault.len || tagged->version.mode == MODE_ABSENT || index != stage->run ||
        version_equal(&tagged->version, &stage->step->revision->version))
        return tagged->fault;
    content = content_get(&assessment->approvals->contents, stage->step->revision->path,
                          &tagged->version, NULL);
    return content->readable ? (struct str){0} : content->fault;
}

static void add_tagger(struct assessment *assessment, size_t index, const struct tag *tag)
{
    struct named tagger = {.name = tag->tagger.name, .email = tag->tagger.email};

    tagger.who = who_by_email(assessment->approvals, assessment->judged[index].frame, tagger.email);
    /* An author who tags a release, or a robot that does, claims no approval. */
    if (tagger.who.id.len && !tagger.who.robot &&
        !authors_has(&assessment->judged[index].authors, &tagger.who, tagger.email))
        add_event(assessment, index, tag, &tagger, STR("tagged it"));
}

static void gather_tag(struct assessment *assessment, size_t index, const struct tag *tag,
                       const struct tagged *tagged)
{
    struct str gap = tag_gap(assessment, index, tagged);

    if (gap.len && in_window(assessment, index, tag))
        evidence_unread(assessment, index,
                        arena_printf(assessment->approvals->arena,
                                     "cannot read the object of the tag %.*s: %.*s",
                                     STR_ARG(tag->reference), STR_ARG(gap)));
    else if (holds_stage(assessment, index, &tagged->version) &&
             in_window(assessment, index, tag) && !add_trailers(assessment, index, tag))
        add_tagger(assessment, index, tag);
}

void tags_gather(struct assessment *assessment, size_t index)
{
    const struct stage *stage = &assessment->timeline.stages[index];
    const struct tag_list *tags = approvals_tags(assessment->approvals);
    const struct tagged *tagged;

    if (stage->state != STAGE_PRESENT)
        return;
    tagged = tagged_at(assessment, stage->step->revision->path);
    for (size_t i = 0; i < tags->count; i++)
        gather_tag(assessment, index, &tags->items[i], &tagged[i]);
    if (tags->unreadable_count)
        evidence_unread(assessment, index,
                        arena_printf(assessment->approvals->arena, "a tag cannot be read: %.*s",
                                     STR_ARG(tags->unreadable[0])));
}
