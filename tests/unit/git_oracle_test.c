/*
 * Random histories, judged twice: by lib/git and by git itself, with a naive
 * search over sets of ancestors. ORACLE_HISTORIES and ORACLE_SEED in the
 * environment make more, or others.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "git/history.h"
#include "git_fixture.h"

enum { PATHS = 8, LINES = 12, MOST_COMMITS = 60, MOST_PARENTS = 4, TIPS = 4, HISTORIES = 300 };

static const char *const path_names[PATHS] = {"a", "d/b", "d/e/c", "x y", "d/z", "q", "d/e/f", "r"};

/* ---- the model ---- */

struct entry {
    uint32_t mode; /* 0: absent */
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
    return memcmp(a->lines, b->lines, sizeof a->lines) == 0;
}

static struct str text_of(const struct entry *entry, struct arena *arena)
{
    struct buffer text = {0};
    struct str copy;

    for (int i = 0; i < LINES; i++)
        buffer_printf(&text, "line %d says %d\n", i, entry->lines[i]);
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

    switch (roll(world, 18)) {
    case 0:
        entry->mode = 0;
        break;
    case 1:
        if (entry->mode)
            entry->mode = entry->mode == MODE_FILE ? MODE_EXECUTABLE : MODE_FILE;
        break;
    case 2:
        if (entry->mode && entry != other) {
            *other = *entry;
            entry->mode = 0;
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
            *entry = (struct entry){.mode = MODE_FILE};
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
    for (int i = 0; i < LINES; i++)
        if (ours->lines[i] == base->lines[i])
            merged.lines[i] = theirs->lines[i];
    if (ours->mode == base->mode)
        merged.mode = theirs->mode;
    if (roll(world, 8) == 0)
        merged = roll(world, 2) ? *ours : *theirs;
    return merged;
}

/* Merge the last parent into COMMIT's entries; now and then not as a machine would. */
static void merge_parent(struct world *world, struct commit_model *commit, uint64_t ours)
{
    const struct commit_model *theirs = &world->commits[commit->parents[commit->parent_count - 1]];
    uint64_t bases = bases_of(world, ours, theirs->ancestors);
    static const struct entry nothing[PATHS];
    const struct entry *base = nothing;

    for (int i = 0; i < world->count; i++)
        if (bases >> i & 1)
            base = world->commits[i].entries;
    for (int i = 0; i < PATHS; i++) {
        commit->entries[i] =
            merge_entries(world, &base[i], &commit->entries[i], &theirs->entries[i]);
        if (roll(world, 25) == 0)
            commit->entries[i] = theirs->entries[i];
    }
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
    char path[128];
    struct str rest, line;
    FILE *file;

    assert_int_equal(mkdir(fixture->folder, 0700), 0);
    fixture_git(fixture, "init -q -b unused .");
    for (int i = 0; i < histories; i++) {
        for (int k = 0; k < worlds[i].count; k++)
            print_commit(&stream, &worlds[i], k, i, &fixture->arena);
        buffer_printf(&stream, "reset refs/heads/h%d\nfrom :%d\n\n", i,
                      worlds[i].first_mark + worlds[i].tips[0]);
    }
    snprintf(path, sizeof path, "%s/stream", fixture->home);
    file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(stream.data, 1, stream.len, file), stream.len);
    fclose(file);
    buffer_release(&stream);
    fixture_git(fixture, "fast-import --quiet --force --export-marks=../marks <../stream");
    rest = str_of(fixture_shell(fixture, "cat ../marks"));
    while (str_next_line(&line, &rest)) {
        int mark = atoi(line.data + 1);
        int history = (mark - 1) / MOST_COMMITS;

        memcpy(worlds[history].commits[(mark - 1) % MOST_COMMITS].id,
               line.data + line.len - OBJECT_ID_HEX, OBJECT_ID_HEX);
    }
}

/* ---- landings ---- */

static bool every(void *context, struct str path)
{
    (void)context;
    (void)path;
    return true;
}

/* What `git log -m --first-parent --raw` would print of a revision. */
static void print_revision(struct buffer *out, const struct revision *revision)
{
    char hex[3][OBJECT_ID_HEX + 1];

    buffer_printf(out, "%s %06o %06o %s %s\n",
                  object_id_hex(hex[0], &revision->landing->id, OBJECT_ID_HEX),
                  revision->before.mode, revision->version.mode,
                  object_id_hex(hex[1], &revision->before.id, OBJECT_ID_HEX),
                  object_id_hex(hex[2], &revision->version.id, OBJECT_ID_HEX));
}

/* The lines of git's log that concern PATH, with the commit in front of each. */
static void print_from_log(struct buffer *out, struct str log, const char *path)
{
    struct str line, commit = {0};

    while (str_next_line(&line, &log)) {
        ptrdiff_t tab = str_find(line, STR("\t"), 0);

        if (tab < 0)
            commit = line.len ? line : commit;
        else if (str_equal_c(str_slice(line, (size_t)tab + 1, line.len), path))
            buffer_printf(out, "%.*s %.*s\n", STR_ARG(commit),
                          STR_ARG(str_slice(line, 1, (size_t)tab - 2)));
    }
}

static void compare_landings(struct fixture *fixture, struct history *history, int number)
{
    char command[128];
    const char *log;

    snprintf(command, sizeof command,
             "log -m --first-parent --raw --no-abbrev --no-renames --root --format=%%H h%d",
             number);
    log = fixture_git(fixture, command);
    for (int i = 0; i < PATHS; i++) {
        struct buffer ours = {0}, theirs = {0};

        for (const struct revision *at = history_newest(history, str_of(path_names[i])); at;
             at = at->older)
            print_revision(&ours, at);
        print_from_log(&theirs, str_of(log), path_names[i]);
        if (!str_equal(buffer_str(&ours), buffer_str(&theirs)))
            fail_msg("h%d %s\nours:\n%sgit:\n%s", number, path_names[i], buffer_c(&ours),
                     buffer_c(&theirs));
        buffer_release(&ours);
        buffer_release(&theirs);
    }
}

/* The quick walk stops early; it must find the same newest landings. */
static void compare_quick_walk(struct repository *repository, struct history *full,
                               const struct object_id *head)
{
    struct history *quick;
    struct error error;

    assert_int_equal(history_new(&quick, repository, head, &error), 0);
    for (int i = 0; i < PATHS; i++)
        history_add(quick, str_of(path_names[i]), HISTORY_LANDING);
    history_walk(quick, NULL, NULL);
    for (int i = 0; i < PATHS; i++) {
        const struct revision *a = history_newest(full, str_of(path_names[i]));
        const struct revision *b = history_newest(quick, str_of(path_names[i]));

        if (a && a->version.mode == MODE_ABSENT)
            a = NULL;
        assert_int_equal(a != NULL, b != NULL);
        assert_true(!a || object_id_equal(&a->landing->id, &b->landing->id));
    }
    history_free(quick);
}

/* ---- origins ---- */

/* How often what was compared. */
struct score {
    int revisions, origins, written, mechanical, empty;
    int octopuses, criss_crosses, texts; /* merges judged: of three and more, of several bases */
};

static int number_of(const struct world *world, const struct object_id *id)
{
    char hex[OBJECT_ID_HEX + 1];

    object_id_hex(hex, id, OBJECT_ID_HEX);
    for (int i = 0; i < world->count; i++)
        if (strcmp(world->commits[i].id, hex) == 0)
            return i;
    fail_msg("no commit %s", hex);
    return -1;
}

static void write_text(struct fixture *fixture, const char *name, struct str text)
{
    char path[128];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", fixture->home, name);
    file = fopen(path, "wb");
    assert_non_null(file);
    fwrite(text.data, 1, text.len, file);
    fclose(file);
}

/* What git merge-file makes of three texts; false: a conflict. */
static bool merge_file(struct fixture *fixture, struct str *ours, struct str base,
                       struct str theirs)
{
    struct str output;

    write_text(fixture, "base", base);
    write_text(fixture, "ours", *ours);
    write_text(fixture, "theirs", theirs);
    output = str_of(fixture_shell(
        fixture, "git merge-file -p ../ours ../base ../theirs 2>/dev/null || echo CONFLICT"));
    *ours = output;
    return !str_ends_with(output, STR("CONFLICT\n"));
}

static bool is_text(const struct entry *entry)
{
    return entry->mode == MODE_FILE || entry->mode == MODE_EXECUTABLE;
}

/* Does the clean merge of the parents give the commit's entry? The naive way. */
static bool naive_is_mechanical(struct fixture *fixture, const struct world *world,
                                const struct commit_model *commit, int path, struct score *score)
{
    struct entry ours = world->commits[commit->parents[0]].entries[path];
    struct str text = {0}; /* if set, in place of the lines of `ours` */
    uint64_t merged = world->commits[commit->parents[0]].ancestors;

    for (int i = 1; i < commit->parent_count; i++) {
        const struct commit_model *parent = &world->commits[commit->parents[i]];
        struct entry theirs = parent->entries[path], base = {0};
        uint64_t bases = bases_of(world, parent->ancestors, merged);
        bool first = true, same_ours, base_is_ours;

        score->octopuses += i == 2;
        score->criss_crosses += (bases & (bases - 1)) != 0;
        merged |= parent->ancestors;
        same_ours = text.data ? ours.mode == theirs.mode &&
                                    str_equal(text, text_of(&theirs, &fixture->arena))
                              : same(&ours, &theirs);
        if (same_ours)
            continue;
        for (int k = 0; k < world->count; k++) {
            if (!(bases >> k & 1))
                continue;
            if (!first && !same(&base, &world->commits[k].entries[path]))
                return false;
            base = world->commits[k].entries[path];
            first = false;
        }
        if (same(&base, &theirs))
            continue;
        base_is_ours =
            text.data ? ours.mode == base.mode && str_equal(text, text_of(&base, &fixture->arena))
                      : same(&base, &ours);
        if (base_is_ours) {
            ours = theirs;
            text.data = NULL;
            continue;
        }
        if (!is_text(&base) || !is_text(&ours) || !is_text(&theirs))
            return false;
        if (!text.data)
            text = text_of(&ours, &fixture->arena);
        score->texts++;
        if (!merge_file(fixture, &text, text_of(&base, &fixture->arena),
                        text_of(&theirs, &fixture->arena)))
            return false;
        if (ours.mode == base.mode)
            ours.mode = theirs.mode;
    }
    if (!text.data)
        return same(&ours, &commit->entries[path]);
    return ours.mode == commit->entries[path].mode &&
           str_equal(text, text_of(&commit->entries[path], &fixture->arena));
}

/* 'c' changes, 'm' mechanical merge, '-' neither. */
static char naive_kind(struct fixture *fixture, const struct world *world,
                       const struct commit_model *commit, int path, struct score *score)
{
    static const struct entry absent;
    bool differs = false;

    if (commit->parent_count <= 1) {
        const struct entry *before =
            commit->parent_count ? &world->commits[commit->parents[0]].entries[path] : &absent;

        return same(before, &commit->entries[path]) ? '-' : 'c';
    }
    for (int i = 0; i < commit->parent_count; i++)
        differs |= !same(&world->commits[commit->parents[i]].entries[path], &commit->entries[path]);
    if (!differs)
        return '-';
    return naive_is_mechanical(fixture, world, commit, path, score) ? 'm' : 'c';
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

static const struct origin *find_origin(const struct origins *origins, const char *id)
{
    char hex[OBJECT_ID_HEX + 1];

    for (size_t i = 0; i < origins->count; i++)
        if (strcmp(object_id_hex(hex, &origins->items[i].commit, OBJECT_ID_HEX), id) == 0)
            return &origins->items[i];
    return NULL;
}

static void compare_origins(struct fixture *fixture, struct world *world, struct history *history,
                            const struct revision *revision, int path, struct score *score)
{
    int landing = number_of(world, &revision->landing->id);
    const struct commit_model *commit = &world->commits[landing];
    const struct origins *origins = history_origins(history, revision);
    uint64_t range = commit->ancestors;
    size_t expected = 0;

    assert_true(origins->complete);
    if (commit->parent_count)
        range &= ~world->commits[commit->parents[0]].ancestors;
    for (int i = 0; i < world->count; i++) {
        const struct commit_model *at = &world->commits[i];
        const struct origin *found;
        char kind;
        bool holds, listed;

        if (!(range >> i & 1))
            continue;
        kind = naive_kind(fixture, world, at, path, score);
        holds = same(&at->entries[path], &commit->entries[path]);
        listed = kind == 'c' || i == landing || (is_empty_commit(world, at) && holds);
        found = find_origin(origins, at->id);
        if (listed != (found != NULL) ||
            (found && (found->changes != (kind == 'c') || found->holds != holds)))
            fail_msg("landing %s of %s: commit %s: naive %c%s, ours %s%s", commit->id,
                     path_names[path], at->id, kind, holds ? " holds" : "",
                     found ? (found->changes ? "changes" : "listed") : "not listed",
                     found && found->holds ? " holds" : "");
        expected += listed;
        score->written += kind == 'c' && at->parent_count > 1;
        score->mechanical += kind == 'm';
        score->empty += listed && kind == '-';
    }
    assert_int_equal(origins->count, expected);
    score->revisions++;
    score->origins += (int)expected;
}

/* git's own list, for one path of each history: commits with one parent that change the path. */
static void compare_with_rev_list(struct fixture *fixture, struct history *history,
                                  const struct revision *revision)
{
    const struct origins *origins = history_origins(history, revision);
    char id[OBJECT_ID_HEX + 1], command[256];
    struct str rest, line;
    size_t count = 0, ours = 0;

    if (object_id_is_zero(&revision->landing->parent))
        return;
    object_id_hex(id, &revision->landing->id, OBJECT_ID_HEX);
    snprintf(command, sizeof command, "rev-list --full-history --no-merges %s^1..%s -- '%.*s'", id,
             id, STR_ARG(revision->path));
    rest = str_of(fixture_git(fixture, command));
    for (; str_next_line(&line, &rest); count++) {
        char hex[OBJECT_ID_HEX + 1];

        snprintf(hex, sizeof hex, "%.*s", STR_ARG(line));
        assert_non_null(find_origin(origins, hex));
    }
    for (size_t i = 0; i < origins->count; i++)
        ours += origins->items[i].changes && !origins->items[i].merge;
    assert_int_equal(ours, count);
}

/* ---- all together ---- */

static void judge(struct fixture *fixture, struct repository *repository, struct world *world,
                  int number, struct score *score)
{
    struct history *history;
    struct object_id head;
    struct error error;

    assert_true(object_id_parse(&head, str_of(world->commits[world->tips[0]].id)));
    assert_int_equal(history_new(&history, repository, &head, &error), 0);
    history_add_matching(history, every, NULL);
    history_walk(history, NULL, NULL);
    compare_landings(fixture, history, number);
    compare_quick_walk(repository, history, &head);
    for (int i = 0; i < PATHS; i++) {
        const struct revision *newest = history_newest(history, str_of(path_names[i]));

        for (const struct revision *at = newest; at; at = at->older)
            compare_origins(fixture, world, history, at, i, score);
        if (newest && i == number % PATHS)
            compare_with_rev_list(fixture, history, newest);
    }
    history_free(history);
}

static int from_environment(const char *name, int otherwise)
{
    const char *value = getenv(name);

    return value ? atoi(value) : otherwise;
}

static void random_histories(void **state)
{
    int histories = from_environment("ORACLE_HISTORIES", HISTORIES);
    uint32_t seed = (uint32_t)from_environment("ORACLE_SEED", 20261121);
    struct world *worlds = calloc((size_t)histories, sizeof *worlds);
    struct score score = {0};
    struct fixture fixture;
    struct repository *repository;

    (void)state;
    fixture_init(&fixture);
    for (int i = 0; i < histories; i++) {
        int length;

        worlds[i].seed = seed + (uint32_t)i * 7919u;
        worlds[i].first_mark = i * MOST_COMMITS + 1;
        length = 8 + roll(&worlds[i], MOST_COMMITS - 8);
        for (int k = 0; k < length; k++)
            add_commit(&worlds[i]);
    }
    import(&fixture, worlds, histories);
    repository = fixture_open(&fixture);
    for (int i = 0; i < histories; i++)
        judge(&fixture, repository, &worlds[i], i, &score);
    print_message("%d histories, %d revisions, %d origins; merges: %d written, %d mechanical, of "
                  "these %d octopus, %d criss-cross, %d of texts; %d empty commits\n",
                  histories, score.revisions, score.origins, score.written, score.mechanical,
                  score.octopuses, score.criss_crosses, score.texts, score.empty);
    /* Each case must occur often, or the comparison says nothing about it. */
    assert_true(score.written > histories / 2 && score.mechanical > histories / 2 &&
                score.empty > histories / 20 && score.octopuses > histories / 20 &&
                score.criss_crosses > histories / 20 && score.texts > histories / 4);
    repository_free(repository);
    fixture_release(&fixture);
    free(worlds);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_histories),
    };

    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
