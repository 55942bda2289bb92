/*
 * Random histories for the oracle test: branches, merges of two to four sides
 * (clean, in conflict, or not as a machine would do it), renames, also of what
 * another side of a merge edits, modes, links,
 * submodules, reverts, empty commits, histories of their own, and dates that say
 * nothing. They are made here, so that the test knows them without asking anybody.
 */
#ifndef TESTS_GIT_RANDOM_HISTORY_H
#define TESTS_GIT_RANDOM_HISTORY_H

#include "git/version.h"
#include "git_fixture.h"

enum { PATHS = 8, LINES = 12, MOST_COMMITS = 60, MOST_PARENTS = 4, TIPS = 4 };

static const char *const path_names[PATHS] = {"a", "d/b", "d/e/c", "x y", "d/z", "q", "d/e/f", "r"};

/* ---- the model ---- */

struct entry {
    uint32_t mode; /* 0: absent */
    int document;  /* texts of two documents have no line in common */
    int lines[LINES];
};

struct commit_model {
    int parents[MOST_PARENTS];
    int parent_count;
    uint64_t ancestors; /* a bit a commit, itself included */
    struct entry entries[PATHS];
    char id[OBJECT_ID_HEX + 1];
};

struct world {
    uint32_t seed;
    struct commit_model commits[MOST_COMMITS];
    int count;
    int tips[TIPS];
    int documents; /* how many there were */
    int first_mark;
};

static int roll(struct world *world, int sides)
{
    world->seed = world->seed * 1664525u + 1013904223u;
    return (int)((world->seed >> 8) % (uint32_t)sides);
}

static bool same(const struct entry *a, const struct entry *b)
{
    if (a->mode != b->mode || !a->mode)
        return a->mode == b->mode;
    /* Of a link or a submodule only the first line is written. */
    if (a->mode == MODE_SYMLINK || a->mode == MODE_SUBMODULE)
        return a->lines[0] == b->lines[0];
    return a->document == b->document && memcmp(a->lines, b->lines, sizeof a->lines) == 0;
}

static struct str text_of(const struct entry *entry, struct arena *arena)
{
    struct buffer text = {0};
    struct str copy;

    for (int i = 0; i < LINES; i++)
        buffer_printf(&text, "line %d of document %d says %d\n", i, entry->document,
                      entry->lines[i]);
    copy = arena_str(arena, buffer_str(&text));
    buffer_release(&text);
    return copy;
}

/* The best common ancestors of commits A and B, the naive way. */
static uint64_t bases_of(const struct world *world, uint64_t a, uint64_t b)
{
    uint64_t common = a & b, best = common;

    for (int i = 0; i < world->count; i++)
        if (common >> i & 1)
            best &= ~(world->commits[i].ancestors & ~(1ull << i));
    return best;
}

/* ---- making histories ---- */

static void edit(struct world *world, struct commit_model *commit)
{
    /* Often the same few, so that both sides of a merge change them. */
    struct entry *entry = &commit->entries[roll(world, roll(world, 2) ? 2 : PATHS)];
    struct entry *other = &commit->entries[roll(world, PATHS)];

    for (int i = 0; i < 4 && other->mode; i++) /* a rename goes to a free path, mostly */
        other = &commit->entries[roll(world, PATHS)];
    switch (roll(world, 24)) {
    case 0:
        entry->mode = 0;
        break;
    case 1:
        if (entry->mode)
            entry->mode = entry->mode == MODE_FILE ? MODE_EXECUTABLE : MODE_FILE;
        break;
    case 2:
    case 6:
    case 7:
    case 8:
    case 9:
    case 10: /* a rename, now and then with an edit */
        if (entry->mode && entry != other) {
            *other = *entry;
            entry->mode = 0;
            if (roll(world, 3) == 0)
                other->lines[roll(world, LINES)] = roll(world, 5);
        }
        break;
    case 3: /* back to what an earlier commit had */
        *entry = world->commits[roll(world, world->count + 1)].entries[entry - commit->entries];
        break;
    case 4:
        entry->mode = roll(world, 2) ? MODE_SYMLINK : MODE_SUBMODULE;
        entry->lines[0] = roll(world, 3);
        break;
    case 5: /* nothing: an empty commit */
        break;
    default:
        if (!entry->mode)
            *entry = (struct entry){.mode = MODE_FILE, .document = ++world->documents};
        entry->lines[roll(world, LINES)] = roll(world, 5);
    }
}

static struct entry merge_entries(struct world *world, const struct entry *base,
                                  const struct entry *ours, const struct entry *theirs)
{
    struct entry merged = *ours;

    if (same(ours, theirs) || same(base, theirs))
        return *ours;
    if (same(base, ours) || !ours->mode || !theirs->mode)
        return *theirs;
    if (ours->document == base->document && theirs->document == base->document)
        for (int i = 0; i < LINES; i++)
            if (ours->lines[i] == base->lines[i])
                merged.lines[i] = theirs->lines[i];
    if (ours->mode == base->mode)
        merged.mode = theirs->mode;
    if (roll(world, 8) == 0)
        merged = roll(world, 2) ? *ours : *theirs;
    return merged;
}

/* What KEEPER renamed and EDITOR edited goes on under the new name, mostly with the edit. */
static void merge_rename(struct world *world, struct commit_model *commit, const struct entry *base,
                         const struct entry *keeper, const struct entry *editor)
{
    for (int old = 0; old < PATHS; old++) {
        if (!base[old].mode || keeper[old].mode || !editor[old].mode)
            continue;
        for (int new = 0; new < PATHS; new ++)
            if (keeper[new].mode && !base[new].mode && keeper[new].document == base[old].document &&
                roll(world, 5)) {
                commit->entries[new] = merge_entries(world, &base[old], &keeper[new], &editor[old]);
                commit->entries[old].mode = 0;
            }
    }
}

/* Merge the last parent into COMMIT's entries; now and then not as a machine would. */
static void merge_parent(struct world *world, struct commit_model *commit, uint64_t ours)
{
    const struct commit_model *theirs = &world->commits[commit->parents[commit->parent_count - 1]];
    uint64_t bases = bases_of(world, ours, theirs->ancestors);
    static const struct entry nothing[PATHS];
    const struct entry *base = nothing;
    struct entry kept[PATHS];

    for (int i = 0; i < world->count; i++)
        if (bases >> i & 1)
            base = world->commits[i].entries;
    memcpy(kept, commit->entries, sizeof kept);
    for (int i = 0; i < PATHS; i++) {
        commit->entries[i] = merge_entries(world, &base[i], &kept[i], &theirs->entries[i]);
        if (roll(world, 25) == 0)
            commit->entries[i] = theirs->entries[i];
    }
    merge_rename(world, commit, base, kept, theirs->entries);
    merge_rename(world, commit, base, theirs->entries, kept);
}

static void add_commit(struct world *world)
{
    struct commit_model *commit = &world->commits[world->count];
    int branch = roll(world, 3) ? roll(world, TIPS) : 0;
    int sides = roll(world, 3) == 0 ? (roll(world, 5) == 0 ? 3 : 1) : 0;

    *commit = (struct commit_model){0};
    if (world->count > 0 && roll(world, 40) > 0) {
        commit->parents[commit->parent_count++] = world->tips[branch];
        *commit = (struct commit_model){.parents = {world->tips[branch]},
                                        .parent_count = 1,
                                        .ancestors = world->commits[world->tips[branch]].ancestors};
        memcpy(commit->entries, world->commits[world->tips[branch]].entries,
               sizeof commit->entries);
    }
    for (int i = 0; i < sides && commit->parent_count > 0; i++) {
        int other = world->tips[roll(world, TIPS)];

        if (commit->ancestors >> other & 1 && roll(world, 10))
            continue;
        for (int k = 0; k < commit->parent_count; k++)
            if (commit->parents[k] == other)
                other = -1;
        if (other < 0)
            continue;
        commit->parents[commit->parent_count++] = other;
        merge_parent(world, commit, commit->ancestors);
        commit->ancestors |= world->commits[other].ancestors;
    }
    if (commit->parent_count < 2 || roll(world, 6) == 0)
        edit(world, commit);
    commit->ancestors |= 1ull << world->count;
    world->tips[branch] = world->count;
    if (roll(world, 6) == 0)
        world->tips[roll(world, TIPS)] = world->tips[0];
    world->count++;
}

/* ---- giving them to git ---- */

static void print_entry(struct buffer *out, const struct entry *entry, const char *path,
                        struct arena *arena)
{
    struct str text = text_of(entry, arena);

    if (!entry->mode)
        return;
    if (entry->mode == MODE_SUBMODULE) {
        buffer_printf(out, "M 160000 %039d%d \"%s\"\n", 1, entry->lines[0], path);
        return;
    }
    if (entry->mode == MODE_SYMLINK)
        text = arena_printf(arena, "target-%d", entry->lines[0]);
    buffer_printf(out, "M %o inline \"%s\"\ndata %zu\n%.*s\n", entry->mode, path, text.len,
                  STR_ARG(text));
}

static void print_commit(struct buffer *out, struct world *world, int number, int history,
                         struct arena *arena)
{
    const struct commit_model *commit = &world->commits[number];

    if (!commit->parent_count)
        buffer_printf(out, "reset refs/heads/h%d\n\n", history);
    buffer_printf(out, "commit refs/heads/h%d\nmark :%d\n", history, world->first_mark + number);
    /* Dates say nothing about the order. */
    buffer_printf(out, "committer T <t@example.org> %d +0000\ndata 2\nm\n",
                  1700000000 + roll(world, 1000000));
    for (int i = 0; i < commit->parent_count; i++)
        buffer_printf(out, "%s :%d\n", i ? "merge" : "from",
                      world->first_mark + commit->parents[i]);
    buffer_add_c(out, "deleteall\n");
    for (int i = 0; i < PATHS; i++)
        print_entry(out, &commit->entries[i], path_names[i], arena);
    buffer_add_c(out, "\n");
}

static void import(struct fixture *fixture, struct world *worlds, int histories)
{
    struct buffer stream = {0};
    struct str rest, line;

    assert_int_equal(mkdir(fixture->folder, 0700), 0);
    fixture_git(fixture, "init -q -b unused .");
    for (int i = 0; i < histories; i++) {
        for (int k = 0; k < worlds[i].count; k++)
            print_commit(&stream, &worlds[i], k, i, &fixture->arena);
        buffer_printf(&stream, "reset refs/heads/h%d\nfrom :%d\n\n", i,
                      worlds[i].first_mark + worlds[i].tips[0]);
    }
    fixture_import(fixture, &stream, "--force --export-marks=../marks");
    rest = str_of(fixture_shell(fixture, "cat ../marks"));
    while (str_next_line(&line, &rest)) {
        int mark = atoi(line.data + 1);
        int history = (mark - 1) / MOST_COMMITS;

        memcpy(worlds[history].commits[(mark - 1) % MOST_COMMITS].id,
               line.data + line.len - OBJECT_ID_HEX, OBJECT_ID_HEX);
    }
}

#endif
