/*
 * Test cases as CI services read them: a suite a file, a case a rule that judges it, also where it
 * finds nothing, so that a service can tell what newly fails and what is mended. Equal class and
 * name are one case to GitLab: all findings of a rule in a file are in one.
 */
#include <stdlib.h>

#include "base/map.h"
#include "base/visible.h"
#include "report/formats.h"
#include "report/line.h"
#include "report/xml.h"

enum {
    MOST_PASSING = 150000, /* cases; GitLab takes 30 MB */
    MOST_LINES = 1000      /* of a case */
};

/* The suite of what is judged once. */
static const struct str WHOLE = STR_INIT("ISMS");

/* From the best on: what a case shows is its worst finding. */
enum outcome { PASSED, SKIPPED, FAILED, BROKEN, OUTCOMES };

struct test_case {
    struct str path, rule;
    enum outcome outcome;
    VECTOR(const struct finding *) findings;
};

struct cases {
    VECTOR(struct test_case *) items;
    struct map by_key;
    struct arena arena;
};

/* ---- gathering ---- */

static struct test_case *need_case(struct cases *cases, struct str path, struct str rule)
{
    struct str key =
        arena_printf(&cases->arena, "%zu %.*s %.*s", path.len, STR_ARG(path), STR_ARG(rule));
    struct test_case *found = map_get(&cases->by_key, key);

    if (found)
        return found;
    found = ARENA_NEW(&cases->arena, struct test_case);
    *found = (struct test_case){.path = path, .rule = rule};
    map_put(&cases->by_key, key, found);
    vector_push(&cases->items, found);
    return found;
}

static enum outcome outcome_of(const struct finding *finding)
{
    static const enum outcome of_verdicts[] = {
        [FINDING_FAIL] = FAILED,
        [FINDING_WAIVED] = SKIPPED,
        [FINDING_PENDING] = SKIPPED,
        [FINDING_NOT_EVALUABLE] = BROKEN,
    };

    return finding->verdict == FINDING_FAIL && finding->severity == SEVERITY_NOTE
               ? PASSED
               : of_verdicts[finding->verdict];
}

/* What the change mended is a case that passes. */
static void add_finding(struct cases *cases, const struct finding *finding)
{
    struct test_case *in =
        need_case(cases, finding->path.len ? finding->path : WHOLE, finding->rule);

    if (!finding_state_is_present(finding->state))
        return;
    if (outcome_of(finding) > in->outcome)
        in->outcome = outcome_of(finding);
    vector_push(&in->findings, finding);
}

static bool judges(const struct finding_rule *rule, const struct finding_file *file)
{
    for (size_t i = 0; i < file->kinds.count; i++)
        if (str_list_has(rule->judges, file->kinds.items[i]))
            return true;
    return false;
}

static bool has_finding(const struct lint_result *result, struct str rule)
{
    VECTOR_EACH (struct finding, finding, &result->findings)
        if (str_equal(finding->rule, rule) && finding_state_is_present(finding->state))
            return true;
    return false;
}

static void add_rule(struct cases *cases, const struct lint_result *result,
                     const struct finding_rule *rule)
{
    VECTOR_EACH (struct finding_file, file, &result->files)
        if (judges(rule, file) && cases->items.count < MOST_PASSING)
            need_case(cases, file->path, rule->id);
    if (rule->whole && !has_finding(result, rule->id))
        need_case(cases, WHOLE, rule->id);
}

static int compare(const void *left, const void *right)
{
    const struct test_case *a = *(struct test_case *const *)left;
    const struct test_case *b = *(struct test_case *const *)right;
    int order = str_compare(a->path, b->path);

    return order ? order : str_compare(a->rule, b->rule);
}

static void gather(struct cases *cases, struct lint_result *result)
{
    VECTOR_EACH (struct finding, finding, &result->findings)
        add_finding(cases, finding);
    VECTOR_EACH (struct finding_rule, rule, &result->rules)
        if (rule->judged)
            add_rule(cases, result, rule);
    if (cases->items.count)
        qsort(cases->items.items, cases->items.count, sizeof *cases->items.items, compare);
}

/* ---- writing ---- */

static void add_lines(struct buffer *out, const struct lint_result *result,
                      const struct test_case *test)
{
    struct buffer line = {0};

    for (size_t i = 0; i < test->findings.count && i < MOST_LINES; i++) {
        buffer_clear(&line);
        line_add(&line, result, test->findings.items[i]);
        xml_add(out, buffer_str(&line));
        buffer_add_char(out, '\n');
    }
    if (test->findings.count > MOST_LINES)
        visible_printf(out, "and %zu more\n", test->findings.count - MOST_LINES);
    buffer_release(&line);
}

/* The finding for which the case is what it is. */
static const struct finding *worst_of(const struct test_case *test)
{
    for (size_t i = 0; i < test->findings.count; i++)
        if (outcome_of(test->findings.items[i]) == test->outcome)
            return test->findings.items[i];
    return NULL;
}

static void add_outcome(struct buffer *out, const struct lint_result *result,
                        const struct test_case *test)
{
    static const char *const elements[] = {
        [PASSED] = "system-out", [SKIPPED] = "skipped", [FAILED] = "failure", [BROKEN] = "error"};
    const struct finding *worst = worst_of(test);
    struct buffer message = {0};

    line_add_message(&message, worst);
    if (test->findings.count > 1)
        visible_printf(&message, " (and %zu more)", test->findings.count - 1);
    visible_printf(out, "<%s", elements[test->outcome]);
    if (test->outcome != PASSED) {
        xml_add_attribute(out, "type", str_of(line_word(worst)));
        xml_add_attribute(out, "message", buffer_str(&message));
    }
    buffer_add_c(out, ">\n");
    add_lines(out, result, test);
    visible_printf(out, "</%s>\n", elements[test->outcome]);
    buffer_release(&message);
}

static void add_case(struct buffer *out, const struct lint_result *result,
                     const struct test_case *test)
{
    buffer_add_c(out, "<testcase");
    xml_add_attribute(out, "classname", test->path);
    xml_add_attribute(out, "name", test->rule);
    if (!test->findings.count) {
        buffer_add_c(out, "/>\n");
        return;
    }
    buffer_add_c(out, ">\n");
    add_outcome(out, result, test);
    buffer_add_c(out, "</testcase>\n");
}

static void add_counts(struct buffer *out, struct test_case *const *cases, size_t count,
                       bool with_skipped)
{
    size_t outcomes[OUTCOMES] = {0};

    for (size_t i = 0; i < count; i++)
        outcomes[cases[i]->outcome]++;
    xml_add_number(out, "tests", count);
    xml_add_number(out, "failures", outcomes[FAILED]);
    xml_add_number(out, "errors", outcomes[BROKEN]);
    if (with_skipped)
        xml_add_number(out, "skipped", outcomes[SKIPPED]);
}

/* How many of CASES are of the first one's file. */
static size_t suite_size(struct test_case *const *cases, size_t count)
{
    size_t size = 1;

    while (size < count && str_equal(cases[size]->path, cases[0]->path))
        size++;
    return size;
}

static void add_suite(struct buffer *out, const struct lint_result *result,
                      struct test_case *const *cases, size_t count)
{
    buffer_add_c(out, "<testsuite");
    xml_add_attribute(out, "name", cases[0]->path);
    add_counts(out, cases, count, true);
    buffer_add_c(out, ">\n");
    for (size_t i = 0; i < count; i++)
        add_case(out, result, cases[i]);
    buffer_add_c(out, "</testsuite>\n");
}

static void add_suites(struct buffer *out, const struct lint_result *result,
                       const struct cases *cases)
{
    size_t count = cases->items.count;

    buffer_add_c(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"ismslint\"");
    add_counts(out, cases->items.items, count, false);
    buffer_add_c(out, ">\n");
    for (size_t i = 0, size; i < count; i += size) {
        size = suite_size(cases->items.items + i, count - i);
        add_suite(out, result, cases->items.items + i, size);
    }
    buffer_add_c(out, "</testsuites>\n");
}

void report_junit(struct buffer *out, struct lint_result *result,
                  const struct report_options *options)
{
    struct cases cases = {0};

    arena_init(&cases.arena);
    map_init(&cases.by_key);
    gather(&cases, result);
    add_suites(out, result, &cases);
    if (cases.items.count >= MOST_PASSING && options->notice)
        visible_printf(options->notice,
                       "ismslint: the JUnit report lacks passing cases: it takes %d\n",
                       (int)MOST_PASSING);
    for (size_t i = 0; i < cases.items.count; i++)
        vector_release(&cases.items.items[i]->findings);
    vector_release(&cases.items);
    map_release(&cases.by_key);
    arena_release(&cases.arena);
}
