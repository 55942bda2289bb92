#include "model/reference.h"

#include "base/vector.h"
#include "model/read.h"

/* Find ID among the target kinds; says also whether those are known at all. */
static void resolve(struct model_reference *reference, const struct model *model)
{
    struct str_list targets = reference->declared->targets;
    bool any = false, incomplete = false;

    for (size_t i = 0; i < targets.count && !reference->target; i++) {
        const struct kind *kind = kinds_find(model->kinds, targets.items[i]);
        const struct kind_index *index = kind ? model_index(model, kind) : NULL;

        if (!index)
            continue;
        reference->target = map_get(&index->by_id, reference->id);
        any = any || index->all.count > 0;
        incomplete = incomplete || index->incomplete;
    }
    reference->known = any && !incomplete;
}

static void add(struct model_references *out, const struct model *model,
                const struct artifact *artifact, const struct kind_reference *declared,
                const struct value *value, struct span span)
{
    struct model_reference *reference;
    struct str id = str_trim(read_text(value));

    if (!id.len || value->invalid)
        return;
    reference = &out->items[out->count++];
    *reference =
        (struct model_reference){.from = artifact, .declared = declared, .id = id, .span = span};
    resolve(reference, model);
}

static size_t count_values(const struct value *value)
{
    if (!value)
        return 0;
    return value->type == VALUE_LIST ? value->list.count : 1;
}

static void resolve_artifact(struct model_references *out, const struct model *model,
                             const struct artifact *artifact)
{
    const struct kind *kind = artifact->kind;
    size_t most = 0;

    for (size_t i = 0; i < kind->reference_count; i++)
        most += count_values(value_get(artifact->self, kind->references[i].field));
    out->items = arena_alloc_array(model->arena, most, sizeof *out->items);
    for (size_t i = 0; i < kind->reference_count; i++) {
        const struct kind_reference *declared = &kind->references[i];
        const struct value_entry *entry = value_entry(artifact->self, declared->field);

        if (!entry)
            continue;
        if (entry->value->type == VALUE_LIST)
            VALUE_EACH_ITEM (item, entry->value)
                add(out, model, artifact, declared, item->value, item->span);
        else
            add(out, model, artifact, declared, entry->value, entry->value_span);
    }
}

void references_resolve(struct model *model)
{
    size_t count = model->artifacts.count;

    model->references = arena_alloc_array(model->arena, count, sizeof *model->references);
    model->citations = arena_alloc_array(model->arena, count, sizeof *model->citations);
    for (size_t i = 0; i < count; i++) {
        struct model_references *references = &model->references[i];

        resolve_artifact(references, model, model->artifacts.items[i]);
        for (size_t j = 0; j < references->count; j++)
            if (references->items[j].target)
                vector_push(&model->citations[references->items[j].target->number],
                            &references->items[j]);
    }
}

void references_release(struct model *model)
{
    for (size_t i = 0; model->citations && i < model->artifacts.count; i++)
        vector_release(&model->citations[i]);
}

const struct model_references *model_references_of(const struct model *model,
                                                   const struct artifact *artifact)
{
    return &model->references[artifact->number];
}

const struct model_citations *model_citations_of(const struct model *model,
                                                 const struct artifact *artifact)
{
    return &model->citations[artifact->number];
}
