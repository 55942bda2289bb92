#include "value/diagnostic.h"

void sink_init(struct sink *sink, struct arena *arena)
{
    *sink = (struct sink){.arena = arena};
}

void sink_release(struct sink *sink)
{
    vector_release(&sink->diagnostics);
}

struct diagnostic *sink_report(struct sink *sink, const char *code, struct span span,
                               const char *format, ...)
{
    struct diagnostic *diagnostic = ARENA_NEW(sink->arena, struct diagnostic);
    va_list arguments;

    diagnostic->code = code;
    diagnostic->span = span;
    va_start(arguments, format);
    diagnostic->message = arena_vprintf(sink->arena, format, arguments);
    va_end(arguments);
    vector_push(&sink->diagnostics, diagnostic);
    return diagnostic;
}

void diagnostic_advise(struct diagnostic *diagnostic, struct str nearest, struct str otherwise,
                       struct arena *arena)
{
    diagnostic->help =
        nearest.len ? arena_printf(arena, "did you mean `%.*s`?", STR_ARG(nearest)) : otherwise;
}
