#include "model/namesakes.h"

#include "base/vector.h"

/* The kind's name before a row's id keeps rows of different kinds apart; a document has none. */
static struct str key_of(const struct artifact *artifact, struct arena *arena)
{
    struct str scope = artifact->is_row ? artifact->kind->name : (struct str){0};

    return arena_printf(arena, "%.*s\n%.*s", STR_ARG(scope), STR_ARG(artifact->id));
}

void namesakes_group(struct model *model)
{
    size_t count = model->artifacts.count;

    model->namesakes = arena_alloc_array(model->arena, count, sizeof(struct artifact_list *));
    map_init(&model->groups);
    for (size_t i = 0; i < count; i++) {
        struct artifact *artifact = model->artifacts.items[i];
        struct str key = key_of(artifact, model->arena);
        struct artifact_list *group = map_get(&model->groups, key);

        if (!group) {
            group = ARENA_NEW(model->arena, struct artifact_list);
            map_put(&model->groups, key, group);
        }
        vector_push(group, artifact);
        model->namesakes[i] = group;
    }
}

void namesakes_release(struct model *model)
{
    for (size_t i = 0; i < model->groups.count; i++)
        vector_release((struct artifact_list *)model->groups.entries[i].value);
    map_release(&model->groups);
}

const struct artifact_list *model_namesakes_of(const struct model *model,
                                               const struct artifact *artifact)
{
    return model->namesakes[artifact->number];
}
