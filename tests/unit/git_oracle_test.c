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
#include "git_naive_renames.h"

enum { HISTORIES = 400 };

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

static const struct origin *find_origin(const struct origins *origins, const char *id)
{
    char hex[OBJECT_ID_HEX + 1];

    for (size_t i = 0; i < origins->count; i++)
        if (strcmp(object_id_hex(hex, &origins->items[i].commit, OBJECT_ID_HEX), id) == 0)
            return &origins->items[i];
    return NULL;
}

static bool has_source(const struct origins *origins, const char *path)
{
    for (size_t i = 0; i < origins->source_count; i++)
        if (str_equal_c(origins->sources[i].path, path))
            return true;
    return false;
}

static void compare_sources(const struct naive *naive, const struct origins *origins)
{
    size_t count = 0;

    for (int i = 0; i < PATHS; i++) {
        assert_int_equal(naive->sources >> i & 1, has_source(origins, path_names[i]));
        count += naive->sources >> i & 1;
    }
    assert_int_equal(count, origins->source_count);
}

static void compare_origin(struct naive *naive, const struct origins *origins, int number)
{
    const struct commit_model *at = &naive->world->commits[number];
    const struct origin *found = find_origin(origins, at->id);
    struct naive_kind kind = naive_kind_of(naive, number);
    bool listed = kind.kind == 'c' || kind.kind == 'r' || number == naive->landing ||
                  (kind.kind == 'e' && (kind.holds || kind.there));

    naive->score->origins += listed;
    naive->score->written += kind.kind == 'c' && at->parent_count > 1;
    naive->score->mechanical += kind.kind == 'm' || kind.kind == 'n';
    naive->score->through += kind.kind == 'n';
    naive->score->moves += kind.kind == 'r';
    naive->score->empty += listed && kind.kind == 'e';
    if (kind.kind == '?')
        return;
    if (listed != (found != NULL) ||
        (found && (found->changes != (kind.kind == 'c') || found->holds != kind.holds ||
                   found->moves != (kind.kind == 'r'))))
        fail_msg("landing %s of %s: commit %s: naive %c%s, ours %s%s",
                 naive->world->commits[naive->landing].id, path_names[naive->path], at->id,
                 kind.kind, kind.holds ? " holds" : "",
                 !found           ? "not listed"
                 : found->changes ? "changes"
                 : found->moves   ? "moves"
                                  : "listed",
                 found && found->holds ? " holds" : "");
}

static void compare_origins(struct fixture *fixture, struct world *world, struct history *history,
                            const struct revision *revision, int path, struct score *score)
{
    const struct origins *origins = history_origins(history, revision);
    struct naive naive = {.fixture = fixture,
                          .world = world,
                          .path = path,
                          .landing = number_of(world, &revision->landing->id),
                          .score = score};

    assert_true(origins->complete);
    naive_follow(&naive);
    for (int i = 0; i < world->count; i++)
        if (naive.range >> i & 1)
            compare_origin(&naive, origins, i);
    for (size_t i = 0; i < origins->count; i++)
        assert_true(naive.range >> number_of(world, &origins->items[i].commit) & 1);
    compare_sources(&naive, origins);
    score->revisions++;
}

/* git's own list, for one path of each history: commits with one parent that change the path. */
static void compare_with_rev_list(struct fixture *fixture, const struct world *world,
                                  struct history *history, const struct revision *revision)
{
    const struct origins *origins = history_origins(history, revision);
    char id[OBJECT_ID_HEX + 1], command[256];
    const struct commit_model *landing;
    struct str rest, line;
    size_t count = 0, ours = 0;

    if (object_id_is_zero(&revision->landing->parent))
        return;
    for (size_t i = 0; i < origins->count; i++)
        if (origins->items[i].moves || origins->items[i].old_path.len ||
            !str_equal(origins->items[i].path, revision->path))
            return; /* with its renames it has more, or other origins */
    object_id_hex(id, &revision->landing->id, OBJECT_ID_HEX);
    snprintf(command, sizeof command, "rev-list --full-history --no-merges %s^1..%s -- '%.*s'", id,
             id, STR_ARG(revision->path));
    rest = str_of(fixture_git(fixture, command));
    landing = &world->commits[number_of(world, &revision->landing->id)];
    while (str_next_line(&line, &rest)) {
        struct object_id commit;

        assert_true(object_id_parse(&commit, line));
        /* Dates that say nothing lead git beyond the landing before; the graph decides. */
        if (world->commits[landing->parents[0]].ancestors >> number_of(world, &commit) & 1)
            continue;
        snprintf(id, sizeof id, "%.*s", STR_ARG(line));
        assert_non_null(find_origin(origins, id));
        count++;
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
            compare_with_rev_list(fixture, world, history, newest);
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
                  "these %d octopus, %d criss-cross, %d of texts; %d empty commits; %d "
                  "paths renamed, %d commits that only move, %d merges through renames (git says "
                  "so of %d)\n",
                  histories, score.revisions, score.origins, score.written, score.mechanical,
                  score.octopuses, score.criss_crosses, score.texts, score.empty, score.renamed,
                  score.moves, score.through, score.agreed);
    /* Each case must occur often, or the comparison says nothing about it. */
    assert_true(score.written > histories / 2 && score.mechanical > histories / 2 &&
                score.empty > histories / 20 && score.octopuses > histories / 20 &&
                score.criss_crosses > histories / 20 && score.texts > histories / 4 &&
                score.renamed > histories / 4 && score.moves > histories / 20 &&
                score.through > histories / 20 && score.agreed > histories / 50);
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
