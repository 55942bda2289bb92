/* Notes: what they say, when each was made, wherever git keeps them; and objects that were changed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "git/notes.h"
#include "git_fixture.h"

static void make(struct fixture *fixture, const char *command)
{
    fixture_init(fixture);
    assert_int_equal(mkdir(fixture->folder, 0700), 0);
    fixture_shell(fixture, "git init -q -b main . && git config user.name T && "
                           "git config user.email t@example.org");
    fixture_shell(fixture, command);
}

static void found(void **state)
{
    struct fixture fixture;
    struct repository *repository;
    struct notes *notes;
    struct note note;
    struct object_id head, parent;
    struct error error = {0};
    char hex[OBJECT_ID_HEX + 1];

    (void)state;
    make(&fixture, "export GIT_NOTES_REF=refs/notes/review; git commit -q --allow-empty -m 1; git "
                   "commit -q --allow-empty -m 2; git notes add -m first; git notes add -f -m "
                   "'Code-Review+2: Jo <jo@x>' HEAD; git rev-parse $GIT_NOTES_REF >../recorded; "
                   "git notes add -m other HEAD~1; git notes remove HEAD~1");
    repository = fixture_open(&fixture);
    assert_int_equal(repository_head(&head, repository, &error), 0);
    assert_int_equal(repository_resolve(&parent, repository, STR("HEAD~1"), &error), 0);
    assert_int_equal(notes_open(&notes, repository, "refs/notes/none", &error), 0);
    assert_null(notes);
    assert_int_equal(notes_open(&notes, repository, "refs/notes/review", &error), 1);
    assert_int_equal(notes_find(&note, notes, &head, &fixture.arena, &error), OBJECT_FOUND);
    assert_true(str_equal_c(note.text, "Code-Review+2: Jo <jo@x>\n"));
    assert_memory_equal(object_id_hex(hex, &note.recorded, OBJECT_ID_HEX),
                        fixture_shell(&fixture, "cat ../recorded"), OBJECT_ID_HEX);
    assert_int_equal(notes_find(&note, notes, &parent, &fixture.arena, &error), OBJECT_MISSING);
    assert_string_equal(error.message, "");
    notes_free(notes);
    repository_free(repository);
    fixture_release(&fixture);
}

/* Hundreds of notes make git spread them over folders; who wrote a note stays known. */
static void fanned_out(void **state)
{
    struct fixture fixture;
    struct repository *repository;
    struct notes *notes;
    struct note note;
    struct object_id id;
    struct error error = {0};
    char hex[OBJECT_ID_HEX + 1];

    (void)state;
    make(&fixture, "git commit -q --allow-empty -m 0; git notes add -m one; git rev-parse "
                   "refs/notes/commits >../recorded; git tag noted\n"
                   "for i in $(seq 600); do printf 'commit refs/heads/main\\nmark :%d\\ncommitter "
                   "T <t@x> %d +0000\\ndata 2\\nm\\n' $i $((1700000000 + i)); [ $i = 1 ] && echo "
                   "'from refs/heads/main^0'; echo; done >../stream\n"
                   "echo 'commit refs/notes/commits\ncommitter T <t@x> 1800000000 +0000\ndata "
                   "2\nm\nfrom refs/notes/commits^0' >>../stream\n"
                   "for i in $(seq 600); do printf 'N inline :%d\\ndata 2\\nn\\n' $i; done "
                   ">>../stream; git fast-import --quiet <../stream");
    assert_non_null(
        strchr(fixture_git(&fixture, "ls-tree -r --name-only refs/notes/commits"), '/'));
    repository = fixture_open(&fixture);
    assert_int_equal(repository_resolve(&id, repository, STR("noted"), &error), 0);
    assert_int_equal(notes_open(&notes, repository, "refs/notes/commits", &error), 1);
    assert_int_equal(notes_find(&note, notes, &id, &fixture.arena, &error), OBJECT_FOUND);
    assert_true(str_equal_c(note.text, "one\n"));
    assert_memory_equal(object_id_hex(hex, &note.recorded, OBJECT_ID_HEX),
                        fixture_shell(&fixture, "cat ../recorded"), OBJECT_ID_HEX);
    notes_free(notes);
    repository_free(repository);
    fixture_release(&fixture);
}

static void lines(void **state)
{
    static const struct {
        const char *text;
        size_t count;
        bool alone;
    } table[] = {
        {"Code-Review+2: Jo <jo@x>\nSubmitted-by: Li <li@x>\n", 2, true},
        {"Approved-by: Jo <jo@x>", 1, true},
        {"\nApproved-by: Jo <jo@x>\n\n", 1, true},
        {"I do not say\nApproved-by: Jo <jo@x>\n", 1, false},
        {": nothing\n", 0, false},
        {"", 0, true},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct str line, text = str_of(table[i].text);
        struct trailer trailer;
        size_t count = 0;

        while (str_next_line(&line, &text))
            count += note_line_read(&trailer, line);
        assert_int_equal(count, table[i].count);
        assert_int_equal(note_is_lines(str_of(table[i].text)), table[i].alone);
    }
}

/* Each loose object in turn is replaced by another one's bytes; its name stays. */
static void tampered(void **state)
{
    static const struct {
        const char *revision; /* of the object that is replaced */
        const char *by;
        const char *message; /* NULL: not one of those that are cited */
    } table[] = {
        {"HEAD:d/p", "HEAD:d/q", "the blob "},
        {"HEAD:d", "HEAD:e", "the tree "},
        {"HEAD", "HEAD~1", "the commit "},
        {"HEAD:d/q", "HEAD:d/p", NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct fixture fixture;
        struct repository *repository;
        struct history *history;
        struct object_id head;
        struct error error = {0};
        char command[512];

        make(&fixture,
             "mkdir d e; echo 1 >d/p; echo 2 >d/q; echo 3 >e/p; git add .; git commit -qm "
             "1; echo 4 >e/q; git add .; git commit -qm 2");
        snprintf(command, sizeof command,
                 "f() { echo .git/objects/$(git rev-parse $1 | sed 's,^..,&/,'); }; a=$(f %s); "
                 "b=$(f %s); chmod u+w $a; cp $b $a",
                 table[i].revision, table[i].by);
        fixture_shell(&fixture, command);
        repository = fixture_open(&fixture);
        assert_int_equal(repository_head(&head, repository, &error), 0);
        assert_int_equal(history_new(&history, repository, &head, &error), 0);
        assert_int_equal(history_verify(history, &head, STR("d/p"), &error),
                         table[i].message ? OBJECT_CORRUPT : OBJECT_FOUND);
        if (table[i].message) {
            assert_non_null(strstr(error.message, table[i].message));
            assert_non_null(strstr(error.message, "does not match its name"));
        }
        history_free(history);
        repository_free(repository);
        fixture_release(&fixture);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(found),
        cmocka_unit_test(fanned_out),
        cmocka_unit_test(lines),
        cmocka_unit_test(tampered),
    };

    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
