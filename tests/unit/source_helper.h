/* For the tests of the readers: a source of a C string, and what was found in it. */
#ifndef TESTS_SOURCE_HELPER_H
#define TESTS_SOURCE_HELPER_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "value/diagnostic.h"
#include "value/source.h"
#include "value/value.h"

struct bench {
    struct arena arena;
    struct sink sink;
    struct source source;
    struct buffer shown; /* the last result of a show function */
};

/* Inputs of tests are good seeds for fuzzing: tests/fuzz/run.sh asks for them. */
static inline void save_seed(struct str text)
{
    static int count;
    const char *folder = getenv("SEEDS");
    char path[1024];
    FILE *file;

    if (!folder || text.len > 4096)
        return;
    snprintf(path, sizeof path, "%s/seed-%d", folder, count++);
    file = fopen(path, "w");
    assert_non_null(file);
    fwrite(text.data, 1, text.len, file);
    fclose(file);
}

static inline void bench_begin_str(struct bench *bench, struct str text)
{
    save_seed(text);
    *bench = (struct bench){0};
    arena_init(&bench->arena);
    sink_init(&bench->sink, &bench->arena);
    source_init(&bench->source, STR("file"), text, &bench->arena);
}

static inline void bench_begin(struct bench *bench, const char *text)
{
    bench_begin_str(bench, str_of(text));
}

static inline void bench_end(struct bench *bench)
{
    buffer_release(&bench->shown);
    sink_release(&bench->sink);
    arena_release(&bench->arena);
}

/* "LINE:COLUMN code `spanned text`; ..." of every diagnostic. */
static inline const char *bench_faults(struct bench *bench)
{
    buffer_clear(&bench->shown);
    for (size_t i = 0; i < bench->sink.diagnostics.count; i++) {
        const struct diagnostic *diagnostic = bench->sink.diagnostics.items[i];
        struct span span = diagnostic->span;
        struct position position = source_position(span.source, span.start);

        assert_true(span.start <= span.end && span.end <= span.source->text.len);
        if (bench->shown.len)
            buffer_add_c(&bench->shown, "; ");
        buffer_printf(&bench->shown, "%u:%u %s `%.*s`", position.line, position.column,
                      diagnostic->code, STR_ARG(span_text(span)));
    }
    return buffer_c(&bench->shown);
}

/* A value in a compact notation: null true 1 "text" [1,2] {a:1}, strings verbatim. */
static inline void show_value(struct buffer *out, const struct value *value)
{
    const char *comma = "";

    switch (value->type) {
    case VALUE_NULL:
        buffer_add_c(out, "null");
        break;
    case VALUE_BOOL:
        buffer_add_c(out, value->boolean ? "true" : "false");
        break;
    case VALUE_INT:
        buffer_printf(out, "%lld", (long long)value->number.integer);
        break;
    case VALUE_DOUBLE:
        buffer_printf(out, "~%.*s", STR_ARG(value->number.text));
        break;
    case VALUE_STRING:
        buffer_printf(out, "\"%.*s\"", STR_ARG(value->string));
        break;
    case VALUE_LIST:
        buffer_add_char(out, '[');
        VALUE_EACH_ITEM (item, value) {
            buffer_add_c(out, comma);
            show_value(out, item->value);
            comma = ",";
        }
        buffer_add_char(out, ']');
        break;
    case VALUE_MAP:
        buffer_add_char(out, '{');
        VALUE_EACH_ENTRY (entry, value) {
            buffer_printf(out, "%s%.*s:", comma, STR_ARG(entry->key));
            show_value(out, entry->value);
            comma = ",";
        }
        buffer_add_char(out, '}');
        break;
    }
}

static inline const char *bench_show(struct bench *bench, const struct value *value)
{
    buffer_clear(&bench->shown);
    if (value)
        show_value(&bench->shown, value);
    else
        buffer_add_c(&bench->shown, "nothing");
    return buffer_c(&bench->shown);
}

/* The raw texts of all keys and values in order, each in `...`. */
static inline void show_spans(struct buffer *out, const struct value *value, struct span span)
{
    buffer_printf(out, "`%.*s`", STR_ARG(span_text(span)));
    if (value->type == VALUE_LIST)
        VALUE_EACH_ITEM (item, value)
            show_spans(out, item->value, item->span);
    if (value->type == VALUE_MAP)
        VALUE_EACH_ENTRY (entry, value) {
            buffer_printf(out, "`%.*s`", STR_ARG(span_text(entry->key_span)));
            show_spans(out, entry->value, entry->value_span);
        }
}

static inline const char *bench_spans(struct bench *bench, const struct value *value)
{
    buffer_clear(&bench->shown);
    show_spans(&bench->shown, value, value->span);
    return buffer_c(&bench->shown);
}

#endif
