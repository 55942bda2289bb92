/* .mailmap, beside what git makes of the same lines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "git/mailmap.h"
#include "git_fixture.h"

static const char lines[] = "# people\n"
                            "Ana Ruiz <ana@example.org> <a.ruiz@old.example.org>\n"
                            "Jo Park <jo@example.org>\n"
                            "Li Chen <li@example.org> Robot <bot@example.org>\n"
                            "<new@example.org> <old@example.org>\n";

static void as_git(void **state)
{
    static const struct {
        const char *name, *email;
        bool claims;
    } table[] = {
        {"A", "a.ruiz@old.example.org", true}, {"A", "A.Ruiz@old.example.org", true},
        {"jo", "jo@example.org", true},        {"Jo Park", "jo@example.org", false},
        {"Robot", "bot@example.org", true},    {"Other", "bot@example.org", false},
        {"Somebody", "old@example.org", true}, {"Nobody", "nobody@example.org", false},
    };
    struct fixture fixture;
    struct mailmap *mailmap = mailmap_new(str_of(lines));
    FILE *file;
    char path[128];

    (void)state;
    fixture_init(&fixture);
    assert_int_equal(mkdir(fixture.folder, 0700), 0);
    fixture_git(&fixture, "init -q .");
    snprintf(path, sizeof path, "%s/.mailmap", fixture.folder);
    file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(lines, 1, sizeof lines - 1, file), sizeof lines - 1);
    fclose(file);
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct identity who = {.name = str_of(table[i].name), .email = str_of(table[i].email)}, is;
        char command[256];

        if (mailmap_resolve(&is, mailmap, &who, &fixture.arena) != table[i].claims)
            fail_msg("%s %s", table[i].name, table[i].email);
        snprintf(command, sizeof command, "check-mailmap '%s <%s>'", table[i].name, table[i].email);
        assert_string_equal(
            arena_printf(&fixture.arena, "%.*s <%.*s>\n", STR_ARG(is.name), STR_ARG(is.email)).data,
            fixture_git(&fixture, command));
    }
    mailmap_free(mailmap);
    fixture_release(&fixture);
}

static void nothing(void **state)
{
    struct mailmap *mailmap = mailmap_new((struct str){0});
    struct identity who = {.name = STR_INIT("A"), .email = STR_INIT("a@x")}, is;
    struct arena arena = {0};

    (void)state;
    assert_false(mailmap_resolve(&is, mailmap, &who, &arena));
    mailmap_free(mailmap);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_git),
        cmocka_unit_test(nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
