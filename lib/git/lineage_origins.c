#include "git/lineage_origins.h"

#include <stdlib.h>

#include "base/memory.h"

/* A name that the path had. */
struct member {
    struct lineage_name *name;
    enum rename_kind kind;        /* how surely */
    VECTOR(struct rename *) gone; /* the renames that ended it; of the path itself none */
    bool gone_before;             /* one of them is older than the landing itself */
};

/* A touch of one of the names, to be sorted by commit. */
struct member_touch {
    uint32_t order;
    size_t member;
    const struct touch *touch; /* NULL: the commit changes nothing at all */
};

struct follow {
    struct lineage *lineage;
    const struct revision *revision;
    struct lineage_origins *out;
    VECTOR(struct member) members; /* the path itself first, then from new to old */
    VECTOR(struct member_touch) touches;
    size_t next;  /* the first touch that was not looked at */
    bool linked;  /* who wrote what was at the old paths before is known by those */
    size_t group; /* where the touches of the commit at hand begin */
};

static void set_incomplete(struct follow *follow, struct str fault)
{
    if (!follow->out->incomplete)
        follow->out->fault = arena_str(&follow->lineage->history->arena, fault);
    follow->out->incomplete = true;
}

/* ---- the names ---- */

static struct member *member_of(struct follow *follow, struct lineage_name *name)
{
    for (size_t i = 0; i < follow->members.count; i++)
        if (follow->members.items[i].name == name)
            return &follow->members.items[i];
    vector_push(&follow->members, ((struct member){.name = name}));
    return &follow->members.items[follow->members.count - 1];
}

static void collect_members(struct follow *follow, struct lineage_name *name)
{
    member_of(follow, name);
    for (size_t i = 0; i < follow->members.count; i++) {
        struct lineage_name *at = follow->members.items[i].name;

        if (at->incomplete)
            set_incomplete(follow, at->fault);
        for (size_t k = 0; k < at->renames.count; k++) {
            struct rename *rename = &at->renames.items[k];
            enum rename_kind kind = follow->members.items[i].kind;
            struct member *member;

            if (rename->old == name)
                continue; /* renamed, and back */
            member = member_of(follow, rename->old);
            if (!member->gone.count || member->kind > rename->kind)
                member->kind = rename->kind > kind ? rename->kind : kind;
            member->gone_before |= rename->commit != follow->lineage->landing->node;
            vector_push(&member->gone, rename);
        }
    }
}

/*
 * Is what is at the name in COMMIT what was renamed later, not another file after
 * that? The landing as a whole says when only if no commit that came with it does.
 */
static bool is_active(struct follow *follow, size_t number, const struct graph_node *commit)
{
    const struct member *member = &follow->members.items[number];
    const struct graph_node *landing = follow->lineage->landing->node;

    for (size_t i = 0; i < member->gone.count; i++) {
        const struct graph_node *since = member->gone.items[i]->commit;

        if ((since != landing || !member->gone_before) &&
            !lineage_is_since(follow->lineage, since, commit))
            return true;
    }
    return number == 0;
}

static struct version version_at(struct follow *follow, const struct object_id *tree, size_t number)
{
    struct version version;
    struct error error;

    if (tree_lookup(&version, &follow->lineage->history->trees, tree,
                    follow->members.items[number].name->path, &error) != OBJECT_FOUND)
        set_incomplete(follow, str_of(error.message));
    return version;
}

/* ---- touches ---- */

static int compare_touches(const void *a, const void *b)
{
    const struct member_touch *one = a, *other = b;

    if (one->order != other->order)
        return (one->order > other->order) - (one->order < other->order);
    return (one->member > other->member) - (one->member < other->member);
}

static void collect_touches(struct follow *follow)
{
    for (size_t i = 0; i < follow->members.count; i++) {
        const struct lineage_name *name = follow->members.items[i].name;

        for (size_t k = 0; k < name->touches.count; k++) {
            const struct touch *touch = &name->touches.items[k];

            vector_push(&follow->touches, ((struct member_touch){touch->commit->order, i, touch}));
        }
    }
    for (size_t i = 0; i < follow->lineage->empty.count; i++)
        vector_push(&follow->touches,
                    ((struct member_touch){.order = follow->lineage->empty.items[i]->order}));
    if (follow->touches.count)
        qsort(follow->touches.items, follow->touches.count, sizeof *follow->touches.items,
              compare_touches);
}

/* The name under which PARENT has it; empty: under none. */
static struct str name_in(struct follow *follow, const struct graph_node *parent)
{
    for (size_t i = 0; i < follow->members.count; i++)
        if (version_at(follow, &parent->tree, i).mode != MODE_ABSENT &&
            is_active(follow, i, parent))
            return arena_str(&follow->lineage->history->arena, follow->members.items[i].name->path);
    return (struct str){0};
}

/* The name under which a parent has it that lacks the one which the commit at hand has. */
static struct str old_path_of(struct follow *follow, size_t member)
{
    for (size_t i = follow->group; i < follow->next; i++) {
        const struct touch *touch = follow->touches.items[i].touch;

        for (uint32_t k = 0;
             touch && follow->touches.items[i].member == member && k < touch->commit->parent_count;
             k++)
            if (touch->before[k].mode == MODE_ABSENT && touch->after.mode != MODE_ABSENT)
                return name_in(follow, touch->commit->parents[k]);
    }
    return (struct str){0};
}

static void add_origin(struct follow *follow, const struct graph_node *commit, struct origin origin,
                       size_t member)
{
    origin.commit = commit->id;
    origin.time = commit->time;
    origin.merge = commit->parent_count > 1;
    origin.path =
        arena_str(&follow->lineage->history->arena, follow->members.items[member].name->path);
    origin.old_path = old_path_of(follow, member);
    vector_push(&follow->out->found, origin);
}

/* ---- commits with one parent, or none ---- */

/* Was it only brought here, and does nobody lose sight of its authors by that? */
static bool is_mere_move(const struct follow *follow, const struct member_touch *at)
{
    const struct lineage_name *name = follow->members.items[at->member].name;

    for (size_t i = 0; i < name->renames.count; i++)
        if (name->renames.items[i].commit == at->touch->commit)
            return follow->linked && name->renames.items[i].whole;
    return false;
}

static void judge_commit(struct follow *follow, const struct graph_node *commit)
{
    struct origin origin = {0};
    size_t member = SIZE_MAX;

    for (size_t i = follow->group; i < follow->next; i++) {
        const struct member_touch *at = &follow->touches.items[i];

        if (!is_active(follow, at->member, commit))
            continue;
        if (member == SIZE_MAX || !origin.changes)
            member = at->member;
        if (is_mere_move(follow, at))
            origin.moves = true;
        else
            origin.changes = true;
        origin.holds |= version_equal(&at->touch->after, &follow->revision->version);
    }
    origin.moves &= !origin.changes;
    if (member != SIZE_MAX)
        add_origin(follow, commit, origin, member);
}

/* A commit that changes nothing: what landed, or else another text, is there by one name. */
static void look_at_empty(struct follow *follow, const struct graph_node *commit)
{
    struct origin origin = {.empty = true};
    size_t member = SIZE_MAX;

    for (size_t i = 0; i < follow->members.count && !origin.holds; i++) {
        struct version version = version_at(follow, &commit->tree, i);

        origin.holds = version_equal(&version, &follow->revision->version);
        if (!is_active(follow, i, commit))
            origin.holds = false;
        else if (origin.holds || (version.mode != MODE_ABSENT && member == SIZE_MAX))
            member = i;
    }
    if (member != SIZE_MAX)
        add_origin(follow, commit, origin, member);
}

/* ---- merges ---- */

/* Does a parent still have under the name what another side renamed, and the merge has not? */
static bool is_lost(struct follow *follow, const struct member_touch *at)
{
    const struct touch *touch = at->touch;

    if (touch->after.mode != MODE_ABSENT)
        return false;
    for (uint32_t i = 0; i < touch->commit->parent_count; i++)
        if (touch->before[i].mode != MODE_ABSENT &&
            is_active(follow, at->member, touch->commit->parents[i]))
            return true;
    return false;
}

/* Merge what each parent has under the first of NUMBERS that it has. */
static bool merges_to(struct follow *follow, struct graph_node *merge, const size_t *numbers,
                      size_t count, const struct version *after)
{
    struct arena scratch = {0};
    struct str *paths = arena_alloc_array(&scratch, count, sizeof *paths);
    struct version *before = arena_alloc_array(&scratch, merge->parent_count, sizeof *before);
    struct error error;
    enum merge_verdict verdict;

    for (size_t i = 0; i < count; i++)
        paths[i] = follow->members.items[numbers[i]].name->path;
    for (uint32_t i = 0; i < merge->parent_count; i++)
        for (size_t k = 0; k < count && before[i].mode == MODE_ABSENT; k++)
            if (is_active(follow, numbers[k], merge->parents[i]))
                before[i] = version_at(follow, &merge->parents[i]->tree, numbers[k]);
    verdict = merge_judge_entry(follow->lineage->judge, merge, (struct str_list){paths, count},
                                before, after, &error);
    if (verdict == MERGE_UNKNOWN)
        set_incomplete(follow, str_of(error.message));
    arena_release(&scratch);
    return verdict == MERGE_MECHANICAL;
}

/*
 * Is what the merge has at member CURRENT what a machine makes of the parents'
 * entries, each under its own name? All names together that the merge lacks
 * first, then one by one: of two texts only one may have gone on. With LOST
 * (SIZE_MAX: none) only if that name has to do with it.
 */
static bool merges_through_renames(struct follow *follow, struct graph_node *merge, size_t current,
                                   size_t lost)
{
    struct version after = version_at(follow, &merge->tree, current);
    size_t *numbers = memory_zalloc(follow->members.count, sizeof *numbers), count = 1;
    bool found = false;

    numbers[0] = current;
    for (size_t i = 0; i < follow->members.count; i++)
        if (i != current && version_at(follow, &merge->tree, i).mode == MODE_ABSENT)
            numbers[count++] = i;
    found = count > 1 && merges_to(follow, merge, numbers, count, &after);
    for (size_t i = 1; i < count && count > 2 && !found; i++)
        if (lost == SIZE_MAX || lost == numbers[i])
            found = merges_to(follow, merge, (size_t[]){current, numbers[i]}, 2, &after);
    free(numbers);
    return found;
}

/* The same of a name that is not there any more: what took its place must be so made. */
static bool goes_on_elsewhere(struct follow *follow, struct graph_node *merge, size_t lost)
{
    for (size_t i = 0; i < follow->members.count; i++)
        if (version_at(follow, &merge->tree, i).mode != MODE_ABSENT &&
            is_active(follow, i, merge) && merges_through_renames(follow, merge, i, lost))
            return true;
    return false;
}

/* One name in a merge: by its path alone, or if that does not do, with the names that it had. */
static enum merge_verdict judge_name(struct follow *follow, struct graph_node *merge,
                                     const struct member_touch *at)
{
    struct str_list paths = {&follow->members.items[at->member].name->path, 1};
    struct error error;
    enum merge_verdict verdict = merge_judge_entry(follow->lineage->judge, merge, paths,
                                                   at->touch->before, &at->touch->after, &error);
    bool explained;

    if (verdict == MERGE_MECHANICAL)
        return verdict;
    if (verdict == MERGE_UNKNOWN)
        set_incomplete(follow, str_of(error.message));
    explained = at->touch->after.mode == MODE_ABSENT
                    ? goes_on_elsewhere(follow, merge, at->member)
                    : merges_through_renames(follow, merge, at->member, SIZE_MAX);
    return explained ? MERGE_MECHANICAL : verdict;
}

static void judge_merge(struct follow *follow, struct graph_node *merge)
{
    bool listed = merge == follow->lineage->landing->node;
    struct origin origin = {0};
    size_t member = SIZE_MAX;

    for (size_t i = follow->group; i < follow->next; i++) {
        const struct member_touch *at = &follow->touches.items[i];
        enum merge_verdict verdict;

        if (!is_active(follow, at->member, merge) && !is_lost(follow, at))
            continue;
        verdict = judge_name(follow, merge, at);
        listed |= verdict != MERGE_MECHANICAL;
        origin.changes |= verdict == MERGE_WRITTEN;
        origin.holds |= version_equal(&at->touch->after, &follow->revision->version);
        if (member == SIZE_MAX)
            member = at->member;
    }
    if (listed)
        add_origin(follow, merge, origin, member == SIZE_MAX ? 0 : member);
}

/* ---- where the content was before the landing ---- */

/* Has any commit from outside the landing on which these were made the name? */
static bool was_before(struct follow *follow, size_t number)
{
    const struct lineage *lineage = follow->lineage;

    for (size_t i = lineage->commits.count; i-- > 0;) {
        const struct graph_node *commit = lineage->commits.items[i];

        for (uint32_t k = 0; k < commit->parent_count; k++)
            if (commit->parents[k] && commit->parents[k]->landed != commit->landed &&
                version_at(follow, &commit->parents[k]->tree, number).mode != MODE_ABSENT)
                return true;
    }
    return false;
}

static void find_sources(struct follow *follow)
{
    const struct graph_node *landing = follow->lineage->landing->node;
    bool is_new = follow->revision->before.mode == MODE_ABSENT;

    follow->linked = true;
    for (size_t i = 1; i < follow->members.count; i++) {
        const struct member *member = &follow->members.items[i];

        if (!was_before(follow, i))
            continue;
        if (!is_new || version_at(follow, &landing->tree, i).mode != MODE_ABSENT)
            follow->linked = false; /* the old path goes its own way */
        else
            vector_push(&follow->out->sources,
                        ((struct rename_source){
                            arena_str(&follow->lineage->history->arena, member->name->path),
                            member->kind}));
    }
}

/* ---- all together ---- */

static void judge_group(struct follow *follow, struct graph_node *commit)
{
    if (!follow->touches.items[follow->group].touch)
        look_at_empty(follow, commit);
    else if (commit->parent_count > 1)
        judge_merge(follow, commit);
    else
        judge_commit(follow, commit);
}

static void judge_all(struct follow *follow)
{
    while (follow->next < follow->touches.count) {
        uint32_t order = follow->touches.items[follow->next].order;

        follow->group = follow->next;
        while (follow->next < follow->touches.count &&
               follow->touches.items[follow->next].order == order)
            follow->next++;
        judge_group(follow, follow->lineage->commits.items[order]);
    }
}

void lineage_origins_find(struct lineage_origins *out, struct lineage *lineage,
                          struct lineage_name *name, const struct revision *revision)
{
    struct follow follow = {.lineage = lineage, .revision = revision, .out = out};

    *out = (struct lineage_origins){0};
    collect_members(&follow, name);
    collect_touches(&follow);
    find_sources(&follow);
    judge_all(&follow);
    for (size_t i = 0; i < follow.members.count; i++)
        vector_release(&follow.members.items[i].gone);
    vector_release(&follow.members);
    vector_release(&follow.touches);
}

void lineage_origins_release(struct lineage_origins *origins)
{
    vector_release(&origins->found);
    vector_release(&origins->sources);
}
