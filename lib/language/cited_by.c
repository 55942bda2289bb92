#include "language/functions.h"
#include "language/world.h"

static struct cel_value citation(const struct model_reference *reference, struct arena *arena)
{
    struct cel_value *names = arena_alloc_array(arena, 4, sizeof *names);
    struct cel_value *items = arena_alloc_array(arena, 4, sizeof *items);

    names[0] = cel_of_string(STR("kind"));
    items[0] = cel_of_string(reference->from->kind->name);
    names[1] = cel_of_string(STR("id"));
    items[1] = cel_of_string(reference->from->id);
    names[2] = cel_of_string(STR("path"));
    items[2] = cel_of_string(reference->from->file->path);
    names[3] = cel_of_string(STR("field"));
    items[3] = cel_of_string(reference->declared->field);
    return cel_of_entries(arena, names, items, 4);
}

static struct cel_value call_cited_by(const struct cel_call *call,
                                      const struct cel_value *arguments)
{
    const struct world_subject *subject = call->evaluation->resolve_context;
    const struct value *self = arguments[0].tag == CEL_MAP && arguments[0].form == CEL_FORM_DOCUMENT
                                   ? arguments[0].document.value
                                   : NULL;
    const struct artifact *artifact =
        subject ? map_get(&subject->world->by_self, (struct str){(const char *)&self, sizeof self})
                : NULL;
    const struct model_citations *citations;
    struct cel_value *items;

    if (!artifact)
        return cel_fail(call, "cited_by requires an artifact, such as self");
    citations = model_citations_of(subject->world->model, artifact);
    items = arena_alloc_array(call->evaluation->arena, citations->count, sizeof *items);
    for (size_t i = 0; i < citations->count; i++)
        items[i] = citation(citations->items[i], call->evaluation->arena);
    return cel_of_items(call->evaluation->arena, items, citations->count);
}

const struct cel_function function_cited_by = {
    .name = "cited_by",
    .library = "ismslint",
    .doc = "the references of other artifacts to this one: cited_by(self)",
    .reads_context = true,
    .overloads = {{"cited_by(dyn) -> list(citation)", call_cited_by}},
};
