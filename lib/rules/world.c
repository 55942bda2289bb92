#include "base/clock.h"
#include "rules/world_private.h"

#include "rules/kind_type.h"

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

/* In the order of their slots. */
static const struct world_variable variables[] = {
    {"isms", NULL, "All artifacts of a kind: isms.risk is a list.", false, world_make_isms},
    {"ids", NULL, "The artifacts of a kind by id: ids.control[\"A.5.1\"].", false, world_make_ids},
    {"catalog", "catalog", "The controls or criteria of the configured frameworks.", false,
     world_make_catalog},
    {"repo", "repo", "What the history shows as a whole.", false, world_make_repo},
    {"clone", "clone",
     "What this clone of the repository lacks, and what git would show otherwise.", false,
     world_make_clone},
    {"today", "timestamp", "The day of the run, at midnight.", false, make_today},
    {"now", "timestamp", "The instant of the run.", false, make_now},
    {"file", "file", "The file in which the artifact stands.", true, world_make_file},
    {"text", "text", "The Markdown body of a document.", true, world_make_text},
    {"refs", "list(reference)", "The references of the artifact to others.", true, world_make_refs},
    {"namesakes", "list(namesake)",
     "The first artifact with the same id before this one, of all and in its file.", true,
     world_make_namesakes},
    {"sections", "map(string, list(string))", "The headings under which a section is written.",
     true, world_make_sections},
    {"approval", "approval", "The verdict on the content in force, with its evidence.", true,
     world_make_approval},
    {"history", "history", "The landings of the artifact on the mainline.", true,
     world_make_history},
};

enum { VARIABLE_COUNT = sizeof variables / sizeof variables[0] };

/* isms and ids have a field for each kind: a list, or a map by id. */
static const struct cel_type *per_kind_type(struct world *world, const char *name, bool by_id)
{
    const struct kinds *kinds = world->model->kinds;
    struct cel_object_type *object = cel_object_type_new(world->arena, str_of(name));
    struct cel_field *fields = arena_alloc_array(world->arena, kinds->count, sizeof *fields);

    for (size_t i = 0; i < kinds->count; i++) {
        const struct cel_type *type = world->kind_types[i];

        fields[i] = (struct cel_field){
            .name = kinds->items[i].name,
            .type = by_id ? cel_map_of(world->arena, &cel_string, type)
                          : cel_list_of(world->arena, type),
        };
    }
    cel_object_type_set_fields(object, world->arena, fields, kinds->count);
    return cel_object_of(world->arena, object);
}

static int make_kind_types(struct world *world, struct error *error)
{
    struct kinds *kinds = world->model->kinds;

    world->kind_types = arena_alloc_array(world->arena, kinds->count, sizeof *world->kind_types);
    for (size_t i = 0; i < kinds->count; i++) {
        if (kinds_need_schema(kinds, &kinds->items[i], error) < 0)
            return -1;
        world->kind_types[i] = kind_type(&kinds->items[i], world->arena);
    }
    return 0;
}

static const struct cel_type *variable_type(struct world *world, unsigned slot)
{
    if (!variables[slot].type)
        return per_kind_type(world, variables[slot].name, slot == 1);
    return cel_type_parse(world->environment, world->arena, str_of(variables[slot].type));
}

static void index_artifacts(struct world *world)
{
    map_init(&world->by_self);
    for (size_t i = 0; i < world->model->artifacts.count; i++) {
        struct artifact *artifact = world->model->artifacts.items[i];

        map_put(&world->by_self, (struct str){(const char *)&artifact->self, sizeof artifact->self},
                artifact);
    }
}

int world_init(struct world *out, struct arena *arena, const struct model *model,
               const struct catalogs *catalogs, struct approvals *approvals, int64_t now,
               struct error *error)
{
    *out = (struct world){.arena = arena,
                          .model = model,
                          .catalogs = catalogs,
                          .approvals = approvals,
                          .now = now,
                          .variables = variables};
    out->today = zone_day(&model->config.zone, now);
    index_artifacts(out);
    if (make_kind_types(out, error) < 0)
        return -1;
    out->environment = cel_environment_new(arena, NULL);
    world_declare_types(out);
    for (unsigned slot = 0; slot < VARIABLE_COUNT; slot++)
        cel_declare(out->environment, str_of(variables[slot].name), variable_type(out, slot),
                    str_of(variables[slot].doc));
    return cel_add_function(out->environment, &world_cited_by, out, error);
}

void world_release(struct world *world)
{
    map_release(&world->by_self);
}

const struct cel_type *world_kind_type(const struct world *world, const struct kind *kind)
{
    return world->kind_types[kind - world->model->kinds->items];
}

struct cel_value world_resolve(struct cel_evaluation *evaluation, void *context, unsigned slot)
{
    const struct world_subject *subject = context;
    const struct world_variable *variable;

    if (slot >= VARIABLE_COUNT)
        return cel_fault(evaluation->arena, CEL_FAULT_EVALUATION, "this has no value here");
    variable = &variables[slot];
    return variable->make(subject, variable->of_subject ? subject->scratch : subject->world->arena);
}

void world_unbind(const struct world *world, struct cel_evaluation *evaluation)
{
    (void)world;
    for (unsigned slot = 0; slot < VARIABLE_COUNT; slot++)
        if (variables[slot].of_subject)
            cel_unbind(evaluation, slot);
}

struct cel_value world_artifact(const struct world *world, const struct artifact *artifact,
                                struct arena *arena)
{
    return cel_of_document(arena, artifact->self, world_kind_type(world, artifact->kind),
                           &artifact->span);
}

struct cel_value world_strings(struct str_list list, struct arena *arena)
{
    struct cel_value *items = arena_alloc_array(arena, list.count, sizeof *items);

    for (size_t i = 0; i < list.count; i++)
        items[i] = cel_of_string(list.items[i]);
    return cel_of_items(arena, items, list.count);
}
