/* A result to which a test adds findings, and what a format makes of it. After cmocka.h. */
#ifndef TESTS_UNIT_REPORT_HELPER_H
#define TESTS_UNIT_REPORT_HELPER_H

#include "report/report.h"

struct fixture {
    struct arena arena;
    struct lint_result result;
    struct buffer out;
};

static inline int set_up(void **state)
{
    static struct fixture fixture;

    fixture = (struct fixture){0};
    arena_init(&fixture.arena);
    buffer_init(&fixture.out);
    *state = &fixture;
    return 0;
}

static inline int tear_down(void **state)
{
    struct fixture *fixture = *state;

    lint_result_release(&fixture->result);
    buffer_release(&fixture->out);
    arena_release(&fixture->arena);
    return 0;
}

/* The first MARKED in a file PATH that holds TEXT. */
static inline struct span place(struct fixture *fixture, const char *path, const char *text,
                                const char *marked)
{
    struct source *source = ARENA_NEW(&fixture->arena, struct source);
    ptrdiff_t start = str_find(str_of(text), str_of(marked), 0);

    assert_true(start >= 0);
    source_init(source, str_of(path), str_of(text), &fixture->arena);
    return span_of(source, (size_t)start, (size_t)start + str_of(marked).len);
}

static inline const char *written(struct fixture *fixture, const char *format,
                                  const struct report_options *options)
{
    report_format_find(str_of(format))->write(&fixture->out, &fixture->result, options);
    return buffer_c(&fixture->out);
}

static const struct report_options quiet = {.quiet = true};

static inline struct finding missing_justification(struct fixture *fixture)
{
    static struct str clauses[] = {STR_INIT("ISO/IEC 27001:2022 6.1.3 d)")};
    struct span span = place(fixture, "isms/soa.yaml",
                             "a: 1\nb: 2\nc: 3\nd: 4\ncontrols:\n  - id: A.8.30\n"
                             "    applicable: false\n    justification: \"\"\n",
                             "justification: \"\"");

    return (struct finding){
        .rule = STR("soa-missing-justification"),
        .severity = SEVERITY_ERROR,
        .message = STR("excluded control A.8.30 has no justification"),
        .span = span,
        .path = span.source->path,
        .label = STR("empty"),
        .help = STR("say why the control is not needed, or set `applicable: true`"),
        .kind = STR("control"),
        .id = STR("A.8.30"),
        .field = STR("/justification"),
        .basis = BASIS_REQUIRED,
        .clauses = clauses,
        .clause_count = 1,
        .fingerprint = STR("00112233445566778899aabbccddeeff"),
    };
}

#endif
