/* From events to a verdict: the order of section 7, with the reason in words. */
#include <stdlib.h>

#include "approval/assessment.h"
#include "approval/context.h"
#include "base/clock.h"
#include "base/vector.h"

bool event_is_late(const struct assessment *assessment, const struct event *event, size_t index)
{
    size_t position = assessment->timeline.stages[index].step->position;

    if (event->always_timely)
        return false;
    if (event->by_date && event->known >= stage_landing(assessment, index)->time)
        return true;
    return event->position < position;
}

/* The events that speak about one stage. */
struct tally {
    struct assessment *assessment;
    size_t index;
    unsigned requirements;       /* a bit each: who is entitled to none of them is let be */
    size_t timely, late;         /* different people whose approval counts */
    size_t own_timely, own_late; /* and those whose counts under a compensating control */
    size_t doubtful;             /* different people whose approval may count */
    size_t contributed;
    struct event *first[OUTCOME_SELF + 1]; /* of each outcome, or NULL */
    struct event *forbidding;
    struct event *may_forbid; /* what speaks against it, if it is what it seems to be */
};

/* An event for an earlier content of the same substance counts, if nothing else landed between. */
static bool speaks_of(const struct tally *tally, const struct event *event)
{
    const struct stage *stages = tally->assessment->timeline.stages;

    return event->stage <= tally->index && stages[event->stage].run == stages[tally->index].run &&
           (event->outcome > OUTCOME_INDETERMINATE || !event->entitled ||
            (event->entitled & tally->requirements));
}

static bool is_late(const struct tally *tally, const struct event *event)
{
    return event_is_late(tally->assessment, event, tally->index);
}

/* Is OTHER another approval by the person of EVENT, and no worse a one? */
static bool is_rival(const struct tally *tally, const struct event *event,
                     const struct event *other)
{
    return other != event && other->outcome <= event->outcome && speaks_of(tally, other) &&
           str_equal(other->who.id, event->who.id) && !other->forbids;
}

/*
 * Has somebody's other event said as much as number UNTIL? Each person counts once,
 * by the best that there is of them: one that counts by itself before one that a
 * control has to cover, one in time before a late one, and the first of equal ones.
 */
static bool counted_before(const struct tally *tally, size_t until, bool late)
{
    const struct event *event = tally->assessment->events.items[until];

    for (size_t i = 0; i < tally->assessment->events.count; i++) {
        const struct event *other = tally->assessment->events.items[i];

        if (!is_rival(tally, event, other))
            continue;
        if (other->outcome < event->outcome || (late && !is_late(tally, other)))
            return true;
        if (i < until && is_late(tally, other) == late)
            return true;
    }
    return false;
}

static void tally_event(struct tally *tally, size_t number)
{
    struct event *event = tally->assessment->events.items[number];
    bool late = is_late(tally, event);

    event->shown.late = late;
    if (event->forbids) {
        if (event->outcome <= OUTCOME_CONTRIBUTED)
            tally->forbidding = event;
        else if (event->outcome == OUTCOME_INDETERMINATE)
            tally->may_forbid = event;
        return;
    }
    if (!tally->first[event->outcome])
        tally->first[event->outcome] = event;
    if (event->outcome > OUTCOME_INDETERMINATE || counted_before(tally, number, late))
        return;
    if (event->outcome == OUTCOME_CONTRIBUTED)
        tally->contributed++;
    else if (event->outcome == OUTCOME_INDETERMINATE)
        tally->doubtful++;
    else if (event->outcome == OUTCOME_COMPENSATED)
        *(late ? &tally->own_late : &tally->own_timely) += 1;
    else if (late)
        tally->late++;
    else
        tally->timely++;
}

/* Is number UNTIL, which came late, the event that says when its person approved? Their best is. */
static bool tells_when(const struct tally *tally, size_t until)
{
    const struct event *event = tally->assessment->events.items[until];

    for (size_t i = 0; i < tally->assessment->events.count; i++) {
        const struct event *other = tally->assessment->events.items[i];

        if (!is_rival(tally, event, other))
            continue;
        if (other->outcome < event->outcome || !is_late(tally, other) ||
            other->known < event->known || (other->known == event->known && i < until))
            return false;
    }
    return true;
}

static int compare_instants(const void *a, const void *b)
{
    const int64_t *one = a, *other = b;

    return (*one > *other) - (*one < *other);
}

/* Since when of the late approvals, of outcomes up to WORST, there have been NEEDED. */
static int64_t quorum_met(const struct tally *tally, size_t needed, enum outcome worst)
{
    const struct assessment *assessment = tally->assessment;
    VECTOR(int64_t) instants = {0};
    int64_t met = INT64_MIN;

    for (size_t i = 0; i < assessment->events.count; i++) {
        const struct event *event = assessment->events.items[i];

        if (event->outcome <= worst && !event->forbids && speaks_of(tally, event) &&
            is_late(tally, event) && tells_when(tally, i))
            vector_push(&instants, event->known);
    }
    if (instants.count) {
        qsort(instants.items, instants.count, sizeof *instants.items, compare_instants);
        met = instants.items[needed < instants.count ? needed - 1 : instants.count - 1];
    }
    vector_release(&instants);
    return met;
}

static void conclude(struct judged *judged, enum approval_verdict verdict,
                     enum approval_reason code, struct str reason)
{
    judged->verdict = verdict;
    judged->code = code;
    judged->reason = reason;
}

/* WORDS and those whose event has the outcome: "Jo Park (CISO) and Li Chen (CTO)". */
static struct str add_approvers(struct str words, const struct tally *tally, enum outcome outcome)
{
    const struct assessment *assessment = tally->assessment;
    struct arena *arena = assessment->approvals->arena;

    for (size_t i = 0; i < assessment->events.count; i++) {
        const struct event *event = assessment->events.items[i];
        struct str name;

        if (event->outcome != outcome || event->forbids || !speaks_of(tally, event) ||
            counted_before(tally, i, is_late(tally, event)))
            continue;
        name = event_approver(event, arena);
        words =
            words.len ? arena_printf(arena, "%.*s and %.*s", STR_ARG(words), STR_ARG(name)) : name;
    }
    return words;
}

static struct str approvers_words(const struct tally *tally, enum outcome worst)
{
    struct str words = add_approvers((struct str){0}, tally, OUTCOME_COUNTS);

    return worst == OUTCOME_COMPENSATED ? add_approvers(words, tally, worst) : words;
}

/* Who approved, up to the outcome WORST; of authors that it was their own text, and why it counts.
 */
static struct str approved_words(const struct tally *tally, enum outcome worst)
{
    bool deleted = tally->assessment->timeline.stages[tally->index].state == STAGE_ABSENT;
    struct arena *arena = tally->assessment->approvals->arena;
    struct str others = approvers_words(tally, OUTCOME_COUNTS), own, control;

    if (others.len)
        others = arena_printf(arena, "approved by %.*s", STR_ARG(others));
    if (worst == OUTCOME_COUNTS)
        return others;
    own = add_approvers((struct str){0}, tally, OUTCOME_COMPENSATED);
    control = compensation_words(tally->first[OUTCOME_COMPENSATED]->control, arena);
    return arena_printf(arena, "%.*s%s%.*s approved their own %s under %.*s", STR_ARG(others),
                        others.len ? "; " : "", STR_ARG(own), deleted ? "deletion" : "content",
                        STR_ARG(control));
}

/* Without the control it would not be approved: say so wherever the verdict is shown. */
static void set_control(struct judged *judged, const struct tally *tally, enum outcome worst)
{
    if (worst == OUTCOME_COMPENSATED)
        judged->control = tally->first[OUTCOME_COMPENSATED]->control->control;
}

static void conclude_approved(struct tally *tally, struct judged *judged, enum outcome worst)
{
    set_control(judged, tally, worst);
    conclude(judged, APPROVAL_APPROVED,
             worst == OUTCOME_COMPENSATED ? REASON_COMPENSATED : REASON_INDEPENDENT,
             approved_words(tally, worst));
}

static void conclude_late(struct tally *tally, struct judged *judged, enum outcome worst)
{
    struct arena *arena = tally->assessment->approvals->arena;
    const struct stage *stages = tally->assessment->timeline.stages;
    const struct mainline_commit *landing =
        stage_landing(tally->assessment, stages[tally->index].run);
    size_t timely = tally->timely + (worst == OUTCOME_COMPENSATED ? tally->own_timely : 0);
    int64_t met = quorum_met(tally, (size_t)judged->requirements.quorum - timely, worst);
    char day[16];

    set_control(judged, tally, worst);
    judged->late_days = met > landing->time ? (met - landing->time) / SECONDS_PER_DAY : 0;
    conclude(
        judged, APPROVAL_LATE, REASON_LATE,
        arena_printf(
            arena, "%.*s%s only on %s, after it reached the main branch",
            STR_ARG(approved_words(tally, worst)), worst == OUTCOME_COMPENSATED ? "," : "",
            civil_format(day, civil_from_days(approvals_day(tally->assessment->approvals, met)))));
}

/* Was an earlier content of this artifact approved? */
static bool was_approved(const struct tally *tally)
{
    for (size_t i = 0; i < tally->index; i++)
        if (tally->assessment->judged[i].verdict == APPROVAL_APPROVED ||
            tally->assessment->judged[i].verdict == APPROVAL_LATE)
            return true;
    return false;
}

static const char *const number_words[] = {"none", "one", "two",   "three", "four",
                                           "five", "six", "seven", "eight", "nine"};

static struct str number_word(struct arena *arena, int64_t number)
{
    if (number >= 0 && number < (int64_t)(sizeof number_words / sizeof number_words[0]))
        return str_of(number_words[number]);
    return arena_printf(arena, "%lld", (long long)number);
}

/* What became of another kind lacks the approval of those who may for one of the two. */
static struct str lacking_words(const struct tally *tally)
{
    const struct requirements *requirements = &tally->assessment->judged[tally->index].requirements;
    const struct approval_requirement *lacking = &requirements->each[tally->requirements >> 1];

    return arena_printf(
        tally->assessment->approvals->arena,
        "it changed from %.*s to %.*s without approval by a person authorized for the kind %.*s",
        STR_ARG(requirements->each[1].kind), STR_ARG(requirements->each[0].kind),
        STR_ARG(lacking->kind));
}

static void conclude_missing(struct tally *tally, struct judged *judged)
{
    struct arena *arena = tally->assessment->approvals->arena;
    size_t have = tally->timely + tally->late + tally->own_timely + tally->own_late;
    const struct stage *stage = &tally->assessment->timeline.stages[tally->index];

    if (tally->forbidding)
        conclude(judged, APPROVAL_MISSING, REASON_VOTE_AGAINST,
                 arena_printf(arena, "%.*s voted against it: %.*s",
                              STR_ARG(event_name(tally->forbidding)),
                              STR_ARG(tally->forbidding->shown.text)));
    else if (have)
        conclude(judged, APPROVAL_MISSING, REASON_QUORUM,
                 arena_printf(arena, "%.*s of %.*s approvals found, by %.*s",
                              STR_ARG(number_word(arena, (int64_t)have)),
                              STR_ARG(number_word(arena, judged->requirements.quorum)),
                              STR_ARG(approvers_words(tally, OUTCOME_COMPENSATED))));
    else if (judged->requirements.count > 1)
        conclude(judged, was_approved(tally) ? APPROVAL_STALE : APPROVAL_MISSING,
                 REASON_KIND_CHANGED, lacking_words(tally));
    else if (tally->first[OUTCOME_SUPERSEDED])
        conclude(judged, APPROVAL_STALE, REASON_EARLIER_CONTENT,
                 tally->first[OUTCOME_SUPERSEDED]->shown.reason);
    else if (was_approved(tally))
        conclude(judged, APPROVAL_STALE, REASON_NOT_REAPPROVED,
                 stage->state == STAGE_ABSENT
                     ? STR("an earlier revision was approved, but no approval of the deletion was "
                           "found in this history")
                     : STR("an earlier revision was approved, but no approval of this one was "
                           "found in this history"));
    else
        conclude(judged, APPROVAL_MISSING, REASON_NO_APPROVAL,
                 stage->state == STAGE_ABSENT
                     ? STR("no approval of its deletion was found in this history")
                     : STR("no approval found in this history"));
}

/* Nothing counts: the best of what was found says why. */
static bool conclude_from_outcomes(struct tally *tally, struct judged *judged)
{
    static const struct {
        enum outcome outcome;
        enum approval_verdict verdict;
    } order[] = {
        {OUTCOME_SELF, APPROVAL_SELF},
        {OUTCOME_NOT_ENTITLED, APPROVAL_NOT_ENTITLED},
        {OUTCOME_TOO_WEAK, APPROVAL_TOO_WEAK},
    };

    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
        const struct event *event = tally->first[order[i].outcome];

        if (!event)
            continue;
        conclude(judged, order[i].verdict, event->shown.code, event->shown.reason);
        return true;
    }
    return false;
}

static void conclude_indeterminate(struct judged *judged, struct str missing,
                                   enum approval_reason code, struct str reason)
{
    judged->missing = missing;
    conclude(judged, APPROVAL_INDETERMINATE, code, reason);
}

/* Of two rows with one id, or a row without, nobody can say which was approved. */
static bool conclude_if_doubtful_row(struct tally *tally, struct judged *judged)
{
    const struct stage *stage = &tally->assessment->timeline.stages[tally->index];

    if (!tally->assessment->artifact->is_row || !stage->doubtful)
        return false;
    conclude_indeterminate(judged, STR("an id that only one entry of the register has"),
                           REASON_ENTRY_UNCLEAR,
                           STR("cannot determine its history: its id is missing or duplicate, or "
                               "the entry cannot be read"));
    return true;
}

/* Nobody can tell whether somebody spoke against it: then no approval can be told either. */
static bool conclude_if_disputed(struct tally *tally, struct judged *judged, size_t found)
{
    const struct event *event = tally->may_forbid;

    if (judged->lost.len)
        conclude_indeterminate(judged, judged->lost, REASON_EVIDENCE_UNREADABLE, judged->lost);
    else if (event && found >= (size_t)judged->requirements.quorum)
        conclude_indeterminate(judged, event->shown.reason, REASON_VOTE_UNCLEAR,
                               arena_printf(tally->assessment->approvals->arena,
                                            "cannot determine whether %.*s voted against it: %.*s",
                                            STR_ARG(event_name(event)),
                                            STR_ARG(event->shown.reason)));
    else
        return false;
    return true;
}

static bool conclude_if_lacking(struct tally *tally, struct judged *judged)
{
    struct lack lack = missing_evidence(tally->assessment, tally->index);

    if (lack.missing.len)
        conclude_indeterminate(judged, lack.missing, lack.code, lack.reason);
    return lack.missing.len > 0;
}

static void conclude_stage(struct tally *tally)
{
    struct judged *judged = &tally->assessment->judged[tally->index];
    size_t quorum = (size_t)judged->requirements.quorum;
    size_t own = tally->own_timely + tally->own_late, sure = tally->timely + tally->late;

    if (conclude_if_doubtful_row(tally, judged))
        return;
    if (judged->frame->unconfigured)
        conclude_indeterminate(judged, judged->frame->fault, REASON_GOVERNANCE_UNREADABLE,
                               judged->frame->fault);
    else if (tally->forbidding)
        conclude_missing(tally, judged);
    else if (conclude_if_disputed(tally, judged, sure + own + tally->doubtful + tally->contributed))
        return;
    else if (tally->timely >= quorum)
        conclude_approved(tally, judged, OUTCOME_COUNTS);
    else if (tally->timely + tally->own_timely >= quorum)
        conclude_approved(tally, judged, OUTCOME_COMPENSATED);
    else if (sure >= quorum)
        conclude_late(tally, judged, OUTCOME_COUNTS);
    else if (sure + own >= quorum)
        conclude_late(tally, judged, OUTCOME_COMPENSATED);
    else if (sure + own + tally->doubtful + tally->contributed >= quorum && tally->doubtful)
        conclude_indeterminate(judged,
                               judged->missing.len
                                   ? judged->missing
                                   : tally->first[OUTCOME_INDETERMINATE]->shown.reason,
                               tally->first[OUTCOME_INDETERMINATE]->shown.code,
                               tally->first[OUTCOME_INDETERMINATE]->shown.reason);
    else if (conclude_if_lacking(tally, judged))
        return;
    else if (sure + own + tally->contributed >= quorum)
        conclude(judged, APPROVAL_CONTRIBUTED, REASON_CO_AUTHOR,
                 tally->first[OUTCOME_CONTRIBUTED]->shown.reason);
    else if (sure + own || !conclude_from_outcomes(tally, judged))
        conclude_missing(tally, judged);
}

/* The verdict by those who may satisfy any of REQUIREMENTS. */
static void find_by(struct assessment *assessment, size_t index, unsigned requirements)
{
    struct tally tally = {.assessment = assessment, .index = index, .requirements = requirements};

    for (size_t i = 0; i < assessment->events.count; i++)
        if (speaks_of(&tally, assessment->events.items[i]))
            tally_event(&tally, i);
    assessment->judged[index].found = tally.timely + tally.late + tally.own_timely + tally.own_late;
    assessment->judged[index].control = (struct str){0};
    conclude_stage(&tally);
}

void verdict_find(struct assessment *assessment, size_t index)
{
    struct judged *judged = &assessment->judged[index], worst = {0};
    bool lacking = false;

    /* What was of another kind before has to satisfy both, by one person or by two. */
    for (size_t i = 0; judged->requirements.count > 1 && i < judged->requirements.count; i++) {
        find_by(assessment, index, 1u << i);
        if (judged->verdict == APPROVAL_APPROVED ||
            (lacking && (worst.verdict != APPROVAL_LATE || judged->verdict == APPROVAL_LATE)))
            continue;
        worst = *judged;
        lacking = true;
    }
    if (lacking)
        *judged = worst;
    else
        find_by(assessment, index, REQUIREMENTS_ALL);
}
