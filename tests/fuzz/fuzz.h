/* What every fuzz target of a reader checks: spans within the file, strings in UTF-8. */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <stdlib.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "source/position.h"
#include "value/diagnostic.h"
#include "value/source.h"
#include "value/value.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define CHECK(condition)                                                                           \
    do {                                                                                           \
        if (!(condition))                                                                          \
            abort();                                                                               \
    } while (0)

struct fuzz {
    struct arena arena;
    struct sink sink;
    struct source source;
    size_t left; /* values that are still looked at: aliases could make them many */
};

static inline void fuzz_begin(struct fuzz *fuzz, const uint8_t *data, size_t size)
{
    *fuzz = (struct fuzz){.left = 100000};
    arena_init(&fuzz->arena);
    sink_init(&fuzz->sink, &fuzz->arena);
    source_init(&fuzz->source, STR("file"), (struct str){(const char *)data, size}, &fuzz->arena);
}

static inline void check_span(const struct fuzz *fuzz, struct span span)
{
    CHECK(span.source == &fuzz->source);
    CHECK(span.start <= span.end && span.end <= fuzz->source.text.len);
}

static inline void check_string(const struct fuzz *fuzz, const struct value *value)
{
    size_t middle = value->string.len / 2;

    CHECK(utf8_invalid(value->string) < 0);
    check_span(fuzz, value_string_span(value, 0, middle));
    check_span(fuzz, value_string_span(value, middle, value->string.len));
    if (value->style == STYLE_RAW && value->string.len)
        CHECK(str_equal(span_text(value->span), value->string));
}

/* Check VALUE and what is in it. */
static inline void check_value(struct fuzz *fuzz, const struct value *value, size_t depth)
{
    CHECK(depth <= LIMIT_DEPTH + 10);
    check_span(fuzz, value->span);
    if (fuzz->left == 0)
        return;
    fuzz->left--;
    if (value->type == VALUE_STRING)
        check_string(fuzz, value);
    if (value->type == VALUE_LIST)
        VALUE_EACH_ITEM (item, value) {
            check_span(fuzz, item->span);
            check_value(fuzz, item->value, depth + 1);
        }
    if (value->type == VALUE_MAP)
        VALUE_EACH_ENTRY (entry, value) {
            check_span(fuzz, entry->key_span);
            check_span(fuzz, entry->value_span);
            CHECK(utf8_invalid(entry->key) < 0);
            CHECK(value_entry(value, entry->key) == entry);
            check_value(fuzz, entry->value, depth + 1);
        }
}

/* A result is a value, or none and a reason; every reason is text at a place. */
static inline void fuzz_end(struct fuzz *fuzz, const struct value *value, int result)
{
    if (value)
        check_value(fuzz, value, 0);
    CHECK(result == 0 || fuzz->sink.diagnostics.count > 0);
    for (size_t i = 0; i < fuzz->sink.diagnostics.count; i++) {
        const struct diagnostic *diagnostic = fuzz->sink.diagnostics.items[i];

        check_span(fuzz, diagnostic->span);
        CHECK(diagnostic->message.len > 0);
        CHECK(utf8_invalid(diagnostic->message) < 0);
        CHECK(utf8_invalid(diagnostic->label) < 0 && utf8_invalid(diagnostic->help) < 0);
    }
    sink_release(&fuzz->sink);
    arena_release(&fuzz->arena);
}

#endif
