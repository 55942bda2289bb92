#include "approval/mainline_facts.h"

#include "approval/judgement.h"
#include "approval/judging.h"
#include "approval/timeline.h"
#include "base/clock.h"
#include "base/vector.h"
#include "model/mapping.h"

typedef VECTOR(struct mainline_fact) fact_list;

static struct mainline_fact_list keep(fact_list *list, struct arena *arena)
{
    struct mainline_fact_list kept = {
        arena_copy(arena, list->items, list->count * sizeof *list->items), list->count};

    vector_release(list);
    return kept;
}

static struct mainline_fact fact_of(struct approvals *approvals,
                                    const struct mainline_commit *commit)
{
    struct mainline_fact fact = {.commit = commit->id, .date = commit->time};
    struct error error;
    const struct commit_facts *facts = commit_cache_get(&approvals->commits, &commit->id, &error);
    struct who who;

    if (!facts)
        return fact;
    who = frame_who_by_email(approvals, frame_head(approvals), facts->author.email);
    fact.person = who.title.len ? who.title : facts->author.name;
    fact.subject = facts->subject;
    return fact;
}

/* ---- dates ---- */

/* Clocks differ by minutes, and zones by hours; more is another clock or a date that was set. */
static void find_regressed(struct mainline_facts *out, struct approvals *approvals)
{
    fact_list list = {0};

    for (size_t i = 0; i < history_length(approvals->history); i++) {
        const struct mainline_commit *commit = history_commit(approvals->history, i);

        if (commit->time_not_before - commit->time > SECONDS_PER_DAY ||
            commit->time - approvals->options.now > SECONDS_PER_DAY)
            vector_push(&list, fact_of(approvals, commit));
    }
    out->regressed = keep(&list, approvals->arena);
}

/* ---- deletions ---- */

/* Keys "PATH LANDING" of what was not deleted but moved. */
static void find_moved(struct map *moved, struct approvals *approvals)
{
    for (size_t i = 0; i < history_path_count(approvals->history); i++) {
        const struct revision *revision = history_path(approvals->history, i);

        for (; revision; revision = revision->older) {
            struct str origin = move_origin(&approvals->moves, revision);
            char hex[OBJECT_ID_HEX + 1];

            if (origin.len)
                map_put(moved,
                        arena_printf(approvals->arena, "%.*s %s", STR_ARG(origin),
                                     object_id_hex(hex, &revision->landing->id, OBJECT_ID_HEX)),
                        approvals);
        }
    }
}

static bool was_moved(const struct map *moved, struct approvals *approvals,
                      const struct revision *revision)
{
    char hex[OBJECT_ID_HEX + 1];

    return map_get(moved,
                   arena_printf(approvals->arena, "%.*s %s", STR_ARG(revision->path),
                                object_id_hex(hex, &revision->landing->id, OBJECT_ID_HEX))) != NULL;
}

static bool is_unapproved(enum approval_verdict verdict)
{
    return verdict != APPROVAL_APPROVED && verdict != APPROVAL_LATE &&
           verdict != APPROVAL_GRANDFATHERED && verdict != APPROVAL_INDETERMINATE;
}

/* What the document was, by its last content. */
static void describe(struct mainline_fact *fact, struct approvals *approvals,
                     const struct revision *revision)
{
    const struct content *content =
        content_get(&approvals->contents, revision->path, &revision->before);

    for (size_t i = 0; i < content->count && !fact->kind.len; i++)
        if (!content->parts[i].is_row) {
            fact->kind = content->parts[i].kind->name;
            fact->id = content->parts[i].id;
        }
}

static void consider_deletion(fact_list *list, struct approvals *approvals,
                              const struct revision *revision)
{
    const struct approval_judgement *judgement = approvals_judge_path(approvals, revision->path);
    struct mainline_fact fact;

    if (!judgement->revision_count || !judgement->revisions[0].deleted ||
        !judgement->revisions[0].required || !is_unapproved(judgement->revisions[0].verdict))
        return;
    fact = fact_of(approvals, revision->landing);
    fact.path = revision->path;
    fact.reason = judgement->revisions[0].reason;
    describe(&fact, approvals, revision);
    if (fact.kind.len)
        vector_push(list, fact);
}

static void find_deletions(struct mainline_facts *out, struct approvals *approvals)
{
    fact_list list = {0};
    struct map moved;

    map_init(&moved);
    find_moved(&moved, approvals);
    for (size_t i = 0; i < history_path_count(approvals->history); i++) {
        const struct revision *newest = history_path(approvals->history, i);

        if (newest->landing && newest->version.mode == MODE_ABSENT &&
            !frame_wants(approvals, newest->path) &&
            timeline_wants_document(approvals, newest->path) &&
            !was_moved(&moved, approvals, newest))
            consider_deletion(&list, approvals, newest);
    }
    map_release(&moved);
    out->deletions = keep(&list, approvals->arena);
}

/* ---- roles given to oneself ---- */

static bool held(const struct person *person, const struct role_held *role)
{
    for (size_t i = 0; person && i < person->role_count; i++)
        if (str_equal(person->roles[i].role, role->role) &&
            person->roles[i].validity.from <= role->validity.from &&
            person->roles[i].validity.until >= role->validity.until)
            return true;
    return false;
}

/* Does a trailer name somebody else who stood behind the change? */
static bool has_witness(struct approvals *approvals, const struct commit_facts *facts,
                        const struct frame *before, struct str author)
{
    for (size_t i = 0; i < facts->trailers.count; i++) {
        const struct trailer *trailer = &facts->trailers.items[i];
        struct who who;

        if (!trailer_approves(trailer, before->config->approvals.trailers) ||
            !trailer_is_evidence(&facts->trailers, trailer))
            continue;
        who = frame_who_by_line(approvals, before, trailer->value);
        if (who.person && !who.robot && !str_equal(who.id, author))
            return true;
    }
    return false;
}

static void compare_roles(fact_list *list, struct approvals *approvals,
                          const struct mainline_commit *commit, const struct frame *before,
                          const struct frame *after)
{
    struct error error;
    const struct commit_facts *facts = commit_cache_get(&approvals->commits, &commit->id, &error);
    struct who who = {0};
    const struct person *now;

    if (facts)
        who = frame_who_by_email(approvals, after, facts->author.email);
    now = who.id.len && !who.robot && !has_witness(approvals, facts, before, who.id) ? who.person
                                                                                     : NULL;
    for (size_t i = 0; now && i < now->role_count; i++) {
        struct mainline_fact fact;

        if (held(people_by_id(&before->model.people, now->id), &now->roles[i]))
            continue;
        fact = fact_of(approvals, commit);
        fact.person = now->name;
        fact.id = people_role_title(&after->model.people, now->roles[i].role);
        vector_push(list, fact);
    }
}

static void find_self_entitled(struct mainline_facts *out, struct approvals *approvals)
{
    const struct frames *frames = &approvals->frames;
    fact_list list = {0};

    for (size_t i = 0; frames->has_register && i < frames->past.changes.count; i++) {
        size_t position = frames->past.changes.items[i];

        if (position < frames->first_register)
            compare_roles(&list, approvals, history_commit(approvals->history, position),
                          frame_after(approvals, position + 1), frame_after(approvals, position));
    }
    out->self_entitled = keep(&list, approvals->arena);
}

const struct mainline_facts *mainline_facts(struct approvals *approvals)
{
    const struct repository_state *state = repository_state(approvals->repository);
    struct mainline_facts *facts = approvals->facts;

    if (facts)
        return facts;
    approvals->facts = facts = ARENA_NEW(approvals->arena, struct mainline_facts);
    facts->known = approvals->history != NULL;
    facts->shallow = state->shallow;
    facts->partial = state->partial;
    facts->replaced = state->replaced || state->grafted;
    if (!facts->known)
        return facts;
    approvals_walk(approvals);
    facts->adopted = approvals->frames.has_register;
    find_regressed(facts, approvals);
    if (facts->adopted) {
        find_deletions(facts, approvals);
        find_self_entitled(facts, approvals);
    }
    return facts;
}
