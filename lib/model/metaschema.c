#include "model/metaschema.h"

#include "base/embedded.h"
#include "source/json.h"

#define BASE   "https://json-schema.org/draft/2020-12/"
#define FOLDER "schema/metaschema/"

struct value *metaschema_find(struct str uri, struct arena *arena)
{
    const struct embedded_file *file;
    struct source *source;
    struct value *value;
    struct sink sink;
    struct str path;

    if (!str_starts_with(uri, STR(BASE)))
        return NULL;
    path = str_slice(uri, sizeof BASE - 1, uri.len);
    file = embedded_find(arena_printf(arena, FOLDER "%.*s.json", STR_ARG(path)));
    if (!file)
        return NULL;
    source = ARENA_NEW(arena, struct source);
    source_init(source, file->path, file->content, arena);
    sink_init(&sink, arena);
    json_read(&value, source, arena, &sink);
    sink_release(&sink);
    return value;
}
