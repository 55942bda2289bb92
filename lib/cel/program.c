/* Compilation from end to end, and what diagnostics need of it. */
#include "base/limits.h"
#include "base/utf8.h"
#include "cel/node.h"

struct span cel_compilation_span(const struct cel_text *text, uint32_t start, uint32_t end)
{
    struct span span = text->span;

    if (text->locate)
        return span_of(span.source, text->locate(text->context, start),
                       text->locate(text->context, end));
    if (span.end - span.start != text->text.len)
        return span;
    return span_of(span.source, span.start + start, span.start + end);
}

struct diagnostic *cel_compilation_report(struct compilation *compilation, const char *code,
                                          uint32_t start, uint32_t end, const char *format, ...)
{
    va_list arguments;
    struct str message;

    va_start(arguments, format);
    message = arena_vprintf(compilation->arena, format, arguments);
    va_end(arguments);
    compilation->failed = true;
    return sink_report(compilation->sink, code, cel_compilation_span(compilation->text, start, end),
                       "%.*s", STR_ARG(message));
}

/* What is wrong with the text before it is parsed. */
static bool check_text_size(struct compilation *compilation)
{
    struct str text = compilation->text->text;
    ptrdiff_t invalid;

    if (text.len > LIMIT_CEL_SIZE) {
        cel_compilation_report(compilation, "cel-limit", 0, 0,
                               "the expression is longer than %d bytes", LIMIT_CEL_SIZE);
        return false;
    }
    invalid = utf8_invalid(text);
    if (invalid >= 0)
        cel_compilation_report(compilation, "cel-syntax", (uint32_t)invalid, (uint32_t)invalid + 1,
                               "this byte is not valid UTF-8");
    return invalid < 0;
}

static bool compile(struct cel_program *program, struct compilation *compilation)
{
    struct expression *expression;

    if (!check_text_size(compilation))
        return false;
    expression = cel_parse(compilation);
    if (!expression || !cel_check(compilation, expression))
        return false;
    program->expression = expression;
    program->type = expression->type;
    return cel_plan(program, compilation);
}

struct cel_program *cel_compile(const struct cel_environment *environment,
                                const struct cel_text *text, const struct cel_options *options,
                                struct arena *arena, struct sink *sink)
{
    struct cel_program *program = ARENA_NEW(arena, struct cel_program);
    struct compilation compilation = {
        .environment = environment, .text = text, .options = options, .arena = arena, .sink = sink};

    if (compile(program, &compilation))
        return program;
    cel_program_release(program);
    return NULL;
}

void cel_program_release(struct cel_program *program)
{
    if (!program)
        return;
    for (size_t i = 0; i < program->regexes.count; i++)
        regex_free(program->regexes.items[i]);
    vector_release(&program->regexes);
    vector_release(&program->slots);
}

const struct expression *cel_program_expression(const struct cel_program *program)
{
    return program->expression;
}

const struct cel_type *cel_program_type(const struct cel_program *program)
{
    return program->type;
}

bool cel_program_reads(const struct cel_program *program, unsigned slot)
{
    for (size_t i = 0; i < program->slots.count; i++)
        if (program->slots.items[i] == slot)
            return true;
    return false;
}
