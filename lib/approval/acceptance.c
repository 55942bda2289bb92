#include "approval/acceptance.h"

#include "approval/context.h"

/* What its person may be called as an owner: their id, and every role that they held then. */
static struct str_list hats_of(const struct event *event, struct arena *arena)
{
    const struct person *person = event->who.person;
    struct str_list hats = {0};

    if (!event->who.id.len)
        return hats;
    hats.items =
        arena_alloc_array(arena, 1 + (person ? person->role_count : 0), sizeof *hats.items);
    hats.items[hats.count++] = event->who.id;
    for (size_t i = 0; person && i < person->role_count; i++)
        if (person_held(person, person->roles[i].role, event->day))
            hats.items[hats.count++] = person->roles[i].role;
    return hats;
}

static bool is_sound(const struct event *event)
{
    return event->fault == EVENT_SOUND && !event->forbids;
}

/* What is missing of the evidence of one stage, or what of it cannot be told; or empty. */
static struct str lack_of_stage(const struct assessment *assessment, size_t index)
{
    struct str lack = missing_evidence(assessment, index).missing;

    for (size_t i = 0; i < assessment->events.count && !lack.len; i++) {
        const struct event *event = assessment->events.items[i];

        if (event->stage == index && event->fault == EVENT_UNCLEAR)
            lack = event->fault_reason;
    }
    return lack;
}

typedef VECTOR(struct str) names;

static void add_hats(names *out, const struct assessment *assessment, size_t index)
{
    for (size_t i = 0; i < assessment->events.count; i++) {
        const struct event *event = assessment->events.items[i];
        struct str_list hats = {0};

        if (event->stage == index && is_sound(event))
            hats = hats_of(event, assessment->approvals->arena);
        for (size_t k = 0; k < hats.count; k++)
            vector_push(out, hats.items[k]);
    }
}

/* Where something is lacking nothing of that stage is relied on. */
static void gather(struct approval_judgement *out, const struct assessment *assessment,
                   size_t first)
{
    struct arena *arena = assessment->approvals->arena;
    names found = {0};

    for (size_t i = first; i < assessment->timeline.count; i++) {
        struct str lack = lack_of_stage(assessment, i);

        if (lack.len)
            out->lack = lack;
        else
            add_hats(&found, assessment, i);
    }
    out->accepted_by.items = arena_copy(arena, found.items, found.count * sizeof *found.items);
    out->accepted_by.count = found.count;
    vector_release(&found);
}

void acceptance_set(struct approval_judgement *out, const struct assessment *assessment)
{
    size_t count = assessment->timeline.count;
    size_t first = count ? assessment->timeline.stages[count - 1].accepted_run : 0;

    for (size_t i = first; i < count; i++)
        out->accepted_adopted |= assessment->judged[i].verdict == APPROVAL_GRANDFATHERED;
    gather(out, assessment, first);
    if (out->accepted_adopted || !assessment->approvals->frames.has_register)
        out->lack = (struct str){0};
}
