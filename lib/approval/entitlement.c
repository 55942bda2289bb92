#include "approval/entitlement.h"

#include "approval/context.h"

/* One landing that may have changed who may do what. */
struct change_of_roles {
    struct approvals *approvals;
    const struct mainline_commit *commit;
    const struct frame *before, *after;
    int64_t day;
    VECTOR(struct entitlement) gained;
    struct map gainers; /* id of a person or robot */
};

bool entitlement_held(const struct person *person, const struct role_held *role)
{
    for (size_t i = 0; person && i < person->role_count; i++)
        if (str_equal(person->roles[i].role, role->role) &&
            person->roles[i].validity.from <= role->validity.from &&
            person->roles[i].validity.until >= role->validity.until)
            return true;
    return false;
}

/* ---- what is gained ---- */

static void add_gain(struct change_of_roles *change, const struct person *holder, struct str role)
{
    struct arena *arena = change->approvals->arena;
    struct str name = holder->robot ? holder->id : holder->name;
    struct str words =
        holder->robot ? arena_printf(arena, "a review key of service account %.*s", STR_ARG(name))
                      : arena_printf(arena, "the role %.*s of %.*s", STR_ARG(role), STR_ARG(name));

    map_put(&change->gainers, holder->id, (void *)(uintptr_t)holder);
    vector_push(&change->gained, ((struct entitlement){name, role, words}));
}

static void compare_person(struct change_of_roles *change, const struct person *now)
{
    const struct person *was = people_by_id(&change->before->model.people, now->id);

    for (size_t i = 0; i < now->role_count; i++)
        if (!entitlement_held(was, &now->roles[i]))
            add_gain(change, now,
                     people_role_title(&change->after->model.people, now->roles[i].role));
}

static bool had_key(const struct person *robot, const struct person_key *key)
{
    for (size_t i = 0; robot && robot->vouches && i < robot->key_count; i++)
        if (str_equal(robot->keys[i].key, key->key) && str_equal(robot->keys[i].file, key->file) &&
            robot->keys[i].validity.from <= key->validity.from &&
            robot->keys[i].validity.until >= key->validity.until &&
            robot->keys[i].revoked >= key->revoked)
            return true;
    return false;
}

static void compare_robot(struct change_of_roles *change, const struct person *now)
{
    const struct person *was = people_by_id(&change->before->model.people, now->id);

    for (size_t i = 0; now->vouches && i < now->key_count; i++)
        if (!had_key(was, &now->keys[i])) {
            add_gain(change, now, (struct str){0});
            return;
        }
}

static void find_gains(struct change_of_roles *change)
{
    const struct people *people = &change->after->model.people;

    for (size_t i = 0; i < people->count; i++)
        if (people->items[i].robot)
            compare_robot(change, &people->items[i]);
        else
            compare_person(change, &people->items[i]);
}

/* ---- who stands behind it ---- */

static struct str_list roles_that_may(const struct frame *before)
{
    const struct approval_config *approvals = &before->config->approvals;

    if (approvals->entitlement.count)
        return approvals->entitlement;
    return before->model.people.top_management.count ? before->model.people.top_management
                                                     : approvals->governors;
}

/* Of no role in particular: whoever holds any. */
static bool may_assign(const struct change_of_roles *change, const struct person *person)
{
    struct str_list roles = roles_that_may(change->before);

    if (!person || person->robot || map_get(&change->gainers, person->id))
        return false;
    for (size_t i = 0; i < person->role_count; i++)
        if ((!roles.count || str_list_has(roles, person->roles[i].role)) &&
            person_held(person, person->roles[i].role, change->day))
            return true;
    return false;
}

static const struct person *author_of(const struct change_of_roles *change,
                                      const struct object_id *commit)
{
    struct error error;
    const struct commit_facts *facts =
        commit_cache_get(&change->approvals->commits, commit, &error);

    return facts ? who_by_email(change->approvals, change->before, facts->author.email).person
                 : NULL;
}

/* Did somebody who may write the revision, or approve it? */
static bool is_backed_by(const struct change_of_roles *change,
                         const struct approval_revision *revision)
{
    const struct people *people = &change->before->model.people;

    for (size_t i = 0; i < revision->origin_count; i++)
        if (revision->origins[i].wrote &&
            may_assign(change, author_of(change, &revision->origins[i].commit)))
            return true;
    /* Whoever wrote earlier revisions of the register may say yes to this one. */
    for (size_t i = 0; i < revision->evidence_count; i++)
        if (revision->evidence[i].sound && revision->evidence[i].code != REASON_IN_FUTURE &&
            may_assign(change, people_by_id(people, revision->evidence[i].person)))
            return true;
    return false;
}

/* Is what the landing did to the file at PATH backed? A file that it left alone does not matter. */
static bool is_backed_at(const struct change_of_roles *change, struct str path)
{
    const struct approval_judgement *judgement = approvals_judge_path(change->approvals, path);

    for (size_t i = 0; i < judgement->revision_count; i++)
        if (judgement->revisions[i].landed &&
            object_id_equal(&judgement->revisions[i].landing, &change->commit->id))
            return is_backed_by(change, &judgement->revisions[i]);
    return false;
}

static bool lands_at(const struct revision *newest, const struct mainline_commit *commit)
{
    for (const struct revision *at = newest; at && at->landing; at = at->older)
        if (at->landing == commit)
            return true;
    return false;
}

static bool is_backed(const struct change_of_roles *change)
{
    const struct file_versions *versions = &change->approvals->frames.versions;

    /* A merge wrote none of what it brings; the configuration may let it approve. */
    if ((change->commit->parent_count < 2 || change->before->config->approvals.merge) &&
        may_assign(change, author_of(change, &change->commit->id)))
        return true;
    for (size_t i = 0; i < versions->paths.count; i++) {
        const struct revision *newest = versions->paths.items[i];

        if (lands_at(newest, change->commit) && is_backed_at(change, newest->path))
            return true;
    }
    return false;
}

/* ---- the whole ---- */

struct entitlement_list entitlements_unbacked(struct approvals *approvals, size_t position)
{
    struct change_of_roles change = {
        .approvals = approvals,
        .commit = history_commit(approvals->history, position),
        .before = frame_after(approvals, position + 1),
        .after = frame_after(approvals, position),
    };
    struct entitlement_list out = {0};

    change.day = approvals_day(approvals, change.commit->time_not_before);
    map_init(&change.gainers);
    find_gains(&change);
    if (change.gained.count && !is_backed(&change)) {
        out.count = change.gained.count;
        out.items = arena_copy(approvals->arena, change.gained.items,
                               change.gained.count * sizeof *change.gained.items);
    }
    vector_release(&change.gained);
    map_release(&change.gainers);
    return out;
}
