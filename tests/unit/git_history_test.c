/* Landings, their dates and origins, on histories that a person can follow. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clock.h"
#include "git/commit.h"
#include "git/history.h"
#include "git/mainline.h"
#include "git_fixture.h"

/* Make a repository by shell commands; `c MESSAGE` commits all, a minute later each time. */
static void make(struct fixture *fixture, const char *command)
{
    struct buffer script = {0};

    fixture_init(fixture);
    assert_int_equal(mkdir(fixture->folder, 0700), 0);
    buffer_printf(&script,
                  "git init -q -b main . && git config user.name T && git config user.email "
                  "t@example.org && git config protocol.file.allow always\n"
                  "now=1767225600\n"
                  "tick() { now=$((now + 60)); export GIT_AUTHOR_DATE=\"$now +0000\" "
                  "GIT_COMMITTER_DATE=\"$now +0000\"; }\n"
                  "c() { tick; git add -A && git commit -q --allow-empty -m \"$1\"; }\n"
                  "m() { tick; git merge -q --no-ff --no-edit -m \"$@\" >/dev/null; }\n"
                  "%s",
                  command);
    fixture_shell(fixture, script.data);
    buffer_release(&script);
}

static struct history *walk(struct repository *repository, const char *path,
                            enum history_depth depth)
{
    struct history *history;
    struct object_id head;
    struct error error = {0};

    assert_int_equal(repository_head(&head, repository, &error), 0);
    if (history_new(&history, repository, &head, &error) != 0)
        fail_msg("%s", error.message);
    history_add(history, str_of(path), depth);
    history_walk(history, NULL, NULL);
    return history;
}

static const char *subject(struct repository *repository, const struct object_id *id,
                           struct arena *arena)
{
    struct commit commit;
    struct error error;

    assert_int_equal(commit_read(&commit, repository, id, arena, &error), OBJECT_FOUND);
    return arena_str(arena, commit_subject(&commit, arena)).data;
}

/*
 * One line a revision: the landing's subject, then its origins in brackets;
 * '+' changes, '=' holds and is empty; '?' incomplete. A break is "BREAK".
 */
static const char *print(struct fixture *fixture, struct repository *repository,
                         struct history *history, const char *path)
{
    struct buffer out = {0};
    const char *copy;

    for (const struct revision *at = history_newest(history, str_of(path)); at; at = at->older) {
        const struct origins *origins = history_origins(history, at);

        if (!at->landing) {
            buffer_printf(&out, "BREAK %o\n", at->version.mode);
            continue;
        }
        buffer_printf(&out, "%s %o [", subject(repository, &at->landing->id, &fixture->arena),
                      at->version.mode);
        for (size_t i = 0; i < origins->count; i++)
            buffer_printf(&out, "%s%s%s", i ? " " : "",
                          origins->items[i].changes ? "+"
                          : origins->items[i].empty ? "="
                                                    : "",
                          subject(repository, &origins->items[i].commit, &fixture->arena));
        buffer_printf(&out, "]%s\n", origins->complete ? "" : "?");
    }
    copy = arena_str(&fixture->arena, buffer_str(&out)).data;
    buffer_release(&out);
    return copy;
}

static void landings(void **state)
{
    static const struct {
        const char *command, *expected;
    } table[] = {
        {"echo 1 >p; c one; echo 2 >p; c two; echo x >other; c else",
         "two 100644 [+two]\none 100644 [+one]\n"},
        /* A mode is content; a deletion is a landing. */
        {"echo 1 >p; c one; chmod +x p; c mode; rm p; c gone",
         "gone 0 [+gone]\nmode 100755 [+mode]\none 100644 [+one]\n"},
        /* A merge lands; what was written on the side is its origin. */
        {"echo 1 >p; c one; git checkout -qb s; echo 2 >p; c side; c approve; git checkout -q "
         "main; echo x >o; c main; m merge s",
         "merge 100644 [merge =approve +side]\none 100644 [+one]\n"},
        /* A clean merge of two edits: neither side alone, and mechanical. */
        {"seq 20 >p; c one; git checkout -qb s; sed -i 1s/1/a/ p; c side; git checkout -q main; "
         "sed -i 20s/20/b/ p; c main; m merge s",
         "merge 100644 [merge +side]\nmain 100644 [+main]\none 100644 [+one]\n"},
        /* An evil merge: it says what neither side said. */
        {"echo 1 >p; c one; git checkout -qb s; echo 2 >p; c side; git checkout -q main; echo x "
         ">o; c main; tick; git merge -q --no-commit --no-ff s; echo 3 >p; c evil",
         "evil 100644 [+evil +side]\none 100644 [+one]\n"},
        /* A merge inside the side branch that keeps the old text against main's change. */
        {"echo 1 >p; echo 1 >q; c one; git checkout -qb s; echo 2 >q; c side; git checkout -q main;"
         "echo 2 >p; c main; git checkout -q s; tick; git merge -q -s ours -m keep main; git "
         "checkout -q main; tick; git merge -q --no-ff -m merge s",
         "merge 100644 [merge +keep]\nmain 100644 [+main]\none 100644 [+one]\n"},
        /* Both sides made the same change. */
        {"echo 1 >p; c one; git checkout -qb s; echo 2 >p; c side; git checkout -q main; echo 2 >p;"
         "c main; m merge s",
         "main 100644 [+main]\none 100644 [+one]\n"},
        /* An octopus whose sides merge cleanly. */
        {"echo 1 >p; c one; git checkout -qb s; echo 2 >p; c s; git checkout -q main; git checkout "
         "-qb t; echo 2 >q; c t; git checkout -q main; echo 2 >r; c main; m octopus s t",
         "octopus 100644 [octopus +s]\none 100644 [+one]\n"},
        /* A history of its own, merged in. */
        {"echo 1 >o; c one; git checkout -q --orphan s; git rm -rfq .; echo 1 >p; c root; git "
         "checkout -q main; tick; git merge -q --allow-unrelated-histories -m merge s",
         "merge 100644 [merge +root]\n"},
        /* A submodule's content is its commit; odd names. */
        {"git update-index --add --cacheinfo 160000,$(printf %040d 7),p; tick; git commit -qm sub",
         "sub 160000 [+sub]\n"},
        {"echo 1 >o; c one", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct fixture fixture;
        struct repository *repository;
        struct history *history;

        make(&fixture, table[i].command);
        repository = fixture_open(&fixture);
        history = walk(repository, "p", HISTORY_ALL);
        assert_string_equal(print(&fixture, repository, history, "p"), table[i].expected);
        history_free(history);
        repository_free(repository);
        fixture_release(&fixture);
    }
}

/* What is missing is marked at the paths that it concerns. */
static void breaks(void **state)
{
    static const char base[] = "echo 1 >p; echo 1 >q; c one; echo 2 >q; c two; echo 3 >q; c three;";
    static const struct {
        const char *command; /* after the base; makes "../c", the clone to look at */
        const char *p, *q;
    } table[] = {
        {"git clone -q --depth 2 file://$PWD ../c", "BREAK 100644\n",
         "three 100644 [+three]\nBREAK 100644\n"},
        /* Replace refs and grafts are ignored. */
        {"git replace --graft HEAD; git clone -q --mirror . ../c", "one 100644 [+one]\n",
         "three 100644 [+three]\ntwo 100644 [+two]\none 100644 [+one]\n"},
        {"git clone -q . ../c; cd ../c; mkdir -p .git/info; git rev-parse HEAD >.git/info/grafts",
         "one 100644 [+one]\n", "three 100644 [+three]\ntwo 100644 [+two]\none 100644 [+one]\n"},
        /* A commit is missing, a tree is missing. */
        {"cp -r . ../c; cd ../c; rm -f .git/objects/$(git rev-parse HEAD~1 | sed 's,^..,&/,')",
         "BREAK 100644\n", "BREAK 100644\n"},
        {"cp -r . ../c; cd ../c; rm -f .git/objects/$(git rev-parse HEAD~2^{tree} | "
         "sed 's,^..,&/,')",
         "BREAK 100644\n", "three 100644 [+three]\nBREAK 100644\n"},
        /* Without blobs everything is still known. */
        {"git config uploadpack.allowFilter true; git clone -q --bare --filter=blob:none "
         "file://$PWD ../c",
         "one 100644 [+one]\n", "three 100644 [+three]\ntwo 100644 [+two]\none 100644 [+one]\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct fixture fixture;
        struct repository *repository;
        struct history *history;
        struct buffer command = {0};
        struct error error = {0};
        char path[128];

        buffer_printf(&command, "%s %s", base, table[i].command);
        make(&fixture, command.data);
        snprintf(path, sizeof path, "%s/c", fixture.home);
        if (repository_open(&repository, path, &error) != 0)
            fail_msg("%s", error.message);
        history = walk(repository, "p", HISTORY_ALL);
        history_add(history, STR("q"), HISTORY_ALL);
        history_walk(history, NULL, NULL);
        assert_string_equal(print(&fixture, repository, history, "p"), table[i].p);
        assert_string_equal(print(&fixture, repository, history, "q"), table[i].q);
        assert_int_equal(history_is_complete(history, &error), !strstr(table[i].p, "BREAK"));
        history_free(history);
        repository_free(repository);
        fixture_release(&fixture);
        buffer_release(&command);
    }
}

/* A side branch of which a shallow clone holds only the end. */
static void cut_off_side(void **state)
{
    struct fixture fixture;
    struct repository *repository;
    struct history *history;
    struct error error = {0};
    const struct revision *newest;
    char path[128];

    (void)state;
    make(&fixture, "echo 1 >p; c one; git checkout -qb s; echo 2 >p; c s1; echo 3 >p; c s2; echo 4 "
                   ">p; c s3; git checkout -q main; echo x >o; c main; m merge s; git clone -q "
                   "--depth 3 file://$PWD ../c");
    snprintf(path, sizeof path, "%s/c", fixture.home);
    assert_int_equal(repository_open(&repository, path, &error), 0);
    history = walk(repository, "p", HISTORY_LANDING);
    newest = history_newest(history, STR("p"));
    assert_string_equal(subject(repository, &newest->landing->id, &fixture.arena), "merge");
    assert_false(history_origins(history, newest)->complete);
    assert_int_not_equal(history_origins(history, newest)->reason.len, 0);
    assert_true(history_is_complete(history, &error));
    history_free(history);
    repository_free(repository);
    fixture_release(&fixture);
}

static int64_t utc_day(void *context, const struct object_id *commit, int64_t instant)
{
    (void)context;
    (void)commit;
    return day_of_instant(instant);
}

static void dates(void **state)
{
    static const struct {
        const char *as_of;
        const char *subject; /* NULL: the mainline began later */
    } table[] = {
        {"2026-01-01", "one"},  {"2026-01-02", "one"},  {"2026-01-09", "one"},
        {"2026-01-10", "four"}, {"2026-01-11", "five"}, {"2026-01-12", "five"},
        {"2030-01-01", "last"}, {"2025-12-31", NULL},
    };
    /* What is dated before what it follows is judged as of that; a date in the future is wrong. */
    static const char *const not_before[] = {"2026-01-12", "2030-01-01", "2026-01-11", "2026-01-10",
                                             "2026-01-10", "2026-01-10", "2026-01-01"};
    struct civil now = {2026, 1, 15};
    struct fixture fixture;
    struct repository *repository;
    struct history *history;
    struct object_id head, found;
    const struct mainline_calendar calendar = {utc_day, NULL};
    struct error error = {0};

    (void)state;
    /* The third and the fourth commit claim to be older than the second. */
    make(&fixture, "d() { export GIT_COMMITTER_DATE=\"$1T12:00:00Z\"; echo $1 >p; git add p; git "
                   "commit -qm $2; }; d 2026-01-01 one; d 2026-01-10 two; d 2026-01-05 three; d "
                   "2026-01-06 four; d 2026-01-11 five; d 2030-01-01 future; d 2026-01-12 last");
    repository = fixture_open(&fixture);
    history = walk(repository, "p", HISTORY_ALL);
    history_date(history, civil_to_days(now) * SECONDS_PER_DAY);
    assert_int_equal(history_length(history), 7);
    for (size_t i = 0; i < history_length(history); i++) {
        char day[16];
        int64_t instant = history_commit(history, i)->time_not_before;

        civil_format(day, civil_from_days(day_of_instant(instant)));
        assert_string_equal(day, not_before[i]);
    }
    assert_int_equal(repository_head(&head, repository, &error), 0);
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct civil day;
        int status;

        assert_true(civil_parse(&day, str_of(table[i].as_of)));
        status = mainline_as_of(&found, repository, &head, civil_to_days(day), &calendar, &error);
        assert_int_equal(status, table[i].subject != NULL);
        if (status)
            assert_string_equal(subject(repository, &found, &fixture.arena), table[i].subject);
    }
    history_free(history);
    repository_free(repository);
    fixture_release(&fixture);
}

static void mainlines(void **state)
{
    static const struct {
        const char *command, *configured;
        const char *reference; /* NULL: cannot tell */
        const char *message;
    } table[] = {
        {"c one", "", "refs/heads/main", NULL},
        {"c one; git branch -m master", "", "refs/heads/master", NULL},
        {"c one; git branch -m trunk", "", NULL, "set `mainline:`"},
        {"c one; git branch -m trunk", "trunk", "refs/heads/trunk", NULL},
        {"c one", "trunk", NULL, "neither refs/remotes/origin/trunk nor refs/heads/trunk"},
        {"true", "", NULL, "no commits yet"},
        {"c one; git update-ref refs/remotes/origin/main HEAD; c two", "main",
         "refs/remotes/origin/main", NULL},
        {"c one; git update-ref refs/remotes/origin/dev HEAD; git symbolic-ref "
         "refs/remotes/origin/HEAD refs/remotes/origin/dev",
         "", "refs/remotes/origin/dev", NULL},
        {"c one; git update-ref refs/x/y HEAD", "refs/x/y", "refs/x/y", NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct fixture fixture;
        struct repository *repository;
        struct mainline mainline;
        struct error error = {0};
        int found;

        make(&fixture, table[i].command);
        repository = fixture_open(&fixture);
        found = mainline_resolve(&mainline, repository, str_of(table[i].configured), &fixture.arena,
                                 &error);
        assert_int_equal(found, table[i].reference != NULL);
        if (found)
            assert_string_equal(mainline.reference.data, table[i].reference);
        else if (!strstr(error.message, table[i].message))
            fail_msg("%s", error.message);
        repository_free(repository);
        fixture_release(&fixture);
    }
}

static bool ends_in_md(void *context, struct str path)
{
    (void)context;
    return str_ends_with(path, STR(".md"));
}

/* A filter finds what head no longer has; history_changes shows a move. */
static void filters_and_changes(void **state)
{
    struct fixture fixture;
    struct repository *repository;
    struct history *history;
    struct object_id head;
    struct change *changes;
    size_t count;
    struct error error = {0};

    (void)state;
    make(&fixture, "mkdir d; echo 1 >d/gone.md; echo 2 >kept.md; echo 3 >no.txt; c one; git rm -q "
                   "d/gone.md; mkdir e; git mv kept.md e/kept.md; c two");
    repository = fixture_open(&fixture);
    assert_int_equal(repository_head(&head, repository, &error), 0);
    assert_int_equal(history_new(&history, repository, &head, &error), 0);
    history_add_matching(history, ends_in_md, NULL);
    history_walk(history, NULL, NULL);
    assert_int_equal(history_path_count(history), 3);
    assert_null(history_newest(history, STR("no.txt")));
    assert_int_equal(history_newest(history, STR("d/gone.md"))->version.mode, MODE_ABSENT);
    assert_int_equal(
        history_changes(&changes, &count, history, &head, false, &fixture.arena, &error),
        OBJECT_FOUND);
    assert_int_equal(count, 3);
    assert_true(str_equal_c(changes[0].path, "d/gone.md"));
    assert_true(str_equal_c(changes[1].path, "e/kept.md"));
    assert_true(str_equal_c(changes[2].path, "kept.md"));
    assert_true(version_equal(&changes[1].after, &changes[2].before));
    assert_int_equal(
        history_changes(&changes, &count, history, &head, true, &fixture.arena, &error),
        OBJECT_FOUND);
    assert_int_equal(count, 2);
    assert_true(str_equal_c(changes[1].path, "kept.md"));
    history_free(history);
    repository_free(repository);
    fixture_release(&fixture);
}

/* "bomb LEVELS" prints the tree of 40^LEVELS files, "with NAME TREE" HEAD's with a folder more. */
#define BOMB                                                                                       \
    "bomb() { b=$(echo x | git hash-object -w --stdin); "                                          \
    "t=$(for i in $(seq 10 49); do printf '100644 blob %s\\ta%s.md\\n' $b $i; done | git "         \
    "mktree); "                                                                                    \
    "for l in $(seq 2 $1); do t=$(for i in $(seq 10 49); do printf '040000 tree %s\\td%s\\n' "     \
    "$t $i; done | git mktree); done; echo $t; }; "                                                \
    "with() { { git ls-tree HEAD | sed \"/\t$1$/d\"; printf '040000 tree %s\\t%s\\n' $2 $1; } | "  \
    "git mktree; }; "                                                                              \
    "land() { git update-ref HEAD $(git commit-tree -p HEAD -m $1 $2); }; "

/*
 * A folder comes to hold 40^5 files and is taken away. What was asked for is known, what was
 * found later below it as well; that there may be more is said.
 */
static void more_than_is_read(void **state)
{
    struct fixture fixture;
    struct repository *repository;
    struct history *history;
    struct object_id head;
    const struct revision *revision;
    struct error error = {0};

    (void)state;
    make(&fixture, BOMB "mkdir d z; echo 1 >d/kept.md; echo 2 >z/found.md; c one; "
                        "echo 3 >d/kept.md; c two; "
                        "f=$(git rev-parse HEAD:z/found.md); "
                        "z=$(printf '100644 blob %s\\tfound.md\\n040000 tree %s\\tx\\n' $f "
                        "$(bomb 5) | git mktree); "
                        "land three $(with z $z); land four $(git ls-tree HEAD d | git mktree)");
    repository = fixture_open(&fixture);
    assert_int_equal(repository_head(&head, repository, &error), 0);
    assert_int_equal(history_new(&history, repository, &head, &error), 0);
    history_add(history, STR("d/kept.md"), HISTORY_ALL);
    history_add_matching(history, ends_in_md, NULL);
    history_walk(history, NULL, NULL);
    revision = history_newest(history, STR("d/kept.md"));
    assert_non_null(revision->older);
    assert_null(revision->older->older);
    revision = history_newest(history, STR("z/found.md"));
    assert_int_equal(revision->version.mode, MODE_ABSENT);
    assert_non_null(revision->older);
    assert_null(revision->older->older);
    assert_false(history_is_complete(history, &error));
    assert_non_null(strstr(error.message, "changes more files below z than ismslint reads"));
    assert_int_equal(history_gap(history, STR("d/")).len, 0);
    assert_true(history_gap(history, STR("z/e/")).len > 0);
    assert_true(history_removal_gap(history).len > 0);
    history_free(history);
    repository_free(repository);
    fixture_release(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(landings),          cmocka_unit_test(breaks),
        cmocka_unit_test(cut_off_side),      cmocka_unit_test(dates),
        cmocka_unit_test(mainlines),         cmocka_unit_test(filters_and_changes),
        cmocka_unit_test(more_than_is_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
