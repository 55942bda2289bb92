/*
 * The population of a window of time, on random histories: documents that are
 * written, edited, moved, deleted, put back and made into notes, on branches with
 * dates that say nothing about their order. What is to be listed is known from how
 * the histories are made; how often files changed is counted by git.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "approval/population.h"
#include "git_fixture.h"
#include "isms/isms.h"

enum { HISTORIES = 60, COMMITS = 30, PLACES = 6, DAYS = 40, BEGIN = 1767225600 };

static const char *const places[PLACES] = {"procedures/a.md",    "procedures/b.md",
                                           "procedures/it/c.md", "notes/n.md",
                                           "notes/o.md",         "policies/p q.md"};

/* ---- the model ---- */

struct entry {
    int id; /* of the document; 0: absent */
    int text;
    bool named; /* its front matter names its kind */
};

struct tree {
    struct entry at[PLACES];
};

struct history_made {
    uint32_t seed;
    int last_id;
    struct tree mainline[COMMITS];
    int64_t dates[COMMITS];
    char ids[COMMITS][OBJECT_ID_HEX + 1];
};

static int roll(struct history_made *world, int sides)
{
    world->seed = world->seed * 1664525u + 1013904223u;
    return (int)((world->seed >> 8) % (uint32_t)sides);
}

static bool same(struct entry a, struct entry b)
{
    return a.id == b.id && (!a.id || (a.text == b.text && a.named == b.named));
}

/* The kind of the document: front matter decides, then the folder; NULL: it is none. */
static const char *kind_of(struct entry entry, int place)
{
    if (!entry.id)
        return NULL;
    if (entry.named || strncmp(places[place], "procedures", 10) == 0)
        return "procedure";
    return strncmp(places[place], "policies", 8) == 0 ? "policy" : NULL;
}

static bool is_document(struct entry entry, int place)
{
    return kind_of(entry, place) != NULL;
}

/* The same document by its id, whatever its kind? */
static bool is_namesake(struct entry a, int place_a, struct entry b, int place_b)
{
    return is_document(a, place_a) && is_document(b, place_b) && a.id == b.id;
}

static void edit(struct history_made *world, struct tree *tree)
{
    struct entry *entry = &tree->at[roll(world, PLACES)], *other = &tree->at[roll(world, PLACES)];
    int verb = roll(world, 9);

    if (!entry->id) {
        *entry = (struct entry){.id = ++world->last_id, .named = roll(world, 2)};
        return;
    }
    if (verb == 0)
        entry->id = 0;
    else if (verb == 1)
        entry->named = !entry->named;
    else if (verb < 5 && !other->id) {
        *other = *entry;
        other->text += roll(world, 2);
        entry->id = 0;
    } else {
        entry->text++;
    }
}

/* Both sides into one; where both changed a file ours stays. */
static void merge(struct tree *ours, const struct tree *base, const struct tree *theirs)
{
    for (int i = 0; i < PLACES; i++)
        if (same(ours->at[i], base->at[i]))
            ours->at[i] = theirs->at[i];
}

/* ---- what is to be listed ---- */

/* The only place in BEFORE that is gone in AFTER and has the entry AT, or only its id; -1. */
static int only_origin(const struct tree *before, const struct tree *after, int at, bool exact)
{
    int found = -1;

    for (int i = 0; i < PLACES; i++) {
        if (!before->at[i].id || after->at[i].id)
            continue;
        if (exact ? !same(before->at[i], after->at[at])
                  : !is_namesake(before->at[i], i, after->at[at], at))
            continue;
        if (found >= 0)
            return -1;
        found = i;
    }
    return found;
}

/* Was the document that stood at PLACE put elsewhere? */
static bool was_moved(const struct tree *before, const struct tree *after, int place)
{
    for (int i = 0; i < PLACES; i++) {
        int origin;

        if (before->at[i].id || !is_document(after->at[i], i))
            continue;
        origin = only_origin(before, after, i, true);
        if (origin < 0)
            origin = only_origin(before, after, i, false);
        if (origin == place)
            return true;
    }
    return false;
}

static bool is_listed(const struct tree *before, const struct tree *after, int place, bool root)
{
    if (same(before->at[place], after->at[place]))
        return false;
    if (is_document(after->at[place], place))
        return true;
    return is_document(before->at[place], place) && (root || !was_moved(before, after, place));
}

static int compare_lines(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void print_sorted(struct buffer *out, char **lines, size_t count)
{
    qsort(lines, count, sizeof *lines, compare_lines);
    for (size_t i = 0; i < count; i++)
        buffer_printf(out, "%s\n", lines[i]);
}

static void print_expected(struct buffer *out, const struct history_made *world,
                           const struct population_request *request, struct arena *arena)
{
    char *lines[COMMITS * PLACES];
    size_t count = 0;

    for (int i = 0; i < COMMITS; i++) {
        static const struct tree nothing;
        const struct tree *before = i ? &world->mainline[i - 1] : &nothing;

        for (int k = 0; k < PLACES; k++)
            if (world->dates[i] >= request->from && world->dates[i] <= request->until &&
                is_listed(before, &world->mainline[i], k, i == 0))
                lines[count++] =
                    (char *)(uintptr_t)arena_printf(arena, "%s %s", world->ids[i], places[k]).data;
    }
    print_sorted(out, lines, count);
}

static void print_found(struct buffer *out, const struct population *population,
                        struct arena *arena)
{
    char **lines = arena_alloc_array(arena, population->count + 1, sizeof *lines);
    char hex[OBJECT_ID_HEX + 1];

    for (size_t i = 0; i < population->count; i++) {
        object_id_hex(hex, &population->items[i]->landing, OBJECT_ID_HEX);
        lines[i] = (char *)(uintptr_t)arena_printf(arena, "%s %.*s", hex,
                                                   STR_ARG(population->items[i]->path))
                       .data;
    }
    print_sorted(out, lines, population->count);
}

/* ---- giving them to git ---- */

static void print_commit(struct buffer *out, const struct tree *tree, const char *branch, int mark,
                         int64_t date, int first, int second)
{
    buffer_printf(out, "commit refs/heads/%s\nmark :%d\ncommitter T <t@example.org> %lld +0000\n",
                  branch, mark, (long long)date);
    buffer_add_c(out, "data 2\nm\n");
    if (first)
        buffer_printf(out, "from :%d\n", first);
    if (second)
        buffer_printf(out, "merge :%d\n", second);
    buffer_add_c(out, "deleteall\n");
    for (int i = 0; i < PLACES; i++) {
        const struct entry *entry = &tree->at[i];
        char text[256];

        if (!entry->id)
            continue;
        snprintf(text, sizeof text, "---\nid: SOP-%d\ntitle: T\n%s---\n# T\n\nText %d.\n",
                 entry->id, entry->named ? "kind: procedure\n" : "", entry->text);
        buffer_printf(out, "M 644 inline \"%s\"\ndata %zu\n%s\n", places[i], strlen(text), text);
    }
    buffer_add_c(out, "\n");
}

/* A mainline of COMMITS, now and then a merge of a side branch; marks go up by ten. */
static void make_history(struct history_made *world, struct buffer *out, int number)
{
    char branch[16], side[16];
    int base = 1 + number * COMMITS * 10;

    snprintf(branch, sizeof branch, "h%d", number);
    snprintf(side, sizeof side, "s%d", number);
    for (int i = 0; i < COMMITS; i++) {
        struct tree *tree = &world->mainline[i];
        int from = i ? roll(world, i) : 0, merged = 0;

        if (i)
            *tree = world->mainline[i - 1];
        world->dates[i] = BEGIN + roll(world, DAYS * 24) * 3600;
        if (i && roll(world, 4) == 0) {
            struct tree theirs = world->mainline[from];

            edit(world, &theirs);
            edit(world, &theirs);
            merged = base + i * 10 + 1;
            buffer_printf(out, "reset refs/heads/%s\n\n", side);
            print_commit(out, &theirs, side, merged, world->dates[i], base + from * 10, 0);
            merge(tree, &world->mainline[from], &theirs);
        }
        if (!merged || roll(world, 5) == 0)
            edit(world, tree);
        print_commit(out, tree, branch, base + i * 10, world->dates[i], i ? base + (i - 1) * 10 : 0,
                     merged);
    }
}

static void import(struct fixture *fixture, struct history_made *worlds)
{
    struct buffer stream = {0};
    struct str rest, line;

    assert_int_equal(mkdir(fixture->folder, 0700), 0);
    fixture_git(fixture, "init -q -b unused .");
    for (int i = 0; i < HISTORIES; i++)
        make_history(&worlds[i], &stream, i);
    fixture_import(fixture, &stream, "--force --export-marks=../marks");
    rest = str_of(fixture_shell(fixture, "cat ../marks"));
    while (str_next_line(&line, &rest)) {
        int mark = atoi(line.data + 1) - 1;

        if (mark % 10 == 0)
            memcpy(worlds[mark / 10 / COMMITS].ids[mark / 10 % COMMITS],
                   line.data + line.len - OBJECT_ID_HEX, OBJECT_ID_HEX);
    }
}

/* ---- comparing ---- */

/* How often git sees files change at the paths of the population, in the window. */
static size_t count_by_git(struct fixture *fixture, const struct population *population,
                           const struct population_request *request, const char *tip)
{
    struct buffer command = {0};
    size_t count;

    if (!population->paths.count)
        return 0;
    buffer_printf(&command,
                  "git log --first-parent --diff-merges=first-parent --no-renames --format= "
                  "--name-only --since-as-filter='@%lld +0000' --until='@%lld +0000' %s --",
                  (long long)request->from, (long long)request->until, tip);
    for (size_t i = 0; i < population->paths.count; i++)
        buffer_printf(&command, " '%.*s'", STR_ARG(population->paths.items[i]));
    buffer_add_c(&command, " | grep -c . || true");
    count = strtoul(fixture_shell(fixture, buffer_c(&command)), NULL, 10);
    buffer_release(&command);
    return count;
}

struct case_of_one {
    struct arena arena;
    struct knowledge knowledge;
    struct isms isms;
    struct approvals *approvals; /* of the tip, whatever the branch */
};

static void open_at(struct case_of_one *one, struct repository *repository, const char *tip)
{
    const struct isms_options options = {.tree = ISMS_COMMIT, .revision = tip};
    struct object_id id;
    struct error error = {0};
    struct approvals_options approvals = {.now = BEGIN + (int64_t)DAYS * 86400, .tip = &id};

    arena_init(&one->arena);
    assert_true(object_id_parse(&id, str_of(tip)));
    if (knowledge_init(&one->knowledge, &one->arena, &error) < 0 ||
        isms_open(&one->isms, &one->knowledge, repository, &options, &one->arena, &error) < 0 ||
        approvals_new(&one->approvals, repository, &one->isms.snapshot, &one->isms.model,
                      &approvals, &one->arena, &error) < 0)
        fail_msg("%s", error.message);
}

static void close_one(struct case_of_one *one)
{
    approvals_free(one->approvals);
    isms_close(&one->isms);
    knowledge_release(&one->knowledge);
    arena_release(&one->arena);
}

static void compare_history(struct fixture *fixture, struct repository *repository,
                            struct history_made *world)
{
    struct case_of_one one = {0};
    struct population population;
    int day = roll(world, DAYS);
    struct population_request request = {.from = BEGIN + day * 86400,
                                         .until = BEGIN + (day + roll(world, DAYS)) * 86400 - 1};
    struct buffer found = {0}, expected = {0};
    const char *tip = world->ids[COMMITS - 1];

    open_at(&one, repository, tip);
    population_find(&population, one.approvals, &request);
    print_expected(&expected, world, &request, &one.arena);
    print_found(&found, &population, &one.arena);
    if (!str_equal(buffer_str(&expected), buffer_str(&found)))
        fail_msg("%s\nexpected:\n%sfound:\n%s", tip, buffer_c(&expected), buffer_c(&found));
    assert_int_equal(population.gap.len, 0);
    assert_int_equal(population.listed, population.count);
    assert_int_equal(population.listed + population.left + population.unasked, population.landings);
    assert_int_equal(count_by_git(fixture, &population, &request, tip), population.landings);
    buffer_release(&expected);
    buffer_release(&found);
    close_one(&one);
}

static void test_random_histories(void **state)
{
    struct fixture fixture;
    struct repository *repository;
    static struct history_made worlds[HISTORIES];

    (void)state;
    fixture_init(&fixture);
    for (int i = 0; i < HISTORIES; i++)
        worlds[i] = (struct history_made){.seed = (uint32_t)i * 7919u + 1};
    import(&fixture, worlds);
    repository = fixture_open(&fixture);
    for (int i = 0; i < HISTORIES; i++)
        compare_history(&fixture, repository, &worlds[i]);
    repository_free(repository);
    fixture_release(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_random_histories)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
