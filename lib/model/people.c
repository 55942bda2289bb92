#include "model/people.h"

#include "base/clock.h"
#include "base/fold.h"
#include "base/vector.h"
#include "model/read.h"

struct person people_nobody;

static const struct validity always = {INT64_MIN, INT64_MAX};

static int64_t read_day(const struct value *map, struct str key, int64_t fallback)
{
    struct civil civil;

    return civil_parse(&civil, value_get_string(map, key)) ? civil_to_days(civil) : fallback;
}

/*
 * A limit that is there and cannot be read must not become "for ever": then the
 * range is empty, and the schema's finding says why nobody is entitled.
 */
static struct validity read_validity(const struct value *map)
{
    struct validity validity = always;

    if (map->type != VALUE_MAP)
        return validity;
    if (value_get(map, STR("from")))
        validity.from = read_day(map, STR("from"), INT64_MAX);
    if (value_get(map, STR("until")))
        validity.until = read_day(map, STR("until"), INT64_MIN);
    return validity;
}

static size_t count_of(const struct value *list)
{
    return list && list->type == VALUE_LIST ? list->list.count : 0;
}

/* Roles stand as plain ids or as {role, from, until}. */
static void read_roles(struct person *person, const struct value *list, size_t spare,
                       struct arena *arena)
{
    person->roles = arena_alloc_array(arena, count_of(list) + spare, sizeof *person->roles);
    for (size_t i = 0; i < count_of(list); i++) {
        const struct value *item = list->list.items[i].value;
        struct str role =
            item->type == VALUE_STRING ? item->string : value_get_string(item, STR("role"));

        if (role.len)
            person->roles[person->role_count++] = (struct role_held){role, read_validity(item)};
    }
}

static void read_keys(struct person *person, const struct value *list, struct arena *arena)
{
    person->keys = arena_alloc_array(arena, count_of(list), sizeof *person->keys);
    for (size_t i = 0; i < count_of(list); i++) {
        const struct value *item = list->list.items[i].value;

        person->keys[person->key_count++] = (struct person_key){
            .type = value_get_string(item, STR("type")),
            .key = value_get_string(item, STR("key")),
            .file = value_get_string(item, STR("file")),
            .validity = read_validity(item),
            .revoked = value_get(item, STR("revoked")) ? read_day(item, STR("revoked"), INT64_MIN)
                                                       : INT64_MAX,
        };
    }
}

/* What is not said under a forge's name is a login of no forge: no noreply address has it. */
static void read_logins_of(struct person *person, struct str forge, const struct value *value,
                           struct arena *arena)
{
    struct str_list list = read_string_list(value, arena);

    for (size_t i = 0; i < list.count; i++)
        person->logins[person->login_count++] = (struct login){forge, list.items[i]};
}

static size_t count_logins(const struct value *logins)
{
    size_t count = 0;

    if (!logins || logins->type != VALUE_MAP)
        return logins ? 1 + count_of(logins) : 0;
    VALUE_EACH_ENTRY (entry, logins)
        count += 1 + count_of(entry->value);
    return count;
}

/* logins: {github: ana-r, gitlab: [ana, ana2]}, or a list, or one string. */
static void read_logins(struct person *person, const struct value *logins, struct arena *arena)
{
    person->logins = arena_alloc_array(arena, count_logins(logins), sizeof *person->logins);
    if (!logins || logins->type != VALUE_MAP) {
        read_logins_of(person, (struct str){0}, logins, arena);
        return;
    }
    VALUE_EACH_ENTRY (entry, logins)
        read_logins_of(person, entry->key, entry->value, arena);
}

static void claim(struct map *map, const struct folded *word, struct person *person,
                  struct arena *arena)
{
    struct str key = arena_str(arena, folded_str(word));
    struct person *earlier = map_put(map, key, person);

    if (earlier && earlier != person)
        map_put(map, key, &people_nobody);
}

/* "github/jo"; "/jo": at whatever forge. */
static bool fold_login(struct folded *out, struct str forge, struct str login)
{
    forge = str_trim(forge);
    login = str_trim(login);
    out->len = 0;
    if (!login.len || forge.len + 1 + login.len > sizeof out->data)
        return false;
    for (size_t i = 0; i < forge.len; i++)
        out->data[out->len++] = ascii_lower(forge.data[i]);
    out->data[out->len++] = '/';
    for (size_t i = 0; i < login.len; i++)
        out->data[out->len++] = ascii_lower(login.data[i]);
    return true;
}

static void read_person(struct person *person, const struct value *self, bool robot,
                        struct arena *arena)
{
    *person = (struct person){
        .id = read_text(value_get(self, STR("id"))),
        .name = value_get_string(self, STR("name")),
        .emails = read_strings(self, STR("emails"), arena),
        .robot = robot,
        .vouches = robot && str_equal_c(value_get_string(self, STR("vouches")), "reviews"),
        .self = self,
    };
    if (!person->name.len)
        person->name = person->id;
    read_logins(person, value_get(self, STR("logins")), arena);
    read_keys(person, value_get(self, STR("keys")), arena);
}

static void index_logins(struct people *people, struct person *person, struct arena *arena)
{
    struct folded word;

    for (size_t i = 0; i < person->login_count; i++) {
        const struct login *login = &person->logins[i];

        if (str_trim(login->forge).len && fold_login(&word, login->forge, login->login))
            claim(&people->by_login, &word, person, arena);
        if (fold_login(&word, (struct str){0}, login->login))
            claim(&people->by_login, &word, person, arena);
    }
}

/* A robot takes nothing from a person of the same id. */
static void claim_id(struct people *people, struct person *person)
{
    const struct person *earlier = person->id.len ? map_get(&people->by_id, person->id) : NULL;

    if (!person->id.len || (earlier && person->robot))
        return;
    map_put(&people->by_id, person->id, earlier ? &people_nobody : person);
}

static void index_person(struct people *people, struct person *person, struct arena *arena)
{
    struct folded word;

    for (size_t i = 0; i < person->emails.count; i++)
        if (fold_address(&word, person->emails.items[i]))
            claim(&people->by_email, &word, person, arena);
    index_logins(people, person, arena);
    if (fold_name(&word, person->name))
        claim(&people->by_name, &word, person, arena);
    claim_id(people, person);
}

static struct person *assigned_person(const struct people *people, const struct value *assignment)
{
    struct person *person =
        map_get(&people->by_id, read_text(value_get(assignment, STR("person"))));

    return person == &people_nobody ? NULL : person;
}

/* The roles of the people's own entries, with room for those that assignments give. */
static void read_all_roles(struct people *people, const struct people_sources *sources,
                           struct arena *arena)
{
    size_t *assigned = arena_alloc_array(arena, people->count, sizeof *assigned);

    for (size_t i = 0; i < sources->assignment_count; i++) {
        const struct person *person = assigned_person(people, sources->assignments[i]);

        if (person)
            assigned[person - people->items]++;
    }
    for (size_t i = 0; i < people->count; i++) {
        struct person *person = &people->items[i];

        read_roles(person, value_get(person->self, STR("roles")), assigned[i], arena);
    }
}

static void add_assignments(struct people *people, const struct people_sources *sources)
{
    for (size_t i = 0; i < sources->assignment_count; i++) {
        const struct value *self = sources->assignments[i];
        struct person *person = assigned_person(people, self);
        struct str role = value_get_string(self, STR("role"));

        if (person && role.len)
            person->roles[person->role_count++] = (struct role_held){role, read_validity(self)};
    }
}

static void add_role_facts(struct people *people, const struct people_sources *sources,
                           struct arena *arena)
{
    struct str_list *top = &people->top_management;

    top->items = arena_alloc_array(arena, sources->role_count, sizeof *top->items);
    for (size_t i = 0; i < sources->role_count; i++) {
        struct str id = read_text(value_get(sources->roles[i], STR("id")));
        struct str title = value_get_string(sources->roles[i], STR("title"));

        if (id.len && title.len)
            map_put(&people->role_titles, id, arena_copy(arena, &title, sizeof title));
        if (id.len && read_bool(sources->roles[i], STR("top_management"), false))
            top->items[top->count++] = id;
    }
}

void people_load(struct people *out, const struct people_sources *sources, struct arena *arena)
{
    *out = (struct people){.forges = sources->forges};
    out->items =
        arena_alloc_array(arena, sources->person_count + sources->robot_count, sizeof *out->items);
    for (size_t i = 0; i < sources->person_count; i++)
        read_person(&out->items[out->count++], sources->persons[i], false, arena);
    out->person_count = out->count;
    for (size_t i = 0; i < sources->robot_count; i++)
        read_person(&out->items[out->count++], sources->robots[i], true, arena);
    for (size_t i = 0; i < out->count; i++)
        index_person(out, &out->items[i], arena);
    read_all_roles(out, sources, arena);
    add_assignments(out, sources);
    add_role_facts(out, sources, arena);
}

void people_release(struct people *people)
{
    map_release(&people->by_email);
    map_release(&people->by_login);
    map_release(&people->by_name);
    map_release(&people->by_id);
    map_release(&people->role_titles);
}

const struct person *people_by_login(const struct people *people, struct str forge,
                                     struct str login)
{
    struct folded word;

    return fold_login(&word, forge, login) ? map_get(&people->by_login, folded_str(&word)) : NULL;
}

/* By the logins that a noreply address may name: they have to be one person's. */
static const struct person *by_noreply(const struct people *people, struct str email)
{
    const struct forge *forge = forges_find(people->forges, email);
    const struct person *found = NULL;
    struct str logins[2];
    size_t count = forge ? forge_logins(logins, forge, email) : 0;

    for (size_t i = 0; i < count; i++) {
        const struct person *person = people_by_login(people, forge->name, logins[i]);

        found = found && person && found != person ? &people_nobody : person ? person : found;
    }
    return found;
}

const struct person *people_by_email(const struct people *people, struct str email)
{
    const struct person *person = NULL;
    struct folded word;

    email = str_trim(email);
    if (fold_address(&word, email))
        person = map_get(&people->by_email, folded_str(&word));
    return person ? person : by_noreply(people, email);
}

const struct person *people_by_name(const struct people *people, struct str name)
{
    struct folded word;

    return fold_name(&word, name) ? map_get(&people->by_name, folded_str(&word)) : NULL;
}

const struct person *people_by_id(const struct people *people, struct str id)
{
    return map_get(&people->by_id, id);
}

bool person_held(const struct person *person, struct str role, int64_t day)
{
    for (size_t i = 0; i < person->role_count; i++) {
        const struct role_held *held = &person->roles[i];

        if (str_equal(held->role, role) && held->validity.from <= day &&
            day <= held->validity.until)
            return true;
    }
    return false;
}

struct str people_role_title(const struct people *people, struct str role)
{
    const struct str *title = map_get(&people->role_titles, role);

    return title ? *title : role;
}
