#include "approval/mainline_facts.h"

#include "approval/assessment.h"
#include "approval/context.h"
#include "approval/documents.h"
#include "approval/entitlement.h"
#include "approval/judgement_make.h"
#include "approval/landing_trailers.h"
#include "base/clock.h"
#include "base/vector.h"

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
    who = who_by_email(approvals, frame_head(approvals), facts->author.email);
    fact.person = who.title.len ? who.title : facts->author.name;
    fact.subject = facts->subject;
    return fact;
}

/* ---- dates ---- */

/*
 * Clocks differ by minutes, and zones by hours; more is another clock or a date that was
 * set. Of several that follow each other the first is told.
 */
static void find_regressed(struct mainline_facts *out, struct approvals *approvals)
{
    fact_list list = {0};

    for (size_t i = 0; i < history_length(approvals->history); i++) {
        const struct mainline_commit *commit = history_commit(approvals->history, i);

        int64_t before = i + 1 < history_length(approvals->history)
                             ? history_commit(approvals->history, i + 1)->time
                             : commit->time;

        if (before - commit->time > SECONDS_PER_DAY ||
            commit->time - approvals->options.now > SECONDS_PER_DAY)
            vector_push(&list, fact_of(approvals, commit));
    }
    out->regressed = keep(&list, approvals->arena);
}

/* ---- deletions ---- */

static bool is_unapproved(enum approval_verdict verdict)
{
    return verdict != APPROVAL_APPROVED && verdict != APPROVAL_LATE &&
           verdict != APPROVAL_GRANDFATHERED && verdict != APPROVAL_INDETERMINATE;
}

/* Did REVISION take a document away, and not only elsewhere? */
static bool is_deletion(struct approvals *approvals, const struct revision *revision)
{
    return revision->landing && revision->version.mode == MODE_ABSENT &&
           document_in(approvals, revision->path, &revision->before) &&
           !document_was_moved(approvals, revision->path, &revision->landing->id);
}

/* What one landing brought, or wrote anew. */
struct arrival {
    struct change change;
    struct arrival *next; /* of the same blob */
};

struct deletions {
    struct approvals *approvals;
    fact_list list;
    fact_list dropped;
    const struct mainline_commit *landing; /* whose arrivals are known */
    struct map arrivals;                   /* id of a blob -> struct arrival, the first of them */
};

/* Many files may have gone at once. */
static void find_arrivals(struct deletions *deletions, const struct mainline_commit *landing)
{
    struct approvals *approvals = deletions->approvals;
    struct change *changes;
    struct error error;
    size_t count;

    if (deletions->landing == landing)
        return;
    deletions->landing = landing;
    map_release(&deletions->arrivals);
    if (history_changes(&changes, &count, approvals->history, &landing->id, false, approvals->arena,
                        &error) != OBJECT_FOUND)
        return;
    for (size_t i = count; i-- > 0;) {
        struct arrival *arrival;

        if (changes[i].after.mode == MODE_ABSENT)
            continue;
        arrival = ARENA_NEW(approvals->arena, struct arrival);
        arrival->change = changes[i];
        arrival->next =
            map_put(&deletions->arrivals, object_id_key(&arrival->change.after.id), arrival);
    }
}

/* The file in which what REVISION took away lies as it was, where it is no document; or empty. */
static struct str laid_aside(struct deletions *deletions, const struct revision *revision)
{
    struct approvals *approvals = deletions->approvals;
    const struct arrival *at;

    find_arrivals(deletions, revision->landing);
    for (at = map_get(&deletions->arrivals, object_id_key(&revision->before.id)); at; at = at->next)
        if (version_equal(&at->change.after, &revision->before) &&
            !document_at(approvals, at->change.path) &&
            snapshot_find(approvals->snapshot, at->change.path))
            return at->change.path;
    return (struct str){0};
}

static void add_fact(fact_list *list, struct approvals *approvals, struct str path,
                     const struct mainline_commit *landing,
                     const struct approval_revision *revision)
{
    struct mainline_fact fact = fact_of(approvals, landing);

    fact.path = path;
    fact.id = revision->id;
    fact.kind = revision->kind->name;
    fact.reason = revision->reason;
    vector_push(list, fact);
}

static void consider_deletion(struct deletions *deletions, const struct revision *newest)
{
    struct approvals *approvals = deletions->approvals;
    const struct approval_revision *revision =
        approval_in_force(approvals_judge_gone(approvals, newest));
    struct str aside;

    if (!revision || !revision->required || !is_unapproved(revision->verdict))
        return;
    aside = laid_aside(deletions, newest);
    add_fact(aside.len ? &deletions->dropped : &deletions->list, approvals,
             aside.len ? aside : newest->path, newest->landing, revision);
}

/* Was the file, which is none now, a document once? */
static bool was_document(struct approvals *approvals, const struct revision *newest)
{
    if (!newest->landing || newest->version.mode == MODE_ABSENT ||
        !snapshot_find(approvals->snapshot, newest->path) || document_at(approvals, newest->path) ||
        document_in(approvals, newest->path, &newest->version))
        return false;
    for (const struct revision *at = newest; at && at->landing; at = at->older)
        if (document_in(approvals, at->path, &at->before))
            return true;
    return false;
}

/* Whoever made something else of it had to have that approved, whatever became of it since. */
static void consider_other(struct deletions *deletions, const struct revision *newest)
{
    const struct approval_judgement *judgement = approvals_judge_gone(deletions->approvals, newest);

    for (size_t i = 0; i < judgement->revision_count; i++) {
        const struct approval_revision *revision = &judgement->revisions[i];

        if (!revision->landed)
            continue;
        if (!revision->other)
            return;
        if (!revision->kind)
            continue;
        if (revision->required && is_unapproved(revision->verdict))
            add_fact(&deletions->dropped, deletions->approvals, newest->path, newest->landing,
                     revision);
        return;
    }
}

static void consider_gone(void *context, const struct revision *newest)
{
    struct deletions *deletions = context;

    if (is_deletion(deletions->approvals, newest))
        consider_deletion(deletions, newest);
    else if (was_document(deletions->approvals, newest))
        consider_other(deletions, newest);
}

static void find_deletions(struct mainline_facts *out, struct approvals *approvals)
{
    struct deletions deletions = {.approvals = approvals};

    documents_each_gone(approvals, consider_gone, &deletions);
    map_release(&deletions.arrivals);
    out->deletions = keep(&deletions.list, approvals->arena);
    out->dropped = keep(&deletions.dropped, approvals->arena);
    out->deletions_unknown = history_removal_gap(approvals->history);
}

/* ---- roles given to oneself ---- */

/* Does a trailer name somebody else who stood behind the change? */
static bool has_witness(struct approvals *approvals, const struct commit_facts *facts,
                        const struct frame *before, struct str author)
{
    const struct trailers *trailers = landing_trailers(approvals, before, facts);

    for (size_t i = 0; i < trailers->count; i++) {
        const struct trailer *trailer = &trailers->items[i];
        struct named named;

        if (!trailer_approves(trailer, before->config->approvals.trailers) ||
            !trailer_is_evidence(trailers, trailer))
            continue;
        named_approver(&named, approvals, before, trailer->value);
        if (named.who.person && !named.who.robot && !str_equal(named.who.id, author))
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
        who = who_by_email(approvals, after, facts->author.email);
    now = who.id.len && !who.robot && !has_witness(approvals, facts, before, who.id) ? who.person
                                                                                     : NULL;
    for (size_t i = 0; now && i < now->role_count; i++) {
        struct mainline_fact fact;

        if (entitlement_held(people_by_id(&before->model.people, now->id), &now->roles[i]))
            continue;
        fact = fact_of(approvals, commit);
        fact.person = now->name;
        fact.id = people_role_title(&after->model.people, now->roles[i].role);
        vector_push(list, fact);
    }
}

struct role_facts {
    fact_list self, others;
};

/* Whoever gave a role to themself is told of as that. */
static void compare_entitlements(struct role_facts *facts, struct approvals *approvals,
                                 size_t position, size_t told)
{
    const struct mainline_commit *commit = history_commit(approvals->history, position);
    struct entitlement_list list = entitlements_unbacked(approvals, position);

    for (size_t i = 0; i < list.count; i++) {
        struct mainline_fact fact = fact_of(approvals, commit);
        bool known = false;

        for (size_t k = told; k < facts->self.count; k++)
            known = known || str_equal(facts->self.items[k].person, list.items[i].holder);
        fact.person = list.items[i].holder;
        fact.id = list.items[i].role;
        fact.reason = list.items[i].words;
        if (!known)
            vector_push(&facts->others, fact);
    }
}

static void compare_registers(struct mainline_facts *out, struct role_facts *facts,
                              struct approvals *approvals, size_t position)
{
    size_t told = facts->self.count;
    const struct frame *before = frame_after(approvals, position + 1);
    const struct frame *after = frame_after(approvals, position);

    if (before->fault.len || after->fault.len) {
        out->roles_unknown = before->fault.len ? before->fault : after->fault;
        return;
    }
    compare_roles(&facts->self, approvals, history_commit(approvals->history, position), before,
                  after);
    compare_entitlements(facts, approvals, position, told);
}

static void find_self_entitled(struct mainline_facts *out, struct approvals *approvals)
{
    const struct frames *frames = &approvals->frames;
    struct role_facts facts = {0};

    for (size_t i = 0; frames->has_register && i < frames->versions.changes.count; i++) {
        size_t position = frames->versions.changes.items[i];

        /* Whoever made the first commit that a shallow clone has, need not have made what is in it.
         */
        if (position < frames->first_register && position < history_length(approvals->history) &&
            !history_commit(approvals->history, position)->incomplete)
            compare_registers(out, &facts, approvals, position);
    }
    out->self_entitled = keep(&facts.self, approvals->arena);
    out->entitled = keep(&facts.others, approvals->arena);
}

const struct mainline_facts *mainline_facts(struct approvals *approvals)
{
    struct mainline_facts *facts = approvals->facts;

    if (facts)
        return facts;
    approvals->facts = facts = ARENA_NEW(approvals->arena, struct mainline_facts);
    facts->known = approvals->history != NULL;
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
