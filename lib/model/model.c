#include "model/model.h"

const struct model_file *model_file_at(const struct model *model, struct str path)
{
    size_t low = 0, high = model->file_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_compare(model->files[middle]->path, path);

        if (order == 0)
            return model->files[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

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
