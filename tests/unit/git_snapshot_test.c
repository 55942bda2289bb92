/* The three snapshots: work tree, index, commit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "git/snapshot.h"
#include "git_fixture.h"

typedef int snapshot_source(struct snapshot *, struct repository *, struct arena *, struct error *);

/* One line an entry: path, mode in octal, and C(onflicted) U(ntracked) F(ault). */
static const char *list(struct fixture *fixture, const struct snapshot *snapshot)
{
    struct buffer out = {0};
    const char *copy;

    for (size_t i = 0; i < snapshot->count; i++) {
        const struct snapshot_entry *entry = &snapshot->entries[i];

        buffer_printf(&out, "%.*s %o%s%s%s\n", STR_ARG(entry->path), entry->mode,
                      entry->conflicted ? " C" : "", entry->tracked ? "" : " U",
                      entry->fault.len ? " F" : "");
    }
    copy = arena_str(&fixture->arena, buffer_str(&out)).data;
    buffer_release(&out);
    return copy;
}

static void make(struct fixture *fixture, const char *command)
{
    fixture_init(fixture);
    assert_int_equal(mkdir(fixture->folder, 0700), 0);
    fixture_shell(fixture, "git init -q -b main . && git config user.name T && "
                           "git config user.email t@example.org");
    fixture_shell(fixture, command);
}

static struct snapshot take(struct fixture *fixture, struct repository *repository,
                            snapshot_source *source)
{
    struct snapshot snapshot;
    struct error error = {0};

    if (source(&snapshot, repository, &fixture->arena, &error) != 0)
        fail_msg("%s", error.message);
    return snapshot;
}

static int head_commit(struct snapshot *out, struct repository *repository, struct arena *arena,
                       struct error *error)
{
    struct object_id head;

    if (repository_head(&head, repository, error) != 0)
        return -1;
    return snapshot_commit(out, repository, &head, arena, error);
}

static void entries(void **state)
{
    static const struct {
        const char *command;
        const char *work_tree, *index, *commit; /* commit NULL: there is none */
    } table[] = {
        {"echo a >a; mkdir d; echo b >d/b; git add .; git commit -qm 1; echo n >d/new; rm a",
         "d/b 100644\nd/new 100644 U\n", "a 100644\nd/b 100644\n", "a 100644\nd/b 100644\n"},
        /* Unborn. */
        {"echo a >a; echo b >b; git add a", "a 100644\nb 100644 U\n", "a 100644\n", NULL},
        {"true", "", "", NULL},
        /* Ignored files, and a tracked file in an ignored folder. */
        {"mkdir build keep; echo x >build/x; echo y >build/y; printf 'build/\\n*.tmp\\n' "
         ">.gitignore; git add -f build/x .gitignore; echo t >keep/t.tmp; echo k >keep/k",
         ".gitignore 100644\nbuild/x 100644\nkeep/k 100644 U\n",
         ".gitignore 100644\nbuild/x 100644\n", NULL},
        /* Links stay links, wherever they point; a linked folder is not entered. */
        {"ln -s /etc/passwd out; mkdir d; echo b >d/b; ln -s d e; git add .; git commit -qm 1",
         "d/b 100644\ne 120000\nout 120000\n", "d/b 100644\ne 120000\nout 120000\n",
         "d/b 100644\ne 120000\nout 120000\n"},
        /* A tracked folder replaced by a link to another: its files are gone. */
        {"mkdir d f; echo b >d/b; echo b >f/b; git add .; git commit -qm 1; rm -r d; ln -s f d",
         "d 120000 U\nf/b 100644\n", "d/b 100644\nf/b 100644\n", "d/b 100644\nf/b 100644\n"},
        /* Modes, odd names. */
        {"echo a >'a \"b\"'; echo c >\"$(printf 'new\\nline')\"; echo d >\"$(printf 'l\\351')\"; "
         "chmod +x 'a \"b\"'; git add .; git commit -qm 1",
         "a \"b\" 100755\nl\351 100644\nnew\nline 100644\n",
         "a \"b\" 100755\nl\351 100644\nnew\nline 100644\n",
         "a \"b\" 100755\nl\351 100644\nnew\nline 100644\n"},
        /* A conflict: of the index neither side can be read. */
        {"echo a >a; git add .; git commit -qm 1; git checkout -qb s; echo s >a; git commit -qam 2;"
         "git checkout -q main; echo m >a; git commit -qam 3; git merge -q s >/dev/null || true",
         "a 100644 C\n", "a 100644 C F\n", "a 100644\n"},
        /* A submodule, and a repository that is none of ours. */
        {"git init -q other; git -C other -c user.name=T -c user.email=t@e commit -q --allow-empty "
         "-m 1; git -c protocol.file.allow=always submodule --quiet add ./other sub "
         ">/dev/null 2>&1; git commit -qm 1",
         ".gitmodules 100644\nsub 160000\n", ".gitmodules 100644\nsub 160000\n",
         ".gitmodules 100644\nsub 160000\n"},
        /* A file system that keeps neither the executable bit nor links. */
        {"echo a >a; chmod +x a; ln -s a l; git add .; git commit -qm 1; git config core.fileMode "
         "false; git config core.symlinks false; chmod -x a; rm l; printf a >l; echo b >b; "
         "chmod +x b",
         "a 100755\nb 100644 U\nl 120000\n", "a 100755\nl 120000\n", "a 100755\nl 120000\n"},
        /* A sparse checkout; a promise to add. */
        {"mkdir a b; echo 1 >a/1; echo 2 >b/2; git add .; git commit -qm 1; git config "
         "core.sparseCheckout true; printf '/a/\\n' >.git/info/sparse-checkout; git read-tree -mu "
         "HEAD; echo n >n; git add --sparse -N n",
         "a/1 100644\nb/2 100644\nn 100644\n", "a/1 100644\nb/2 100644\n",
         "a/1 100644\nb/2 100644\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct fixture fixture;
        struct repository *repository;
        struct snapshot snapshot;

        make(&fixture, table[i].command);
        repository = fixture_open(&fixture);
        snapshot = take(&fixture, repository, snapshot_work_tree);
        assert_string_equal(list(&fixture, &snapshot), table[i].work_tree);
        snapshot = take(&fixture, repository, snapshot_index);
        assert_string_equal(list(&fixture, &snapshot), table[i].index);
        assert_int_equal(repository_state(repository)->unborn, table[i].commit == NULL);
        if (table[i].commit) {
            snapshot = take(&fixture, repository, head_commit);
            assert_string_equal(list(&fixture, &snapshot), table[i].commit);
        }
        repository_free(repository);
        fixture_release(&fixture);
    }
}

static const char *content(struct fixture *fixture, const struct snapshot *snapshot,
                           const char *path)
{
    struct snapshot_entry *entry = snapshot_find(snapshot, str_of(path));
    struct str bytes;
    struct error error = {0};

    assert_non_null(entry);
    if (snapshot_read(&bytes, snapshot, entry, &fixture->arena, &error) != 0)
        return arena_str(&fixture->arena, str_of(error.message)).data;
    return bytes.data;
}

static void contents(void **state)
{
    struct fixture fixture;
    struct repository *repository;
    struct snapshot snapshot;

    (void)state;
    make(&fixture, "echo committed >a; git add .; git commit -qm 1; echo staged >a; git add a; "
                   "echo written >a; ln -s /etc/passwd link; mkfifo pipe");
    repository = fixture_open(&fixture);
    snapshot = take(&fixture, repository, head_commit);
    assert_string_equal(content(&fixture, &snapshot, "a"), "committed\n");
    snapshot = take(&fixture, repository, snapshot_index);
    assert_string_equal(content(&fixture, &snapshot, "a"), "staged\n");
    snapshot = take(&fixture, repository, snapshot_work_tree);
    assert_string_equal(content(&fixture, &snapshot, "a"), "written\n");
    assert_string_equal(content(&fixture, &snapshot, "link"), "/etc/passwd");
    assert_string_equal(content(&fixture, &snapshot, "pipe"),
                        "cannot read pipe: it is neither a file nor a symbolic link");
    /* What was read is kept; between the listing and the reading another file became a link. */
    fixture_shell(&fixture, "echo later >a");
    assert_string_equal(content(&fixture, &snapshot, "a"), "written\n");
    snapshot = take(&fixture, repository, snapshot_work_tree);
    fixture_shell(&fixture, "rm a; ln -s /etc/passwd a");
    assert_non_null(strstr(content(&fixture, &snapshot, "a"), "cannot read a: "));
    fixture_shell(&fixture, "rm a");
    assert_string_equal(content(&fixture, &snapshot, "a"),
                        "cannot read a: No such file or directory");
    repository_free(repository);
    fixture_release(&fixture);
}

static void too_large(void **state)
{
    struct fixture fixture;
    struct repository *repository;
    struct snapshot snapshot;

    (void)state;
    make(&fixture, "truncate -s 16777217 big; truncate -s 68157440 huge; git add big huge");
    repository = fixture_open(&fixture);
    snapshot = take(&fixture, repository, snapshot_work_tree);
    assert_string_equal(content(&fixture, &snapshot, "big"),
                        "cannot read big: it is larger than 16 MiB");
    snapshot = take(&fixture, repository, snapshot_index);
    assert_string_equal(content(&fixture, &snapshot, "big"),
                        "cannot read big: it is larger than 16 MiB");
    assert_non_null(
        strstr(content(&fixture, &snapshot, "huge"), "it is larger than ismslint reads"));
    repository_free(repository);
    fixture_release(&fixture);
}

/* What git would call the files of the work tree, line ends converted. */
static void names_of_contents(void **state)
{
    struct fixture fixture;
    struct repository *repository;
    struct snapshot snapshot;
    const char *paths[] = {"unix", "dos", "kept", "link"};

    (void)state;
    make(&fixture, "git config core.autocrlf true; printf 'a\\n' >unix; printf 'a\\r\\nb\\r\\n' "
                   ">dos; echo 'kept -text' >.gitattributes; printf 'a\\r\\n' >kept; ln -s x link");
    repository = fixture_open(&fixture);
    snapshot = take(&fixture, repository, snapshot_work_tree);
    fixture_git(&fixture, "add . 2>/dev/null");
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        struct object_id id;
        struct error error = {0};
        char hex[OBJECT_ID_HEX + 1], command[64];

        assert_int_equal(
            snapshot_entry_id(&id, &snapshot, snapshot_find(&snapshot, str_of(paths[i])), &error),
            0);
        snprintf(command, sizeof command, "rev-parse :%s", paths[i]);
        assert_memory_equal(object_id_hex(hex, &id, OBJECT_ID_HEX), fixture_git(&fixture, command),
                            OBJECT_ID_HEX);
    }
    repository_free(repository);
    fixture_release(&fixture);
}

/*
 * What the index tells of a file's content, and what it does not. All files hold a line that was
 * added long ago; each command changes `a` in a way of its own.
 */
static void names_from_the_index(void **state)
{
    static const char again[] = "git config core.trustctime false";
    static const struct {
        bool again; /* core.trustctime is false */
        bool known; /* its name is taken from the index */
        bool add;   /* the name is the one that `git add` gives; else that in the index */
        const char *command;
    } table[] = {
        {false, true, true, "true"},
        {false, false, true, "echo two >a"},
        {false, false, true, "touch a"},
        {false, false, true, "echo longer >a"},
        /* The time of the last change betrays it. */
        {false, false, true, "echo two >a; touch -d 2020-01-01 a"},
        /* Racy: the index is no younger than the file, or its mark is set already. */
        {true, false, true, "echo two >a; touch -d 2020-01-01 a .git/index"},
        {true, false, true, "touch -d 2019-12-31 .git/index"},
        /* What git itself does not see. */
        {true, true, false, "echo two >a; touch -d 2020-01-01 a"},
        {true, false, true, "echo two >a; touch -d '2020-01-01 00:00:00.5' a"},
        {true, true, true, "git config core.checkStat minimal; cp -p a b; mv b a"},
        {false, false, true, "cp -p a b; mv b a"},
        {false, false, true, "chmod +x a"},
        {true, true, true, "chmod +x a"},
        {false, false, true, "ln -s one b; rm a; mv b a"},
        {true, false, true, "rm a; ln -s 123 a; touch -h -d 2020-01-01 a"},
        {false, false, true, "echo two >a; git update-index --assume-unchanged a"},
        {false, false, true, "git rm -q --cached a; git add -N a"},
        {false, false, true, "git rm -q --cached a"},
        {false, false, true,
         "b=$(git hash-object -w a); git rm -q --cached a; printf '100644 %s 1\ta\n100644 %s "
         "2\ta\n'"
         " $b $b | git update-index --index-info"},
        /* A filter of the user gave it its name; git does not ask it again. */
        {false, true, false,
         "git config filter.up.clean 'tr a-z A-Z'; echo 'a filter=up' >.gitattributes; "
         "git add --renormalize a; touch -d 2020-01-02 .git/index; touch .git/index"},
        {false, true, true,
         "git config core.autocrlf true; printf 'two\r\n' >a; touch -d "
         "2020-01-01 a; git add a 2>/dev/null"},
        {false, false, true, "git config core.autocrlf true; printf 'two\r\n' >a"},
        {false, false, true, "echo 'a text' >.gitattributes; printf 'two\r\n' >a"},
        {false, false, true, "echo 'a ident' >.gitattributes; echo '$Id: x $' >a"},
        {false, false, true, "echo 'a text eol=crlf' >.gitattributes; printf 'two\r\n' >a"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct fixture fixture;
        struct repository *repository;
        struct snapshot snapshot;
        struct snapshot_entry *entry;
        struct error error = {0};
        struct object_id id;
        char hex[OBJECT_ID_HEX + 1];
        const char *expected;

        make(&fixture, "echo one >a; touch -d 2020-01-01 a; git add a");
        fixture_shell(&fixture, table[i].command);
        fixture_shell(&fixture, table[i].again ? again : "true");
        repository = fixture_open(&fixture);
        snapshot = take(&fixture, repository, snapshot_work_tree);
        entry = snapshot_find(&snapshot, STR("a"));
        assert_non_null(entry);
        if (entry->hashed != table[i].known)
            fail_msg("%s: %s", table[i].command, entry->hashed ? "known" : "not known");
        content(&fixture, &snapshot, "a");
        assert_int_equal(snapshot_entry_id(&id, &snapshot, entry, &error), 0);
        if (table[i].add)
            fixture_shell(&fixture, "git rm -qf --cached a; git add a 2>/dev/null");
        expected = fixture_git(&fixture, "rev-parse :a");
        if (memcmp(object_id_hex(hex, &id, OBJECT_ID_HEX), expected, OBJECT_ID_HEX) != 0)
            fail_msg("%s: %s, not %s", table[i].command, hex, expected);
        repository_free(repository);
        fixture_release(&fixture);
    }
}

/* A file that changes between the look at it and the reading loses the name that it had. */
static void changed_meanwhile(void **state)
{
    struct fixture fixture;
    struct repository *repository;
    struct snapshot snapshot;
    struct snapshot_entry *entry;
    struct error error = {0};
    struct object_id id;
    char hex[OBJECT_ID_HEX + 1];

    (void)state;
    make(&fixture, "echo one >a; touch -d 2020-01-01 a; git add a");
    repository = fixture_open(&fixture);
    snapshot = take(&fixture, repository, snapshot_work_tree);
    entry = snapshot_find(&snapshot, STR("a"));
    assert_true(entry->hashed);
    fixture_shell(&fixture, "echo two >a; touch -d 2020-01-01 a");
    assert_string_equal(content(&fixture, &snapshot, "a"), "two\n");
    fixture_shell(&fixture, "echo six >a");
    assert_int_equal(snapshot_entry_id(&id, &snapshot, entry, &error), 0);
    assert_memory_equal(object_id_hex(hex, &id, OBJECT_ID_HEX),
                        fixture_shell(&fixture, "echo two | git hash-object --stdin"),
                        OBJECT_ID_HEX);
    repository_free(repository);
    fixture_release(&fixture);
}

/* Names that sort differently with the '/' of a folder, and files that the index lacks. */
static void order(void **state)
{
    struct fixture fixture;
    struct repository *repository;
    struct snapshot snapshot;

    (void)state;
    make(&fixture, "mkdir -p a a-b b; touch a/1 a-b/2 a.c b/3 b0 a+ z; git init -q sub; "
                   "git -C sub -c user.name=T -c user.email=t@example.org commit -q "
                   "--allow-empty -m 1; touch sub-a sub0; git add . 2>/dev/null; rm a.c; "
                   "touch a/0 new z0");
    repository = fixture_open(&fixture);
    snapshot = take(&fixture, repository, snapshot_work_tree);
    assert_string_equal(list(&fixture, &snapshot),
                        "a+ 100644\na-b/2 100644\na/0 100644 U\na/1 100644\nb/3 100644\n"
                        "b0 100644\nnew 100644 U\nsub 160000\nsub-a 100644\nsub0 100644\n"
                        "z 100644\nz0 100644 U\n");
    repository_free(repository);
    fixture_release(&fixture);
}

/* `git commit PATH` runs its hooks with an index of its own. */
static void index_of_a_hook(void **state)
{
    struct fixture fixture;
    struct repository *repository;
    struct snapshot snapshot;

    (void)state;
    make(&fixture, "echo a >a; git add a; cp .git/index .git/next; echo b >b; git add b");
    setenv("GIT_INDEX_FILE", ".git/next", 1);
    repository = fixture_open(&fixture);
    snapshot = take(&fixture, repository, snapshot_index);
    assert_string_equal(list(&fixture, &snapshot), "a 100644\n");
    unsetenv("GIT_INDEX_FILE");
    repository_free(repository);
    fixture_release(&fixture);
}

/* A tree of 500 folders that are all the same folder of 500 files: few objects, many files. */
static void too_many_files(void **state)
{
    static const char bomb[] =
        "blob=$(echo x | git hash-object -w --stdin); tree=$(for i in $(seq 1000 1499); do printf "
        "'100644 blob %s\\t%d\\n' $blob $i; done | git mktree); top=$(for i in $(seq 1000 1499); "
        "do "
        "printf '040000 tree %s\\t%d\\n' $tree $i; done | git mktree); git update-ref "
        "refs/heads/main $(git commit-tree -m bomb $top)";
    static const char nest[] =
        "tree=$(git mktree </dev/null); for i in $(seq 220); do tree=$(printf '040000 tree "
        "%s\\td\\n' $tree | git mktree); done; git update-ref refs/heads/main $(git commit-tree -m "
        "deep $tree)";
    static const struct {
        const char *command, *message;
    } table[] = {{bomb, "more than 200000 files"}, {nest, "nested more than 200 deep"}};

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct fixture fixture;
        struct repository *repository;
        struct snapshot snapshot;
        struct error error = {0};

        make(&fixture, table[i].command);
        repository = fixture_open(&fixture);
        assert_int_equal(head_commit(&snapshot, repository, &fixture.arena, &error), -1);
        if (!strstr(error.message, table[i].message))
            fail_msg("%s", error.message);
        repository_free(repository);
        fixture_release(&fixture);
    }
}

static void failures(void **state)
{
    static const struct {
        const char *command;
        snapshot_source *source;
        const char *message;
    } table[] = {
        {"git config core.bare true", snapshot_work_tree, "a bare repository has no working tree"},
        {"git config core.bare true", snapshot_index, "a bare repository has no index"},
        {"true", head_commit, "the branch main has no commits yet"},
        {"echo garbage-garbage-garbage-garbage >.git/index", snapshot_index,
         "cannot read the index of this repository"},
        {"echo a >a; git add a; git update-index --split-index", snapshot_index,
         "cannot read a split index"},
        {"mkdir a; echo a >a/a; git add .; git commit -qm 1; rm -f .git/objects/$(git rev-parse "
         "HEAD:a | sed 's,^..,&/,')",
         head_commit, "is missing (the repository is damaged: git fsck)"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct fixture fixture;
        struct repository *repository;
        struct snapshot snapshot;
        struct error error = {0};

        make(&fixture, table[i].command);
        repository = fixture_open(&fixture);
        assert_int_equal(table[i].source(&snapshot, repository, &fixture.arena, &error), -1);
        if (!strstr(error.message, table[i].message))
            fail_msg("%s: %s", table[i].command, error.message);
        repository_free(repository);
        fixture_release(&fixture);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entries),           cmocka_unit_test(contents),
        cmocka_unit_test(too_large),         cmocka_unit_test(names_of_contents),
        cmocka_unit_test(index_of_a_hook),   cmocka_unit_test(failures),
        cmocka_unit_test(too_many_files),    cmocka_unit_test(names_from_the_index),
        cmocka_unit_test(changed_meanwhile), cmocka_unit_test(order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
