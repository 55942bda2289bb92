/* SARIF: what GitHub reads of it, and what of strangers must not act. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "report_helper.h"
#include "source/json.h"

static struct value *parsed(struct fixture *fixture, const char *text)
{
    struct source *source = ARENA_NEW(&fixture->arena, struct source);
    struct value *value = NULL;
    struct sink sink;

    sink_init(&sink, &fixture->arena);
    source_init(source, STR("report.sarif"), str_of(text), &fixture->arena);
    assert_int_equal(json_read(&value, source, &fixture->arena, &sink), 0);
    sink_release(&sink);
    return value;
}

/* What stands at PATH, members and numbers of items between slashes. */
static const struct value *at(const struct value *value, const char *path)
{
    struct str rest = str_of(path), step;

    while (value && str_split(&step, &rest, '/')) {
        if (value->type == VALUE_LIST)
            value = ascii_is_digit(step.data[0]) && (size_t)(step.data[0] - '0') < value->list.count
                        ? value->list.items[step.data[0] - '0'].value
                        : NULL;
        else
            value = value_get(value, step);
    }
    return value;
}

static const char *text_at(struct fixture *fixture, const struct value *value, const char *path)
{
    const struct value *found = at(value, path);

    return found ? arena_str(&fixture->arena, found->string).data : "absent";
}

static void no_findings(void **state)
{
    struct fixture *fixture = *state;
    const struct value *sarif = parsed(fixture, written(fixture, "sarif", &quiet));

    assert_string_equal(text_at(fixture, sarif, "version"), "2.1.0");
    assert_int_equal(at(sarif, "runs/0/results")->list.count, 0);
    assert_int_equal(at(sarif, "runs/0/tool/driver/rules")->list.count, 0);
    assert_string_equal(text_at(fixture, sarif, "runs/0/tool/driver/semanticVersion"),
                        ISMSLINT_VERSION);
}

static void add_rules(struct fixture *fixture)
{
    const struct finding_rule rules[] = {
        {.id = STR("a-code"),
         .title = STR("a code means something"),
         .cause = STR("a cause"),
         .fix = STR("do it"),
         .severity = SEVERITY_WARNING},
        {.id = STR("own-rule"),
         .title = STR("[x](http://evil.example)"),
         .page = STR("---\non: policy\n---\n# T\n\nOne.\n\n<img src=x>\n"),
         .own = true,
         .severity = SEVERITY_OFF},
        {.id = STR("soa-missing-justification"),
         .title = STR("Every exclusion has a reason"),
         .page = STR("---\non: control\n---\n# Every\n\nReports a\ncontrol.\n\nMore.\n\n"
                     "## Tests\nx\n"),
         .severity = SEVERITY_ERROR},
    };

    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
        vector_push(&fixture->result.rules, rules[i]);
}

static void rules(void **state)
{
    struct fixture *fixture = *state;
    const struct value *list;

    add_rules(fixture);
    list = at(parsed(fixture, written(fixture, "sarif", &quiet)), "runs/0/tool/driver/rules");
    assert_int_equal(list->list.count, 3);
    assert_string_equal(text_at(fixture, list, "0/help/text"),
                        "a code means something\n\nCause: a cause\n\nFix: do it");
    assert_string_equal(text_at(fixture, list, "0/fullDescription/text"), "a code means something");
    assert_string_equal(text_at(fixture, list, "1/defaultConfiguration/level"), "none");
    assert_string_equal(text_at(fixture, list, "1/help/markdown"), "absent");
    assert_string_equal(text_at(fixture, list, "2/name"), "SoaMissingJustification");
    assert_string_equal(text_at(fixture, list, "2/fullDescription/text"), "Reports a control.");
    assert_string_equal(text_at(fixture, list, "2/help/markdown"),
                        "# Every\n\nReports a\ncontrol.\n\nMore.");
}

static void result(void **state)
{
    static struct finding_related related[1];
    struct fixture *fixture = *state;
    struct finding finding = missing_justification(fixture);
    const struct value *found;

    add_rules(fixture);
    related[0] = (struct finding_related){
        place(fixture, "a b/\xC3\xA9:1%.md", "\xF0\x9F\x98\x80x: y\n", "y"), STR("the [other]")};
    finding.related = related;
    finding.related_count = 1;
    finding.state = FINDING_WORSE;
    finding.message = STR("see [x](http://evil.example) \\[y](1)\n::error::z");
    vector_push(&fixture->result.findings, finding);
    found = at(parsed(fixture, written(fixture, "sarif", &quiet)), "runs/0/results/0");
    assert_int_equal(at(found, "ruleIndex")->number.integer, 2);
    assert_string_equal(text_at(fixture, found, "baselineState"), "updated");
    assert_string_equal(text_at(fixture, found, "message/text"),
                        "see \\[x\\](http://evil.example) \\\\\\[y\\](1)␊::error::z (empty)\n"
                        "help: say why the control is not needed, or set `applicable: true`\n"
                        "see: [the \\[other\\]](1)");
    assert_int_equal(at(found, "locations/0/physicalLocation/region/endColumn")->number.integer,
                     22);
    assert_string_equal(
        text_at(fixture, found, "relatedLocations/0/physicalLocation/artifactLocation/uri"),
        "a%20b/%C3%A9%3A1%25.md");
    assert_int_equal(
        at(found, "relatedLocations/0/physicalLocation/region/startColumn")->number.integer, 6);
    assert_non_null(at(found, "partialFingerprints/primaryLocationLineHash"));
}

/* What is waived or only in the base is no result; what has no place has one all the same. */
static void left_out(void **state)
{
    struct fixture *fixture = *state;
    struct finding finding = {.rule = STR("r"), .message = STR("m"), .severity = SEVERITY_NOTE};
    const struct value *results;

    fixture->result.summary.place = STR(".ismslint.yaml");
    vector_push(&fixture->result.findings, finding);
    finding.state = FINDING_RESOLVED;
    vector_push(&fixture->result.findings, finding);
    finding.state = FINDING_OLD;
    finding.severity = SEVERITY_ERROR;
    finding.verdict = FINDING_WAIVED;
    vector_push(&fixture->result.findings, finding);
    finding.verdict = FINDING_FAIL;
    vector_push(&fixture->result.findings, finding);
    finding.state = FINDING_NEW;
    finding.severity = SEVERITY_WARNING;
    finding.verdict = FINDING_PENDING;
    vector_push(&fixture->result.findings, finding);
    results = at(parsed(fixture, written(fixture, "sarif", &quiet)), "runs/0/results");
    assert_int_equal(results->list.count, 3);
    assert_string_equal(text_at(fixture, results, "0/level"), "note"); /* plain counts as new */
    assert_string_equal(text_at(fixture, results, "1/baselineState"), "new");
    assert_string_equal(text_at(fixture, results, "2/baselineState"), "unchanged");
    assert_string_equal(
        text_at(fixture, results, "0/locations/0/physicalLocation/artifactLocation/uri"),
        ".ismslint.yaml");
    assert_int_equal(at(results, "0/locations/0/physicalLocation/region/endColumn")->number.integer,
                     1);
}

/* GitHub refuses a run of more; the worst stay, and the rest is counted. */
static void too_many(void **state)
{
    struct fixture *fixture = *state;
    struct buffer notice = {0};
    const struct report_options options = {.notice = &notice};
    struct finding finding = {.rule = STR("r"), .message = STR("m"), .severity = SEVERITY_NOTE};
    const struct value *run;

    for (size_t i = 0; i < 25001; i++)
        vector_push(&fixture->result.findings, finding);
    finding.severity = SEVERITY_ERROR;
    vector_push(&fixture->result.findings, finding);
    run = at(parsed(fixture, written(fixture, "sarif", &options)), "runs/0");
    assert_int_equal(at(run, "results")->list.count, 25000);
    assert_string_equal(text_at(fixture, run, "results/0/level"), "error");
    assert_string_equal(
        text_at(fixture, run, "invocations/0/toolExecutionNotifications/0/message/text"),
        "2 findings are not in the SARIF report: it takes 25000");
    assert_string_equal(buffer_c(&notice),
                        "ismslint: 2 findings are not in the SARIF report: it takes 25000\n");
    buffer_release(&notice);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(no_findings, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rules, set_up, tear_down),
        cmocka_unit_test_setup_teardown(result, set_up, tear_down),
        cmocka_unit_test_setup_teardown(left_out, set_up, tear_down),
        cmocka_unit_test_setup_teardown(too_many, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
