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
#include "git_random_history.h"

enum { HISTORIES = 300 };

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

static void compare_path(const struct history *history, const char *path, const char *log)
{
    struct buffer ours = {0}, theirs = {0};

    for (const struct revision *at = history_newest(history, str_of(path)); at; at = at->older)
        print_revision(&ours, at);
    print_from_log(&theirs, str_of(log), path);
    if (!str_equal(buffer_str(&ours), buffer_str(&theirs)))
        fail_msg("%s\nours:\n%sgit:\n%s", path, buffer_c(&ours), buffer_c(&theirs));
    buffer_release(&ours);
    buffer_release(&theirs);
}

/* git's word on every landing in the history of REVISION. */
static const char *log_of(struct fixture *fixture, const char *revision)
{
    char command[160];

    snprintf(command, sizeof command,
             "-c core.quotePath=off log -m --first-parent --raw --no-abbrev --no-renames --root "
             "--format=%%H %s",
             revision);
    return fixture_git(fixture, command);
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

/* What has been merged so far: an entry, or with a text that no commit has. */
struct merged {
    struct entry entry;
    struct str text; /* if set, in place of the entry's lines */
};

static bool merged_is(const struct merged *merged, const struct entry *entry, struct arena *arena)
{
    if (!merged->text.data)
        return same(&merged->entry, entry);
    return merged->entry.mode == entry->mode && str_equal(merged->text, text_of(entry, arena));
}

static bool is_text(const struct entry *entry)
{
    return entry->mode == MODE_FILE || entry->mode == MODE_EXECUTABLE;
}

/* The entry of PATH in the merge bases; false: they disagree. */
static bool base_entry(struct entry *out, const struct world *world, uint64_t bases, int path)
{
    bool first = true;

    *out = (struct entry){0};
    for (int i = 0; i < world->count; i++) {
        if (!(bases >> i & 1))
            continue;
        if (!first && !same(out, &world->commits[i].entries[path]))
            return false;
        *out = world->commits[i].entries[path];
        first = false;
    }
    return true;
}

/* Merge THEIRS into OURS as git would; false: it does not merge cleanly. */
static bool merge_naively(struct fixture *fixture, struct merged *ours, const struct entry *base,
                          const struct entry *theirs, struct score *score)
{
    struct arena *arena = &fixture->arena;

    if (same(base, theirs))
        return true;
    if (merged_is(ours, base, arena)) {
        *ours = (struct merged){.entry = *theirs};
        return true;
    }
    if (!is_text(base) || !is_text(&ours->entry) || !is_text(theirs))
        return false;
    score->texts++;
    if (!ours->text.data)
        ours->text = text_of(&ours->entry, arena);
    if (ours->entry.mode == base->mode)
        ours->entry.mode = theirs->mode;
    return merge_file(fixture, &ours->text, text_of(base, arena), text_of(theirs, arena));
}

/* Does the clean merge of the parents give the commit's entry? The naive way. */
static bool naive_is_mechanical(struct fixture *fixture, const struct world *world,
                                const struct commit_model *commit, int path, struct score *score)
{
    struct merged ours = {.entry = world->commits[commit->parents[0]].entries[path]};
    uint64_t ancestors = world->commits[commit->parents[0]].ancestors;

    for (int i = 1; i < commit->parent_count; i++) {
        const struct commit_model *parent = &world->commits[commit->parents[i]];
        uint64_t bases = bases_of(world, parent->ancestors, ancestors);
        struct entry base;

        score->octopuses += i == 2;
        score->criss_crosses += (bases & (bases - 1)) != 0;
        ancestors |= parent->ancestors;
        if (merged_is(&ours, &parent->entries[path], &fixture->arena))
            continue;
        if (!base_entry(&base, world, bases, path) ||
            !merge_naively(fixture, &ours, &base, &parent->entries[path], score))
            return false;
    }
    return merged_is(&ours, &commit->entries[path], &fixture->arena);
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

/* With which mainline commit each commit came: that which reaches it, and whose parent does not. */
static void compare_brought_by(const struct world *world, struct history *history)
{
    for (int i = 0; i < world->count; i++) {
        size_t expected = 0, number = 0;
        int at = world->tips[0];
        bool reached = world->commits[at].ancestors >> i & 1;
        struct object_id id;

        while (world->commits[at].parent_count &&
               (world->commits[world->commits[at].parents[0]].ancestors >> i & 1)) {
            at = world->commits[at].parents[0];
            expected++;
        }
        assert_true(object_id_parse(&id, str_of(world->commits[i].id)));
        assert_int_equal(history_brought_by(&number, history, &id), reached);
        if (reached)
            assert_int_equal(number, expected);
    }
}

/* ---- all together ---- */

static void judge(struct fixture *fixture, struct repository *repository, struct world *world,
                  int number, struct score *score)
{
    struct history *history;
    struct object_id head;
    struct error error;
    const char *log;
    char branch[16];

    assert_true(object_id_parse(&head, str_of(world->commits[world->tips[0]].id)));
    assert_int_equal(history_new(&history, repository, &head, &error), 0);
    history_add_matching(history, every, NULL);
    history_walk(history, NULL, NULL);
    snprintf(branch, sizeof branch, "h%d", number);
    log = log_of(fixture, branch);
    for (int i = 0; i < PATHS; i++)
        compare_path(history, path_names[i], log);
    compare_quick_walk(repository, history, &head);
    compare_brought_by(world, history);
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

/* Real histories, as far as they are here: every path that ever was. */
static void real_histories(void **state)
{
    static const char *const bundles[] = {"../shared/corpora/ISMS-PUBLIC.bundle",
                                          "../shared/corpora/iso27001-starter-kit.bundle"};

    (void)state;
    for (size_t i = 0; i < sizeof bundles / sizeof bundles[0]; i++) {
        struct fixture fixture;
        struct repository *repository;
        struct history *history;
        struct object_id head;
        struct error error = {0};
        struct buffer command = {0};
        char *bundle = realpath(bundles[i], NULL);
        const char *log;

        if (!bundle) {
            print_message("%s is not here: skipped\n", bundles[i]);
            continue;
        }
        fixture_init(&fixture);
        assert_int_equal(mkdir(fixture.folder, 0700), 0);
        buffer_printf(&command,
                      "clone -q --bare '%s' . 2>/dev/null || git fetch -q '%s' "
                      "'refs/heads/*:refs/heads/*'",
                      bundle, bundle);
        fixture_git(&fixture, command.data);
        fixture_shell(&fixture, "git rev-parse -q --verify HEAD >/dev/null || git symbolic-ref "
                                "HEAD $(git for-each-ref --count=1 --format='%(refname)' "
                                "refs/heads)");
        repository = fixture_open(&fixture);
        assert_int_equal(repository_head(&head, repository, &error), 0);
        assert_int_equal(history_new(&history, repository, &head, &error), 0);
        history_add_matching(history, every, NULL);
        history_walk(history, NULL, NULL);
        assert_true(history_is_complete(history, &error));
        log = log_of(&fixture, "HEAD");
        for (size_t k = 0; k < history_path_count(history); k++)
            compare_path(history, arena_str(&fixture.arena, history_path(history, k)->path).data,
                         log);
        print_message("%s: %zu paths, %zu commits on the mainline\n", bundles[i],
                      history_path_count(history), history_length(history));
        history_free(history);
        repository_free(repository);
        fixture_release(&fixture);
        buffer_release(&command);
        free(bundle);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_histories),
        cmocka_unit_test(real_histories),
    };

    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
