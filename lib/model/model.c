#include "model/model.h"

struct kind_index *model_index(const struct model *model, const struct kind *kind)
{
    return &model->by_kind[kind - model->kinds->items];
}

void model_index_artifacts(struct model *model)
{
    for (size_t i = 0; i < model->artifacts.count; i++) {
        struct artifact *artifact = model->artifacts.items[i];
        struct kind_index *index = model_index(model, artifact->kind);

        artifact->number = i;
        vector_push(&index->all, artifact);
        if (artifact->id.len && !map_get(&index->by_id, artifact->id))
            map_put(&index->by_id, artifact->id, artifact);
    }
}
