/* A model of one file, without a repository: what targets of lib/model and above read. */
#ifndef TESTS_FUZZ_MODEL_H
#define TESTS_FUZZ_MODEL_H

#include <string.h>

#include "fuzz.h"

#include "model/load.h"

/* Every diagnostic is text at a place in its own source. */
static inline void check_diagnostics(const struct sink *sink)
{
    for (size_t i = 0; i < sink->diagnostics.count; i++) {
        const struct diagnostic *diagnostic = sink->diagnostics.items[i];
        struct span span = diagnostic->span;

        CHECK(!span.source || (span.start <= span.end && span.end <= span.source->text.len));
        CHECK(diagnostic->message.len > 0);
        CHECK(utf8_invalid(diagnostic->message) < 0);
        CHECK(utf8_invalid(diagnostic->label) < 0 && utf8_invalid(diagnostic->help) < 0);
    }
}

/* Made once: schemas are compiled when they are first needed, and do not change. */
static inline struct kinds *fuzz_kinds(void)
{
    static struct arena arena;
    static struct kinds kinds;
    struct error error;

    if (!kinds.arena)
        CHECK(kinds_load(&kinds, &arena, &error) == 0);
    return &kinds;
}

/* An empty model with the configuration TEXT, or the defaults. */
static inline void fuzz_model_begin(struct model *model, const struct snapshot *snapshot,
                                    struct str text, struct arena *arena, struct sink *sink)
{
    struct source *source = text.len ? ARENA_NEW(arena, struct source) : NULL;
    struct error error;

    *model = (struct model){.arena = arena, .kinds = fuzz_kinds(), .snapshot = snapshot};
    model->by_kind = arena_alloc_array(arena, model->kinds->count, sizeof *model->by_kind);
    if (source)
        source_init(source, STR(CONFIG_NAME), text, arena);
    CHECK(config_load(&model->config, source, model->kinds, arena, sink, &error) == 0);
}

/* Read TEXT as the file PATH, and enter its artifacts into the model. */
static inline void fuzz_model_read(struct model *model, struct str path, struct str text)
{
    struct error error;
    bool parsed;

    CHECK(model_read_content(&model->artifacts, &parsed, model, path, text, model->arena, &error) ==
          0);
    model_index_artifacts(model);
}

/* The input up to its first zero byte, and what is behind it. */
static inline void split_input(struct str *first, struct str *second, struct str input)
{
    const char *zero = input.len ? memchr(input.data, 0, input.len) : NULL;
    size_t length = zero ? (size_t)(zero - input.data) : input.len;

    *first = str_slice(input, 0, length);
    *second = str_slice(input, length + 1, input.len);
}

#endif
