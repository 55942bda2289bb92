/* Scripted repositories as blocks of a page: what each block becomes, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "scripted/page.h"

/* Read TEXT, in which single quotes at the start of a line stand for back quotes. */
static int read_text(struct scripted_page *out, const char *text, struct arena *arena,
                     struct error *error)
{
    struct source *source = ARENA_NEW(arena, struct source);
    struct markdown markdown;
    struct buffer page;
    struct sink sink;

    buffer_init(&page);
    for (const char *c = text; *c; c++)
        buffer_add_char(&page, *c == '\'' ? '`' : *c);
    source_init(source, STR("page.md"), arena_str(arena, buffer_str(&page)), arena);
    buffer_release(&page);
    sink_init(&sink, arena);
    assert_int_equal(markdown_read(&markdown, source, arena, &sink), 0);
    sink_release(&sink);
    return scripted_page_read(out, source, markdown.blocks, markdown.block_count, arena, error);
}

/* Ana writes a policy, Jo merges it. */
static void a_page(void **state)
{
    struct scripted_page page;
    struct error error = {0};
    struct arena arena;
    const struct replay_commit *commit;

    (void)state;
    arena_init(&arena);
    assert_int_equal(read_text(&page,
                               "# A policy\n"
                               "'''markdown policies/a.md\n"
                               "Be careful.\n"
                               "'''\n"
                               "'''commit\n"
                               "branch: side\n"
                               "from: main\n"
                               "author: Ana Ruiz <ana@example.org>\n"
                               "date: 2026-02-11T09:30:00+02:00\n"
                               "message: |\n"
                               "  Be careful\n"
                               "'''\n"
                               "'''output\n"
                               "not ours\n"
                               "'''\n"
                               "'''commit\n"
                               "branch: main\n"
                               "merge: side\n"
                               "committer: Jo Park <jo@example.org>\n"
                               "committer-date: 2026-02-12\n"
                               "delete: [old.md, older]\n"
                               "move: {a: b}\n"
                               "tag: [v1, {name: v2, message: Two}]\n"
                               "note: Code-Review+2\n"
                               "'''\n"
                               "'''sh run.sh executable no-newline\n"
                               "exit\n"
                               "'''\n"
                               "'''stage\n"
                               "'''\n",
                               &arena, &error),
                     0);
    assert_int_equal(page.count, 8);
    assert_int_equal(page.commits, 2);
    assert_int_equal(page.steps[0].verb, REPLAY_WRITE);
    assert_true(str_equal_c(page.steps[0].path, "policies/a.md"));
    assert_true(str_equal_c(page.steps[0].content, "Be careful.\n"));
    commit = page.steps[1].commit;
    assert_true(str_equal_c(commit->message, "Be careful\n"));
    assert_true(str_equal_c(commit->author.email, "ana@example.org"));
    assert_int_equal(commit->author.time, 1770795000);
    assert_int_equal(commit->author.offset, 120);
    assert_int_equal(page.steps[2].verb, REPLAY_DELETE);
    assert_int_equal(page.steps[3].verb, REPLAY_DELETE);
    assert_int_equal(page.steps[4].verb, REPLAY_MOVE);
    commit = page.steps[5].commit;
    assert_int_equal(commit->merge.count, 1);
    assert_int_equal(commit->committer.time, 1770897600);
    assert_int_equal(commit->tag_count, 2);
    assert_true(str_equal_c(commit->tags[1].message, "Two"));
    assert_true(str_equal_c(commit->notes[0].text, "Code-Review+2"));
    assert_int_equal(page.steps[6].mode, MODE_EXECUTABLE);
    assert_true(str_equal_c(page.steps[6].content, "exit"));
    assert_int_equal(page.steps[7].verb, REPLAY_STAGE);
    arena_release(&arena);
}

static void files_alone_are_one_commit(void **state)
{
    struct scripted_page page;
    struct error error = {0};
    struct arena arena;

    (void)state;
    arena_init(&arena);
    assert_int_equal(read_text(&page, "'''yaml a.yaml crlf\na: 1\nb: 2\n'''\n", &arena, &error), 0);
    assert_int_equal(page.count, 2);
    assert_true(str_equal_c(page.steps[0].content, "a: 1\r\nb: 2\r\n"));
    assert_int_equal(page.steps[1].verb, REPLAY_COMMIT);
    assert_int_equal(read_text(&page, "Nothing at all.\n", &arena, &error), 0);
    assert_int_equal(page.count, 0);
    arena_release(&arena);
}

/* What a clone lacks is told anywhere and done last. */
static void a_clone(void **state)
{
    struct scripted_page page;
    struct error error = {0};
    struct arena arena;
    const struct replay_clone *clone;

    (void)state;
    arena_init(&arena);
    assert_int_equal(read_text(&page,
                               "'''clone\n"
                               "shallow: [main~1, side]\n"
                               "partial: true\n"
                               "missing: main~1:a.yaml\n"
                               "corrupt: [main^2]\n"
                               "replace: {main: side}\n"
                               "grafts: {main: [], side: [main, main~1]}\n"
                               "'''\n"
                               "'''yaml a.yaml\n"
                               "a: 1\n"
                               "'''\n",
                               &arena, &error),
                     0);
    assert_int_equal(page.count, 3);
    assert_int_equal(page.commits, 1);
    assert_int_equal(page.steps[1].verb, REPLAY_COMMIT);
    assert_int_equal(page.steps[2].verb, REPLAY_CLONE);
    clone = page.steps[2].clone;
    assert_int_equal(clone->depth, 0);
    assert_int_equal(clone->cut_below.count, 2);
    assert_true(clone->partial);
    assert_true(str_equal_c(clone->missing.items[0], "main~1:a.yaml"));
    assert_true(str_equal_c(clone->corrupt.items[0], "main^2"));
    assert_int_equal(clone->replace_count, 1);
    assert_true(str_equal_c(clone->replace[0].by.items[0], "side"));
    assert_int_equal(clone->graft_count, 2);
    assert_int_equal(clone->grafts[0].by.count, 0);
    assert_int_equal(clone->grafts[1].by.count, 2);
    assert_int_equal(read_text(&page, "'''clone\nshallow: 2\n'''\n", &arena, &error), 0);
    assert_int_equal(page.count, 1);
    assert_int_equal(page.steps[0].clone->depth, 2);
    arena_release(&arena);
}

static void refused(void **state)
{
    static const struct {
        const char *text, *message;
    } table[] = {
        {"'''yaml a.yaml big\n'''\n", "page.md:1: a file block has an unknown word `big`"},
        {"\n'''commit\nmesage: x\n'''\n",
         "page.md:3: a commit has no such key; did you mean `message`"},
        {"'''commit\nzzzzzzz: x\n'''\n", "page.md:2: a commit has no key `zzzzzzz`"},
        {"'''commit\nauthor: Ana\n'''\n", "page.md:2: this should be \"Name <mail>\": `Ana`"},
        {"'''commit\ndate: 2026-02-30\n'''\n", "page.md:2: this is not a date: `2026-02-30`"},
        {"'''commit\ndate: 2026-02-03 10:00\n'''\n",
         "page.md:2: this is not a time like 2026-02-11T09:30:00Z: `2026-02-03 10:00`"},
        {"'''commit\nempty: yes\n'''\n", "page.md:2: this should be true or false: `yes`"},
        {"'''commit\nstrategy: mine\n'''\n",
         "page.md:2: a strategy is `ours` or `theirs`, not `mine`"},
        {"'''commit\nmove: a\n'''\n", "page.md:2: this should be {OLD: NEW}: `a`"},
        {"'''commit\ntag: {message: x}\n'''\n", "page.md:2: a tag requires a name: `{message: x}`"},
        {"'''commit\n- a\n'''\n", "page.md:2: a commit block holds a map, not `- a`"},
        {"'''clone\n- a\n'''\n", "page.md:2: a clone block holds a map, not `- a`"},
        {"'''clone\npartial: true\nshalow: 1\n'''\n",
         "page.md:3: a clone has no such key; did you mean `shallow`"},
        {"'''clone\nshallow: 0\n'''\n",
         "page.md:2: this should be a number of commits, at least 1: `0`"},
        {"'''clone\nshallow: true\n'''\n", "page.md:2: this should be a string: `true`"},
        {"'''clone\npartial: 1\n'''\n", "page.md:2: this should be true or false: `1`"},
        {"'''clone\nmissing: [a, 1]\n'''\n", "page.md:2: this should be a string: `1`"},
        {"'''clone\nreplace: main\n'''\n", "page.md:2: this should be {OBJECT: OBJECT}: `main`"},
        {"'''clone\nreplace: {a: [b, c]}\n'''\n", "page.md:2: this should be a string: `[b, c]`"},
        {"'''clone\ngrafts: [a]\n'''\n",
         "page.md:2: this should be {COMMIT: [COMMIT, ...]}: `[a]`"},
        {"'''clone\n'''\n'''clone\n'''\n", "page.md:3: duplicate block `clone`"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct scripted_page page;
        struct error error = {0};
        struct arena arena;

        arena_init(&arena);
        assert_int_equal(read_text(&page, table[i].text, &arena, &error), -1);
        assert_string_equal(error.message, table[i].message);
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page),
        cmocka_unit_test(files_alone_are_one_commit),
        cmocka_unit_test(a_clone),
        cmocka_unit_test(refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
