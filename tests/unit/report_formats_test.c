/* The formats that editors and services of reviews read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "report_helper.h"

/* One of each that differs: a waived one, what is old or resolved, one without a place. */
static void add_all(struct fixture *fixture)
{
    const struct finding others[] = {
        {.rule = STR("review-due"),
         .severity = SEVERITY_NOTE,
         .message = STR("due soon"),
         .path = STR("a.md"),
         .fingerprint = STR("01")},
        {.rule = STR("risk-untreated"),
         .severity = SEVERITY_ERROR,
         .verdict = FINDING_WAIVED,
         .message = STR("accepted"),
         .path = STR("a.md"),
         .fingerprint = STR("02")},
        {.rule = STR("scope-missing"),
         .severity = SEVERITY_WARNING,
         .verdict = FINDING_NOT_EVALUABLE,
         .message = STR("no history"),
         .fingerprint = STR("03")},
        {.rule = STR("policy-gone"),
         .severity = SEVERITY_ERROR,
         .state = FINDING_RESOLVED,
         .message = STR("mended"),
         .path = STR("a.md"),
         .fingerprint = STR("04")},
        {.rule = STR("approval-missing"),
         .severity = SEVERITY_ERROR,
         .verdict = FINDING_PENDING,
         .message = STR("not landed"),
         .path = STR("a.md"),
         .fingerprint = STR("05")},
    };

    fixture->result.summary.place = STR("isms/soa.yaml");
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        vector_push(&fixture->result.findings, others[i]);
    vector_push(&fixture->result.findings, missing_justification(fixture));
}

static void concise(void **state)
{
    struct fixture *fixture = *state;

    add_all(fixture);
    assert_string_equal(
        written(fixture, "concise", &quiet),
        "a.md:1:1: note review-due due soon\n"
        "isms/soa.yaml:1:1: warning scope-missing not evaluable: no history\n"
        "a.md:1:1: pending approval-missing not landed\n"
        "isms/soa.yaml:8:5: error soa-missing-justification excluded control A.8.30 has no "
        "justification (empty)\n");
    buffer_clear(&fixture->out);
    assert_non_null(strstr(written(fixture, "concise", &(struct report_options){.all = true}),
                           "a.md:1:1: waived risk-untreated accepted\n"));
}

static void azure(void **state)
{
    struct fixture *fixture = *state;
    struct span span = place(fixture, "a;b]c%\n.md", "x: y\n", "y");

    add_all(fixture);
    vector_push(&fixture->result.findings,
                ((struct finding){.rule = STR("r;s"),
                                  .severity = SEVERITY_WARNING,
                                  .message = STR("50% ##vso[task.complete result=Failed;]x\r\ny"),
                                  .help = STR("first\nsecond"),
                                  .path = span.source->path,
                                  .span = span}));
    assert_string_equal(
        written(fixture, "azure", &quiet),
        "##vso[task.logissue type=error;sourcepath=isms/soa.yaml;linenumber=8;columnnumber=5;"
        "code=soa-missing-justification;][soa-missing-justification] excluded control A.8.30 has "
        "no justification (empty)%0Ahelp: say why the control is not needed, or set `applicable: "
        "true`\n"
        "##vso[task.logissue type=warning;sourcepath=isms/soa.yaml;linenumber=1;columnnumber=1;"
        "code=scope-missing;][scope-missing] not evaluable: no history\n"
        "##vso[task.logissue type=warning;sourcepath=a%3Bb%5Dc%AZP25␊.md;linenumber=1;"
        "columnnumber=4;code=r%3Bs;][r;s] 50%AZP25 ##vso<U+005B>task.complete result=Failed;]x␍␊y"
        "%0Ahelp: first%0Asecond\n"
        "a.md:1:1: note review-due due soon\n"
        "a.md:1:1: pending approval-missing not landed\n");
}

static void gitlab(void **state)
{
    struct fixture *fixture = *state;
    const char *out;

    vector_push(&fixture->result.findings, missing_justification(fixture));
    assert_string_equal(written(fixture, "gitlab", &quiet),
                        "[\n"
                        "  {\n"
                        "    \"description\": \"soa-missing-justification: excluded control A.8.30 "
                        "has no justification (empty)\",\n"
                        "    \"check_name\": \"soa-missing-justification\",\n"
                        "    \"fingerprint\": \"00112233445566778899aabbccddeeff\",\n"
                        "    \"severity\": \"major\",\n"
                        "    \"location\": {\n"
                        "      \"path\": \"isms/soa.yaml\",\n"
                        "      \"lines\": {\n"
                        "        \"begin\": 8,\n"
                        "        \"end\": 8\n"
                        "      }\n"
                        "    }\n"
                        "  }\n"
                        "]\n");
    fixture->result.findings.count = 0;
    buffer_clear(&fixture->out);
    assert_string_equal(written(fixture, "gitlab", &quiet), "[]\n");
    add_all(fixture);
    buffer_clear(&fixture->out);
    out = written(fixture, "gitlab", &quiet);
    assert_null(strstr(out, "accepted"));
    assert_null(strstr(out, "mended"));
    assert_non_null(strstr(out, "\"severity\": \"info\""));
}

static void jsonl(void **state)
{
    struct fixture *fixture = *state;
    struct str line, rest;
    size_t lines = 0;

    assert_string_equal(written(fixture, "jsonl", &quiet), "");
    add_all(fixture);
    rest = str_of(written(fixture, "jsonl", &quiet));
    for (; str_next_line(&line, &rest); lines++)
        assert_true(str_starts_with(line, STR("{\"rule\":\"")) && str_ends_with(line, STR("}")));
    assert_int_equal(lines, 6);
}

static void csv(void **state)
{
    struct fixture *fixture = *state;
    struct finding finding = missing_justification(fixture);

    finding.state = FINDING_NEW;
    finding.message = STR("=1+1\nnext, \"two\"");
    finding.help = STR("first\nsecond");
    vector_push(&fixture->result.findings, finding);
    assert_string_equal(
        written(fixture, "csv", &quiet),
        "state,severity,verdict,rule,path,line,column,kind,id,message,help,basis,clauses,"
        "fingerprint\r\n"
        "new,error,fail,soa-missing-justification,isms/soa.yaml,8,5,control,A.8.30,"
        "\"'=1+1␊next, \"\"two\"\"\",first second,required,ISO/IEC 27001:2022 6.1.3 d),"
        "00112233445566778899aabbccddeeff\r\n");
}

/* GitHub shows ten of a kind in a step: new and worst ones; the rest is lines of the log. */
static void github_many(void **state)
{
    struct fixture *fixture = *state;
    struct finding finding = {
        .rule = STR("r"), .severity = SEVERITY_WARNING, .state = FINDING_OLD, .path = STR("a")};
    const char *out;
    struct str rest, line;
    size_t annotations = 0;

    finding.message = STR("old");
    for (size_t i = 0; i < 12; i++)
        vector_push(&fixture->result.findings, finding);
    finding.state = FINDING_NEW;
    finding.message = STR("new");
    vector_push(&fixture->result.findings, finding);
    finding.severity = SEVERITY_ERROR;
    vector_push(&fixture->result.findings, finding);
    out = written(fixture, "github", &quiet);
    assert_true(str_starts_with(str_of(out), STR("::error file=a,title=r::a: [r] new\n"
                                                 "::warning file=a,title=r::a: [r] new\n"
                                                 "::warning file=a,title=r::a: [r] old\n")));
    for (rest = str_of(out); str_next_line(&line, &rest);)
        annotations += str_starts_with(line, STR("::"));
    assert_int_equal(annotations, 11);
    assert_true(str_ends_with(str_of(out), STR("3 more findings:\n"
                                               "a:1:1: warning r old\n"
                                               "a:1:1: warning r old\n"
                                               "a:1:1: warning r old\n")));
}

static void junit(void **state)
{
    static struct str kinds[] = {STR_INIT("control")};
    struct fixture *fixture = *state;
    const struct finding_rule rules[] = {
        {.id = STR("approval-missing"), .judged = true, .judges = {kinds, 1}},
        {.id = STR("off"), .judges = {kinds, 1}},
        {.id = STR("other"), .judged = true},
        {.id = STR("scope-missing"), .judged = true, .whole = true},
        {.id = STR("soa-missing-justification"), .judged = true, .judges = {kinds, 1}},
        {.id = STR("whole"), .judged = true, .whole = true},
    };
    struct finding hostile = missing_justification(fixture);

    add_all(fixture);
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
        vector_push(&fixture->result.rules, rules[i]);
    vector_push(&fixture->result.files, ((struct finding_file){STR("isms/soa.yaml"), {kinds, 1}}));
    hostile.message = STR("]]>\"'&<b>\n\x01\xEF\xBF\xBF");
    vector_push(&fixture->result.findings, hostile);
    assert_string_equal(
        written(fixture, "junit", &quiet),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<testsuites name=\"ismslint\" tests=\"8\" failures=\"1\" errors=\"1\">\n"
        "<testsuite name=\"ISMS\" tests=\"2\" failures=\"0\" errors=\"1\" skipped=\"0\">\n"
        "<testcase classname=\"ISMS\" name=\"scope-missing\">\n"
        "<error type=\"warning\" message=\"not evaluable: no history\">\n"
        "isms/soa.yaml:1:1: warning scope-missing not evaluable: no history\n"
        "</error>\n"
        "</testcase>\n"
        "<testcase classname=\"ISMS\" name=\"whole\"/>\n"
        "</testsuite>\n"
        "<testsuite name=\"a.md\" tests=\"4\" failures=\"0\" errors=\"0\" skipped=\"2\">\n"
        "<testcase classname=\"a.md\" name=\"approval-missing\">\n"
        "<skipped type=\"pending\" message=\"not landed\">\n"
        "a.md:1:1: pending approval-missing not landed\n"
        "</skipped>\n"
        "</testcase>\n"
        "<testcase classname=\"a.md\" name=\"policy-gone\"/>\n"
        "<testcase classname=\"a.md\" name=\"review-due\">\n"
        "<system-out>\n"
        "a.md:1:1: note review-due due soon\n"
        "</system-out>\n"
        "</testcase>\n"
        "<testcase classname=\"a.md\" name=\"risk-untreated\">\n"
        "<skipped type=\"waived\" message=\"accepted\">\n"
        "a.md:1:1: waived risk-untreated accepted\n"
        "</skipped>\n"
        "</testcase>\n"
        "</testsuite>\n"
        "<testsuite name=\"isms/soa.yaml\" tests=\"2\" failures=\"1\" errors=\"0\" "
        "skipped=\"0\">\n"
        "<testcase classname=\"isms/soa.yaml\" name=\"approval-missing\"/>\n"
        "<testcase classname=\"isms/soa.yaml\" name=\"soa-missing-justification\">\n"
        "<failure type=\"error\" message=\"excluded control A.8.30 has no justification (empty) "
        "(and 1 more)\">\n"
        "isms/soa.yaml:8:5: error soa-missing-justification excluded control A.8.30 has no "
        "justification (empty)\n"
        "isms/soa.yaml:8:5: error soa-missing-justification "
        "]]&gt;&quot;&apos;&amp;&lt;b&gt;␊␁\xEF\xBF\xBD (empty)\n"
        "</failure>\n"
        "</testcase>\n"
        "</testsuite>\n"
        "</testsuites>\n");
}

static void markdown(void **state)
{
    struct fixture *fixture = *state;
    struct finding finding = missing_justification(fixture);

    fixture->result.compared = true;
    finding.state = FINDING_OLD;
    vector_push(&fixture->result.findings, finding);
    finding.state = FINDING_NEW;
    finding.message = STR("<img src=x> @team [l](http://evil.example)");
    vector_push(&fixture->result.findings, finding);
    finding.state = FINDING_RESOLVED;
    finding.message = STR("mended");
    vector_push(&fixture->result.findings, finding);
    finding.state = FINDING_NEW;
    finding.verdict = FINDING_PENDING;
    finding.message = STR("not landed");
    finding.help = STR("ask Jo Park");
    vector_push(&fixture->result.findings, finding);
    assert_string_equal(
        written(fixture, "markdown", &quiet),
        "### ismslint\n\n"
        "0 files, 0 artifacts: 2 errors, 1 pending. Compared with the base: 2 new, 1 old, 1 "
        "resolved\n\n"
        "#### New\n\n"
        "| severity | place | rule | finding | help |\n"
        "|---|---|---|---|---|\n"
        "| error | isms/soa.yaml:8 | soa-missing-justification | \\<img src=x\\> "
        "@<!-- -->team \\[l\\](http:<!-- -->//evil.example) (empty) | say why the control is not "
        "needed, or set \\`applicable: true\\` |\n\n"
        "#### Waiting for approval\n\n"
        "| severity | place | rule | finding | help |\n"
        "|---|---|---|---|---|\n"
        "| pending | isms/soa.yaml:8 | soa-missing-justification | not landed (empty) | ask Jo "
        "Park |\n\n"
        "#### Resolved\n\n"
        "| severity | place | rule | finding | help |\n"
        "|---|---|---|---|---|\n"
        "| error | isms/soa.yaml:8 | soa-missing-justification | mended (empty) | say why the "
        "control is not needed, or set \\`applicable: true\\` |\n\n"
        "#### Old\n\n"
        "| severity | place | rule | finding | help |\n"
        "|---|---|---|---|---|\n"
        "| error | isms/soa.yaml:8 | soa-missing-justification | excluded control A.8.30 has no "
        "justification (empty) | say why the control is not needed, or set \\`applicable: true\\` "
        "|\n");
}

/* A comment and a job summary hold only so much: what does not fit is counted. */
static void markdown_limit(void **state)
{
    struct fixture *fixture = *state;
    const struct report_options options = {.limit = 1024};
    struct finding finding = missing_justification(fixture);
    const char *out;

    for (size_t i = 0; i < 1000; i++)
        vector_push(&fixture->result.findings, finding);
    out = written(fixture, "markdown", &options);
    assert_true(strlen(out) < 1024);
    assert_true(str_ends_with(str_of(out), STR("|\n\nFindings: 997 more\n")));
    buffer_clear(&fixture->out);
    assert_true(strlen(written(fixture, "markdown", &quiet)) < 65536);
    buffer_clear(&fixture->out);
    assert_string_equal(written(fixture, "markdown", &(struct report_options){.limit = 1}), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(concise, set_up, tear_down),
        cmocka_unit_test_setup_teardown(azure, set_up, tear_down),
        cmocka_unit_test_setup_teardown(gitlab, set_up, tear_down),
        cmocka_unit_test_setup_teardown(jsonl, set_up, tear_down),
        cmocka_unit_test_setup_teardown(csv, set_up, tear_down),
        cmocka_unit_test_setup_teardown(github_many, set_up, tear_down),
        cmocka_unit_test_setup_teardown(junit, set_up, tear_down),
        cmocka_unit_test_setup_teardown(markdown, set_up, tear_down),
        cmocka_unit_test_setup_teardown(markdown_limit, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
