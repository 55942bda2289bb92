#include "base/clock.h"
#include "language/world_private.h"

static struct cel_value make_today(const struct world_subject *subject, struct arena *arena)
{
    (void)arena;
    return cel_of_timestamp(subject->world->today * SECONDS_PER_DAY, 0);
}

static struct cel_value make_now(const struct world_subject *subject, struct arena *arena)
{
    (void)arena;
    return cel_of_timestamp(subject->world->now, 0);
}

/* How the values of variables are made. */
static const struct maker {
    struct cel_value (*make)(const struct world_subject *subject, struct arena *arena);
    bool of_subject; /* differs from artifact to artifact */
} makers[VARIABLE_COUNT] = {
    [VARIABLE_ISMS] = {world_make_isms, false},
    [VARIABLE_IDS] = {world_make_ids, false},
    [VARIABLE_CATALOG] = {world_make_catalog, false},
    [VARIABLE_REPO] = {world_make_repo, false},
    [VARIABLE_CLONE] = {world_make_clone, false},
    [VARIABLE_TODAY] = {make_today, false},
    [VARIABLE_NOW] = {make_now, false},
    [VARIABLE_FILE] = {world_make_file, true},
    [VARIABLE_TEXT] = {world_make_text, true},
    [VARIABLE_REFS] = {world_make_refs, true},
    [VARIABLE_NAMESAKES] = {world_make_namesakes, true},
    [VARIABLE_SECTIONS] = {world_make_sections, true},
    [VARIABLE_APPROVAL] = {world_make_approval, true},
    [VARIABLE_HISTORY] = {world_make_history, true},
};

static void index_artifacts(struct world *world)
{
    map_init(&world->by_self);
    for (size_t i = 0; i < world->model->artifacts.count; i++) {
        struct artifact *artifact = world->model->artifacts.items[i];

        map_put(&world->by_self, (struct str){(const char *)&artifact->self, sizeof artifact->self},
                artifact);
    }
}

void world_init(struct world *out, struct arena *arena, const struct language *language,
                const struct model *model, const struct catalogs *catalogs,
                struct approvals *approvals, int64_t now)
{
    *out = (struct world){.arena = arena,
                          .language = language,
                          .model = model,
                          .catalogs = catalogs,
                          .approvals = approvals,
                          .now = now,
                          .today = zone_day(&model->config.zone, now)};
    out->sections = arena_alloc_array(arena, model->kinds->count + 1, sizeof *out->sections);
    index_artifacts(out);
}

void world_release(struct world *world)
{
    map_release(&world->by_self);
}

struct cel_value world_resolve(struct cel_evaluation *evaluation, void *context, unsigned slot)
{
    const struct world_subject *subject = context;

    if (slot >= VARIABLE_COUNT)
        return cel_fault(evaluation->arena, CEL_FAULT_EVALUATION, "this has no value here");
    return makers[slot].make(subject,
                             makers[slot].of_subject ? subject->scratch : subject->world->arena);
}

void world_unbind(struct cel_evaluation *evaluation)
{
    for (unsigned slot = 0; slot < VARIABLE_COUNT; slot++)
        if (makers[slot].of_subject)
            cel_unbind(evaluation, slot);
}

struct cel_value world_artifact(const struct world *world, const struct artifact *artifact,
                                struct arena *arena)
{
    return cel_of_document(arena, artifact->self,
                           language_kind_type(world->language, artifact->kind), &artifact->span);
}

struct cel_value world_strings(struct str_list list, struct arena *arena)
{
    struct cel_value *items = arena_alloc_array(arena, list.count, sizeof *items);

    for (size_t i = 0; i < list.count; i++)
        items[i] = cel_of_string(list.items[i]);
    return cel_of_items(arena, items, list.count);
}

const struct cel_type *world_type(const struct world *world, enum variable variable)
{
    return world->language->variable_types[variable];
}
