#include "model/artifact.h"

struct str artifact_label(const struct artifact *artifact, struct arena *arena)
{
    struct str name = artifact->id.len ? artifact->id : artifact->file->path;

    return arena_printf(arena, "%.*s %.*s", STR_ARG(artifact->kind->name), STR_ARG(name));
}
