#include "approval/timeline.h"

#include "approval/context.h"

/* What differs from STAGE's content in its bytes alone is told apart by the blob's name. */
static struct digest digest_of_version(const struct version *version)
{
    struct digest_state state;

    digest_init(&state);
    digest_add_field(&state, version->mode == MODE_SYMLINK     ? STR("link")
                             : version->mode == MODE_SUBMODULE ? STR("submodule")
                                                               : STR("file"));
    digest_add_field(&state, object_id_key(&version->id));
    return digest_finish(&state);
}

/* Set what STAGE says from the content VERSION of PATH, as its reading has it. */
static void read_stage(struct stage *stage, struct approvals *approvals,
                       const struct artifact *artifact, struct str path,
                       const struct version *version)
{
    const struct content *content;

    stage->substance = stage->accepted = digest_of_version(version);
    stage->state = version->mode == MODE_ABSENT ? STAGE_ABSENT : STAGE_PRESENT;
    if (stage->state == STAGE_ABSENT)
        return;
    content = content_get(&approvals->contents, path, version, stage->reading);
    stage->fault = content->fault;
    if (!content->readable) {
        stage->state = STAGE_UNREADABLE;
        return;
    }
    stage->part = content_part(content, artifact);
    stage->doubtful = !content->parsed || (stage->part && stage->part->doubtful);
    if (!stage->part && artifact->is_row && content->parsed)
        stage->state = STAGE_ABSENT;
    stage->other = !stage->part && !artifact->is_row && content->parsed &&
                   (version->mode == MODE_FILE || version->mode == MODE_EXECUTABLE);
    if (artifact->is_row && stage->part)
        stage->doubtful = stage->part->doubtful; /* other rows may be broken */
    if (stage->part && !stage->doubtful) {
        stage->substance = stage->part->substance;
        stage->accepted = stage->part->accepted;
    }
}

int stage_has_substance(struct approvals *approvals, const struct stage *stage,
                        const struct artifact *artifact, struct str path,
                        const struct version *version)
{
    struct stage other = {.reading = stage->reading};

    read_stage(&other, approvals, artifact, path, version);
    if (other.state == stage->state && digest_equal(&other.substance, &stage->substance))
        return 1;
    if (other.state == STAGE_UNREADABLE || stage->state == STAGE_UNREADABLE)
        return -1;
    return other.doubtful || stage->doubtful ? -1 : 0;
}

/* STAGE as the configuration READING has it, which is another than its own. */
static struct stage read_again(const struct stage *stage, struct approvals *approvals,
                               const struct artifact *artifact, const struct config *reading)
{
    const struct revision *revision = stage->step->revision;
    struct stage again = {.step = stage->step, .reading = reading};

    read_stage(&again, approvals, artifact, revision->path, &revision->version);
    return again;
}

/* Does a stage say what the one before did, as a whole, and in what an acceptance is about? */
struct resemblance {
    bool substance, accepted;
};

/*
 * How AFTER is like BEFORE, by what governed when it landed? The same bytes are, wherever
 * they were moved.
 */
static struct resemblance compare_stages(const struct stage *before, const struct stage *after,
                                         struct approvals *approvals,
                                         const struct artifact *artifact)
{
    bool moved = version_equal(&before->step->revision->version, &after->step->revision->version);
    const struct config *reading = moved ? NULL : after->reading;
    struct stage a = *before, b = *after;
    struct resemblance like = {0};

    if (a.reading != reading)
        a = read_again(before, approvals, artifact, reading);
    if (b.reading != reading)
        b = read_again(after, approvals, artifact, reading);
    if (a.state != b.state || a.state == STAGE_UNREADABLE)
        return like;
    like.substance = digest_equal(&a.substance, &b.substance);
    like.accepted = like.substance || digest_equal(&a.accepted, &b.accepted);
    return like;
}

/* Did the row change between two landings of its file? */
static bool row_changed(const struct stage *before, const struct stage *after)
{
    if (!before)
        return after->state != STAGE_ABSENT;
    if (before->state != after->state || before->doubtful || after->doubtful)
        return true;
    return before->part && after->part && !digest_equal(&before->part->whole, &after->part->whole);
}

static void add_stage(struct timeline *timeline, const struct stage *stage,
                      struct approvals *approvals, const struct artifact *artifact)
{
    struct stage *before = timeline->count ? &timeline->stages[timeline->count - 1] : NULL;
    struct stage *added = &timeline->stages[timeline->count];
    struct resemblance like = {0};

    *added = *stage;
    if (before)
        like = compare_stages(before, added, approvals, artifact);
    added->same_substance = like.substance;
    added->run = like.substance ? before->run : timeline->count;
    added->accepted_run = like.accepted ? before->accepted_run : timeline->count;
    timeline->count++;
}

/* Did the first stage only keep house, so that its text landed where the history is cut off? */
static bool begins_before(const struct timeline *timeline, struct approvals *approvals,
                          const struct artifact *artifact)
{
    const struct stage *first = timeline->stages;
    const struct revision *revision = first->step->revision;

    return !timeline->file->complete && revision->before.mode != MODE_ABSENT &&
           stage_has_substance(approvals, first, artifact, revision->path, &revision->before) != 0;
}

/* What stood there where the history breaks off: a row that it had has not landed since. */
static bool stage_before_all(struct stage *out, struct approvals *approvals,
                             const struct artifact *artifact, const struct file_timeline *file)
{
    const struct revision *first = file->count ? file->steps[0].revision : NULL;

    if (!first || file->complete || first->before.mode == MODE_ABSENT)
        return false;
    read_stage(out, approvals, artifact, first->path, &first->before);
    return true;
}

void timeline_of_artifact(struct timeline *out, struct approvals *approvals,
                          const struct artifact *artifact, const struct file_timeline *file)
{
    struct stage previous = {0};
    bool known = stage_before_all(&previous, approvals, artifact, file);

    *out = (struct timeline){.file = file};
    out->stages = arena_alloc_array(approvals->arena, file->count, sizeof *out->stages);
    for (size_t i = 0; i < file->count; i++) {
        const struct revision *revision = file->steps[i].revision;
        struct stage stage = {
            .step = &file->steps[i],
            .reading = frame_of_assessment(approvals, file->steps[i].position)->reading,
        };

        read_stage(&stage, approvals, artifact, revision->path, &revision->version);
        if (!artifact->is_row || row_changed(known ? &previous : NULL, &stage))
            add_stage(out, &stage, approvals, artifact);
        previous = stage;
        known = true;
    }
    if (out->count && begins_before(out, approvals, artifact))
        out->cut = file->missing;
}
