/* Judging one event: does its person count, for this content, on that day? */
#include "approval/assessment.h"
#include "approval/context.h"
#include "base/clock.h"

struct str event_name(const struct event *event)
{
    if (event->shown.name.len)
        return event->shown.name;
    return event->shown.email.len ? event->shown.email : event->shown.text;
}

static void judge_as(struct event *event, enum outcome outcome, enum approval_reason code,
                     struct str reason)
{
    event->outcome = outcome;
    event->shown.counts = outcome <= OUTCOME_COMPENSATED && !event->forbids;
    event->shown.code = code;
    event->shown.reason = reason;
}

/* What an author of the stage did, and what of it others did not. */
static const char *deed(const struct assessment *assessment, const struct event *event)
{
    return assessment->timeline.stages[event->stage].state == STAGE_ABSENT
               ? "deleted it"
               : "wrote it, or part of it";
}

static const char *no_deed(const struct assessment *assessment, const struct event *event)
{
    return assessment->timeline.stages[event->stage].state == STAGE_ABSENT ? "did not delete it"
                                                                           : "wrote none of it";
}

/* "ciso or cto", by their titles; "any role" without. */
static struct str roles_wanted(const struct assessment *assessment, const struct event *event)
{
    const struct requirements *requirements = &assessment->judged[event->stage].requirements;
    struct arena *arena = assessment->approvals->arena;
    struct str words = {0};

    for (size_t i = 0; i < requirements->count; i++)
        for (size_t k = 0; k < requirements->each[i].roles.count; k++) {
            struct str title = people_role_title(&event->frame->model.people,
                                                 requirements->each[i].roles.items[k]);

            words = words.len ? arena_printf(arena, "%.*s or %.*s", STR_ARG(words), STR_ARG(title))
                              : title;
        }
    return words.len ? words : STR("any role");
}

static const char *day_text(char out[static 16], int64_t day)
{
    return civil_format(out, civil_from_days(day));
}

/* Of several roles that would do it is the one that a record names. */
static void prefer_claimed(struct event *event, const struct requirements *requirements)
{
    bool will_do = event->claimed_role.len && event->entitled &&
                   person_held(event->who.person, event->claimed_role, event->day);

    for (size_t i = 0; i < requirements->count; i++)
        will_do = will_do && (!requirements->each[i].roles.count ||
                              str_list_has(requirements->each[i].roles, event->claimed_role));
    if (will_do)
        event->shown.role = event->claimed_role;
}

/*
 * An editorial change waives the role for independent people, which is shown of those who do not
 * hold it; a control waives nothing else.
 */
static void find_role(struct assessment *assessment, struct event *event)
{
    const struct requirements *requirements = &assessment->judged[event->stage].requirements;
    bool editorial = requirements->editorial && !event->control;

    event->shown.role_waived = false;
    if (!event->who.person)
        return;
    event->entitled =
        requirements_entitle(&event->shown.role, requirements, event->who.person, event->day);
    prefer_claimed(event, requirements);
    if (!editorial)
        return;
    event->shown.role_waived = event->entitled + 1 != 1u << requirements->count;
    event->entitled = REQUIREMENTS_ALL;
}

/* Of an author: is there a control that stands for a second person? Else *GAP may tell why not. */
static bool is_compensated(struct assessment *assessment, struct event *event, struct str *gap)
{
    struct approvals *approvals = assessment->approvals;
    const struct compensation *control = compensation_after(approvals, event->before);
    int64_t landed =
        approvals_day(approvals, stage_landing(assessment, event->stage)->time_not_before);
    int64_t day = event->day > landed ? event->day : landed;

    if (compensation_covers(gap, control, day, approvals->arena)) {
        event->control = control;
        find_role(assessment, event);
        if (assessment->judged[event->stage].requirements.editorial && !event->entitled) {
            event->control = NULL;
            *gap = STR("the author of an editorial change must hold an approving role");
        }
    }
    event->uncovered = gap->len > 0;
    return event->control != NULL;
}

static void judge_self(struct assessment *assessment, struct event *event, struct str gap)
{
    struct arena *arena = assessment->approvals->arena;
    struct str name = event_name(event);

    judge_as(event, OUTCOME_SELF, gap.len ? REASON_NOT_COVERED : REASON_AUTHOR,
             gap.len ? arena_printf(arena, "%.*s %s; %.*s", STR_ARG(name), deed(assessment, event),
                                    STR_ARG(gap))
                     : arena_printf(arena, "%.*s %s", STR_ARG(name), deed(assessment, event)));
}

static struct str unknown_words(const struct event *event, struct arena *arena)
{
    return event->unnamed.len
               ? event->unnamed
               : arena_printf(arena, "the people register does not identify \"%.*s\"",
                              STR_ARG(event_name(event)));
}

static bool judge_person(struct assessment *assessment, struct event *event)
{
    const struct judged *judged = &assessment->judged[event->stage];
    const struct approval_author *author =
        authors_has(&judged->authors, &event->who, event->shown.email);
    struct arena *arena = assessment->approvals->arena;
    struct str name = event_name(event), gap;

    if (event->who.robot) {
        judge_as(
            event, OUTCOME_NOT_ENTITLED, REASON_SERVICE_ACCOUNT,
            arena_printf(arena, "%.*s is a service account, which cannot approve", STR_ARG(name)));
    } else if (event->who.id.len && author && !author->contributor && !author->doubtful &&
               !is_compensated(assessment, event, &gap)) {
        judge_self(assessment, event, gap);
    } else if (!event->who.id.len) {
        judge_as(event, OUTCOME_NOT_ENTITLED, REASON_UNKNOWN_PERSON, unknown_words(event, arena));
    } else {
        return true;
    }
    return false;
}

static bool judge_role(struct assessment *assessment, struct event *event)
{
    struct approvals *approvals = assessment->approvals;
    struct str name = event_name(event), roles = roles_wanted(assessment, event);
    int64_t latest = event->day;
    char day[16];

    /* What speaks against it does so whenever it was said. */
    if (event->by_date && !event->forbids && approvals_day(approvals, event->known) > latest)
        latest = approvals_day(approvals, event->known);
    if (latest > approvals_day(approvals, approvals->options.now)) {
        judge_as(event, OUTCOME_INDETERMINATE, REASON_IN_FUTURE,
                 arena_printf(approvals->arena, "its date, %s, is in the future",
                              day_text(day, latest)));
        return false;
    }
    find_role(assessment, event);
    if (event->entitled)
        return true;
    judge_as(event, OUTCOME_NOT_ENTITLED, REASON_ROLE_NOT_HELD,
             arena_printf(approvals->arena, "%.*s did not hold %s%.*s on %s", STR_ARG(name),
                          str_equal_c(roles, "any role") ? "" : "the role ", STR_ARG(roles),
                          day_text(day, event->day)));
    return false;
}

static bool judge_strength(struct assessment *assessment, struct event *event)
{
    const struct requirements *requirements = &assessment->judged[event->stage].requirements;
    struct arena *arena = assessment->approvals->arena;

    if (event->fault == EVENT_WEAK) {
        judge_as(event, OUTCOME_TOO_WEAK, event->fault_code, event->fault_reason);
        return false;
    }
    if (event->fault == EVENT_UNCLEAR) {
        judge_as(event, OUTCOME_INDETERMINATE, event->fault_code, event->fault_reason);
        return false;
    }
    if (event->shown.level >= requirements->level)
        return true;
    judge_as(event, OUTCOME_TOO_WEAK, REASON_LEVEL_TOO_LOW,
             arena_printf(arena, "it is %s, but %s is required",
                          approval_level_name(event->shown.level),
                          approval_level_name(requirements->level)));
    return false;
}

/* What is missing is mended by one line, which is therefore printed. */
static struct str unknown_author_words(struct arena *arena, const struct approval_author *author)
{
    return arena_printf(
        arena,
        "the people-register entry of author %.*s <%.*s>: add to people.yaml `- {id: "
        "..., name: \"%.*s\", emails: [%.*s]}`, or add the address to an existing "
        "person",
        STR_ARG(author->name), STR_ARG(author->email), STR_ARG(author->name),
        STR_ARG(author->email));
}

/* Why it cannot be told whether anybody is independent of AUTHORS; empty if it can. */
static struct str independence_gap(struct arena *arena, const struct authorship *authors)
{
    const struct approval_author *unknown = authors_unknown(authors);

    if (authors->incomplete)
        return authors->reason.len ? authors->reason : STR("part of the history is missing");
    if (unknown)
        return unknown_author_words(arena, unknown);
    if (!authors->people.count)
        return STR("the commit that wrote this content was not found");
    return (struct str){0};
}

static struct str gap_reason(const struct assessment *assessment, const struct event *event,
                             const struct authorship *authors, struct str gap)
{
    struct arena *arena = assessment->approvals->arena;
    const struct approval_author *unknown = authors_unknown(authors);

    if (unknown && !authors->incomplete)
        return arena_printf(
            arena,
            "cannot determine whether %.*s is independent: author %.*s <%.*s> is not "
            "in the people register",
            STR_ARG(event_name(event)), STR_ARG(unknown->name), STR_ARG(unknown->email));
    return arena_printf(arena, "cannot determine whether %.*s is independent of the authors: %.*s",
                        STR_ARG(event_name(event)), STR_ARG(gap));
}

/*
 * An author whose address the register of a later day gives to this person, while the
 * author's own entry is gone or bears the same name: whoever gets another id stays who they are.
 */
static const struct approval_author *renamed_author(const struct authorship *authors,
                                                    const struct event *event)
{
    const struct people *people = &event->frame->model.people;

    for (size_t i = 0; i < authors->people.count; i++) {
        const struct approval_author *author = &authors->people.items[i];
        const struct person *now = people_by_email(people, author->email);

        if (now && author->person.len && !author->robot && now == event->who.person &&
            !str_equal(now->id, author->person) &&
            (!people_by_id(people, author->person) || same_name(now->name, author->name)))
            return author;
    }
    return NULL;
}

static bool judge_renamed(struct assessment *assessment, struct event *event)
{
    struct judged *judged = &assessment->judged[event->stage];
    const struct approval_author *author = renamed_author(&judged->authors, event);

    if (!author)
        return true;
    judged->missing = STR("whether an author and the approver are the same person");
    judge_as(event, OUTCOME_INDETERMINATE, REASON_RENAMED_PERSON,
             arena_printf(assessment->approvals->arena,
                          "the people register moved %.*s from %.*s to %.*s; cannot determine "
                          "whether they are the same person",
                          STR_ARG(author->email), STR_ARG(author->person), STR_ARG(event->who.id)));
    return false;
}

/*
 * Is it a review that a key stands for, the person's own or that of who recorded it? Who
 * accepted a suggestion of theirs made them a co-author, and they reviewed the whole.
 */
static bool is_review(const struct event *event)
{
    struct str kind = str_of(event->shown.kind);

    return event->shown.level >= LEVEL_VOUCHED &&
           (str_equal_c(kind, "record") || str_equal_c(kind, "note"));
}

static bool judge_independence(struct assessment *assessment, struct event *event)
{
    struct judged *judged = &assessment->judged[event->stage];
    struct arena *arena = assessment->approvals->arena;
    const struct approval_author *author =
        authors_has(&judged->authors, &event->who, event->shown.email);
    struct str gap = independence_gap(arena, &judged->authors), uncovered;

    if (event->control)
        return true;
    if (gap.len) {
        judged->missing = gap;
        judge_as(event, OUTCOME_INDETERMINATE,
                 authors_unknown(&judged->authors) && !judged->authors.incomplete
                     ? REASON_AUTHOR_UNKNOWN
                     : REASON_AUTHORS_INCOMPLETE,
                 gap_reason(assessment, event, &judged->authors, gap));
        return false;
    }
    if (author && author->doubtful) {
        judged->missing = STR("whether an earlier revision was approved");
        judge_as(
            event, OUTCOME_INDETERMINATE, REASON_EARLIER_UNKNOWN,
            arena_printf(arena,
                         "%.*s wrote an earlier revision; cannot determine whether it was approved",
                         STR_ARG(event_name(event))));
        return false;
    }
    if (!judge_renamed(assessment, event))
        return false;
    if (!author || (is_review(event) && authors_has_other(&judged->authors, event->who.id)) ||
        is_compensated(assessment, event, &uncovered))
        return true;
    judge_as(event, OUTCOME_CONTRIBUTED, REASON_CO_AUTHOR,
             arena_printf(arena,
                          "%.*s is named as a co-author of the squashed commit, which does not "
                          "show what they wrote",
                          STR_ARG(event_name(event))));
    return false;
}

struct str event_approver(const struct event *event, struct arena *arena)
{
    struct str role = people_role_title(&event->frame->model.people, event->shown.role);
    struct str name = event_name(event);

    if (event->shown.role_waived)
        return arena_printf(arena, "%.*s (role waived: editorial change)", STR_ARG(name));
    return role.len ? arena_printf(arena, "%.*s (%.*s)", STR_ARG(name), STR_ARG(role)) : name;
}

bool event_claims_other_role(const struct event *event)
{
    return event->claimed_role.len && event->shown.role.len &&
           !str_equal(event->claimed_role, event->shown.role);
}

/* "; the record names the role ceo, which they did not hold then": another of theirs counts. */
static struct str claim_words(const struct event *event, struct arena *arena)
{
    if (!event_claims_other_role(event))
        return (struct str){0};
    return arena_printf(
        arena, "; the record names the role %.*s, which %s", STR_ARG(event->claimed_role),
        person_held(event->who.person, event->claimed_role, event->day) ? "may not approve this"
                                                                        : "they did not hold then");
}

/* What would count says that an earlier text was approved; what would not, nothing at all. */
static void judge_superseded(struct assessment *assessment, struct event *event)
{
    struct str reason = arena_printf(
        assessment->approvals->arena,
        "%.*s approved an earlier content, which changed before it reached the main branch",
        STR_ARG(event_name(event)));
    bool sound = judge_person(assessment, event) && judge_role(assessment, event) &&
                 judge_strength(assessment, event) && judge_independence(assessment, event);

    judge_as(event, sound ? OUTCOME_SUPERSEDED : OUTCOME_VOID, REASON_EARLIER_CONTENT, reason);
}

static void judge_whole(struct assessment *assessment, struct event *event)
{
    struct arena *arena = assessment->approvals->arena;
    struct str approver, control, claim;

    if (event->fault == EVENT_VOID) {
        judge_as(event, OUTCOME_VOID, event->fault_code, event->fault_reason);
        return;
    }
    if (event->fault == EVENT_SUPERSEDED) {
        judge_superseded(assessment, event);
        return;
    }
    if (!judge_person(assessment, event) || !judge_role(assessment, event) ||
        !judge_strength(assessment, event) || !judge_independence(assessment, event))
        return;
    approver = event_approver(event, arena);
    claim = claim_words(event, arena);
    if (!event->control) {
        judge_as(event, OUTCOME_COUNTS, REASON_INDEPENDENT,
                 arena_printf(arena, "%.*s %s%.*s", STR_ARG(approver), no_deed(assessment, event),
                              STR_ARG(claim)));
        return;
    }
    control = compensation_words(event->control, arena);
    event->shown.control = event->control->control;
    judge_as(event, OUTCOME_COMPENSATED, REASON_COMPENSATED,
             arena_printf(arena, "%.*s %s and approved it under %.*s%.*s", STR_ARG(approver),
                          deed(assessment, event), STR_ARG(control), STR_ARG(claim)));
}

/* Whoever may approve may speak against it as well: that is evidence, and no approval. */
void event_set_outcome(struct assessment *assessment, struct event *event)
{
    struct arena *arena = assessment->approvals->arena;

    judge_whole(assessment, event);
    if (event->outcome > OUTCOME_CONTRIBUTED) {
        event->shown.against = (struct str){0}; /* nobody heeds it */
    } else if (event->forbids) {
        event->shown.code = REASON_VOTE_AGAINST;
        event->shown.reason =
            arena_printf(arena, "%.*s voted against it", STR_ARG(event_approver(event, arena)));
    }
}
