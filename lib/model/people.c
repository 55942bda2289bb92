#include "model/people.h"

#include "base/clock.h"
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

/* logins: {github: ana-r, gitlab: [ana, ana2]}, or a list, or one string. */
static struct str_list read_logins(const struct value *logins, struct arena *arena)
{
    struct str_list list = {0};

    if (!logins || logins->type != VALUE_MAP)
        return read_string_list(logins, arena);
    list.items = arena_alloc_array(arena, logins->map.count, sizeof *list.items);
    VALUE_EACH_ENTRY (entry, logins)
        if (entry->value->type == VALUE_STRING)
            list.items[list.count++] = entry->value->string;
    return list;
}

static struct str lower(struct str s, struct arena *arena)
{
    char *copy = arena_alloc(arena, s.len);

    for (size_t i = 0; i < s.len; i++)
        copy[i] = ascii_lower(s.data[i]);
    return (struct str){copy, s.len};
}

static void claim(struct map *map, struct str key, struct person *person, struct arena *arena)
{
    struct person *earlier;

    key = lower(str_trim(key), arena);
    if (!key.len)
        return;
    earlier = map_put(map, key, person);
    if (earlier && earlier != person)
        map_put(map, key, &people_nobody);
}

static void read_person(struct person *person, const struct value *self, bool robot,
                        struct arena *arena)
{
    *person = (struct person){
        .id = read_text(value_get(self, STR("id"))),
        .name = value_get_string(self, STR("name")),
        .emails = read_strings(self, STR("emails"), arena),
        .logins = read_logins(value_get(self, STR("logins")), arena),
        .robot = robot,
        .vouches = robot && str_equal_c(value_get_string(self, STR("vouches")), "reviews"),
        .self = self,
    };
    if (!person->name.len)
        person->name = person->id;
    read_keys(person, value_get(self, STR("keys")), arena);
}

static void index_person(struct people *people, struct person *person, struct arena *arena)
{
    for (size_t i = 0; i < person->emails.count; i++)
        claim(&people->by_email, person->emails.items[i], person, arena);
    for (size_t i = 0; i < person->logins.count; i++)
        claim(&people->by_login, person->logins.items[i], person, arena);
    if (person->id.len && !map_get(&people->by_id, person->id))
        map_put(&people->by_id, person->id, person);
}

static struct person *assigned_person(const struct people *people, const struct value *assignment)
{
    return map_get(&people->by_id, read_text(value_get(assignment, STR("person"))));
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

static void add_titles(struct people *people, const struct people_sources *sources,
                       struct arena *arena)
{
    for (size_t i = 0; i < sources->role_count; i++) {
        struct str id = read_text(value_get(sources->roles[i], STR("id")));
        struct str title = value_get_string(sources->roles[i], STR("title"));

        if (id.len && title.len)
            map_put(&people->role_titles, id, arena_copy(arena, &title, sizeof title));
    }
}

void people_load(struct people *out, const struct people_sources *sources, struct arena *arena)
{
    *out = (struct people){0};
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
    add_titles(out, sources, arena);
}

void people_release(struct people *people)
{
    map_release(&people->by_email);
    map_release(&people->by_login);
    map_release(&people->by_id);
    map_release(&people->role_titles);
}

/* Look up without regard to ASCII case; longer words than any address are nobody's. */
static const struct person *look_up(const struct map *map, struct str word)
{
    char room[320];
    struct person *person;

    if (word.len == 0 || word.len > sizeof room)
        return NULL;
    for (size_t i = 0; i < word.len; i++)
        room[i] = ascii_lower(word.data[i]);
    person = map_get(map, (struct str){room, word.len});
    return person == &people_nobody ? NULL : person;
}

/* "123+login@users.noreply.github.com", "login@users.noreply...",
 * "123-login@users.noreply.gitlab.com". */
static struct str noreply_login(struct str email)
{
    ptrdiff_t at = str_find(email, STR("@users.noreply."), 0);
    struct str local;
    size_t digits = 0;

    if (at < 0)
        return (struct str){0};
    local = str_slice(email, 0, (size_t)at);
    while (digits < local.len && ascii_is_digit(local.data[digits]))
        digits++;
    if (digits && digits < local.len && (local.data[digits] == '+' || local.data[digits] == '-'))
        return str_slice(local, digits + 1, local.len);
    return local;
}

const struct person *people_by_email(const struct people *people, struct str email)
{
    const struct person *person;
    struct str login;

    email = str_trim(email);
    person = look_up(&people->by_email, email);
    if (person)
        return person;
    login = noreply_login(email);
    return login.len ? look_up(&people->by_login, login) : NULL;
}

const struct person *people_by_login(const struct people *people, struct str login)
{
    return look_up(&people->by_login, str_trim(login));
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
