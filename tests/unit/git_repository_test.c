/* Opening repositories of every sort, and the words for those that cannot be opened. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "git_fixture.h"

/* Each is made by a command in an empty folder and opened at `open`. */
static void refusals(void **state)
{
    static const struct {
        const char *command;
        const char *open;
        const char *message;
    } table[] = {
        {"true", "nowhere", "nowhere does not exist"},
        {"mkdir plain", "plain", "is not in a Git repository"},
        {"git init -q --object-format=sha256 r", "r", "SHA-256"},
        {"git init -q r && git -C r config core.repositoryformatversion 1 && "
         "git -C r config extensions.refstorage reftable || true",
         "r", "reftable"},
        {"git init -q r && git -C r config core.repositoryformatversion 1 && "
         "git -C r config extensions.fancy true",
         "r", "extension of Git that ismslint does not know"},
        {"git init -q r && rm r/.git/HEAD", "r", "/.git is not a Git repository"},
        {"mkdir r && echo 'gitdir: /nonexistent' >r/.git", "r", "/.git is not a Git repository"},
        {"git init -q r && echo garbage >r/.git/HEAD", "r", "HEAD of the repository"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct fixture fixture;
        struct repository *repository;
        struct error error = {0};
        char path[256];

        fixture_init(&fixture);
        assert_int_equal(mkdir(fixture.folder, 0700), 0);
        fixture_shell(&fixture, table[i].command);
        snprintf(path, sizeof path, "%s/%s", fixture.folder, table[i].open);
        assert_int_equal(repository_open(&repository, path, &error), -1);
        if (!strstr(error.message, table[i].message))
            fail_msg("%s: %s", table[i].command, error.message);
        fixture_release(&fixture);
    }
}

static void wrong_owner(void **state)
{
    struct fixture fixture;
    struct repository *repository;
    struct error error = {0};

    (void)state;
    if (geteuid() != 0)
        skip();
    fixture_init(&fixture);
    assert_int_equal(mkdir(fixture.folder, 0700), 0);
    fixture_shell(&fixture, "git init -q . && chown -R 12345 .");
    assert_int_equal(repository_open(&repository, fixture.folder, &error), -1);
    assert_non_null(strstr(error.message, "belongs to another user"));
    assert_non_null(strstr(error.message, "git config --global --add safe.directory"));
    /* libgit2 1.5 does not know the star; we do. */
    fixture_shell(&fixture, "git config --global safe.directory '*'");
    assert_int_equal(repository_open(&repository, fixture.folder, &error), 0);
    repository_free(repository);
    fixture_release(&fixture);
}

static void states(void **state)
{
    static const struct {
        const char *command; /* in a repository "r" with two commits; makes or changes `open` */
        const char *open;
        struct repository_state state;
        const char *prefix;
        const char *branch;
    } table[] = {
        {"true", "r", {0}, "", "main"},
        {"mkdir -p r/a/b", "r/a/b", {0}, "a/b/", "main"},
        {"git init -q -b main u", "u", {.unborn = true}, "", "main"},
        {"git clone -q --bare r b", "b", {.bare = true}, "", "main"},
        {"git -C r worktree add -q ../w -b other", "w", {0}, "", "other"},
        {"git -C r worktree add -q ../w -b other && mkdir w/s", "w/s", {0}, "s/", "other"},
        {"git clone -q --depth 1 file://$PWD/r s", "s", {.shallow = true}, "", "main"},
        /* As deep as the history is: git calls it shallow, and it lacks nothing. */
        {"git clone -q --depth 2 file://$PWD/r s && test -s s/.git/shallow", "s", {0}, "", "main"},
        {"git -C r config uploadpack.allowFilter true && "
         "git clone -q --filter=blob:none file://$PWD/r p",
         "p",
         {.partial = true},
         "",
         "main"},
        {"mkdir -p r/.git/info && git -C r rev-parse HEAD >r/.git/info/grafts",
         "r",
         {.grafted = true},
         "",
         "main"},
        {"git -C r replace HEAD HEAD~1", "r", {.replaced = true}, "", "main"},
        {"git -C r checkout -q --detach", "r", {0}, "", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct fixture fixture;
        struct repository *repository;
        struct error error = {0};
        char path[256];

        fixture_init(&fixture);
        assert_int_equal(mkdir(fixture.folder, 0700), 0);
        fixture_shell(&fixture, "git config --global user.name T && git config --global user.email "
                                "t@example.org && git config --global protocol.file.allow always");
        fixture_shell(&fixture, "git init -q -b main r && git -C r commit -q --allow-empty -m 1 "
                                "&& git -C r commit -q --allow-empty -m 2");
        fixture_shell(&fixture, table[i].command);
        snprintf(path, sizeof path, "%s/%s", fixture.folder, table[i].open);
        if (repository_open(&repository, path, &error) != 0)
            fail_msg("%s: %s", table[i].command, error.message);
        assert_memory_equal(repository_state(repository), &table[i].state, sizeof table[i].state);
        assert_true(str_equal_c(repository_prefix(repository), table[i].prefix));
        assert_true(str_equal_c(repository_branch(repository), table[i].branch));
        repository_free(repository);
        fixture_release(&fixture);
    }
}

static void revisions(void **state)
{
    static const struct replay_commit commit = {.may_be_empty = true};
    static const struct replay_tag tag = {.name = STR_INIT("v1"), .message = STR_INIT("One\n")};
    static struct replay_tag tags[1];
    static struct replay_commit tagged = {.may_be_empty = true, .tags = tags, .tag_count = 1};
    static const struct replay_step steps[] = {{.verb = REPLAY_COMMIT, .commit = &commit},
                                               {.verb = REPLAY_COMMIT, .commit = &tagged}};
    struct fixture fixture;
    struct repository *repository;
    struct object_id ids[2], found;
    struct error error = {0};

    (void)state;
    tags[0] = tag;
    fixture_init(&fixture);
    fixture_script(&fixture, steps, 2, ids);
    repository = fixture_open(&fixture);
    assert_int_equal(repository_resolve(&found, repository, STR("HEAD~1"), &error), 0);
    assert_true(object_id_equal(&found, &ids[0]));
    assert_int_equal(repository_resolve(&found, repository, STR("v1"), &error), 0);
    assert_true(object_id_equal(&found, &ids[1]));
    assert_int_equal(repository_resolve(&found, repository, STR("nope"), &error), -1);
    assert_string_equal(error.message, "unknown revision nope in this repository");
    assert_int_equal(repository_resolve(&found, repository, STR("HEAD^{tree}"), &error), -1);
    assert_int_equal(repository_reference(&found, repository, "refs/heads/main", &error), 1);
    assert_int_equal(repository_reference(&found, repository, "refs/heads/none", &error), 0);
    repository_free(repository);
    fixture_release(&fixture);
}

/* The objects of a push as its pre-receive hook sees them, kept by a hook for us. */
static void quarantine(void **state)
{
    struct fixture fixture;
    struct repository *repository;
    struct object_id found;
    struct error error = {0};
    const char *names;
    char path[256];
    struct str rest, id, objects;

    (void)state;
    fixture_init(&fixture);
    assert_int_equal(mkdir(fixture.folder, 0700), 0);
    fixture_shell(&fixture, "git init -q --bare b; printf '#!/bin/sh\\nread old new ref; cp -r "
                            "$GIT_QUARANTINE_PATH ../kept; echo $new >../new\\n' "
                            ">b/hooks/pre-receive; chmod +x b/hooks/pre-receive");
    fixture_git(&fixture, "init -q w && cd w && git -c user.name=T -c user.email=t@e commit -q "
                          "--allow-empty -m 1 && git push -q ../b HEAD:main");
    names = fixture_shell(&fixture, "cat new; rm -rf b/objects/??; echo $PWD/kept");
    rest = str_of(names);
    assert_true(str_next_line(&id, &rest));
    assert_true(str_next_line(&objects, &rest));
    snprintf(path, sizeof path, "%s/b", fixture.folder);
    setenv("GIT_QUARANTINE_PATH", arena_str(&fixture.arena, objects).data, 1);
    assert_int_equal(repository_open(&repository, path, &error), 0);
    unsetenv("GIT_QUARANTINE_PATH");
    if (repository_resolve(&found, repository, id, &error) != 0)
        fail_msg("%s", error.message);
    repository_free(repository);
    fixture_release(&fixture);
}

/* What GIT_DIR and GIT_WORK_TREE name is taken where no folder is, and only there. */
static void environment(void **state)
{
    static const struct {
        const char *folder, *work_tree;
        const char *root; /* how it ends */
    } table[] = {{".", "w", "/w/"}, {NULL, "w", "/w/"}, {".", "", ""}, {"a", "w", "/a/"}};
    struct fixture fixture;

    (void)state;
    fixture_init(&fixture);
    assert_int_equal(mkdir(fixture.folder, 0700), 0);
    fixture_shell(&fixture, "git init -q --bare b; git init -q a; mkdir w");
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct repository *repository;
        struct error error = {0};
        char bare[256], work_tree[256], folder[256];
        bool elsewhere = table[i].folder && table[i].folder[0] != '.';
        int status;

        snprintf(bare, sizeof bare, "%s/b", fixture.folder);
        snprintf(work_tree, sizeof work_tree, "%s/%s", fixture.folder, table[i].work_tree);
        snprintf(folder, sizeof folder, "%s/%s", fixture.folder, elsewhere ? table[i].folder : "");
        setenv("GIT_DIR", bare, 1);
        setenv("GIT_WORK_TREE", *table[i].work_tree ? work_tree : "", 1);
        status = repository_open(&repository, elsewhere ? folder : table[i].folder, &error);
        unsetenv("GIT_DIR");
        unsetenv("GIT_WORK_TREE");
        if (status != 0)
            fail_msg("%zu: %s", i, error.message);
        assert_int_equal(repository_state(repository)->bare, !*table[i].root);
        if (!str_ends_with(repository_root(repository), str_of(table[i].root)))
            fail_msg("%zu: %s", i, repository_root(repository).data);
        repository_free(repository);
    }
    fixture_release(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refusals),  cmocka_unit_test(wrong_owner), cmocka_unit_test(states),
        cmocka_unit_test(revisions), cmocka_unit_test(quarantine),  cmocka_unit_test(environment),
    };

    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
