#include "approval/propose.h"

#include "approval/assessment.h"
#include "approval/context.h"
#include "approval/documents.h"
#include "approval/judgement_make.h"
#include "approval/keys.h"
#include "approval/records.h"
#include "base/clock.h"
#include "base/utf8.h"

static void refuse(struct proposed *out, struct str reason)
{
    out->counts = false;
    out->reason = reason;
}

/* ---- people ---- */

static struct who who_approves(struct approvals *branch, const struct frame *frame,
                               const struct proposal *proposal)
{
    return proposal->on_behalf_of.len ? who_by_id(branch, frame, proposal->on_behalf_of)
                                      : who_by_email(branch, frame, proposal->email);
}

/* Who writes, and who approves: they are one unless it is on behalf of somebody. */
static bool find_people(struct proposed *out, struct who *approver, struct who *writer,
                        struct approvals *branch, const struct proposal *proposal)
{
    const struct frame *frame = frame_next(branch);
    struct arena *arena = branch->arena;

    *writer = who_by_email(branch, frame, proposal->email);
    *approver = who_approves(branch, frame, proposal);
    if (!proposal->email.len)
        refuse(out, STR("cannot determine who you are: set git's user.email (`git config "
                        "user.email YOU@EXAMPLE.ORG`)"));
    else if (!writer->id.len)
        refuse(out, arena_printf(arena,
                                 "the people register does not identify <%.*s> (git's user.email): "
                                 "add the address to people.yaml",
                                 STR_ARG(proposal->email)));
    else if (proposal->on_behalf_of.len && str_equal(approver->id, writer->id))
        refuse(out, arena_printf(arena, "you are %.*s: approve without `--on-behalf-of`",
                                 STR_ARG(writer->id)));
    else if (!approver->id.len)
        refuse(out, arena_printf(arena, "unknown person %.*s: use an id of the people register",
                                 STR_ARG(proposal->on_behalf_of)));
    else
        return true;
    return false;
}

/* The role that was asked for must be held, and be one that may approve. */
static bool check_role(struct proposed *out, const struct assessment *assessment,
                       const struct event *event, const struct proposal *proposal)
{
    const struct requirements *requirements = &assessment->judged[event->stage].requirements;
    struct arena *arena = assessment->approvals->arena;

    out->role = proposal->role.len ? proposal->role : event->shown.role;
    if (!proposal->role.len)
        return true;
    if (!event->who.person || !person_held(event->who.person, proposal->role, event->day)) {
        refuse(out, arena_printf(arena, "%.*s does not hold the role %.*s",
                                 STR_ARG(event->who.title), STR_ARG(proposal->role)));
        return false;
    }
    for (size_t i = 0; i < requirements->count; i++)
        if (requirements->each[i].roles.count &&
            !str_list_has(requirements->each[i].roles, proposal->role)) {
            refuse(out, arena_printf(arena, "the role %.*s may not approve this",
                                     STR_ARG(proposal->role)));
            return false;
        }
    return true;
}

static void check_recorder(struct proposed *out, const struct assessment *assessment, size_t last,
                           const struct who *writer, const struct proposal *proposal)
{
    if (!proposal->on_behalf_of.len)
        return;
    out->recorder = writer->id;
    if (!proposal->source.len)
        refuse(
            out,
            STR("`--on-behalf-of` requires `--source`: the minutes or message with the approval"));
    else if (authors_has(&assessment->judged[last].authors, writer, proposal->email))
        refuse(out, STR("an author of the content cannot record an approval for another person"));
}

/* ---- the event ---- */

/* As the record would make it, were it landed now. */
static struct event *make_event(struct assessment *assessment, size_t last,
                                struct approvals *branch, const struct who *approver,
                                const struct proposal *proposal)
{
    struct approvals *approvals = assessment->approvals;
    struct event *event = event_add(assessment, last, "record");

    event->frame = frame_next(branch);
    event->before = 0;
    event->day = approvals_day(approvals, proposal->now);
    event->claimed_role = proposal->role;
    event->shown.level = proposal->is_signed ? LEVEL_SIGNED : LEVEL_ASSERTED;
    event_set_person(event, *approver, approver->title, proposal->email);
    event_set_outcome(assessment, event);
    return event;
}

/* ---- why it would not count, and how that is mended ---- */

static bool has_role(struct approvals *branch, const struct frame *frame,
                     const struct requirements *requirements, const struct proposal *proposal,
                     int64_t day)
{
    struct who who = who_approves(branch, frame, proposal);
    struct str role;

    if (!who.person)
        return false;
    return proposal->role.len ? person_held(who.person, proposal->role, day)
                              : requirements->editorial ||
                                    requirements_entitle(&role, requirements, who.person, day) != 0;
}

/* Does the branch give a role? It does not if the mainline took that away meanwhile. */
static bool adds_role(struct approvals *branch, const struct requirements *requirements,
                      const struct proposal *proposal, int64_t day)
{
    return has_role(branch, frame_head(branch), requirements, proposal, day) &&
           !has_role(branch, frame_after(branch, branch->proposed), requirements, proposal, day);
}

/* What the configuration of the branch asks for in place of REQUIREMENTS. */
static struct requirements brought_requirements(struct approvals *branch,
                                                const struct requirements *requirements)
{
    struct requirements brought = *requirements;

    for (size_t i = 0; i < requirements->count; i++) {
        const struct kind *kind = kinds_find(branch->head->kinds, requirements->each[i].kind);

        if (kind)
            brought.each[i] = config_requirement(frame_head(branch)->config, kind);
    }
    return brought;
}

/*
 * Where the commits of a branch land one by one (a fast forward) the record is judged
 * after those before it.
 */
static void check_kept_role(struct proposed *out, struct approvals *branch,
                            const struct assessment *assessment, const struct event *event,
                            const struct proposal *proposal)
{
    const struct requirements *requirements = &assessment->judged[event->stage].requirements;
    struct requirements brought = brought_requirements(branch, requirements);

    if (branch->proposed && !requirements->editorial &&
        has_role(branch, frame_after(branch, branch->proposed), requirements, proposal,
                 event->day) &&
        !has_role(branch, frame_head(branch), &brought, proposal, event->day))
        refuse(out, arena_printf(branch->arena,
                                 "this branch takes the approving role from %.*s: change the role "
                                 "on a branch of its own",
                                 STR_ARG(event->who.title)));
}

static struct str mend_role(struct str reason, struct approvals *branch,
                            const struct assessment *assessment, const struct event *event,
                            const struct proposal *proposal)
{
    const struct requirements *requirements = &assessment->judged[event->stage].requirements;

    if (!adds_role(branch, requirements, proposal, event->day))
        return reason;
    return arena_printf(branch->arena,
                        "by the people register on %.*s, %.*s; the role that this branch adds "
                        "counts from the next change",
                        STR_ARG(branch->options.onto->mainline.name), STR_ARG(reason));
}

static struct str mend_level(struct str reason, struct approvals *branch,
                             const struct assessment *assessment, const struct event *event,
                             const struct proposal *proposal)
{
    (void)assessment, (void)event;
    return arena_printf(branch->arena, "%.*s: %s", STR_ARG(reason),
                        proposal->on_behalf_of.len
                            ? "have the person approve it themselves, with `--sign`"
                            : "add `--sign`");
}

/* What would make it known is printed, not only that it is not. */
static struct str mend_doubt(struct str reason, struct approvals *branch,
                             const struct assessment *assessment, const struct event *event,
                             const struct proposal *proposal)
{
    struct str missing = assessment->judged[event->stage].missing;

    (void)proposal;
    return missing.len && str_find(reason, missing, 0) < 0
               ? arena_printf(branch->arena, "%.*s; missing: %.*s", STR_ARG(reason),
                              STR_ARG(missing))
               : reason;
}

static struct str mend(struct str reason, struct approvals *branch,
                       const struct assessment *assessment, const struct event *event,
                       const struct proposal *proposal)
{
    static struct str (*const ways[])(struct str, struct approvals *, const struct assessment *,
                                      const struct event *, const struct proposal *) = {
        [OUTCOME_NOT_ENTITLED] = mend_role,
        [OUTCOME_TOO_WEAK] = mend_level,
        [OUTCOME_INDETERMINATE] = mend_doubt,
        [OUTCOME_SELF] = NULL,
    };

    return ways[event->outcome] ? ways[event->outcome](reason, branch, assessment, event, proposal)
                                : reason;
}

/* ---- is it approved already? ---- */

/* Has RECORD, of the work tree, landed as it is? */
static bool has_landed(const struct approvals *mainline, const struct record *record)
{
    const struct record *landed = map_get(&mainline->records->by_path, record->path);

    while (landed && (landed->ended || !str_equal(landed->file, record->file) ||
                      !str_equal(landed->text, record->text)))
        landed = landed->next;
    return landed != NULL;
}

/* Is it that of a record that counts, or only of one that once did not? */
static bool counts_already(const struct assessment *assessment, struct str file)
{
    for (size_t i = 0; i < assessment->events.count; i++)
        if (str_equal(assessment->events.items[i]->shown.object, file) &&
            assessment->events.items[i]->shown.counts)
            return true;
    return false;
}

static bool is_committed(struct approvals *branch, struct str file)
{
    struct version version;
    struct error ignored;

    return history_entry(&version, branch->history, &branch->mainline.head, file, &ignored) ==
               OBJECT_FOUND &&
           version.mode != MODE_ABSENT;
}

static bool says_the_same(const struct record *record, const struct proposed *proposed,
                          const struct proposal *proposal)
{
    return record->deletes == proposed->deletes &&
           (record->deletes || object_id_equal(&record->blob, &proposed->blob)) &&
           !record->id.len && str_equal(record->person, proposed->person) &&
           (record->is_signed || !proposal->is_signed);
}

/* A record of the same approval, as strong, is there already: a second one would add nothing. */
static bool is_repeated(struct proposed *out, const struct assessment *assessment,
                        struct approvals *branch, const struct proposal *proposal)
{
    const struct record *record = map_get(&proposal->records->by_path, out->path);
    const char *next = "";

    for (; record; record = record->next) {
        bool landed = has_landed(branch->options.onto, record);

        if (!says_the_same(record, out, proposal) ||
            (landed && !counts_already(assessment, record->file)))
            continue;
        if (!landed)
            next = is_committed(branch, record->file) ? "; bring it to the main branch"
                                                      : "; commit it";
        refuse(out, arena_printf(branch->arena, "%s approved it already, by %.*s%s",
                                 proposal->on_behalf_of.len ? "they have" : "you have",
                                 STR_ARG(record->file), next));
        return true;
    }
    return false;
}

/* ---- judging ---- */

/* On the mainline: would this approval be the one that comes too late? */
static void find_lateness(struct proposed *out, const struct assessment *assessment,
                          const struct proposal *proposal)
{
    size_t last = assessment->timeline.count - 1;
    const struct judged *judged = &assessment->judged[last];
    const struct mainline_commit *landing =
        stage_landing(assessment, assessment->timeline.stages[last].run);

    out->since = approvals_day(assessment->approvals, landing->time);
    out->late_days =
        proposal->now > landing->time ? (proposal->now - landing->time) / SECONDS_PER_DAY : 0;
    out->late_after = judged->frame->config->approvals.late_after;
    out->late = out->landed && judged->requirements.asked && judged->verdict != APPROVAL_APPROVED &&
                judged->verdict != APPROVAL_LATE && judged->verdict != APPROVAL_GRANDFATHERED;
}

static void judge_event(struct proposed *out, struct assessment *assessment,
                        struct approvals *branch, const struct who *approver,
                        const struct who *writer, const struct proposal *proposal)
{
    size_t last = assessment->timeline.count - 1;
    const struct event *event = make_event(assessment, last, branch, approver, proposal);

    out->control = event->shown.control;
    if (!event->shown.counts) {
        refuse(out, mend(event->shown.reason, branch, assessment, event, proposal));
        return;
    }
    out->counts = true;
    check_kept_role(out, branch, assessment, event, proposal);
    if (!out->counts)
        return;
    if (!check_role(out, assessment, event, proposal))
        out->reason = mend_role(out->reason, branch, assessment, event, proposal);
    else
        check_recorder(out, assessment, last, writer, proposal);
}

static void judge_last(struct proposed *out, struct assessment *assessment,
                       struct approvals *branch, const struct proposal *proposal)
{
    size_t last = assessment->timeline.count - 1;
    const struct version *version = &assessment->timeline.stages[last].step->revision->version;
    struct who approver, writer;

    out->path = assessment->timeline.stages[last].step->revision->path;
    out->blob = version->id;
    out->deletes = version->mode == MODE_ABSENT;
    find_lateness(out, assessment, proposal);
    if (!out->deletes && version->mode != MODE_FILE && version->mode != MODE_EXECUTABLE) {
        refuse(out, STR("it is not a regular file"));
        return;
    }
    if (utf8_invalid(out->path) >= 0) {
        refuse(out, STR("a record cannot name its path, which is not UTF-8: rename the file"));
        return;
    }
    if (!find_people(out, &approver, &writer, branch, proposal))
        return;
    out->person = approver.id;
    out->name = approver.title;
    judge_event(out, assessment, branch, &approver, &writer, proposal);
    if (out->counts && is_repeated(out, assessment, branch, proposal))
        out->repeated = true;
}

const struct artifact *proposal_gone(struct str *reason, struct approvals *branch, struct str path)
{
    const struct approval_revision *last = approval_in_force(approvals_judge_path(branch, path));

    *reason = (struct str){0};
    if (!last || !last->kind)
        return NULL;
    if (!last->deleted && !last->other)
        *reason = STR("its deletion or change is not committed: commit it first");
    else if (last->deleted && document_was_moved(branch, path, &last->landing))
        *reason = STR("it was moved, not deleted: name its present path");
    else
        return document_once(branch, path, timeline_of_file(branch, path));
    return NULL;
}

/* The history in which the text at hand is: the mainline's if it has landed, else the branch's. */
static struct approvals *place_of(struct approvals *branch, const struct artifact *artifact)
{
    struct approvals *mainline = branch->options.onto;
    const struct approval_judgement *judgement = approvals_judge(mainline, artifact);
    bool gone = artifact->number == SIZE_MAX && artifact->kind != &kind_configuration;

    approvals_walk(branch);
    return judgement->revision_count && judgement->revisions[0].landed &&
                   (!gone || judgement->revisions[0].deleted || judgement->revisions[0].other)
               ? mainline
               : branch;
}

const struct approval_judgement *proposal_judgement(struct approvals *branch,
                                                    const struct artifact *artifact)
{
    return approvals_judge(place_of(branch, artifact), artifact);
}

/* Why nothing can be said of the text at hand; empty if something can. */
static struct str unknown_text(struct approvals *branch, const struct approvals *place,
                               const struct approval_judgement *judgement)
{
    const struct approvals *mainline = branch->options.onto;
    const struct str name = mainline->mainline.name;

    if (!mainline->history)
        return mainline->no_mainline;
    if (!branch->history)
        return branch->no_mainline;
    if (!judgement->revisions[0].landed && judgement->missing.len)
        return arena_printf(branch->arena, "cannot determine who wrote it: %.*s%s",
                            STR_ARG(judgement->missing),
                            repository_state(branch->repository)->shallow
                                ? "; fetch the rest (`git fetch --unshallow`)"
                                : "");
    if (!judgement->revisions[0].landed)
        return STR("it has uncommitted changes: commit or stash them first");
    if (!approval_in_force(
            approvals_judge_path(branch->options.onto, judgement->revisions[0].path)) &&
        judgement->revisions[0].deleted)
        return arena_printf(branch->arena, "it was never on %.*s", STR_ARG(name));
    if (place == branch && !branch->proposed)
        return arena_printf(branch->arena,
                            "%.*s has another content than your checkout: run `git pull`, then "
                            "approve that content",
                            STR_ARG(name));
    if (!place->frames.has_register)
        return arena_printf(branch->arena,
                            "%.*s has no people register: add people.yaml to it first",
                            STR_ARG(name));
    return (struct str){0};
}

void proposal_judge(struct proposed *out, struct approvals *branch, const struct artifact *artifact,
                    const struct proposal *proposal)
{
    struct approvals *place = place_of(branch, artifact);
    struct str unknown = unknown_text(branch, place, approvals_judge(place, artifact));
    struct assessment assessment = {.approvals = place, .artifact = artifact};

    *out = (struct proposed){.landed = place != branch};
    if (unknown.len) {
        refuse(out, unknown);
        return;
    }
    assessment_run(&assessment);
    judge_last(out, &assessment, branch, proposal);
    assessment_release(&assessment);
}
