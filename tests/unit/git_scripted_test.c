/* Scripted repositories: the same ids every time, and git agrees with what is written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "git_fixture.h"

static const struct replay_commit first = {.message = STR_INIT("First\n"), .branch = {0}};

#define WRITE(name, bytes)                                                                         \
    {                                                                                              \
        .verb = REPLAY_WRITE, .path = STR_INIT(name), .content = STR_INIT(bytes)                   \
    }
#define COMMIT(pointer)                                                                            \
    {                                                                                              \
        .verb = REPLAY_COMMIT, .commit = (pointer)                                                 \
    }

static void ids_are_deterministic(void **state)
{
    static const struct replay_step steps[] = {WRITE("a.txt", "one\n"), COMMIT(&first)};
    struct object_id ids[2];
    char hex[OBJECT_ID_HEX + 1];

    (void)state;
    for (int i = 0; i < 2; i++) {
        struct fixture fixture;

        fixture_init(&fixture);
        fixture_script(&fixture, steps, 2, &ids[i]);
        fixture_release(&fixture);
    }
    /* What git 2.39 calls this commit, made with the same people and dates. */
    assert_string_equal(object_id_hex(hex, &ids[0], OBJECT_ID_HEX),
                        object_id_hex((char[41]){0}, &ids[1], OBJECT_ID_HEX));
    assert_string_equal(hex, "9a213403b2454e0240ea1696113ff0039b7946c1");
}

/* A branch, a merge with a conflict settled by a file, tags, a note, a move, uncommitted writes. */
static void git_agrees(void **state)
{
    static const struct replay_commit side = {.branch = STR_INIT("side"),
                                              .message = STR_INIT("Side\n")};
    static const struct replay_commit on_main = {.branch = STR_INIT("main"),
                                                 .message = STR_INIT("Main\n")};
    static struct str sides[] = {STR_INIT("side")};
    static struct replay_tag tags[] = {
        {.name = STR_INIT("light")},
        {.name = STR_INIT("v1"), .message = STR_INIT("Version 1\n\nApproved-by: Jo <jo@x>\n")}};
    static struct replay_note notes[] = {{.text = STR_INIT("Code-Review+2: Jo <jo@x>\n")}};
    static const struct replay_commit merge = {.message = STR_INIT("Merge\n"),
                                               .merge = {sides, 1},
                                               .tags = tags,
                                               .tag_count = 2,
                                               .notes = notes,
                                               .note_count = 1};
    static const struct replay_step steps[] = {
        WRITE("a.txt", "one\n"),
        WRITE("dir/b c.txt", "b\n"),
        COMMIT(&first),
        WRITE("a.txt", "side\n"),
        {.verb = REPLAY_MOVE, .path = STR_INIT("dir/b c.txt"), .target = STR_INIT("dir/d.txt")},
        COMMIT(&side),
        WRITE("a.txt", "main\n"),
        COMMIT(&on_main),
        WRITE("a.txt", "both\n"),
        COMMIT(&merge),
        WRITE("later.txt", "not committed\n"),
    };
    struct fixture fixture;
    struct object_id ids[4];

    (void)state;
    fixture_init(&fixture);
    fixture_script(&fixture, steps, sizeof steps / sizeof steps[0], ids);
    assert_string_equal(fixture_git(&fixture, "fsck --strict --no-dangling"), "");
    assert_string_equal(fixture_git(&fixture, "status --porcelain"), "?? later.txt\n");
    assert_string_equal(fixture_git(&fixture, "log --first-parent --format=%s"),
                        "Merge\nMain\nFirst\n");
    assert_string_equal(fixture_git(&fixture, "ls-tree -r --name-only HEAD"), "a.txt\ndir/d.txt\n");
    assert_string_equal(fixture_git(&fixture, "log -1 --format=%an/%ae/%aI/%cI"),
                        "Ana Ruiz/ana@example.org/2026-01-08T12:00:00+00:00/"
                        "2026-01-08T12:00:00+00:00\n");
    assert_string_equal(fixture_git(&fixture, "notes show HEAD"), "Code-Review+2: Jo <jo@x>\n");
    assert_string_equal(fixture_git(&fixture, "cat-file -t v1"), "tag\n");
    assert_string_equal(fixture_git(&fixture, "cat-file -t light"), "commit\n");
    fixture_release(&fixture);
}

/* ---- clones: git is the judge of what is there ---- */

static struct str one_side[] = {STR_INIT("side")};
static struct replay_tag old_tag[] = {{.name = STR_INIT("old")}};
static struct replay_note a_note[] = {{.text = STR_INIT("Code-Review+2: Jo <jo@x>\n")}};
static const struct replay_commit begin = {
    .message = STR_INIT("Begin\n"), .tags = old_tag, .tag_count = 1};
static const struct replay_commit aside = {.branch = STR_INIT("side"),
                                           .message = STR_INIT("Aside\n")};
static const struct replay_commit ahead = {.branch = STR_INIT("main"),
                                           .message = STR_INIT("Ahead\n")};
static const struct replay_commit joined = {
    .message = STR_INIT("Joined\n"), .merge = {one_side, 1}, .notes = a_note, .note_count = 1};
static const struct replay_commit newest = {.message = STR_INIT("Newest\n")};

enum { CLONE_STEPS = 12 };

/* Begin - Ahead - Joined - Newest on main, Aside (two commits) merged; then the clone. */
static const struct replay_step clone_steps[CLONE_STEPS] = {
    WRITE("a.txt", "begin\n"),
    WRITE("dir/b.txt", "b\n"),
    COMMIT(&begin),
    WRITE("dir/side.txt", "one\n"),
    COMMIT(&aside),
    WRITE("dir/side.txt", "two\n"),
    COMMIT(&aside),
    WRITE("a.txt", "main\n"),
    COMMIT(&ahead),
    COMMIT(&joined),
    WRITE("a.txt", "new\n"),
    COMMIT(&newest),
};

static int make_clone(struct fixture *fixture, const struct replay_clone *clone,
                      struct error *error)
{
    struct replay_step steps[CLONE_STEPS + 1];
    struct replay_options options = {0};

    fixture_init(fixture);
    options.folder = fixture->folder;
    memcpy(steps, clone_steps, sizeof clone_steps);
    steps[CLONE_STEPS] = (struct replay_step){.verb = REPLAY_CLONE, .clone = clone};
    return replay_write(&options, steps, CLONE_STEPS + 1, NULL, error);
}

/* The same objects, the same boundary, the same references as `git clone --depth N` leaves. */
static void as_deep_as_git(void **state)
{
    (void)state;
    for (unsigned depth = 1; depth <= 4; depth++) {
        struct replay_clone clone = {.depth = depth};
        struct error error = {0};
        struct fixture whole, ours;
        const char *objects = "cat-file --batch-all-objects --batch-check | sort";
        char command[300], expected[4096];

        fixture_init(&whole);
        fixture_script(&whole, clone_steps, CLONE_STEPS, NULL);
        fixture_git(&whole, "update-ref -d refs/notes/commits");
        snprintf(command, sizeof command, "clone -q --depth %u file://$PWD ../theirs", depth);
        fixture_git(&whole, command);
        snprintf(command, sizeof command, "cd ../theirs && git %s && sort .git/shallow", objects);
        snprintf(expected, sizeof expected, "%s", fixture_shell(&whole, command));
        fixture_release(&whole);
        if (make_clone(&ours, &clone, &error) != 0)
            fail_msg("%s", error.message);
        assert_string_equal(fixture_git(&ours, "rev-parse --is-shallow-repository"), "true\n");
        assert_string_equal(fixture_git(&ours, "fsck --strict --no-dangling"), "");
        assert_string_equal(fixture_git(&ours, "status --porcelain"), "");
        fixture_git(&ours, "update-ref -d refs/notes/commits && git prune --expire=now");
        snprintf(command, sizeof command, "%s && sort .git/shallow", objects);
        assert_string_equal(fixture_git(&ours, command), expected);
        fixture_release(&ours);
    }
}

static void a_side_is_cut_off(void **state)
{
    static struct str side[] = {STR_INIT("side")};
    struct replay_clone clone = {.cut_below = {side, 1}};
    struct error error = {0};
    struct fixture fixture;

    (void)state;
    if (make_clone(&fixture, &clone, &error) != 0)
        fail_msg("%s", error.message);
    assert_string_equal(fixture_git(&fixture, "fsck --strict --no-dangling"), "");
    assert_string_equal(fixture_git(&fixture, "log --first-parent --format=%s"),
                        "Newest\nJoined\nAhead\nBegin\n");
    assert_string_equal(fixture_git(&fixture, "log --format=%s side"), "Aside\n");
    assert_string_equal(fixture_git(&fixture, "tag"), "old\n");
    fixture_release(&fixture);
}

/* git shows what stands in for something; the recorded objects are there all the same. */
static void stand_ins(void **state)
{
    static struct str ahead_name[] = {STR_INIT("main~2")}, begin_name[] = {STR_INIT("old")};
    static struct replay_substitute replace[] = {{STR_INIT("main"), {ahead_name, 1}}};
    static struct replay_substitute grafts[] = {{STR_INIT("main~1"), {begin_name, 1}}};
    struct replay_clone clone = {
        .replace = replace, .replace_count = 1, .grafts = grafts, .graft_count = 1};
    struct error error = {0};
    struct fixture fixture;

    (void)state;
    if (make_clone(&fixture, &clone, &error) != 0)
        fail_msg("%s", error.message);
    fixture_git(&fixture, "config advice.graftFileDeprecated false");
    assert_string_equal(fixture_git(&fixture, "log --format=%s"), "Ahead\nBegin\n");
    assert_string_equal(fixture_git(&fixture, "--no-replace-objects log "
                                              "--format=%s"),
                        "Newest\nJoined\nBegin\n");
    assert_string_equal(fixture_shell(&fixture, "rm .git/info/grafts; git --no-replace-objects log "
                                                "--first-parent --format=%s"),
                        "Newest\nJoined\nAhead\nBegin\n");
    fixture_release(&fixture);
}

static void objects_are_lost(void **state)
{
    static struct str file[] = {STR_INIT("main~1:a.txt")}, commit[] = {STR_INIT("main~1^2")};
    static const struct {
        struct replay_clone clone;
        const char *fsck;
    } table[] = {
        {{.missing = {file, 1}}, "missing blob "},
        {{.missing = {commit, 1}}, "missing commit "},
        {{.corrupt = {file, 1}}, "object corrupt or missing"},
        {{.missing = {file, 1}, .partial = true}, ""}, /* promised: nothing is wrong */
        {{.corrupt = {commit, 1}, .partial = true}, "object corrupt or missing"},
        {{.partial = true}, ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct error error = {0};
        struct fixture fixture;
        const char *output;

        if (make_clone(&fixture, &table[i].clone, &error) != 0)
            fail_msg("%zu: %s", i, error.message);
        output = fixture_shell(&fixture, "git fsck --no-dangling || true");
        if (!strstr(output, table[i].fsck) || (!*table[i].fsck && *output))
            fail_msg("%zu: %s", i, output);
        assert_string_equal(fixture_git(&fixture, "config --default false --get --bool "
                                                  "remote.origin.promisor"),
                            table[i].clone.partial ? "true\n" : "false\n");
        fixture_release(&fixture);
    }
}

static void clones_refused(void **state)
{
    static struct str old[] = {STR_INIT("old")}, file[] = {STR_INIT("main:a.txt")};
    static struct str nothing[] = {STR_INIT("nowhere")};
    static const struct {
        struct replay_clone clone;
        const char *message;
    } table[] = {
        {{.depth = 5}, "the history is less than 5 commits deep: no commit is left out"},
        {{.cut_below = {old, 1}}, "old has no parents to leave out"},
        {{.cut_below = {file, 1}}, "main:a.txt is not a commit"},
        {{.missing = {nothing, 1}}, "unknown object nowhere"},
        {{.corrupt = {nothing, 1}}, "unknown object nowhere"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct error error = {0};
        struct fixture fixture;

        assert_int_equal(make_clone(&fixture, &table[i].clone, &error), -1);
        assert_string_equal(error.message, table[i].message);
        fixture_release(&fixture);
    }
}

static void faults_are_told(void **state)
{
    static const struct replay_commit again = {.message = STR_INIT("Again\n")};
    static const struct replay_commit no_side = {.branch = STR_INIT("x"),
                                                 .from = STR_INIT("nowhere")};
    static const struct {
        struct replay_step steps[4];
        size_t count;
        const char *message;
    } table[] = {
        {{WRITE("a", "1"), COMMIT(&first), COMMIT(&again)}, 3, "this commit changes no file"},
        {{{.verb = REPLAY_DELETE, .path = STR_INIT("b")}, COMMIT(&first)},
         2,
         "cannot delete b: unknown path"},
        {{WRITE("a", "1"), COMMIT(&no_side)}, 2, "unknown branch, tag or commit nowhere"},
        {{WRITE(".git/config", "1"), COMMIT(&first)}, 2, "cannot put .git/config into the tree"},
        {{WRITE("../x", "1"), COMMIT(&first)}, 2, "cannot put ../x into the tree"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct fixture fixture;
        struct error error = {0};
        struct replay_options options = {0};

        fixture_init(&fixture);
        options.folder = fixture.folder;
        assert_int_equal(replay_write(&options, table[i].steps, table[i].count, NULL, &error), -1);
        if (!strstr(error.message, table[i].message))
            fail_msg("%zu: %s", i, error.message);
        fixture_release(&fixture);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ids_are_deterministic),
        cmocka_unit_test(git_agrees),
        cmocka_unit_test(as_deep_as_git),
        cmocka_unit_test(a_side_is_cut_off),
        cmocka_unit_test(stand_ins),
        cmocka_unit_test(objects_are_lost),
        cmocka_unit_test(clones_refused),
        cmocka_unit_test(faults_are_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
