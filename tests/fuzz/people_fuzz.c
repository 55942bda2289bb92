/* A register of people: whoever is found by an address, a login or an id is one of it. */
#include "model.h"

#include "model/artifact_read.h"
#include "model/people_check.h"

static void add_selves(const struct value ***selves, size_t *count, const struct model *model,
                       const char *kind)
{
    const struct kind_index *index = model_index(model, kinds_find(model->kinds, str_of(kind)));

    *count = index->all.count;
    *selves = arena_alloc_array(model->arena, index->all.count, sizeof **selves);
    for (size_t i = 0; i < index->all.count; i++)
        (*selves)[i] = index->all.items[i]->self;
}

static void check_found(const struct people *people, const struct person *found)
{
    CHECK(!found || found == &people_nobody ||
          (found >= people->items && found < people->items + people->count));
}

static void check_person(const struct people *people, const struct person *person)
{
    for (size_t i = 0; i < person->emails.count; i++)
        check_found(people, people_by_email(people, person->emails.items[i]));
    for (size_t i = 0; i < person->login_count; i++)
        check_found(people,
                    people_by_login(people, person->logins[i].forge, person->logins[i].login));
    for (size_t i = 0; i < person->role_count; i++)
        people_role_title(people, person->roles[i].role);
    check_found(people, people_by_id(people, person->id));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct snapshot snapshot = {0};
    struct people_sources sources;
    struct arena arena = {0};
    struct model model;
    struct sink sink;

    sink_init(&sink, &arena);
    fuzz_model_begin(&model, &snapshot, (struct str){0}, &arena, &sink);
    fuzz_model_read(&model, STR("people.yaml"), (struct str){(const char *)data, size});
    for (size_t i = 0; i < model.artifacts.count; i++)
        artifact_validate(model.artifacts.items[i], &sink);
    add_selves(&sources.persons, &sources.person_count, &model, "person");
    add_selves(&sources.robots, &sources.robot_count, &model, "robot");
    add_selves(&sources.roles, &sources.role_count, &model, "role");
    add_selves(&sources.assignments, &sources.assignment_count, &model, "assignment");
    people_load(&model.people, &sources, &arena);
    for (size_t i = 0; i < model.people.count; i++)
        check_person(&model.people, &model.people.items[i]);
    people_check(&model, &sink);
    check_diagnostics(&sink);
    model_release(&model);
    sink_release(&sink);
    arena_release(&arena);
    return 0;
}
