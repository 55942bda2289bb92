#include "approval/pending.h"

#include "approval/assessment.h"
#include "approval/context.h"
#include "approval/governing_file.h"
#include "approval/substance.h"
#include "approval/timeline.h"
#include "model/read.h"

struct approval_requirement pending_requirement(const struct config *config,
                                                const struct artifact *artifact)
{
    return artifact->kind ? config_requirement(config, artifact->kind)
                          : (struct approval_requirement){.quorum = 1};
}

bool pending_has_landed(const struct approvals *approvals, const struct assessment *assessment)
{
    const struct artifact *artifact = assessment->artifact;
    const struct file_timeline *file = assessment->timeline.file;
    struct snapshot_entry *entry = snapshot_find(approvals->snapshot, artifact->file->path);
    const struct stage *last;
    struct digest whole;
    struct version version = {0};
    struct error error;

    if (!file->count || !assessment->timeline.count ||
        !str_equal(file->steps[file->count - 1].revision->path, artifact->file->path))
        return false;
    version.mode = entry->mode;
    if (snapshot_entry_id(&version.id, approvals->snapshot, entry, &error) == 0 &&
        version_equal(&version, &file->steps[file->count - 1].revision->version))
        return true;
    last = &assessment->timeline.stages[assessment->timeline.count - 1];
    if (!artifact->is_row || !last->part || last->state != STAGE_PRESENT)
        return false;
    whole = whole_digest(artifact);
    return digest_equal(&whole, &last->part->whole);
}

/* Does the snapshot have of ARTIFACT what REVISION said, by what governs what lands next? */
static bool says_the_same(struct approvals *approvals, const struct artifact *artifact,
                          const struct revision *revision)
{
    const struct config *reading = frame_next(approvals)->reading;
    struct str path = artifact->file->path;
    const struct part *was = content_part(
        content_get(&approvals->contents, path, &revision->version, reading), artifact);
    const struct part *is = content_part(
        content_of_snapshot(&approvals->contents, approvals->snapshot, path, reading), artifact);

    return was && is && !is->doubtful && digest_equal(&was->substance, &is->substance);
}

bool pending_keeps_house(const struct assessment *assessment)
{
    const struct artifact *artifact = assessment->artifact;
    size_t count = assessment->timeline.count;
    const struct stage *last = count ? &assessment->timeline.stages[count - 1] : NULL;
    struct approvals *approvals = assessment->approvals;
    struct digest substance;

    if (!last || !last->part || last->state != STAGE_PRESENT || last->doubtful ||
        last->part->kind != artifact->kind || !str_equal(last->part->id, artifact->id) ||
        !str_equal(last->step->revision->path, artifact->file->path))
        return false;
    if (artifact->kind != &kind_configuration)
        return says_the_same(approvals, artifact, last->step->revision);
    substance = governing_digest_now(approvals, artifact->file->path);
    return digest_equal(&substance, &last->substance);
}

const struct config *pending_config(struct approvals *approvals)
{
    return approvals->history ? frame_head(approvals)->config : &approvals->head->config;
}

void pending_set(struct approval_revision *revision, struct approvals *approvals,
                 const struct artifact *artifact)
{
    struct snapshot_entry *entry = snapshot_find(approvals->snapshot, artifact->file->path);

    *revision = (struct approval_revision){
        .kind = artifact->kind,
        .id = artifact->id,
        .path = artifact->file->path,
        .snapshot = approvals->snapshot,
        .entry = entry,
        .mode = entry ? entry->mode : MODE_ABSENT,
        .document_version = read_text(value_get(artifact->self, STR("version"))),
        .required = pending_requirement(pending_config(approvals), artifact).asked,
        .verdict = APPROVAL_PENDING,
        .code = REASON_NOT_LANDED,
        .reason = arena_printf(approvals->arena, "this content is not on %.*s yet",
                               STR_ARG(approvals->mainline.name)),
    };
}
