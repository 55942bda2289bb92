/* The ISMS as a whole: isms, ids, catalog. */
#include "language/world_private.h"

/* A kind's artifacts, as the list of isms.KIND and the map of ids.KIND. */
struct kind_view {
    const struct world *world;
    const struct kind_index *index;
};

static struct kind_view *view_of(const struct world *world, size_t number)
{
    struct kind_view *view = ARENA_NEW(world->arena, struct kind_view);

    *view = (struct kind_view){world, &world->model->by_kind[number]};
    return view;
}

static size_t count_artifacts(struct cel_evaluation *evaluation, void *self)
{
    (void)evaluation;
    return ((struct kind_view *)self)->index->all.count;
}

static struct cel_value artifact_at(struct cel_evaluation *evaluation, void *self, size_t index)
{
    struct kind_view *view = self;

    return world_artifact(view->world, view->index->all.items[index], evaluation->arena);
}

static size_t count_ids(struct cel_evaluation *evaluation, void *self)
{
    (void)evaluation;
    return ((struct kind_view *)self)->index->by_id.count;
}

static struct cel_value id_at(struct cel_evaluation *evaluation, void *self, size_t index)
{
    (void)evaluation;
    return cel_of_string(((struct kind_view *)self)->index->by_id.entries[index].key);
}

static struct cel_value by_id_at(struct cel_evaluation *evaluation, void *self, size_t index)
{
    struct kind_view *view = self;

    return world_artifact(view->world, view->index->by_id.entries[index].value, evaluation->arena);
}

static bool find_id(struct cel_value *out, struct cel_evaluation *evaluation, void *self,
                    struct cel_value key, bool wanted)
{
    struct kind_view *view = self;
    const struct artifact *artifact =
        key.tag == CEL_STRING ? map_get(&view->index->by_id, key.string) : NULL;

    if (artifact && wanted)
        *out = world_artifact(view->world, artifact, evaluation->arena);
    return artifact != NULL;
}

static const struct cel_dynamic list_methods = {.count = count_artifacts, .at = artifact_at};
static const struct cel_dynamic ids_methods = {
    .count = count_ids, .at = by_id_at, .key_at = id_at, .find = find_id};

/* Nothing may be called missing while a file that may hold it cannot be read. */
static struct cel_value incomplete(const struct kind *kind, struct arena *arena)
{
    return cel_fault(arena, CEL_FAULT_INVALID, "a file with %.*s could not be read",
                     STR_ARG(kind->plural));
}

/* isms.KIND and ids.KIND: the kind's number, or false if KEY is none. */
static bool find_kind(const struct kind **kind, const struct world *world, struct cel_value key)
{
    *kind = key.tag == CEL_STRING ? kinds_find(world->model->kinds, key.string) : NULL;
    return *kind != NULL;
}

static bool find_in_world(struct cel_value *out, struct cel_evaluation *evaluation,
                          const struct world *world, struct cel_value key, bool wanted, bool by_id)
{
    const struct kind *kind;
    size_t number;

    if (!find_kind(&kind, world, key))
        return false;
    if (!wanted)
        return true;
    number = (size_t)(kind - world->model->kinds->items);
    if (world->model->by_kind[number].incomplete)
        *out = incomplete(kind, evaluation->arena);
    else if (by_id)
        *out = cel_of_dynamic_map(&ids_methods, view_of(world, number));
    else
        *out = cel_of_dynamic_list(&list_methods, view_of(world, number));
    return true;
}

static bool find_isms(struct cel_value *out, struct cel_evaluation *evaluation, void *self,
                      struct cel_value key, bool wanted)
{
    return find_in_world(out, evaluation, self, key, wanted, false);
}

static bool find_ids(struct cel_value *out, struct cel_evaluation *evaluation, void *self,
                     struct cel_value key, bool wanted)
{
    return find_in_world(out, evaluation, self, key, wanted, true);
}

static const struct cel_dynamic isms_methods = {.find = find_isms};
static const struct cel_dynamic by_kind_methods = {.find = find_ids};

struct cel_value world_make_isms(const struct world_subject *subject, struct arena *arena)
{
    (void)arena;
    return cel_of_dynamic_map(&isms_methods, subject->world);
}

struct cel_value world_make_ids(const struct world_subject *subject, struct arena *arena)
{
    (void)arena;
    return cel_of_dynamic_map(&by_kind_methods, subject->world);
}

/* A catalog's entry with its framework beside it. */
static struct value *catalog_entry(const struct catalog *catalog, const struct value *entry,
                                   struct arena *arena)
{
    struct value_builder *map = value_map_begin();
    const struct span none = {0};

    value_map_add(map, STR("framework"), none, value_new_string(arena, catalog->framework, none),
                  none);
    VALUE_EACH_ENTRY (field, entry)
        value_map_add(map, field->key, none, field->value, none);
    return value_end(map, arena, none);
}

struct cel_value world_make_catalog(const struct world_subject *subject, struct arena *arena)
{
    const struct world *world = subject->world;
    struct value_builder *list = value_list_begin(), *ids = value_map_begin();
    struct value_builder *both = value_map_begin();
    const struct span none = {0};
    const struct str_list frameworks = world->model->config.frameworks;

    for (size_t i = 0; i < frameworks.count; i++) {
        const struct catalog *catalog = catalogs_find(world->catalogs, frameworks.items[i]);

        if (!catalog)
            continue;
        VALUE_EACH_ITEM (item, catalog->entries) {
            struct value *entry = catalog_entry(catalog, item->value, arena);

            value_list_add(list, entry, none);
            value_map_add(ids, value_get_string(entry, STR("id")), none, entry, none);
        }
    }
    value_map_add(both, STR("controls"), none, value_end(list, arena, none), none);
    value_map_add(both, STR("ids"), none, value_end(ids, arena, none), none);
    return cel_of_document(arena, value_end(both, arena, none), world_type(world, VARIABLE_CATALOG),
                           NULL);
}
