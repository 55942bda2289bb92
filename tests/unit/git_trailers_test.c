/* Trailers: what git reads, and what of it may be evidence. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "git/forge_tail.h"
#include "git/trailers.h"
#include "git_fixture.h"

/* "key=value;" each; an inherited one has '^' before it; "mixed:" first if prose stands among. */
static const char *print(const struct trailers *trailers, struct arena *arena)
{
    struct buffer out = {0};
    const char *copy;

    if (!trailers->alone)
        buffer_add_c(&out, "mixed:");
    for (size_t i = 0; i < trailers->count; i++)
        buffer_printf(&out, "%s%.*s=%.*s;", trailers->items[i].inherited ? "^" : "",
                      STR_ARG(trailers->items[i].key), STR_ARG(trailers->items[i].value));
    copy = arena_str(arena, buffer_str(&out)).data;
    buffer_release(&out);
    return copy;
}

static void examples(void **state)
{
    static const struct {
        const char *message, *expected;
    } table[] = {
        {"Review\n\nApproved-by: Jo <jo@x>\n", "Approved-by=Jo <jo@x>;"},
        {"Approved-by: Jo <jo@x>\n", ""},
        {"S\n\nApproved-by: Jo\n  <jo@x>\nReviewed-by: Li <li@x>\n",
         "Approved-by=Jo <jo@x>;Reviewed-by=Li <li@x>;"},
        {"S\n\nWe decided: NOT\nApproved-by: Jo <jo@x>\nSigned-off-by: A <a@x>\n",
         "mixed:Approved-by=Jo <jo@x>;Signed-off-by=A <a@x>;"},
        {"S\n\nApproved-by: Jo <jo@x>\n(cherry picked from commit 0123)\nReviewed-by: Li <li@x>\n",
         "^Approved-by=Jo <jo@x>;Reviewed-by=Li <li@x>;"},
        {"S\n\nApproved-by: Jo <jo@x>\n\nBut this is prose.\n", ""},
        {"S\n\nApproved-by: Jo <jo@x>\n\n\n", "Approved-by=Jo <jo@x>;"},
        {"S\n\nApproved-by\t: Jo <jo@x>\n", "Approved-by=Jo <jo@x>;"},
        {"", ""},
        {"\n\n", ""},
        {"S", ""},
    };
    struct arena arena = {0};

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct trailers trailers;

        trailers_read(&trailers, str_of(table[i].message), &arena);
        assert_string_equal(print(&trailers, &arena), table[i].expected);
    }
    arena_release(&arena);
}

static void forge_tail(void **state)
{
    static const struct {
        const char *message, *above;
    } table[] = {
        {"S\n\nA: b\n\n---------\n\nCo-authored-by: Jo <jo@x>\n", "S\n\nA: b"},
        {"S\n\nA: b\n\n---\n\nCo-authored-by: Jo <jo@x>\nco-authored-by: L <l@x>", "S\n\nA: b"},
        {"S\n\nA: b\n\nCo-authored-by: Jo <jo@x>\n\n", "S\n\nA: b"},
        {"S\r\n\r\nA: b\r\n\r\n---------\r\n\r\nCo-authored-by: Jo <jo@x>\r\n", "S\r\n\r\nA: b"},
        {"S\n\n---------\n\nCo-authored-by: Jo <jo@x>\n", "S"},
        {"S\n\nA: b\n\n--------- x\n\nCo-authored-by: Jo <jo@x>", "S\n\nA: b\n\n--------- x"},
        {"S\n\nA: b\n\n--\n\nCo-authored-by: Jo <jo@x>", "S\n\nA: b\n\n--"},
        {"S\n\nA: b\n\n---\nCo-authored-by: Jo <jo@x>\n", NULL},
        {"S\n\nA: b\n\n---\n\nCo-authored-by: Jo\n <jo@x>\n", NULL},
        {"S\n\nA: b\n\n---\n", NULL},
        {"Co-authored-by: Jo <jo@x>\n", NULL},
        {"\n\nCo-authored-by: Jo <jo@x>\n", NULL},
        {"", NULL},
        {"\n\n", NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct str above = message_above_tail(str_of(table[i].message));
        const char *expected = table[i].above ? table[i].above : table[i].message;

        assert_int_equal(above.len, strlen(expected));
        assert_memory_equal(above.data, expected, above.len);
    }
}

static void evidence(void **state)
{
    struct arena arena = {0};
    struct trailers trailers;

    (void)state;
    trailers_read(&trailers, STR("S\n\nA: 1\n(cherry picked from commit 0)\nB: 2\n"), &arena);
    assert_false(trailer_is_evidence(&trailers, &trailers.items[0]));
    assert_true(trailer_is_evidence(&trailers, &trailers.items[1]));
    assert_true(trailer_is(&trailers.items[1], STR("b")));
    trailers_read(&trailers, STR("S\n\nnot\nB: 2\nSigned-off-by: x\n"), &arena);
    assert_false(trailer_is_evidence(&trailers, &trailers.items[0]));
    arena_release(&arena);
}

/* ---- compared with git ---- */

enum { MESSAGES = 600 };

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static struct str random_message(uint32_t *seed, struct arena *arena)
{
    static const char *const pieces[] = {
        "Subject\n",
        "\n",
        "\n",
        "Approved-by: Jo <jo@x>\n",
        "Reviewed-by : Li\n",
        "Signed-off-by: Ana <a@x>\n",
        "Signed-off-by:Ana\n",
        "prose that says nothing\n",
        "  continued\n",
        "\tcontinued\n",
        "(cherry picked from commit 0123)\n",
        "# comment\n",
        "Conflicts:\n",
        "\ta.txt\n",
        "Key with space: v\n",
        ": empty key\n",
        "Key:\n",
        "Schl\303\274ssel: v\n",
        "   \n",
        "---\n",
        "Fixes #12: x\n",
        "http://example.org\n",
        "A-b-1: c: d\r\n",
        "\r\n",
        "no end of line",
        "# ------------------------ >8 ------------------------\n"};
    struct buffer text = {0};
    struct str copy;
    size_t count = 1 + next_random(seed) % 14;

    if (next_random(seed) % 4)
        buffer_add_c(&text, "Subject\n\n");
    while (count--)
        buffer_add_c(&text, pieces[next_random(seed) % (sizeof pieces / sizeof pieces[0])]);
    copy = arena_str(arena, buffer_str(&text));
    buffer_release(&text);
    return copy;
}

static void as_git_reads_them(void **state)
{
    static struct replay_commit commits[MESSAGES];
    static struct replay_step steps[MESSAGES];
    struct fixture fixture;
    uint32_t seed = 20260101;
    struct str rest, record;
    size_t nonempty = 0;

    (void)state;
    fixture_init(&fixture);
    for (size_t i = 0; i < MESSAGES; i++) {
        commits[i].message = random_message(&seed, &fixture.arena);
        commits[i].may_be_empty = true;
        steps[i] = (struct replay_step){.verb = REPLAY_COMMIT, .commit = &commits[i]};
    }
    fixture_script(&fixture, steps, MESSAGES, NULL);
    rest = str_of(fixture_git(
        &fixture, "log --reverse --format='%(trailers:only,unfold,key_value_separator==,"
                  "separator=%x02)%x01'"));
    for (size_t i = 0; i < MESSAGES; i++) {
        struct trailers trailers;
        struct buffer ours = {0};

        assert_true(str_split(&record, &rest, '\001'));
        if (i > 0)
            record = str_slice(record, 1, record.len); /* the line end behind the last */
        trailers_read(&trailers, commits[i].message, &fixture.arena);
        for (size_t k = 0; k < trailers.count; k++)
            buffer_printf(&ours, "%s%.*s=%.*s", k ? "\002" : "", STR_ARG(trailers.items[k].key),
                          STR_ARG(trailers.items[k].value));
        if (!str_equal(buffer_str(&ours), record))
            fail_msg("message %zu:\n%s\ngit: %.*s\nours: %s", i, commits[i].message.data,
                     STR_ARG(record), buffer_c(&ours));
        nonempty += trailers.count > 0;
        buffer_release(&ours);
    }
    /* The comparison says something only if git often finds some. */
    assert_true(nonempty > MESSAGES / 10);
    fixture_release(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(examples),
        cmocka_unit_test(forge_tail),
        cmocka_unit_test(evidence),
        cmocka_unit_test(as_git_reads_them),
    };

    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
