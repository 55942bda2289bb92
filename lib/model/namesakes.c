#include "model/namesakes.h"

/* Artifacts with one id, while they are grouped: they come file by file. */
struct group {
    const struct artifact *first;
    const struct artifact *first_here; /* in the file of the last one so far */
};

/* The kind's name before a row's id keeps rows of different kinds apart; a document has none. */
static struct str key_of(const struct artifact *artifact, struct arena *arena)
{
    struct str scope = artifact->is_row ? artifact->kind->name : (struct str){0};

    return arena_join(arena, arena_join(arena, scope, STR("\n")), artifact->id);
}

static struct group *group_of(struct map *groups, const struct artifact *artifact,
                              struct arena *arena)
{
    struct str key = key_of(artifact, arena);
    struct group *group = map_get(groups, key);

    if (group)
        return group;
    group = ARENA_NEW(arena, struct group);
    group->first = artifact;
    map_put(groups, key, group);
    return group;
}

void namesakes_find(struct model *model)
{
    struct map groups;

    map_init(&groups);
    model->namesakes =
        arena_alloc_array(model->arena, model->artifacts.count, sizeof *model->namesakes);
    for (size_t i = 0; i < model->artifacts.count; i++) {
        const struct artifact *artifact = model->artifacts.items[i];
        struct model_namesakes *namesakes = &model->namesakes[i];
        struct group *group;

        if (!artifact->id.len)
            continue;
        group = group_of(&groups, artifact, model->arena);
        if (!group->first_here || group->first_here->file != artifact->file)
            group->first_here = artifact;
        if (group->first != artifact)
            namesakes->first = group->first;
        if (group->first_here != artifact && group->first_here != group->first)
            namesakes->first_here = group->first_here;
    }
    map_release(&groups);
}

const struct model_namesakes *model_namesakes_of(const struct model *model,
                                                 const struct artifact *artifact)
{
    return &model->namesakes[artifact->number];
}
