/*
 * An expression, a zero byte, and a JSON document: compiled checked and unchecked, evaluated,
 * written. What both accept they evaluate to the same (langdef.md, "Gradual Type Checking").
 */
#include "fuzz.h"

#include <string.h>

#include "cel/cel.h"
#include "source/json.h"

enum { FUZZ_COST = 20000 };

static struct cel_program *compile(struct fuzz *fuzz, const struct cel_environment *environment,
                                   size_t size, bool unchecked)
{
    struct cel_text text = {.text = str_slice(fuzz->source.text, 0, size),
                            .span = span_of(&fuzz->source, 0, size)};
    struct cel_options options = {.unchecked = unchecked};
    size_t before = fuzz->sink.diagnostics.count;
    struct cel_program *program =
        cel_compile(environment, &text, &options, &fuzz->arena, &fuzz->sink);

    CHECK((program == NULL) == (fuzz->sink.diagnostics.count > before));
    return program;
}

static struct buffer evaluate(struct fuzz *fuzz, const struct cel_environment *environment,
                              const struct cel_program *program, const struct value *document)
{
    struct cel_evaluation evaluation;
    struct buffer shown;

    buffer_init(&shown);
    buffer_add_c(&shown, "");
    cel_evaluation_init(&evaluation, environment, &fuzz->arena);
    evaluation.cost_limit = FUZZ_COST;
    if (document)
        cel_bind(&evaluation, 0, cel_of_document(&fuzz->arena, document, NULL, &document->span));
    if (program)
        cel_write_json(&shown, &evaluation, cel_evaluate(program, &evaluation));
    cel_evaluation_release(&evaluation);
    return shown;
}

/* Made once: it does not change, and making it takes longer than most expressions. */
static const struct cel_environment *environment_of_doc(void)
{
    static struct arena arena;
    static struct cel_environment *environment;

    if (!environment) {
        environment = cel_environment_new(&arena, NULL);
        cel_declare(environment, STR("doc"), &cel_dyn, (struct str){0});
    }
    return environment;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct cel_environment *environment = environment_of_doc();
    const uint8_t *zero = size ? memchr(data, 0, size) : NULL;
    size_t length = zero ? (size_t)(zero - data) : size;
    struct cel_program *checked, *unchecked;
    struct buffer one, other;
    struct source document;
    struct value *value = NULL;
    struct sink sink;
    struct fuzz fuzz;

    fuzz_begin(&fuzz, data, size);
    sink_init(&sink, &fuzz.arena);
    source_init(&document, STR("document"), str_slice(fuzz.source.text, length + 1, size),
                &fuzz.arena);
    json_read(&value, &document, &fuzz.arena, &sink);
    checked = compile(&fuzz, environment, length, false);
    unchecked = compile(&fuzz, environment, length, true);
    CHECK(!checked || unchecked);
    one = evaluate(&fuzz, environment, checked, value);
    other = evaluate(&fuzz, environment, unchecked, value);
    CHECK(!checked || str_equal(buffer_str(&one), buffer_str(&other)));
    CHECK(utf8_invalid(buffer_str(&one)) < 0);
    buffer_release(&one);
    buffer_release(&other);
    cel_program_release(checked);
    cel_program_release(unchecked);
    sink_release(&sink);
    fuzz_end(&fuzz, NULL, checked ? 0 : -1);
    return 0;
}
