/* A message that names more authors than are looked at: who of them is none cannot be told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/limits.h"
#include "git_fixture.h"
#include "isms/isms.h"

static void add_data(struct buffer *out, struct str text)
{
    buffer_printf(out, "data %zu\n%.*s\n", text.len, STR_ARG(text));
}

static void add_commit(struct buffer *out, struct str message)
{
    buffer_printf(out, "commit refs/heads/main\n"
                       "committer Ana Ruiz <ana@example.org> 1767225600 +0000\n");
    add_data(out, message);
}

/* A text by Ana and NAMED co-authors, the last of them Jo, who approves it. */
static void add_text(struct buffer *out, int named)
{
    struct buffer message = {0};

    buffer_printf(&message, "Describe\n\n");
    for (int i = 1; i < named; i++)
        buffer_printf(&message, "Co-authored-by: A%d <a%d@example.org>\n", i, i);
    buffer_printf(&message, "Co-authored-by: Jo Park <jo@example.org>\n"
                            "Approved-by: Jo Park <jo@example.org>\n");
    add_commit(out, buffer_str(&message));
    buffer_printf(out, "M 100644 inline procedures/backup.md\n");
    add_data(out, STR("---\nid: SOP-012\ntitle: Backup\n---\n\nEvery night.\n"));
    buffer_release(&message);
}

static void import(struct fixture *fixture, int named)
{
    struct buffer stream = {0};

    assert_int_equal(mkdir(fixture->folder, 0700), 0);
    fixture_git(fixture, "init -q -b main .");
    add_commit(&stream, STR("Keep a register"));
    buffer_printf(&stream, "M 100644 inline people.yaml\n");
    add_data(&stream, STR("people:\n"
                          "  - {id: ana, name: Ana Ruiz, emails: [ana@example.org]}\n"
                          "  - {id: jo, name: Jo Park, emails: [jo@example.org], "
                          "roles: [{role: cto, from: 2025-01-01}]}\n"));
    add_text(&stream, named);
    fixture_import(fixture, &stream, "");
}

static enum approval_verdict judge(int named)
{
    struct fixture fixture;
    struct repository *repository;
    struct knowledge knowledge;
    struct isms isms;
    struct error error = {0};
    const struct isms_options options = {.tree = ISMS_COMMIT, .revision = "main"};
    enum approval_verdict verdict;

    fixture_init(&fixture);
    import(&fixture, named);
    repository = fixture_open(&fixture);
    setenv("ISMSLINT_NOW", "1767312000", 1);
    if (knowledge_init(&knowledge, &fixture.arena, &error) < 0 ||
        isms_open(&isms, &knowledge, repository, &options, &fixture.arena, &error) < 0 ||
        isms_need_approvals(&isms, &error) < 0)
        fail_msg("%s", error.message);
    verdict =
        approvals_judge_path(isms.approvals, STR("procedures/backup.md"))->revisions[0].verdict;
    isms_close(&isms);
    knowledge_release(&knowledge);
    repository_free(repository);
    fixture_release(&fixture);
    return verdict;
}

static void test_many_authors(void **state)
{
    (void)state;
    /* With Ana they are as many as are looked at, and one more. */
    assert_int_equal(judge(LIMIT_AUTHORS - 1), APPROVAL_CONTRIBUTED);
    assert_int_equal(judge(LIMIT_AUTHORS), APPROVAL_INDETERMINATE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_many_authors)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
