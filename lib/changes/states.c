#include "changes/states.h"

#include "changes/match.h"

/* How much a verdict weighs: what is waived or pending decides nothing. */
static int weight_of(enum finding_verdict verdict)
{
    static const int weights[] = {
        [FINDING_FAIL] = 2,
        [FINDING_WAIVED] = 0,
        [FINDING_PENDING] = 0,
        [FINDING_NOT_EVALUABLE] = 1,
    };

    return weights[verdict];
}

static bool is_worse(const struct finding *now, const struct finding *before)
{
    int was = weight_of(before->verdict), is = weight_of(now->verdict);

    return is > was || (is == was && is && now->severity > before->severity);
}

/* Nobody answers in a change for what has landed, or for the passing of time alone. */
static bool is_for_others(const struct state_question *question, const struct finding *now)
{
    return (now->landed_only && !question->answers_for_landed) ||
           (now->clock_only && !difference_changes(question->difference, now->path));
}

static enum finding_state state_of(const struct state_question *question, const struct finding *now,
                                   const struct finding *before)
{
    if (before && now->verdict == FINDING_PENDING && weight_of(before->verdict))
        return FINDING_SUPERSEDED;
    if (is_for_others(question, now))
        return FINDING_OLD;
    if (!before)
        return FINDING_NEW;
    return is_worse(now, before) ? FINDING_WORSE : FINDING_OLD;
}

static enum finding_state state_of_gone(const struct state_question *question,
                                        const struct finding *before)
{
    return before->landed_only && difference_changes(question->difference, before->path)
               ? FINDING_SUPERSEDED
               : FINDING_RESOLVED;
}

/* The farther from new, the better; what a change supersedes is none of the snapshot's. */
static enum finding_state better(enum finding_state a, enum finding_state b)
{
    return a > b ? a : b;
}

/* A waiver that is to land with the change excuses only what it waives already. */
static void heed_waiver(struct finding *now, const struct finding *before)
{
    if (!finding_is_waived_early(now) ||
        (before && before->waiver && before->verdict == FINDING_WAIVED &&
         str_equal(before->waiver->id, now->waiver->id)))
        return;
    now->verdict = FINDING_FAIL;
    now->waiver = NULL;
}

static bool concerns(const struct state_question *question, const struct finding *finding)
{
    return !question->concerns || question->concerns(question->context, finding);
}

static void set_state(const struct state_question *question, struct finding *now,
                      struct finding *before)
{
    heed_waiver(now, before);
    now->state = better(now->state, state_of(question, now, before));
    if (before)
        now->fingerprint = before->fingerprint;
}

void states_find(gone_list *gone, const struct state_question *question, struct arena *arena)
{
    struct finding **partners;
    bool *followed;

    findings_match(&partners, &followed, question->now, question->base, question->difference,
                   arena);
    for (size_t i = 0; i < question->now->findings.count; i++)
        if (concerns(question, &question->now->findings.items[i]))
            set_state(question, &question->now->findings.items[i], partners[i]);
    for (size_t i = 0; gone && i < question->base->findings.count; i++) {
        struct finding *before = &question->base->findings.items[i];

        if (followed[i] || !concerns(question, before))
            continue;
        before->state = state_of_gone(question, before);
        vector_push(gone, before);
    }
}
