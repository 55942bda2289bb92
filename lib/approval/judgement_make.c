#include "approval/judgement_make.h"

#include "approval/acceptance.h"
#include "approval/assessment.h"
#include "approval/context.h"
#include "approval/documents.h"
#include "approval/judgement_notes.h"
#include "approval/line_count.h"
#include "approval/pending.h"
#include "base/clock.h"

/* ---- one revision ---- */

/* As the register calls them, so that two addresses read as one person. */
static struct str author_name(struct assessment *assessment, size_t index,
                              const struct commit_facts *facts)
{
    struct who who;

    if (!facts)
        return (struct str){0};
    who = who_by_email(assessment->approvals, assessment->judged[index].frame, facts->author.email);
    return who.title.len ? who.title : facts->author.name;
}

static void set_origins(struct approval_revision *revision, struct assessment *assessment,
                        size_t index)
{
    struct approvals *approvals = assessment->approvals;
    const struct origins *origins = assessment->judged[index].origins;

    revision->origins =
        arena_alloc_array(approvals->arena, origins->count, sizeof *revision->origins);
    for (size_t i = 0; i < origins->count; i++) {
        const struct origin *origin = &origins->items[i];
        struct error error;
        const struct commit_facts *facts;

        if (!origin->changes)
            continue;
        facts = commit_cache_get(&approvals->commits, &origin->commit, &error);
        revision->origins[revision->origin_count++] = (struct approval_origin){
            .commit = origin->commit,
            .time = origin->time,
            .name = author_name(assessment, index, facts),
            .path = origin->path,
            .old_path = origin->old_path,
            .wrote = !facts || artifact_was_written(assessment, index, facts, origin)};
    }
}

static void set_authors(struct approval_revision *revision, struct assessment *assessment,
                        size_t index)
{
    const struct authorship *authors = &assessment->judged[index].authors;

    if (revision->moved_to.len)
        return; /* it goes on there with those who wrote it; whoever moved it did not */
    revision->author_count = authors->people.count;
    revision->authors = arena_copy(assessment->approvals->arena, authors->people.items,
                                   authors->people.count * sizeof *revision->authors);
}

static bool is_of_run(const struct assessment *assessment, const struct event *event, size_t index)
{
    const struct stage *stages = assessment->timeline.stages;

    return event->stage <= index && stages[event->stage].run == stages[index].run;
}

static size_t count_evidence(const struct assessment *assessment, size_t index)
{
    size_t count = 0;

    for (size_t i = 0; i < assessment->events.count; i++)
        count += is_of_run(assessment, assessment->events.items[i], index);
    return count;
}

/* The events that speak of the stage, in the order in which they were found. */
static void set_evidence(struct approval_revision *revision, struct assessment *assessment,
                         size_t index)
{
    revision->evidence =
        arena_alloc_array(assessment->approvals->arena, count_evidence(assessment, index),
                          sizeof *revision->evidence);
    for (size_t i = 0; i < assessment->events.count; i++) {
        const struct event *event = assessment->events.items[i];
        struct approval_evidence *shown;

        if (!is_of_run(assessment, event, index))
            continue;
        shown = &revision->evidence[revision->evidence_count++];
        *shown = event->shown;
        shown->day = approvals_day(assessment->approvals, shown->date);
        shown->late = event_is_late(assessment, event, index);
        shown->sound = event->fault == EVENT_SOUND && !event->forbids;
    }
}

/* What was only moved is not gone: where it is now its approval stands, or is asked for. */
static void set_moved_to(struct approval_revision *revision, struct assessment *assessment,
                         const struct stage *stage)
{
    struct approvals *approvals = assessment->approvals;

    if (assessment->artifact->is_row || stage->step->revision->version.mode != MODE_ABSENT)
        return;
    revision->moved_to = document_moved_to(approvals, revision->path, &revision->landing);
    if (!revision->moved_to.len)
        return;
    revision->required = false;
    revision->code = REASON_MOVED;
    revision->reason =
        arena_printf(approvals->arena, "it was moved to %.*s, where its history continues",
                     STR_ARG(revision->moved_to));
}

static void set_revision(struct approval_revision *revision, struct assessment *assessment,
                         size_t index)
{
    struct approvals *approvals = assessment->approvals;
    const struct stage *stage = &assessment->timeline.stages[index];
    const struct judged *judged = &assessment->judged[index];
    const struct mainline_commit *landing = stage_landing(assessment, index);
    struct error error;
    const struct commit_facts *facts = commit_cache_get(&approvals->commits, &landing->id, &error);

    *revision = (struct approval_revision){
        .landed = true,
        .deleted = stage->state == STAGE_ABSENT,
        .other = stage->other,
        .kind = judged->requirements.kind,
        .id = judged->requirements.id,
        .path = stage->step->revision->path,
        .moved_from = stage->step->move->path,
        .landing = landing->id,
        .date = landing->time,
        .day = approvals_day(approvals, landing->time),
        .subject = facts ? facts->subject : (struct str){0},
        .blob = stage->step->revision->version.id,
        .mode = stage->step->revision->version.mode,
        .document_version = stage->part ? stage->part->version : (struct str){0},
        .merged = landing->parent_count > 1,
        .housekeeping = stage->same_substance,
        .required = judged->requirements.asked,
        .verdict = judged->verdict,
        .code = judged->code,
        .reason = judged->reason,
        .control = judged->control,
        .found = judged->found,
        .quorum = judged->requirements.quorum,
        .late_days = judged->late_days,
    };
    set_moved_to(revision, assessment, stage);
    set_origins(revision, assessment, index);
    set_authors(revision, assessment, index);
    set_evidence(revision, assessment, index);
}

/* ---- the whole ---- */

static bool wrote(const struct assessment *assessment, const struct person *person)
{
    const struct who who = {.id = person->id};

    return assessment->timeline.count &&
           authors_has(&assessment->judged[assessment->timeline.count - 1].authors, &who,
                       (struct str){0});
}

/* Is theirs one of the approvals that the text in force has, while it wants more? */
static bool is_one_of_too_few(const struct approval_judgement *judgement,
                              const struct person *person)
{
    const struct approval_revision *revision =
        judgement->revision_count ? &judgement->revisions[0] : NULL;

    if (!revision || !revision->landed || (int64_t)revision->found >= revision->quorum)
        return false;
    for (size_t i = 0; i < revision->evidence_count; i++)
        if (revision->evidence[i].counts && str_equal(revision->evidence[i].person, person->id))
            return true;
    return false;
}

static void add_authorized(struct approval_judgement *out, const struct person *person,
                           struct str role, struct arena *arena)
{
    out->authorized.items[out->authorized.count++] =
        arena_printf(arena, "%.*s (%.*s)", STR_ARG(person->name), STR_ARG(role));
    out->authorized_ids.items[out->authorized_ids.count++] = person->id;
}

/* Who could mend it today, by the head's register and configuration. */
static void set_may_approve(struct approval_judgement *out, struct assessment *assessment)
{
    struct approvals *approvals = assessment->approvals;
    const struct frame *frame = frame_head(approvals);
    const struct people *people = &frame->model.people;
    int64_t today = approvals_day(approvals, approvals->options.now);
    const struct compensation *control = compensation_after(approvals, 0);
    struct requirements requirements = {.count = 1};
    struct str gap;
    bool covered = compensation_covers(&gap, control, today, approvals->arena);

    requirements.each[0] = pending_requirement(frame->config, assessment->artifact);
    out->may_approve.items =
        arena_alloc_array(approvals->arena, people->person_count, sizeof(struct str));
    out->authorized.items =
        arena_alloc_array(approvals->arena, people->person_count, sizeof(struct str));
    out->authorized_ids.items =
        arena_alloc_array(approvals->arena, people->person_count, sizeof(struct str));
    for (size_t i = 0; i < people->person_count; i++) {
        bool own = wrote(assessment, &people->items[i]);
        struct str role;

        if (!requirements_entitle(&role, &requirements, &people->items[i], today))
            continue;
        role = people_role_title(people, role);
        add_authorized(out, &people->items[i], role, approvals->arena);
        if ((own && !covered) || is_one_of_too_few(out, &people->items[i]))
            continue;
        out->may_approve.items[out->may_approve.count++] = arena_printf(
            approvals->arena, "%.*s (%.*s%s%.*s)", STR_ARG(people->items[i].name), STR_ARG(role),
            own ? ", own content under " : "", STR_ARG(own ? control->control : (struct str){0}));
    }
}

static size_t count_touches(const struct assessment *assessment)
{
    size_t count = assessment->timeline.count;

    for (size_t i = 0; i < assessment->timeline.count; i++)
        count += assessment->judged[i].origins->count;
    return count;
}

static void set_touches(struct approval_judgement *out, const struct assessment *assessment)
{
    out->touches = arena_alloc_array(assessment->approvals->arena, count_touches(assessment),
                                     sizeof *out->touches);
    for (size_t i = assessment->timeline.count; i-- > 0;) {
        const struct origins *origins = assessment->judged[i].origins;

        out->touches[out->touch_count++] = stage_landing(assessment, i)->time;
        for (size_t k = 0; k < origins->count; k++)
            if (origins->items[k].changes)
                out->touches[out->touch_count++] = origins->items[k].time;
    }
}

const struct approval_revision *approval_now(const struct approval_judgement *judgement)
{
    size_t number = 0;

    while (number + 1 < judgement->revision_count && !judgement->revisions[number].landed &&
           judgement->revisions[number].housekeeping)
        number++;
    return &judgement->revisions[number];
}

struct object_id approval_blob(const struct approval_revision *revision)
{
    struct object_id blob = revision->blob;
    struct error error;

    if (revision->entry &&
        snapshot_entry_id(&blob, revision->snapshot, revision->entry, &error) < 0)
        return (struct object_id){0};
    return blob;
}

const struct approval_revision *approval_in_force(const struct approval_judgement *judgement)
{
    for (size_t i = 0; i < judgement->revision_count; i++)
        if (judgement->revisions[i].landed)
            return &judgement->revisions[i];
    return NULL;
}

static void set_verdict(struct approval_judgement *out, const struct assessment *assessment)
{
    const struct approvals *approvals = assessment->approvals;
    const struct judged *last =
        assessment->timeline.count ? &assessment->judged[assessment->timeline.count - 1] : NULL;
    const struct config *config = last ? last->frame->config : &approvals->head->config;

    out->required =
        last ? last->requirements.asked : pending_requirement(config, assessment->artifact).asked;
    out->strict = config->approvals.strict_independence;
    if (!last)
        return;
    out->too_late =
        last->verdict == APPROVAL_LATE && last->late_days > config->approvals.late_after;
    if (last->verdict == APPROVAL_INDETERMINATE)
        out->missing = last->missing;
}

/* Before the first commit nothing is missing: everything is still to land, also the register. */
static void judge_unborn(struct approval_judgement *out, struct approvals *approvals,
                         const struct artifact *artifact)
{
    out->mainline = repository_branch(approvals->repository);
    out->complete = true;
    out->revisions = ARENA_NEW(approvals->arena, struct approval_revision);
    out->revision_count = 1;
    pending_set(out->revisions, approvals, artifact);
    out->revisions[0].reason = STR("the main branch has no commits yet");
}

/* What can be said without a mainline, or before anything landed on it. */
static void judge_nothing(struct approval_judgement *out, struct approvals *approvals,
                          const struct artifact *artifact)
{
    if (!snapshot_find(approvals->snapshot, artifact->file->path))
        return;
    if (repository_state(approvals->repository)->unborn) {
        judge_unborn(out, approvals, artifact);
        return;
    }
    out->required = pending_requirement(&approvals->head->config, artifact).asked;
    out->missing = approvals->no_mainline;
    out->revisions = ARENA_NEW(approvals->arena, struct approval_revision);
    out->revision_count = 1;
    pending_set(out->revisions, approvals, artifact);
    out->revisions[0].verdict = APPROVAL_INDETERMINATE;
    out->revisions[0].code = REASON_NO_MAIN_BRANCH;
    out->revisions[0].reason = approvals->no_mainline;
}

/* What is to become of another kind will have to satisfy both. */
static void ask_for_kind_before(struct approval_judgement *out, struct approvals *approvals)
{
    struct approval_revision *pending = out->revisions;
    const struct kind *before = out->revision_count > 1 ? pending[1].kind : NULL;

    if (before && config_requirement(pending_config(approvals), before).asked)
        pending->required = true;
}

static void fill_judgement(struct approval_judgement *out, struct assessment *assessment)
{
    struct approvals *approvals = assessment->approvals;
    const struct file_timeline *file = assessment->timeline.file;
    size_t count = assessment->timeline.count;
    bool pending;

    pending = !assessment->file &&
              snapshot_find(approvals->snapshot, assessment->artifact->file->path) &&
              !pending_has_landed(approvals, assessment);
    out->mainline = approvals->mainline.name;
    out->complete = file->complete;
    out->revisions = arena_alloc_array(approvals->arena, count + 1, sizeof *out->revisions);
    if (pending) {
        pending_set(&out->revisions[0], approvals, assessment->artifact);
        out->revisions[out->revision_count++].housekeeping = pending_keeps_house(assessment);
    }
    for (size_t i = count; i-- > 0;)
        set_revision(&out->revisions[out->revision_count++], assessment, i);
    if (pending)
        ask_for_kind_before(out, approvals);
    set_verdict(out, assessment);
    set_may_approve(out, assessment);
    set_touches(out, assessment);
    acceptance_set(out, assessment);
    judgement_set_notes(out, assessment);
    /* Without a register there is nothing to judge: approvals_report says so, once. */
    out->required = out->required && approvals->frames.has_register;
}

/* What is in force landed before the history that this clone has, or with its first commit. */
static void judge_cut_off(struct approval_judgement *out, struct assessment *assessment)
{
    struct approvals *approvals = assessment->approvals;

    out->missing = assessment->timeline.file->missing;
    out->revisions[0].verdict = APPROVAL_INDETERMINATE;
    out->revisions[0].code = REASON_CLONE_INCOMPLETE;
    out->revisions[0].reason =
        arena_printf(approvals->arena, "cannot determine when it reached the main branch: %.*s",
                     STR_ARG(assessment->timeline.file->missing));
}

struct approval_judgement *judgement_make(struct approvals *approvals,
                                          const struct artifact *artifact,
                                          const struct file_timeline *file)
{
    struct approval_judgement *out = ARENA_NEW(approvals->arena, struct approval_judgement);
    struct assessment assessment = {.approvals = approvals, .artifact = artifact, .file = file};

    if (!approvals->history) {
        judge_nothing(out, approvals, artifact);
        return out;
    }
    assessment_run(&assessment);
    fill_judgement(out, &assessment);
    if (!assessment.timeline.count && !assessment.timeline.file->complete)
        judge_cut_off(out, &assessment);
    assessment_release(&assessment);
    approvals->judged_count++;
    if (approvals->options.judged)
        approvals->options.judged(approvals->options.progress_context, approvals->judged_count);
    return out;
}

/* The content of PATH at COMMIT into the scratch arena; empty if the path is not there. */
static bool read_at(struct str *out, struct approvals *approvals, const struct object_id *commit,
                    struct str path)
{
    struct version version;
    struct error error;

    *out = (struct str){0};
    if (history_entry(&version, approvals->history, commit, path, &error) != OBJECT_FOUND)
        return false;
    return version.mode == MODE_ABSENT ||
           repository_read(out, approvals->repository, &version.id, OBJECT_BLOB,
                           &approvals->scratch, &error) == OBJECT_FOUND;
}

bool approvals_count_lines(size_t *added, size_t *removed, struct approvals *approvals,
                           const struct approval_origin *origin)
{
    struct error error;
    const struct commit_facts *facts =
        commit_cache_get(&approvals->commits, &origin->commit, &error);
    struct str before = {0}, after;

    if (!facts)
        return false;
    arena_reset(&approvals->scratch);
    if (facts->parent_count && !read_at(&before, approvals, &facts->parents[0], origin->path))
        return false;
    if (facts->parent_count && !before.len && origin->old_path.len &&
        !read_at(&before, approvals, &facts->parents[0], origin->old_path))
        return false;
    return read_at(&after, approvals, &origin->commit, origin->path) &&
           line_count(added, removed, before, after);
}
