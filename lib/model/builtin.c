#include "model/builtin.h"

#include "value/pack.h"

/* Our own file is broken: name the first fault. */
static int fail(struct error *error, struct str path, const struct sink *sink)
{
    const struct diagnostic *first = sink->diagnostics.count ? sink->diagnostics.items[0] : NULL;
    struct position position = {0};

    if (first && first->span.source)
        position = source_position(first->span.source, first->span.start);
    return error_set(error, ERROR_FAILURE, "%.*s:%u:%u (built in): %.*s", STR_ARG(path),
                     position.line, position.column,
                     STR_ARG(first ? first->message : STR("cannot be used")));
}

struct value *builtin_unpack(const struct embedded_file *file, struct arena *arena)
{
    struct source *source = ARENA_NEW(arena, struct source);

    source_init(source, file->path, file->content, arena);
    return value_unpack(file->packed, source, arena);
}

int builtin_read(struct value **out, struct str path, struct arena *arena, struct error *error)
{
    const struct embedded_file *file = embedded_find(path);

    *out = file ? builtin_unpack(file, arena) : NULL;
    return *out ? 0 : error_set(error, ERROR_FAILURE, "%.*s is not built in", STR_ARG(path));
}

int builtin_schema_init(struct builtin_schema *out, struct str path, struct arena *arena,
                        struct error *error)
{
    static const struct jsonschema_options options = {.assert_format = true,
                                                      .report_unknown = true};
    struct sink sink;
    int result = 0;

    *out = (struct builtin_schema){.registry = jsonschema_registry_new(arena)};
    if (builtin_read(&out->root, path, arena, error) < 0)
        return -1;
    sink_init(&sink, arena);
    if (!jsonschema_compile(&out->compiled, out->registry, out->root, (struct str){0}, &options,
                            &sink))
        result = fail(error, path, &sink);
    sink_release(&sink);
    return result;
}

void builtin_schema_release(struct builtin_schema *schema)
{
    jsonschema_free(schema->compiled);
    if (schema->registry)
        jsonschema_registry_free(schema->registry);
    *schema = (struct builtin_schema){0};
}
