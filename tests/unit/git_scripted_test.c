/* Scripted repositories: the same ids every time, and git agrees with what is written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "git_fixture.h"

static const struct scripted_commit first = {.message = STR_INIT("First\n"), .branch = {0}};

#define WRITE(name, bytes)                                                                         \
    {                                                                                              \
        .verb = SCRIPTED_WRITE, .path = STR_INIT(name), .content = STR_INIT(bytes)                 \
    }
#define COMMIT(pointer)                                                                            \
    {                                                                                              \
        .verb = SCRIPTED_COMMIT, .commit = (pointer)                                               \
    }

static void ids_are_deterministic(void **state)
{
    static const struct scripted_step steps[] = {WRITE("a.txt", "one\n"), COMMIT(&first)};
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
    static const struct scripted_commit side = {.branch = STR_INIT("side"),
                                                .message = STR_INIT("Side\n")};
    static const struct scripted_commit on_main = {.branch = STR_INIT("main"),
                                                   .message = STR_INIT("Main\n")};
    static struct str sides[] = {STR_INIT("side")};
    static struct scripted_tag tags[] = {
        {.name = STR_INIT("light")},
        {.name = STR_INIT("v1"), .message = STR_INIT("Version 1\n\nApproved-by: Jo <jo@x>\n")}};
    static struct scripted_note notes[] = {{.text = STR_INIT("Code-Review+2: Jo <jo@x>\n")}};
    static const struct scripted_commit merge = {.message = STR_INIT("Merge\n"),
                                                 .merge = sides,
                                                 .merge_count = 1,
                                                 .tags = tags,
                                                 .tag_count = 2,
                                                 .notes = notes,
                                                 .note_count = 1};
    static const struct scripted_step steps[] = {
        WRITE("a.txt", "one\n"),
        WRITE("dir/b c.txt", "b\n"),
        COMMIT(&first),
        WRITE("a.txt", "side\n"),
        {.verb = SCRIPTED_MOVE, .path = STR_INIT("dir/b c.txt"), .target = STR_INIT("dir/d.txt")},
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

static void faults_are_told(void **state)
{
    static const struct scripted_commit again = {.message = STR_INIT("Again\n")};
    static const struct scripted_commit no_side = {.branch = STR_INIT("x"),
                                                   .from = STR_INIT("nowhere")};
    static const struct {
        struct scripted_step steps[4];
        size_t count;
        const char *message;
    } table[] = {
        {{WRITE("a", "1"), COMMIT(&first), COMMIT(&again)}, 3, "this commit changes nothing"},
        {{{.verb = SCRIPTED_DELETE, .path = STR_INIT("b")}, COMMIT(&first)},
         2,
         "there is no b to delete"},
        {{WRITE("a", "1"), COMMIT(&no_side)}, 2, "there is no branch, tag or commit nowhere"},
        {{WRITE(".git/config", "1"), COMMIT(&first)}, 2, "cannot put .git/config into the tree"},
        {{WRITE("../x", "1"), COMMIT(&first)}, 2, "cannot put ../x into the tree"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct fixture fixture;
        struct error error = {0};
        struct scripted_options options = {0};

        fixture_init(&fixture);
        options.folder = fixture.folder;
        assert_int_equal(scripted_write(&options, table[i].steps, table[i].count, NULL, &error),
                         -1);
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
        cmocka_unit_test(faults_are_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
