/* Which of what a commit took away a new path may come from. */
#include "base/limits.h"
#include "git/lineage.h"

/* ---- what a commit took away ---- */

static struct removals *removals_of(struct lineage *lineage, struct graph_node *commit,
                                    uint32_t parent)
{
    struct str key = arena_join(lineage->arena, object_id_key(&commit->id),
                                (struct str){(const char *)&parent, sizeof parent});
    struct removals *removals = map_get(&lineage->removals, key);

    if (removals)
        return removals;
    removals = ARENA_NEW(lineage->arena, struct removals);
    removals_find(removals, &lineage->history->trees, &commit->id, &commit->parents[parent]->tree,
                  &commit->tree, lineage->arena);
    map_put(&lineage->removals, key, removals);
    return removals;
}

bool lineage_takes_away(struct lineage *lineage, struct graph_node *commit)
{
    for (uint32_t i = 0; i < commit->parent_count; i++) {
        const struct removals *removals = removals_of(lineage, commit, i);

        if (removals->count || removals->failed)
            return true;
    }
    return false;
}

static struct str identity_of(struct lineage *lineage, struct str path,
                              const struct version *version)
{
    const struct history *history = lineage->history;

    return history->identity ? history->identity(history->identity_context, path, version)
                             : (struct str){0};
}

static struct str identity_of_removal(struct lineage *lineage, struct removal *removal)
{
    if (!removal->identified)
        removal->identity = identity_of(lineage, removal->path, &removal->version);
    removal->identified = true;
    return removal->identity;
}

/* ---- which of that a new path may come from ---- */

/* A name that appears in a commit, with respect to one parent. */
struct appearance {
    struct lineage *lineage;
    struct lineage_name *name;
    const struct touch *touch;
    uint32_t parent;
    struct str identity;
    bool identified;
    bool written; /* by the merge; asked for once */
    bool judged;
};

static void add_rename(struct appearance *appearance, const struct removal *removal,
                       enum rename_kind kind, bool whole)
{
    struct lineage *lineage = appearance->lineage;
    struct lineage_name *name = appearance->name;

    for (size_t i = 0; i < name->renames.count; i++)
        if (name->renames.items[i].commit == appearance->touch->commit &&
            str_equal(name->renames.items[i].old->path, removal->path))
            return;
    vector_push(&name->renames, ((struct rename){.old = lineage_add(lineage, removal->path),
                                                 .commit = appearance->touch->commit,
                                                 .kind = kind,
                                                 .whole = whole}));
}

static struct str identity_of_appearance(struct appearance *appearance)
{
    if (!appearance->identified)
        appearance->identity =
            identity_of(appearance->lineage, appearance->name->path, &appearance->touch->after);
    appearance->identified = true;
    return appearance->identity;
}

/* 1: the same document, -1: another one, 0: the ids do not tell. */
static int compare_identity(struct appearance *appearance, struct removal *removal)
{
    struct str identity = identity_of_appearance(appearance), old;

    if (!identity.len)
        return 0;
    old = identity_of_removal(appearance->lineage, removal);
    return !old.len ? 0 : str_equal(identity, old) ? 1 : -1;
}

static bool is_alike(struct appearance *appearance, const struct version *before,
                     const struct version *after)
{
    struct error error;
    enum likeness_answer answer =
        likeness_ask(&appearance->lineage->likeness, before, after, &error);

    if (answer == LIKENESS_UNKNOWN)
        lineage_set_incomplete(appearance->lineage, appearance->name, str_of(error.message));
    return answer == LIKENESS_ALIKE;
}

/* Returns how many were added; those that are surest only, in the order of enum rename_kind. */
static size_t add_exact(struct appearance *appearance, const struct removals *removals)
{
    const struct version *after = &appearance->touch->after;
    struct str key = object_id_key(&after->id);
    const struct removal *first = map_get(&removals->by_blob, key);
    size_t count = 0;

    for (const struct removal *at = first; at && count <= LIMIT_RENAME_SOURCES; at = at->next_same)
        count++;
    for (const struct removal *at = first; at && count <= LIMIT_RENAME_SOURCES; at = at->next_same)
        add_rename(appearance, at, RENAME_EXACT, count == 1 && version_equal(&at->version, after));
    return count;
}

static size_t add_identified(struct appearance *appearance, const struct removals *removals)
{
    size_t count = 0;

    if (!identity_of_appearance(appearance).len)
        return 0;
    for (size_t i = 0; i < removals->count && count <= LIMIT_RENAME_SOURCES; i++)
        if (compare_identity(appearance, &removals->items[i]) > 0) {
            add_rename(appearance, &removals->items[i], RENAME_SAME_ID, false);
            count++;
        }
    return count;
}

static size_t add_alike(struct appearance *appearance, const struct removals *removals)
{
    size_t count = 0;

    for (size_t i = 0; i < removals->count && count <= LIMIT_RENAME_SOURCES; i++) {
        struct removal *removal = &removals->items[i];

        if (compare_identity(appearance, removal) == 0 &&
            is_alike(appearance, &removal->version, &appearance->touch->after)) {
            add_rename(appearance, removal, RENAME_ALIKE, false);
            count++;
        }
    }
    return count;
}

/*
 * A commit with one parent, or a merge that has what none of its parents has; and
 * the landing, which is one commit to the mainline: of what it brings and takes
 * away nobody need have made a rename in one step.
 */
static void find_sources(struct appearance *appearance)
{
    static size_t (*const ways[])(struct appearance *,
                                  const struct removals *) = {add_exact, add_identified, add_alike};
    const struct removals *removals =
        removals_of(appearance->lineage, appearance->touch->commit, appearance->parent);
    size_t count = 0;

    for (size_t i = 0; i < sizeof ways / sizeof ways[0] && count == 0; i++)
        count = ways[i](appearance, removals);
    if (count > LIMIT_RENAME_SOURCES)
        lineage_set_incomplete(appearance->lineage, appearance->name,
                               STR("too many deleted files may be its origin"));
    if (removals->failed)
        lineage_set_incomplete(appearance->lineage, appearance->name, removals->fault);
}

/* ---- merges ---- */

/*
 * Is it an old name of what a merge has at the new one, and how surely? The side
 * that renamed it had it as in the base at first, this one has another text.
 * Returns RENAME_POSSIBLE if nothing of that tells.
 */
static enum rename_kind kind_in_merge(struct appearance *appearance, struct removal *removal)
{
    const struct touch *touch = appearance->touch;
    const struct version *at_base = &removal->at_base;
    int same = compare_identity(appearance, removal);
    enum rename_kind kind = RENAME_POSSIBLE;

    if (object_id_equal(&removal->version.id, &touch->after.id))
        return RENAME_EXACT;
    if (same < 0)
        return kind;
    if (is_alike(appearance, &removal->version, &touch->after))
        kind = RENAME_ALIKE;
    for (uint32_t i = 0; i < touch->commit->parent_count; i++) {
        if (touch->before[i].mode == MODE_ABSENT || at_base->mode == MODE_ABSENT)
            continue;
        if (object_id_equal(&at_base->id, &touch->before[i].id))
            return RENAME_EXACT;
        if (kind > RENAME_ALIKE && is_alike(appearance, at_base, &touch->before[i]))
            kind = RENAME_ALIKE;
    }
    return same > 0 ? RENAME_SAME_ID : kind;
}

/* Is the entry at the new name what the clean merge by paths alone gives? */
static bool is_written(struct appearance *appearance)
{
    struct error error;
    const struct touch *touch = appearance->touch;
    struct str_list paths = {&appearance->name->path, 1};

    if (!appearance->judged)
        appearance->written =
            merge_judge_entry(appearance->lineage->judge, touch->commit, paths, touch->before,
                              &touch->after, &error) != MERGE_MECHANICAL;
    appearance->judged = true;
    return appearance->written;
}

/* Did this side edit what the merge took away? What it left as it was is of no account. */
static bool is_contested(struct lineage *lineage, struct graph_node *merge, uint32_t parent,
                         struct removal *removal, struct removals *removals)
{
    struct str_list paths = {&removal->path, 1};
    struct error error;
    enum merge_verdict verdict = merge_judge_base(&removal->at_base, lineage->judge, merge,
                                                  parent ? parent : 1, paths, &error);

    if (verdict == MERGE_MECHANICAL)
        return !version_equal(&removal->at_base, &removal->version);
    if (verdict == MERGE_UNKNOWN)
        removals->contested_fault = arena_str(lineage->arena, str_of(error.message));
    removal->at_base = (struct version){0};
    return true;
}

/* Asked once: many names may appear in one merge. */
static void find_contested(struct lineage *lineage, struct graph_node *merge, uint32_t parent,
                           struct removals *removals)
{
    if (removals->contested_known)
        return;
    removals->contested_known = true;
    removals->contested =
        arena_alloc_array(lineage->arena, removals->count, sizeof(struct removal *));
    for (size_t i = 0; i < removals->count; i++)
        if (is_contested(lineage, merge, parent, &removals->items[i], removals))
            removals->contested[removals->contested_count++] = &removals->items[i];
}

/* The merge took away what this parent had edited: does the new name go on with it? */
static void look_at_removal(struct appearance *appearance, struct removal *removal)
{
    enum rename_kind kind = kind_in_merge(appearance, removal);

    if (kind < RENAME_POSSIBLE ||
        (compare_identity(appearance, removal) >= 0 && is_written(appearance)))
        add_rename(appearance, removal, kind, false);
}

static void find_sources_in_merge(struct appearance *appearance)
{
    struct lineage *lineage = appearance->lineage;
    struct lineage_name *name = appearance->name;
    struct graph_node *merge = appearance->touch->commit;
    struct removals *removals = removals_of(lineage, merge, appearance->parent);
    size_t before = name->renames.count;

    find_contested(lineage, merge, appearance->parent, removals);
    for (size_t i = 0; i < removals->contested_count; i++) {
        if (name->renames.count - before > LIMIT_RENAME_SOURCES) {
            lineage_set_incomplete(lineage, name,
                                   STR("too many files that a merge deleted may be its origin"));
            break;
        }
        look_at_removal(appearance, removals->contested[i]);
    }
    if (removals->failed)
        lineage_set_incomplete(lineage, name, removals->fault);
    if (removals->contested_fault.len)
        lineage_set_incomplete(lineage, name, removals->contested_fault);
}

/* An empty file is nobody's text, and git does not take one for another either. */
static bool has_text(const struct version *version)
{
    struct object_id empty = object_id_of(OBJECT_BLOB, (struct str){0});

    return (version->mode == MODE_FILE || version->mode == MODE_EXECUTABLE) &&
           !object_id_equal(&version->id, &empty);
}

static bool is_new_to_all(const struct touch *touch)
{
    for (uint32_t i = 0; i < touch->commit->parent_count; i++)
        if (touch->before[i].mode != MODE_ABSENT)
            return false;
    return true;
}

void lineage_find_sources(struct lineage *lineage, struct lineage_name *name,
                          const struct touch *touch)
{
    struct appearance appearance = {.lineage = lineage, .name = name, .touch = touch};
    bool is_new = is_new_to_all(touch);

    if (!has_text(&touch->after))
        return;
    for (uint32_t i = 0; i < touch->commit->parent_count; i++) {
        if (touch->before[i].mode != MODE_ABSENT)
            continue;
        appearance.parent = i;
        if (is_new || (i == 0 && touch->commit == lineage->landing->node))
            find_sources(&appearance);
        if (touch->commit->parent_count > 1)
            find_sources_in_merge(&appearance);
    }
}
