/* Several trees of one repository, judged in one run with one set of rules. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "git_fixture.h"
#include "rules/compiled.h"
#include "rules/lint.h"
#include "rules/rules.h"

#define CONTROLS(justification)                                                                    \
    "controls:\n  - {id: A.5.1, applicable: true, status: implemented}\n"                          \
    "  - {id: A.8.30, applicable: false, status: excluded" justification "}\n"

#define EXCLUDED  CONTROLS("")
#define JUSTIFIED CONTROLS(", justification: nobody develops software for us")

static const char rule[] = "soa-missing-justification";

/* What outlives the trees. */
struct bench {
    struct fixture fixture;
    struct repository *repository;
    struct arena arena;
    struct knowledge knowledge;
    struct rules rules;
};

static void write_file(struct bench *bench, const char *path, const char *text)
{
    char full[256];
    FILE *file;

    snprintf(full, sizeof full, "%s/%s", bench->fixture.folder, path);
    file = fopen(full, "wb");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

/* A register with a fault is committed; the work tree has it mended. */
static void bench_open(struct bench *bench)
{
    struct error error = {0};

    fixture_init(&bench->fixture);
    mkdir(bench->fixture.folder, 0777);
    fixture_git(&bench->fixture, "init -q .");
    write_file(bench, "soa.yaml", EXCLUDED);
    fixture_git(&bench->fixture, "add . && git -c user.name=T -c user.email=t@example.org commit "
                                 "-qm 'Declare controls'");
    write_file(bench, "soa.yaml", JUSTIFIED);
    arena_init(&bench->arena);
    if (knowledge_init(&bench->knowledge, &bench->arena, &error) < 0 ||
        rules_load(&bench->rules, &bench->arena, &error) < 0)
        fail_msg("%s", error.message);
    bench->repository = fixture_open(&bench->fixture);
}

static void bench_close(struct bench *bench)
{
    repository_free(bench->repository);
    rules_release(&bench->rules);
    knowledge_release(&bench->knowledge);
    arena_release(&bench->arena);
    fixture_release(&bench->fixture);
}

/* How often RULE finds a fault in the tree that OPTIONS name; its memory is gone afterwards. */
static size_t count_findings_of(struct bench *bench, const char *only,
                                const struct isms_options *options)
{
    const struct lint_options lint = {.only_rules = &only, .only_rule_count = 1};
    struct lint_result result = {0};
    struct arena arena;
    struct isms isms;
    struct error error = {0};
    size_t count = 0;

    arena_init(&arena);
    if (isms_open(&isms, &bench->knowledge, bench->repository, options, &arena, &error) < 0 ||
        lint_isms(&result, &isms, &bench->rules, &lint, &error) < 0)
        fail_msg("%s", error.message);
    VECTOR_EACH (struct finding, finding, &result.findings) {
        assert_true(str_equal_c(finding->rule, only));
        assert_true(str_equal_c(finding->id, "A.8.30"));
        count++;
    }
    lint_result_release(&result);
    isms_close(&isms);
    arena_release(&arena);
    return count;
}

static size_t count_findings(struct bench *bench, const struct isms_options *options)
{
    return count_findings_of(bench, rule, options);
}

static size_t count_compiled(const struct bench *bench, const char *id)
{
    return rules_find(&bench->rules, str_of(id))->compiled->items.count;
}

static void test_trees_after_another(void **state)
{
    const struct isms_options work_tree = {0}, head = {.tree = ISMS_COMMIT, .revision = "HEAD"};
    struct bench bench;

    (void)state;
    bench_open(&bench);
    assert_int_equal(count_findings(&bench, &work_tree), 0);
    assert_int_equal(count_findings(&bench, &head), 1);
    assert_int_equal(count_findings(&bench, &work_tree), 0);
    assert_int_equal(count_compiled(&bench, rule), 1);
    bench_close(&bench);
}

/* Two trees are open at once: what one of them makes is not the other's. */
static void test_trees_side_by_side(void **state)
{
    const struct isms_options options[2] = {{0}, {.tree = ISMS_COMMIT, .revision = "HEAD"}};
    const size_t wanted[2] = {0, 1};
    const char *only = rule;
    const struct lint_options lint = {.only_rules = &only, .only_rule_count = 1};
    struct bench bench;
    struct arena arenas[2];
    struct isms isms[2];
    struct lint_result results[2];
    struct error error = {0};

    (void)state;
    bench_open(&bench);
    for (size_t i = 0; i < 2; i++) {
        arena_init(&arenas[i]);
        if (isms_open(&isms[i], &bench.knowledge, bench.repository, &options[i], &arenas[i],
                      &error) < 0)
            fail_msg("%s", error.message);
    }
    for (size_t i = 2; i-- > 0;)
        assert_int_equal(lint_isms(&results[i], &isms[i], &bench.rules, &lint, &error), 0);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(results[i].findings.count, wanted[i]);
        lint_result_release(&results[i]);
        isms_close(&isms[i]);
        arena_release(&arenas[i]);
    }
    bench_close(&bench);
}

static void test_overlay(void **state)
{
    static const struct {
        const char *path, *text;
        size_t findings;
    } table[] = {
        {"soa.yaml", EXCLUDED, 1},      /* the work tree is good, what is typed is not */
        {"soa.yaml", JUSTIFIED, 0},     /* and the other way round, see below */
        {"isms/soa.yaml", EXCLUDED, 1}, /* a file that is not saved yet */
        {"notes.txt", EXCLUDED, 0},
    };
    struct bench bench;

    (void)state;
    bench_open(&bench);
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        const struct snapshot_file file = {str_of(table[i].path), str_of(table[i].text)};
        const struct isms_options options = {.overlay = &file, .overlay_count = 1};

        assert_int_equal(count_findings(&bench, &options), table[i].findings);
    }
    write_file(&bench, "soa.yaml", EXCLUDED);
    for (size_t i = 0; i < 2; i++) {
        const struct snapshot_file file = {str_of(table[i].path), str_of(table[i].text)};
        const struct isms_options options = {.overlay = &file, .overlay_count = 1};

        assert_int_equal(count_findings(&bench, &options), table[i].findings);
    }
    bench_close(&bench);
}

/* The configuration may be what is typed; a rule's parameters are of the tree that sets them. */
static void test_overlaid_configuration(void **state)
{
    const struct snapshot_file off = {STR(".ismslint.yaml"),
                                      STR("version: 1\nrules: {soa-missing-justification: off}\n")};
    const struct isms_options plain = {0}, silent = {.overlay = &off, .overlay_count = 1};
    struct lint_options lint = {0};
    struct bench bench;
    size_t found[2] = {0};

    (void)state;
    bench_open(&bench);
    write_file(&bench, "soa.yaml", EXCLUDED);
    for (size_t i = 0; i < 2; i++) {
        struct lint_result result = {0};
        struct arena arena;
        struct isms isms;
        struct error error = {0};

        arena_init(&arena);
        assert_int_equal(isms_open(&isms, &bench.knowledge, bench.repository,
                                   i == 0 ? &silent : &plain, &arena, &error),
                         0);
        assert_int_equal(lint_isms(&result, &isms, &bench.rules, &lint, &error), 0);
        VECTOR_EACH (struct finding, finding, &result.findings)
            found[i] += str_equal_c(finding->rule, rule);
        lint_result_release(&result);
        isms_close(&isms);
        arena_release(&arena);
    }
    assert_int_equal(found[0], 0);
    assert_int_equal(found[1], 1);
    bench_close(&bench);
}

/* What one tree's configuration sets is not what the next tree is judged by. */
static void test_parameters(void **state)
{
    static const char id[] = "soa-trivial-justification";
    const struct snapshot_file config = {
        STR(".ismslint.yaml"), STR("version: 1\nrules:\n  soa-trivial-justification:\n"
                                   "    params: {phrases: [nobody develops software for us]}\n")};
    const struct isms_options plain = {0}, strict = {.overlay = &config, .overlay_count = 1};
    struct bench bench;

    (void)state;
    bench_open(&bench);
    assert_int_equal(count_findings_of(&bench, id, &strict), 1);
    assert_int_equal(count_findings_of(&bench, id, &plain), 0);
    assert_int_equal(count_findings_of(&bench, id, &strict), 1);
    assert_int_equal(count_compiled(&bench, id), 1);
    bench_close(&bench);
}

/* Conditions that do not look at the artifact's fields are compiled for all kinds at once. */
static void test_kinds(void **state)
{
    static const char id[] = "document-placeholder";
    const struct snapshot_file files[] = {
        {STR("policies/a.md"), STR("---\nid: A.8.30\ntitle: A\n---\n# A\n\nTBD\n")},
        {STR("procedures/b.md"), STR("---\nid: A.8.30\ntitle: B\n---\n# B\n\nTBD\n")},
    };
    const struct isms_options options = {.overlay = files, .overlay_count = 2};
    const struct compilations *compiled;
    struct bench bench;

    (void)state;
    bench_open(&bench);
    assert_int_equal(count_findings_of(&bench, id, &options), 2);
    compiled = rules_find(&bench.rules, str_of(id))->compiled;
    assert_int_equal(compiled->items.count, 3); /* policy, procedure and soa, without a finding */
    assert_ptr_equal(compiled->items.items[0]->conditions.each,
                     compiled->items.items[1]->conditions.each);
    assert_true(compiled->items.items[1]->has_words);
    assert_false(compiled->items.items[2]->has_words);
    assert_int_equal(count_findings_of(&bench, id, &(struct isms_options){0}), 0);
    bench_close(&bench);
}

/* What a finding says is not compiled before there is one. */
static void test_words(void **state)
{
    const struct isms_options good = {0}, bad = {.tree = ISMS_COMMIT, .revision = "HEAD"};
    const struct compilations *compiled;
    struct bench bench;

    (void)state;
    bench_open(&bench);
    compiled = rules_find(&bench.rules, str_of(rule))->compiled;
    assert_int_equal(count_findings(&bench, &good), 0);
    assert_false(compiled->items.items[0]->has_words);
    assert_int_equal(count_findings(&bench, &bad), 1);
    assert_true(compiled->items.items[0]->has_words);
    bench_close(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_trees_after_another),
        cmocka_unit_test(test_trees_side_by_side),
        cmocka_unit_test(test_overlay),
        cmocka_unit_test(test_overlaid_configuration),
        cmocka_unit_test(test_parameters),
        cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
