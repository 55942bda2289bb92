/* Origins through renames, on histories that a person can follow, and the limits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/limits.h"
#include "git/commit.h"
#include "git/history.h"
#include "git/likeness.h"
#include "git_fixture.h"

/*
 * Make a repository by shell commands; `c MESSAGE` commits all, `m BRANCH` merges it. The
 * dates are fixed, so that commits have the same names in each run.
 */
static void make(struct fixture *fixture, const char *command)
{
    struct buffer script = {0};

    fixture_init(fixture);
    assert_int_equal(mkdir(fixture->folder, 0700), 0);
    buffer_printf(&script,
                  "git init -q -b main . && git config user.name T && git config user.email "
                  "t@example.org\n"
                  "export GIT_AUTHOR_DATE=2026-01-01T00:00:00Z\n"
                  "export GIT_COMMITTER_DATE=2026-01-01T00:00:00Z\n"
                  "c() { git add -A && git commit -q -m \"$1\"; }\n"
                  "m() { git merge -q --no-ff --no-edit -m \"merge $1\" \"$1\" >/dev/null; }\n"
                  "b() { git checkout -q -b \"$1\"; }\n"
                  "text() { for i in 1 2 3 4 5 6 7 8 9; do echo \"line $i of $1\"; done; }\n"
                  "%s",
                  command);
    fixture_shell(fixture, script.data);
    buffer_release(&script);
}

static struct history *walk(struct repository *repository, const char *path)
{
    struct history *history;
    struct object_id head;
    struct error error = {0};

    assert_int_equal(repository_head(&head, repository, &error), 0);
    assert_int_equal(history_new(&history, repository, &head, &error), 0);
    history_add(history, str_of(path), HISTORY_ALL);
    history_walk(history, NULL, NULL);
    return history;
}

static void print_origin(struct buffer *out, const struct origin *origin,
                         struct repository *repository, struct arena *arena)
{
    struct commit commit;
    struct error error;

    assert_int_equal(commit_read(&commit, repository, &origin->commit, arena, &error),
                     OBJECT_FOUND);
    buffer_printf(out, "%.*s %s %.*s", STR_ARG(commit_subject(&commit, arena)),
                  origin->changes ? "writes"
                  : origin->moves ? "moves"
                                  : "holds",
                  STR_ARG(origin->path));
    if (origin->old_path.len)
        buffer_printf(out, " from %.*s", STR_ARG(origin->old_path));
    buffer_add_c(out, "\n");
}

/* The origins of PATH's newest landing, then where it was before. */
static const char *print(struct fixture *fixture, const char *path)
{
    static const char *const kinds[] = {"exact", "same id", "alike", "possible"};
    struct repository *repository = fixture_open(fixture);
    struct history *history = walk(repository, path);
    const struct origins *origins = history_origins(history, history_newest(history, str_of(path)));
    struct buffer out = {0};
    const char *copy;

    for (size_t i = 0; i < origins->count; i++)
        print_origin(&out, &origins->items[i], repository, &fixture->arena);
    for (size_t i = 0; i < origins->source_count; i++)
        buffer_printf(&out, "%s: %.*s\n", kinds[origins->sources[i].kind],
                      STR_ARG(origins->sources[i].path));
    if (!origins->complete)
        buffer_printf(&out, "incomplete: %.*s\n", STR_ARG(origins->reason));
    copy = arena_str(&fixture->arena, buffer_str(&out)).data;
    buffer_release(&out);
    history_free(history);
    repository_free(repository);
    return copy;
}

static const struct {
    const char *what, *script, *expected;
} histories[] = {
    {"renamed on the branch, edited on main",
     "text a >a; c base; b side; git mv a b; c move; git checkout -q main; sed -i s/1/one/ a; "
     "c edit; m side",
     "merge side holds b from a\nmove moves b from a\nexact: a\n"},
    {"renamed on main, edited on the branch",
     "text a >a; c base; b side; sed -i s/1/one/ a; c edit; git checkout -q main; git mv a b; "
     "c move; m side",
     "merge side holds b from a\nedit writes a\n"},
    {"renamed with an edit",
     "text a >a; c base; b side; sed -i s/1/one/ a; c first; git mv a b; sed -i s/2/two/ b; "
     "c move; git checkout -q main; m side",
     "merge side holds b from a\nmove writes b from a\nfirst writes a\nalike: a\n"},
    {"another file in the old place after the rename is another text",
     "text a >a; c base; b side; git mv a b; c move; text b >a; c another; "
     "git checkout -q main; m side",
     "merge side holds b from a\nmove writes b from a\n"},
    {"nothing is like it",
     "text a >a; c base; b side; git rm -q a; text b >b; c other; git checkout -q main; m side",
     "merge side holds b\nother writes b\n"},
    {"an empty file is nobody's text",
     "touch a; c base; b side; git mv a b; c move; git checkout -q main; m side",
     "merge side holds b\nmove writes b\n"},
    {"commits whose names both begin with a zero byte",
     "text a >a; c base; b side; git mv a x; c 'move 195'; git mv x b; c 'last 737'; "
     "test $(git log --format=%H -2 | grep -c ^00) = 2 || exit; git checkout -q main; m side",
     "merge side holds b from a\nlast 737 moves b from x\nmove 195 moves x from a\nexact: a\n"},
    {"too many files that it may be",
     "for i in $(seq 1 70); do text a >a$i; done; c base; b side; git rm -q a*; text a >b; "
     "c one; git checkout -q main; m side >/dev/null",
     "incomplete"},
    {"too many renames after each other",
     "text a >a0; c base; b side; for i in $(seq 1 70); do git mv a$((i - 1)) a$i; c m$i; done; "
     "mv a70 b; c last; git checkout -q main; m side",
     "incomplete"},
};

static void through_renames(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof histories / sizeof histories[0]; i++) {
        struct fixture fixture;
        const char *printed;

        make(&fixture, histories[i].script);
        printed = print(&fixture, "b");
        if (strcmp(histories[i].expected, "incomplete") == 0
                ? !strstr(printed, "incomplete: ")
                : strcmp(printed, histories[i].expected) != 0)
            fail_msg("%s:\n%s", histories[i].what, printed);
        fixture_release(&fixture);
    }
}

static struct version blob(struct fixture *fixture, const char *command)
{
    struct version version = {.mode = MODE_FILE};
    struct buffer line = {0};

    buffer_printf(&line, "{ %s; } | git hash-object -w --stdin", command);
    assert_true(object_id_parse(&version.id, str_trim(str_of(fixture_shell(fixture, line.data)))));
    buffer_release(&line);
    return version;
}

static const struct {
    const char *one, *other;
    enum likeness_answer answer;
} texts[] = {
    {"printf 'a\\nb\\nc\\nd\\n'", "printf 'a\\nb\\nx\\ny\\n'", LIKENESS_ALIKE},
    {"printf 'a\\nb\\nc\\nd\\n'", "printf 'a\\nw\\nx\\ny\\n'", LIKENESS_NONE},
    {"printf 'a\\nb\\n'", "printf 'a\\nb\\nc\\nd\\ne\\n'", LIKENESS_NONE},
    {"printf 'a\\n\\n\\n\\nb\\n'", "printf 'x\\n\\n\\n\\ny\\n'", LIKENESS_NONE}, /* blank lines */
    {"printf 'a\\nb\\n'", "printf 'b\\r\\na\\r\\n'", LIKENESS_ALIKE}, /* in any order, any ends */
    {"printf ''", "printf ''", LIKENESS_NONE},
    {"printf 'a\\0b'", "printf 'a\\0b'", LIKENESS_NONE}, /* binary */
};

static void reads_alike(void **state)
{
    struct fixture fixture;
    struct repository *repository;
    struct likeness likeness;
    struct version one, other;
    struct error error;

    (void)state;
    make(&fixture, "echo a >a; c a");
    repository = fixture_open(&fixture);
    likeness_init(&likeness, repository);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        one = blob(&fixture, texts[i].one);
        other = blob(&fixture, texts[i].other);
        if (likeness_ask(&likeness, &one, &other, &error) != texts[i].answer)
            fail_msg("%s and %s", texts[i].one, texts[i].other);
    }
    other = (struct version){MODE_FILE, {{1}}};
    one = blob(&fixture, "echo a");
    assert_int_equal(likeness_ask(&likeness, &one, &other, &error), LIKENESS_UNKNOWN);
    likeness_release(&likeness);
    repository_free(repository);
    fixture_release(&fixture);
}

static void too_much_to_compare(void **state)
{
    struct fixture fixture;
    struct repository *repository;
    struct likeness likeness;
    struct version one, other;
    struct error error;
    int asked = 0;

    (void)state;
    make(&fixture, "echo a >a; c a");
    repository = fixture_open(&fixture);
    likeness_init(&likeness, repository);
    one = blob(&fixture, "seq 1000000 2000000");
    other = blob(&fixture, "seq 1000001 2000001");
    while (likeness_ask(&likeness, &one, &other, &error) == LIKENESS_ALIKE)
        assert_true(++asked <= LIMIT_LIKENESS_STEPS / 2000000 + 1);
    assert_non_null(strstr(error.message, "too many"));
    likeness_begin(&likeness);
    assert_int_equal(likeness_ask(&likeness, &one, &other, &error), LIKENESS_ALIKE);
    likeness_release(&likeness);
    repository_free(repository);
    fixture_release(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(through_renames),
        cmocka_unit_test(reads_alike),
        cmocka_unit_test(too_much_to_compare),
    };

    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
