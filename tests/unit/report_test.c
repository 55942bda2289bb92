/* Whole findings in each format; the first two are the examples of the design. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "report_helper.h"

static void the_first_example(void **state)
{
    struct fixture *fixture = *state;

    vector_push(&fixture->result.findings, missing_justification(fixture));
    assert_string_equal(
        written(fixture, "text", &quiet),
        "error[soa-missing-justification]: excluded control A.8.30 has no justification\n"
        "  --> isms/soa.yaml:8:5\n"
        "   |\n"
        " 7 |     applicable: false\n"
        " 8 |     justification: \"\"\n"
        "   |     ^^^^^^^^^^^^^^^^^ empty\n"
        "   |\n"
        "   = help: say why the control is not needed, or set `applicable: true`\n"
        "   = required by: ISO/IEC 27001:2022 6.1.3 d)\n");
}

static void the_second_example(void **state)
{
    static struct finding_evidence evidence[] = {
        {STR_INIT("8b1e77c0123456789012345678901234567890ab"), STR_INIT("2026-02-10"),
         STR_INIT("Ana Ruiz"), STR_INIT("wrote the content in force (+38 -12)")},
        {STR_INIT("c02d9f10123456789012345678901234567890ab"), STR_INIT("2026-02-11"),
         STR_INIT("Ana Ruiz"), STR_INIT("Approved-by: Ana Ruiz <a.ruiz@example.org>")},
    };
    static struct str notes[] = {STR_INIT("people.yaml lists both addresses for Ana Ruiz")};
    struct fixture *fixture = *state;
    struct span span =
        place(fixture, "isms/sop/012-backup.md",
              "---\nid: SOP-012\ntitle: Backup\napproved_by: ana@example.org\n", "ana@example.org");
    struct finding finding = {
        .rule = STR("approval-self"),
        .severity = SEVERITY_ERROR,
        .message = STR("the only approval of SOP-012 is by its own author"),
        .span = span,
        .path = span.source->path,
        .evidence = evidence,
        .evidence_count = 2,
        .notes = notes,
        .note_count = 1,
        .help = STR("ask Jo Park (CISO) or Li Chen (CTO) to run `ismslint approve SOP-1`"),
    };

    vector_push(&fixture->result.findings, finding);
    assert_string_equal(
        written(fixture, "text", &quiet),
        "error[approval-self]: the only approval of SOP-012 is by its own author\n  --> "
        "isms/sop/012-backup.md:4:14\n   |\n 4 | approved_by: ana@example.org\n   |              "
        "^^^^^^^^^^^^^^^\n   |\nevidence:\n   8b1e77c 2026-02-10 Ana Ruiz  wrote the content in "
        "force (+38 -12)\n   c02d9f1 2026-02-11 Ana Ruiz  Approved-by: Ana Ruiz "
        "<a.ruiz@example.org>\n   = note: people.yaml lists both addresses for Ana Ruiz\n   = "
        "help: ask Jo Park (CISO) or Li Chen (CTO) to run `ismslint approve SOP-1`\n");
}

/* A related place in another file, a wider gutter, a help of two lines. */
static void related_places(void **state)
{
    struct fixture *fixture = *state;
    struct span first = place(fixture, "a.yaml", "1\n2\n3\n4\n5\n6\n7\n8\n9\nid: R-1\n", "R-1");
    struct span second = place(fixture, "b.yaml", "id: R-1\n", "R-1");
    struct finding_related related[] = {{first, STR("first defined here")}};
    struct finding finding = {
        .rule = STR("document-id-duplicate"),
        .severity = SEVERITY_WARNING,
        .message = STR("two risks are called R-1"),
        .span = second,
        .path = STR("b.yaml"),
        .related = related,
        .related_count = 1,
        .help = STR("give one another id:\n  id: R-2"),
        .basis = BASIS_PRACTICE,
    };

    vector_push(&fixture->result.findings, finding);
    assert_string_equal(written(fixture, "text", &quiet),
                        "warning[document-id-duplicate]: two risks are called R-1\n"
                        "   --> b.yaml:1:5\n"
                        "    |\n"
                        "  1 | id: R-1\n"
                        "    |     ^^^\n"
                        "   ::: a.yaml:10:5\n"
                        "    |\n"
                        " 10 | id: R-1\n"
                        "    |     --- first defined here\n"
                        "    |\n"
                        "    = help: give one another id:\n"
                        "              id: R-2\n"
                        "    = good practice\n");
}

/* Without a place in a file, or without a file; what a stranger wrote stays visible. */
static void no_place(void **state)
{
    struct fixture *fixture = *state;
    struct finding file = {.rule = STR("file-binary"),
                           .severity = SEVERITY_NOTE,
                           .message = STR("not text: \033[2J"),
                           .path = STR("logo\n.yaml")};
    struct finding whole = {.rule = STR("scope-missing"),
                            .severity = SEVERITY_ERROR,
                            .verdict = FINDING_NOT_EVALUABLE,
                            .message = STR("no scope"),
                            .help = STR("write one")};

    vector_push(&fixture->result.findings, file);
    vector_push(&fixture->result.findings, whole);
    assert_string_equal(written(fixture, "text", &quiet), "note[file-binary]: not text: ␛[2J\n"
                                                          "  --> logo␊.yaml\n"
                                                          "\n"
                                                          "error[scope-missing]: not evaluable: "
                                                          "no scope\n"
                                                          "   = help: write one\n");
}

static void add_alike(struct fixture *fixture, int count)
{
    for (int i = 1; i <= count; i++) {
        struct finding finding = {.rule = STR("policy-review-overdue"),
                                  .severity = SEVERITY_ERROR,
                                  .path = STR("register.csv")};

        finding.message = arena_printf(&fixture->arena, "review of POL-%03d is overdue", i);
        finding.span = place(fixture, "register.csv", "POL\n", "POL");
        vector_push(&fixture->result.findings, finding);
    }
}

static void six_alike(void **state)
{
    struct fixture *fixture = *state;

    add_alike(fixture, 6);
    assert_string_equal(written(fixture, "text", &quiet),
                        "error[policy-review-overdue]: review of POL-001 is overdue\n"
                        "  --> register.csv:1:1\n"
                        "   |\n"
                        " 1 | POL\n"
                        "   | ^^^\n"
                        "5 more alike:\n"
                        "   register.csv:1:1: review of POL-002 is overdue\n"
                        "   register.csv:1:1: review of POL-003 is overdue\n"
                        "   register.csv:1:1: review of POL-004 is overdue\n"
                        "   register.csv:1:1: review of POL-005 is overdue\n"
                        "   register.csv:1:1: review of POL-006 is overdue\n");
}

static size_t occurrences(const char *text, const char *needle)
{
    size_t count = 0;
    ptrdiff_t at = -1;

    while ((at = str_find(str_of(text), str_of(needle), (size_t)(at + 1))) >= 0)
        count++;
    return count;
}

static void many_alike(void **state)
{
    struct fixture *fixture = *state;
    const struct report_options everything = {.quiet = true, .all = true};
    const char *out;

    add_alike(fixture, 93);
    out = written(fixture, "text", &quiet);
    assert_true(str_ends_with(str_of(out), STR("POL-031 is overdue\n"
                                               "   and 62 more; --all shows each\n")));
    buffer_clear(&fixture->out);
    assert_int_equal(occurrences(written(fixture, "text", &everything), "-->"), 93);
}

static void five_alike(void **state)
{
    struct fixture *fixture = *state;

    add_alike(fixture, 5);
    assert_int_equal(occurrences(written(fixture, "text", &quiet), "-->"), 5);
}

static void summaries(void **state)
{
    struct fixture *fixture = *state;
    const struct report_options options = {0};
    struct finding pending = {
        .rule = STR("approval-missing"), .verdict = FINDING_PENDING, .message = STR("not landed")};
    struct finding waived = {
        .rule = STR("risk-untreated"), .verdict = FINDING_WAIVED, .message = STR("accepted")};

    fixture->result.summary = (struct lint_summary){
        .files = 1,
        .artifacts = 14,
        .documented_found = 12,
        .documented_asked = 15,
        .next_due = STR("POL-010 in 3 days"),
        .snapshot = STR("work tree"),
        .as_of = STR("2026-07-01"),
        .seconds = 0.021,
    };
    assert_string_equal(written(fixture, "text", &options),
                        "1 file, 14 artifacts: no findings\n"
                        "documented information found: 12 of the 15 kinds that ismslint looks for\n"
                        "next due: POL-010 in 3 days\n"
                        "checked the working tree as of 2026-07-01 in 0.02 s\n");
    buffer_clear(&fixture->out);
    vector_push(&fixture->result.findings, pending);
    vector_push(&fixture->result.findings, waived);
    assert_string_equal(written(fixture, "text", &options),
                        "pending[approval-missing]: not landed\n"
                        "\n"
                        "1 file, 14 artifacts: 1 pending, 1 waived (--all shows waived findings)\n"
                        "documented information found: 12 of the 15 kinds that ismslint looks for\n"
                        "next due: POL-010 in 3 days\n"
                        "checked the working tree as of 2026-07-01 in 0.02 s\n");
}

static void colours(void **state)
{
    struct fixture *fixture = *state;
    const struct report_options options = {.quiet = true, .colour = true};
    struct finding finding = {
        .rule = STR("r"), .severity = SEVERITY_WARNING, .message = STR("message")};

    vector_push(&fixture->result.findings, finding);
    assert_string_equal(written(fixture, "text", &options),
                        "\033[1;33mwarning[r]\033[0m\033[1m: message\033[0m\n");
}

static void github(void **state)
{
    struct fixture *fixture = *state;
    struct span lines = place(fixture, "b,c:d%.md", "x: |\n one\n two\n", "x: |\n one");
    struct finding finding = {
        .rule = STR("file-odd"),
        .severity = SEVERITY_NOTE,
        .message = STR("50% of a::b, \033[1m"),
        .span = lines,
        .path = lines.source->path,
    };
    struct finding whole = {.rule = STR("scope-missing"),
                            .severity = SEVERITY_WARNING,
                            .verdict = FINDING_NOT_EVALUABLE,
                            .message = STR("no scope")};

    vector_push(&fixture->result.findings, missing_justification(fixture));
    vector_push(&fixture->result.findings, finding);
    vector_push(&fixture->result.findings, whole);
    assert_string_equal(
        written(fixture, "github", &quiet),
        "::error file=isms/soa.yaml,line=8,col=5,endLine=8,endColumn=22,"
        "title=soa-missing-justification::isms/soa.yaml:8:5: [soa-missing-justification] excluded "
        "control A.8.30 has no justification (empty)"
        "%0Ahelp: say why the control is not needed, or set `applicable: true`"
        "%0Arequired by: ISO/IEC 27001:2022 6.1.3 d)\n"
        "::warning title=scope-missing::[scope-missing] not-evaluable: no scope\n"
        "::notice file=b%2Cc%3Ad%25.md,line=1,endLine=2,title=file-odd::b,c:d%25.md:1:1: "
        "[file-odd] "
        "50%25 of a::b, ␛[1m\n");
}

/* The log shows the message alone, so that no text of a document may begin a line of it. */
static void github_of_strangers(void **state)
{
    static struct str notes[] = {STR_INIT("a note\nof two lines")};
    struct fixture *fixture = *state;
    struct span span = place(fixture, "a\n::error::b.md", "x: y\n", "y");
    struct finding_related related = {span, STR("the\nother")};
    struct finding finding = {
        .rule = STR("r\n::stop-commands::x"),
        .severity = SEVERITY_ERROR,
        .message = STR("m\r\n::error::forged ##[error]x"),
        .label = STR("l\n::error::forged"),
        .help = STR("first\n::second ##[group]"),
        .span = span,
        .path = span.source->path,
        .related = &related,
        .related_count = 1,
        .notes = notes,
        .note_count = 1,
    };

    vector_push(&fixture->result.findings, finding);
    assert_string_equal(
        written(fixture, "github", &quiet),
        "::error file=a␊%3A%3Aerror%3A%3Ab.md,line=1,col=4,endLine=1,endColumn=5,"
        "title=r␊%3A%3Astop-commands%3A%3Ax::"
        "a␊::error::b.md:1:4: [r␊::stop-commands::x] m␍␊::error::forged ##<U+005B>error]x "
        "(l␊::error::forged)"
        "%0Aa␊::error::b.md:1:4: the␊other"
        "%0Anote: a note%0Aof two lines"
        "%0Ahelp: first%0A<U+003A>:second ##<U+005B>group]\n");
}

static void json(void **state)
{
    struct fixture *fixture = *state;
    const char *out;

    vector_push(&fixture->result.findings, missing_justification(fixture));
    fixture->result.summary.snapshot = STR("index");
    fixture->result.summary.as_of = STR("2026-07-01");
    out = written(fixture, "json", &quiet);
    assert_string_equal(
        out, "{\n"
             "  \"version\": 1,\n"
             "  \"tool\": {\n"
             "    \"name\": \"ismslint\",\n"
             "    \"version\": \"" ISMSLINT_VERSION "\"\n"
             "  },\n"
             "  \"snapshot\": {\n"
             "    \"tree\": \"index\"\n"
             "  },\n"
             "  \"as_of\": \"2026-07-01\",\n"
             "  \"summary\": {\n"
             "    \"files\": 0,\n"
             "    \"artifacts\": 0,\n"
             "    \"errors\": 1,\n"
             "    \"warnings\": 0,\n"
             "    \"notes\": 0,\n"
             "    \"waived\": 0,\n"
             "    \"pending\": 0,\n"
             "    \"not_evaluable\": 0,\n"
             "    \"documented_information\": {\n"
             "      \"asked\": 0,\n"
             "      \"found\": 0,\n"
             "      \"missing\": []\n"
             "    }\n"
             "  },\n"
             "  \"findings\": [\n"
             "    {\n"
             "      \"rule\": \"soa-missing-justification\",\n"
             "      \"severity\": \"error\",\n"
             "      \"verdict\": \"fail\",\n"
             "      \"message\": \"excluded control A.8.30 has no justification\",\n"
             "      \"path\": \"isms/soa.yaml\",\n"
             "      \"start\": {\n"
             "        \"line\": 8,\n"
             "        \"column\": 5,\n"
             "        \"offset\": 71\n"
             "      },\n"
             "      \"end\": {\n"
             "        \"line\": 8,\n"
             "        \"column\": 22,\n"
             "        \"offset\": 88\n"
             "      },\n"
             "      \"artifact\": {\n"
             "        \"kind\": \"control\",\n"
             "        \"id\": \"A.8.30\"\n"
             "      },\n"
             "      \"field\": \"/justification\",\n"
             "      \"label\": \"empty\",\n"
             "      \"help\": \"say why the control is not needed, or set `applicable: true`\",\n"
             "      \"basis\": \"required\",\n"
             "      \"clauses\": [\n"
             "        \"ISO/IEC 27001:2022 6.1.3 d)\"\n"
             "      ],\n"
             "      \"notes\": [],\n"
             "      \"evidence\": [],\n"
             "      \"related\": [],\n"
             "      \"clock_only\": false,\n"
             "      \"landed_only\": false,\n"
             "      \"fingerprint\": \"00112233445566778899aabbccddeeff\"\n"
             "    }\n"
             "  ]\n"
             "}\n");
}

/* What is in the base only counts by its state, and not as the snapshot's. */
static void states(void **state)
{
    struct fixture *fixture = *state;
    const char *out;

    for (enum finding_state i = FINDING_NEW; i <= FINDING_UNREPORTED; i++) {
        struct finding finding = {
            .rule = STR("r"), .severity = SEVERITY_ERROR, .state = i, .message = STR("m")};

        vector_push(&fixture->result.findings, finding);
    }
    fixture->result.compared = true;
    out = written(fixture, "json", &quiet);
    assert_non_null(strstr(out, "    \"errors\": 3,\n"));
    assert_non_null(strstr(out, "    \"states\": {\n"
                                "      \"new\": 1,\n"
                                "      \"worse\": 1,\n"
                                "      \"old\": 1,\n"
                                "      \"resolved\": 1,\n"
                                "      \"superseded\": 1,\n"
                                "      \"unreported\": 1\n"
                                "    },\n"));
    assert_non_null(strstr(out, "      \"state\": \"worse\",\n"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_first_example, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_second_example, set_up, tear_down),
        cmocka_unit_test_setup_teardown(related_places, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_place, set_up, tear_down),
        cmocka_unit_test_setup_teardown(five_alike, set_up, tear_down),
        cmocka_unit_test_setup_teardown(six_alike, set_up, tear_down),
        cmocka_unit_test_setup_teardown(many_alike, set_up, tear_down),
        cmocka_unit_test_setup_teardown(summaries, set_up, tear_down),
        cmocka_unit_test_setup_teardown(colours, set_up, tear_down),
        cmocka_unit_test_setup_teardown(github, set_up, tear_down),
        cmocka_unit_test_setup_teardown(github_of_strangers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(json, set_up, tear_down),
        cmocka_unit_test_setup_teardown(states, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
