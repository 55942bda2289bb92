/*
 * The naive oracle of origins: sets of ancestors as bits, every path looked at in
 * every commit, and git for what merging gives. It shares no code with lib/git.
 */
#ifndef TESTS_GIT_NAIVE_RENAMES_H
#define TESTS_GIT_NAIVE_RENAMES_H

#include "git_naive_merge.h"

/* One path of one landing. */
struct naive {
    struct fixture *fixture;
    struct world *world;
    int path, landing;
    uint64_t range;       /* the commits of L^1..L */
    uint64_t gone[PATHS]; /* commits at which the name was left for one that led to the path */
    uint8_t members;      /* all names of the path */
    uint8_t sources;      /* of these, those that it had before the landing */
    bool linked;          /* what is at the old names did not go its own way as well */
    struct score *score;
};

/*
 * 'c' changes, 'm' mechanical merge, 'n' the same, but only through a rename,
 * 'r' only moves, 'e' empty, '-' nothing of these, '?' it depends on the order
 * in which old names are tried.
 */
struct naive_kind {
    char kind;
    bool holds;
    bool there; /* of 'e': any text */
};

/* ---- entries under one of several names ---- */

/* Names, the first that is there counts; ended by -1. */
typedef int name_list[PATHS + 1];

static const struct entry *entry_of(const struct commit_model *commit, const name_list names)
{
    static const struct entry absent;

    for (int i = 0; names[i] >= 0; i++)
        if (commit->entries[names[i]].mode)
            return &commit->entries[names[i]];
    return &absent;
}

/* The entry in the merge bases; false: they disagree. */
static bool base_entry(struct entry *out, const struct world *world, uint64_t bases,
                       const name_list names)
{
    bool first = true;

    *out = (struct entry){0};
    for (int i = 0; i < world->count; i++) {
        if (!(bases >> i & 1))
            continue;
        if (!first && !same(out, entry_of(&world->commits[i], names)))
            return false;
        *out = *entry_of(&world->commits[i], names);
        first = false;
    }
    return true;
}

/* The merge bases of parent SIDE and those before it. */
static uint64_t bases_of_side(const struct world *world, const struct commit_model *merge, int side)
{
    uint64_t ancestors = 0;

    for (int i = 0; i < side; i++)
        ancestors |= world->commits[merge->parents[i]].ancestors;
    return bases_of(world, world->commits[merge->parents[side]].ancestors, ancestors);
}

static bool is_active(const struct naive *naive, int name, int number)
{
    if (name == naive->path)
        return true;
    return (naive->gone[name] & ~naive->world->commits[number].ancestors) != 0;
}

/* Does the clean merge of what the parents have under NAMES give AFTER? */
static bool gives(struct naive *naive, const struct commit_model *merge, const name_list names,
                  bool by_activity, const struct entry *after)
{
    const struct world *world = naive->world;
    struct merged ours = {0};

    for (int i = 0; i < merge->parent_count; i++) {
        const struct commit_model *parent = &world->commits[merge->parents[i]];
        name_list there = {0};
        const struct entry *theirs;
        struct entry base;
        uint64_t bases;
        int count = 0;

        for (int k = 0; names[k] >= 0; k++)
            if (!by_activity || is_active(naive, names[k], merge->parents[i]))
                there[count++] = names[k];
        there[count] = -1;
        theirs = entry_of(parent, there);
        if (i == 0) {
            ours.entry = *theirs;
            continue;
        }
        bases = bases_of_side(world, merge, i);
        naive->score->octopuses += i == 2;
        naive->score->criss_crosses += (bases & (bases - 1)) != 0;
        if (merged_is(&ours, theirs, &naive->fixture->arena))
            continue;
        if (!base_entry(&base, world, bases, names) ||
            !merge_naively(naive->fixture, &ours, &base, theirs, naive->score))
            return false;
    }
    return merged_is(&ours, after, &naive->fixture->arena);
}

static bool gives_by_path(struct naive *naive, const struct commit_model *merge, int path)
{
    return gives(naive, merge, (name_list){path, -1}, false, &merge->entries[path]);
}

/* ---- which names the path had ---- */

static bool is_same_text(const struct entry *a, const struct entry *b)
{
    return is_text(a) && is_text(b) && a->document == b->document &&
           memcmp(a->lines, b->lines, sizeof a->lines) == 0;
}

static bool is_alike(const struct entry *a, const struct entry *b)
{
    int common = 0;

    if (!is_text(a) || !is_text(b) || a->document != b->document)
        return false;
    for (int i = 0; i < LINES; i++)
        common += a->lines[i] == b->lines[i];
    return 2 * common >= LINES;
}

/* Names in PARENT that COMMIT lacks, and of which NAME there may be made; *EXACT: their texts are.
 */
static uint8_t sources_of(const struct commit_model *parent, const struct commit_model *commit,
                          int name, bool *exact)
{
    uint8_t equal = 0, alike = 0;

    for (int i = 0; i < PATHS; i++) {
        if (!parent->entries[i].mode || commit->entries[i].mode)
            continue;
        if (is_same_text(&parent->entries[i], &commit->entries[name]))
            equal |= (uint8_t)(1u << i);
        if (is_alike(&parent->entries[i], &commit->entries[name]))
            alike |= (uint8_t)(1u << i);
    }
    *exact = equal != 0;
    return equal ? equal : alike;
}

/* Is OLD, which parent SIDE has and edited, a name of what the merge has at NAME? */
static bool goes_on(struct naive *naive, const struct commit_model *merge, int side, int old,
                    int name)
{
    const struct world *world = naive->world;
    const struct entry *edited = &world->commits[merge->parents[side]].entries[old];
    uint64_t bases = bases_of_side(world, merge, side ? side : 1);
    struct entry base;

    if (!base_entry(&base, world, bases, (name_list){old, -1}))
        base.mode = 0;
    else if (same(&base, edited))
        return false;
    if (is_same_text(edited, &merge->entries[name]) || is_alike(edited, &merge->entries[name]))
        return true;
    for (int i = 0; i < merge->parent_count; i++) {
        const struct entry *kept = &world->commits[merge->parents[i]].entries[name];

        if (kept->mode && base.mode && (is_same_text(&base, kept) || is_alike(&base, kept)))
            return true;
    }
    return !gives_by_path(naive, merge, name);
}

/* The names that NAME in commit NUMBER was made of there. */
static uint8_t renamed_from(struct naive *naive, int name, int number, bool *mere)
{
    const struct commit_model *commit = &naive->world->commits[number];
    bool is_new = true, exact = false;
    uint8_t found = 0;

    *mere = false;
    if (!is_text(&commit->entries[name]))
        return 0;
    for (int i = 0; i < commit->parent_count; i++)
        is_new &= !naive->world->commits[commit->parents[i]].entries[name].mode;
    for (int i = 0; i < commit->parent_count; i++) {
        const struct commit_model *parent = &naive->world->commits[commit->parents[i]];

        if (parent->entries[name].mode)
            continue;
        if (is_new || (i == 0 && number == naive->landing))
            found |= sources_of(parent, commit, name, &exact);
        if (commit->parent_count == 1 && exact && (found & (found - 1)) == 0)
            for (int k = 0; k < PATHS; k++)
                *mere |= (found >> k & 1) && parent->entries[k].mode == commit->entries[name].mode;
        for (int old = 0; commit->parent_count > 1 && old < PATHS; old++)
            if (parent->entries[old].mode && !commit->entries[old].mode &&
                goes_on(naive, commit, i, old, name))
                found |= (uint8_t)(1u << old);
    }
    return found;
}

static bool was_before(const struct naive *naive, int name)
{
    const struct world *world = naive->world;

    for (int i = 0; i < world->count; i++)
        for (int k = 0; (naive->range >> i & 1) && k < world->commits[i].parent_count; k++)
            if (!(naive->range >> world->commits[i].parents[k] & 1) &&
                world->commits[world->commits[i].parents[k]].entries[name].mode)
                return true;
    return false;
}

static void find_sources(struct naive *naive)
{
    const struct commit_model *landing = &naive->world->commits[naive->landing];
    bool is_new = !landing->parent_count ||
                  !naive->world->commits[landing->parents[0]].entries[naive->path].mode;

    naive->linked = true;
    for (int i = 0; i < PATHS; i++) {
        if (i == naive->path || !(naive->members >> i & 1) || !was_before(naive, i))
            continue;
        if (!is_new || landing->entries[i].mode)
            naive->linked = false;
        else
            naive->sources |= (uint8_t)(1u << i);
    }
}

static void naive_follow(struct naive *naive)
{
    const struct commit_model *landing = &naive->world->commits[naive->landing];
    uint8_t before = 0;
    bool mere;

    naive->range = landing->ancestors;
    naive->members = (uint8_t)(1u << naive->path);
    if (landing->parent_count)
        naive->range &= ~naive->world->commits[landing->parents[0]].ancestors;
    while (before != naive->members && landing->parent_count > 1) {
        before = naive->members;
        for (int name = 0; name < PATHS; name++)
            for (int i = 0; (before >> name & 1) && i < naive->world->count; i++) {
                uint8_t found = naive->range >> i & 1 ? renamed_from(naive, name, i, &mere) : 0;

                found &= (uint8_t) ~(1u << naive->path);
                for (int k = 0; k < PATHS; k++)
                    naive->gone[k] |= (uint64_t)(found >> k & 1) << i;
                naive->members |= found;
            }
    }
    /* The landing as a whole says when a name was left only if nothing else does. */
    for (int i = 0; i < PATHS; i++)
        if (naive->gone[i] & (naive->gone[i] - 1))
            naive->gone[i] &= ~(1ull << naive->landing);
    naive->score->renamed += (naive->members & (naive->members - 1)) != 0;
    find_sources(naive);
}

/* ---- what a commit is to the path ---- */

static bool is_touched(const struct naive *naive, const struct commit_model *commit, int name)
{
    bool touched = commit->parent_count == 0 && commit->entries[name].mode;

    for (int i = 0; i < commit->parent_count; i++)
        touched |=
            !same(&naive->world->commits[commit->parents[i]].entries[name], &commit->entries[name]);
    return touched;
}

static bool is_empty_commit(const struct world *world, const struct commit_model *commit)
{
    if (commit->parent_count != 1)
        return false;
    for (int i = 0; i < PATHS; i++)
        if (!same(&world->commits[commit->parents[0]].entries[i], &commit->entries[i]))
            return false;
    return true;
}

static bool holds(const struct naive *naive, const struct commit_model *commit, int name)
{
    return same(&commit->entries[name],
                &naive->world->commits[naive->landing].entries[naive->path]);
}

static struct naive_kind kind_of_commit(struct naive *naive, int number)
{
    const struct commit_model *commit = &naive->world->commits[number];
    bool empty = is_empty_commit(naive->world, commit), single = commit->parent_count == 1;
    bool renames = naive->world->commits[naive->landing].parent_count > 1;
    struct naive_kind kind = {.kind = empty ? 'e' : '-'};

    for (int i = 0; i < PATHS; i++) {
        bool mere = false;

        if (!(naive->members >> i & 1) || !is_active(naive, i, number) ||
            (!empty && !is_touched(naive, commit, i)))
            continue;
        kind.holds |= holds(naive, commit, i);
        kind.there |= commit->entries[i].mode != 0;
        if (empty)
            continue;
        if (single && renames)
            renamed_from(naive, i, number, &mere);
        if (!mere || !naive->linked)
            kind.kind = 'c';
        else if (kind.kind == '-')
            kind.kind = 'r';
    }
    return kind;
}

/* Does a parent still have under NAME what another one renamed, and the merge has not? */
static bool is_lost(const struct naive *naive, const struct commit_model *merge, int name)
{
    for (int i = 0; i < merge->parent_count; i++)
        if (!merge->entries[name].mode &&
            naive->world->commits[merge->parents[i]].entries[name].mode &&
            is_active(naive, name, merge->parents[i]))
            return true;
    return false;
}

/* Does git by itself, with all that it knows of renames, make of the two parents what it is? */
static bool git_agrees(struct naive *naive, const struct commit_model *merge)
{
    const struct world *world = naive->world;
    char command[256];

    snprintf(command, sizeof command,
             "test \"$(git merge-tree --write-tree --no-messages %s %s 2>/dev/null)\" = "
             "$(git rev-parse %s^{tree}) && echo SAME || echo OTHER",
             world->commits[merge->parents[0]].id, world->commits[merge->parents[1]].id, merge->id);
    return strcmp(fixture_shell(naive->fixture, command), "SAME\n") == 0;
}

/*
 * Does some of the names that the merge lacks, or all of them, explain what it
 * has at CURRENT? 1: one alone does (LOST, if there is one), 0: none, nor all in
 * any order, -1: it depends on the order.
 */
static int is_explained(struct naive *naive, const struct commit_model *merge, int current,
                        int lost)
{
    const struct entry *after = &merge->entries[current];
    name_list others, names;
    int count = 0;
    bool any = false;

    for (int i = 0; i < PATHS; i++)
        if ((naive->members >> i & 1) && !merge->entries[i].mode)
            others[count++] = i;
    for (int i = 0; i < count; i++)
        if ((lost < 0 || lost == others[i]) &&
            gives(naive, merge, (name_list){current, others[i], -1}, true, after))
            return 1;
    /* Each of the others in front of the rest, forwards and backwards: all orders of three. */
    for (int i = 0; i < 2 * count; i++) {
        int length = 0;

        names[length++] = current;
        names[length++] = others[i / 2];
        for (int k = 0; k < count; k++)
            if (others[i % 2 ? count - 1 - k : k] != others[i / 2])
                names[length++] = others[i % 2 ? count - 1 - k : k];
        names[length] = -1;
        any |= gives(naive, merge, names, true, after);
    }
    return count > 1 && (any || count > 3) ? -1 : 0;
}

/* The same of NAME, also of one that is not there any more: what took its place is explained. */
static int is_name_explained(struct naive *naive, int number, int name)
{
    const struct commit_model *merge = &naive->world->commits[number];
    int best = 0;

    if (merge->entries[name].mode)
        return is_explained(naive, merge, name, -1);
    for (int i = 0; i < PATHS && best != 1; i++)
        if ((naive->members >> i & 1) && merge->entries[i].mode && is_active(naive, i, number)) {
            int explained = is_explained(naive, merge, i, name);

            best = explained ? explained : best;
        }
    return best;
}

/*
 * Was there ever another text under one of the names, or a link or a submodule,
 * whose renames we do not follow? Then a name is not one document, and rather too
 * many are its authors.
 */
static bool is_name_reused(const struct naive *naive)
{
    int documents[PATHS] = {0};

    for (int i = 0; i < naive->world->count; i++)
        for (int k = 0; k < PATHS; k++) {
            const struct entry *entry = &naive->world->commits[i].entries[k];

            if (!(naive->members >> k & 1) || !entry->mode)
                continue;
            if (!is_text(entry) || (documents[k] && documents[k] != entry->document))
                return true;
            documents[k] = entry->document;
        }
    return false;
}

static struct naive_kind kind_of_merge(struct naive *naive, int number)
{
    const struct commit_model *merge = &naive->world->commits[number];
    struct naive_kind kind = {.kind = '-'};
    uint64_t bases;
    bool agreed, there = false;

    for (int i = 0; i < PATHS; i++) {
        int explained;

        if (!(naive->members >> i & 1) || !is_touched(naive, merge, i) ||
            (!is_active(naive, i, number) && !is_lost(naive, merge, i)))
            continue;
        kind.holds |= holds(naive, merge, i);
        there |= merge->entries[i].mode != 0;
        if (kind.kind == '-')
            kind.kind = 'm';
        if (kind.kind == 'c' || gives_by_path(naive, merge, i))
            continue;
        explained = is_name_explained(naive, number, i);
        kind.kind = explained == 0 ? 'c' : explained < 0 || kind.kind == '?' ? '?' : 'n';
    }
    bases = merge->parent_count == 2 ? bases_of_side(naive->world, merge, 1) : 0;
    agreed = (kind.kind == 'c' || kind.kind == 'n') && there && bases &&
             (bases & (bases - 1)) == 0 && git_agrees(naive, merge);
    /*
     * Whatever we think of the names: what git merges by itself with one base
     * nobody wrote. (Of what went away to another name nothing is left to judge.)
     */
    if (agreed && kind.kind == 'c' && !is_name_reused(naive))
        fail_msg("landing %s of %s: git merges %s itself", naive->world->commits[naive->landing].id,
                 path_names[naive->path], merge->id);
    naive->score->agreed += agreed;
    return kind;
}

static struct naive_kind naive_kind_of(struct naive *naive, int number)
{
    return naive->world->commits[number].parent_count > 1 ? kind_of_merge(naive, number)
                                                          : kind_of_commit(naive, number);
}

#endif
