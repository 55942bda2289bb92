#include "model/metaschema.h"

#include "model/builtin.h"

#define BASE   "https://json-schema.org/draft/2020-12/"
#define FOLDER "schema/metaschema/"

struct value *metaschema_find(struct str uri, struct arena *arena)
{
    const struct embedded_file *file;
    struct str path;

    if (!str_starts_with(uri, STR(BASE)))
        return NULL;
    path = str_slice(uri, sizeof BASE - 1, uri.len);
    file = embedded_find(arena_printf(arena, FOLDER "%.*s.json", STR_ARG(path)));
    return file ? builtin_unpack(file, arena) : NULL;
}
