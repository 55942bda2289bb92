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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(concise, set_up, tear_down),
        cmocka_unit_test_setup_teardown(azure, set_up, tear_down),
        cmocka_unit_test_setup_teardown(gitlab, set_up, tear_down),
        cmocka_unit_test_setup_teardown(jsonl, set_up, tear_down),
        cmocka_unit_test_setup_teardown(csv, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
