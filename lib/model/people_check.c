#include "model/people_check.h"

#include "base/suggest.h"
#include "model/read.h"

/* One check of one model. */
struct checking {
    const struct model *model;
    struct sink *sink;
    struct map emails, logins; /* lower case -> struct artifact *, the first that claims it */
    struct map roles;          /* ids of roles in the register or held by people */
};

typedef void check_artifact(struct checking *checking, struct artifact *artifact);

static const struct kind_index *index_of(const struct model *model, struct str kind)
{
    const struct kind *found = kinds_find(model->kinds, kind);

    return found ? model_index(model, found) : NULL;
}

static void each_artifact(struct checking *checking, struct str kind, check_artifact *check)
{
    const struct kind_index *index = index_of(checking->model, kind);

    for (size_t i = 0; index && i < index->all.count; i++)
        check(checking, index->all.items[i]);
}

/* A register that is there and could be read whole. */
static bool is_known(const struct model *model, struct str kind)
{
    const struct kind_index *index = index_of(model, kind);

    return index && index->all.count && !index->incomplete;
}

static struct str lower(struct str s, struct arena *arena)
{
    char *copy = arena_copy(arena, s.data, s.len);

    for (size_t i = 0; i < s.len; i++)
        copy[i] = ascii_lower(s.data[i]);
    return (struct str){copy, s.len};
}

/* FORGE/WORD is ARTIFACT's, and should be nobody else's; without a forge WORD is an address. */
static void claim_word(struct checking *checking, struct map *owners, struct artifact *artifact,
                       struct str forge, const struct value *word, struct span span)
{
    struct arena *arena = checking->sink->arena;
    struct str key = lower(str_trim(read_text(word)), arena);
    struct str place = arena_printf(arena, "%.*s/%.*s", STR_ARG(lower(forge, arena)), STR_ARG(key));
    const struct artifact *owner = key.len ? map_get(owners, place) : NULL;

    if (key.len && !owner)
        map_put(owners, place, artifact);
    if (!owner || owner == artifact || str_equal(owner->id, artifact->id))
        return;
    sink_report(checking->sink, "people-ambiguous", span, "`%.*s` belongs to %.*s and to %.*s",
                STR_ARG(key), STR_ARG(owner->id), STR_ARG(artifact->id))
        ->help = STR("remove it from one of the two entries; until then it identifies neither");
}

/* A string, or a list of strings. */
static void claim_value(struct checking *checking, struct map *owners, struct artifact *artifact,
                        struct str forge, const struct value *value, struct span span)
{
    if (value->type != VALUE_LIST) {
        claim_word(checking, owners, artifact, forge, value, span);
        return;
    }
    VALUE_EACH_ITEM (item, value)
        claim_word(checking, owners, artifact, forge, item->value, item->span);
}

/* The same, or a map of them by forge. */
static void claim_words(struct checking *checking, struct map *owners, struct artifact *artifact,
                        struct str field)
{
    const struct value_entry *words = value_entry(artifact->self, field);

    if (!words)
        return;
    if (words->value->type != VALUE_MAP) {
        claim_value(checking, owners, artifact, (struct str){0}, words->value, words->value_span);
        return;
    }
    VALUE_EACH_ENTRY (entry, words->value)
        claim_value(checking, owners, artifact, entry->key, entry->value, entry->value_span);
}

static void check_claims(struct checking *checking, struct artifact *artifact)
{
    claim_words(checking, &checking->emails, artifact, STR("emails"));
    claim_words(checking, &checking->logins, artifact, STR("logins"));
}

/* Days are written year first, so that their order is that of their texts. */
static void check_validity(struct checking *checking, const struct value *map)
{
    struct str from = value_get_string(map, STR("from"));
    const struct value_entry *until = value_entry(map, STR("until"));

    if (!from.len || !until || until->value->type != VALUE_STRING ||
        from.len != until->value->string.len || str_compare(until->value->string, from) >= 0)
        return;
    sink_report(checking->sink, "people-validity", until->value_span,
                "`until` is earlier than `from` (%.*s)", STR_ARG(from))
        ->help = STR("correct `from` or `until`");
}

static void check_validities(struct checking *checking, const struct value *list)
{
    if (list && list->type == VALUE_LIST)
        VALUE_EACH_ITEM (item, list)
            check_validity(checking, item->value);
}

static void check_assignment(struct checking *checking, struct artifact *artifact)
{
    struct str role = str_trim(read_text(value_get(artifact->self, STR("role"))));

    check_validity(checking, artifact->self);
    if (role.len)
        map_put(&checking->roles, role, artifact);
}

static void note_role(struct checking *checking, struct artifact *artifact)
{
    if (artifact->id.len)
        map_put(&checking->roles, artifact->id, artifact);
}

static void advise_role(struct diagnostic *diagnostic, struct str role, const struct map *known,
                        struct arena *arena)
{
    struct suggestion suggestion;

    suggestion_init(&suggestion, role);
    for (size_t i = 0; i < known->count; i++)
        suggestion_offer(&suggestion, known->entries[i].key);
    diagnostic_advise(diagnostic, suggestion.best,
                      STR("correct the id, or add the role to the register of roles"), arena);
}

/* The id of a role that a person holds: itself, or in {role, from, until}. */
static const struct value *role_of(const struct value *item)
{
    return item->type == VALUE_MAP ? value_get(item, STR("role")) : item;
}

static void check_person_role(struct checking *checking, const struct artifact *artifact,
                              const struct value *value)
{
    const struct kind_index *roles = index_of(checking->model, STR("role"));
    struct str role = str_trim(read_text(value));
    struct diagnostic *diagnostic;

    if (!role.len || !is_known(checking->model, STR("role")) || map_get(&roles->by_id, role))
        return;
    diagnostic =
        sink_report(checking->sink, "people-unknown-role", value->span,
                    "%.*s holds the unknown role `%.*s`", STR_ARG(artifact->id), STR_ARG(role));
    advise_role(diagnostic, role, &roles->by_id, checking->sink->arena);
}

static void check_person(struct checking *checking, struct artifact *artifact)
{
    const struct value *roles = value_get(artifact->self, STR("roles"));

    check_claims(checking, artifact);
    check_validities(checking, roles);
    check_validities(checking, value_get(artifact->self, STR("keys")));
    if (roles && roles->type == VALUE_LIST)
        VALUE_EACH_ITEM (item, roles)
            check_person_role(checking, artifact, role_of(item->value));
}

static void note_person_roles(struct checking *checking, struct artifact *artifact)
{
    const struct value *roles = value_get(artifact->self, STR("roles"));

    if (roles && roles->type == VALUE_LIST)
        VALUE_EACH_ITEM (item, roles) {
            struct str role = str_trim(read_text(role_of(item->value)));

            if (role.len)
                map_put(&checking->roles, role, artifact);
        }
}

static void check_required_role(struct checking *checking, const struct value_item *item)
{
    struct diagnostic *diagnostic;
    struct str role = read_text(item->value);

    if (!role.len || map_get(&checking->roles, role))
        return;
    diagnostic = sink_report(checking->sink, "config-unknown-role", item->span,
                             "the role `%.*s` is neither held nor defined", STR_ARG(role));
    advise_role(diagnostic, role, &checking->roles, checking->sink->arena);
}

/* Roles that may approve have to be somebody's, or could be. */
static void check_required(struct checking *checking)
{
    const struct value *approvals = value_get(checking->model->config.root, STR("approvals"));
    const struct value *required = value_get(approvals, STR("required"));

    if (!required || required->type != VALUE_MAP || !is_known(checking->model, STR("person")))
        return;
    VALUE_EACH_ENTRY (entry, required) {
        const struct value *roles = value_get(entry->value, STR("roles"));

        if (roles && roles->type == VALUE_LIST)
            VALUE_EACH_ITEM (item, roles)
                check_required_role(checking, item);
    }
}

void people_check(const struct model *model, struct sink *sink)
{
    struct checking checking = {.model = model, .sink = sink};

    map_init(&checking.emails);
    map_init(&checking.logins);
    map_init(&checking.roles);
    each_artifact(&checking, STR("person"), check_person);
    each_artifact(&checking, STR("robot"), check_person);
    each_artifact(&checking, STR("person"), note_person_roles);
    each_artifact(&checking, STR("assignment"), check_assignment);
    each_artifact(&checking, STR("role"), note_role);
    check_required(&checking);
    map_release(&checking.emails);
    map_release(&checking.logins);
    map_release(&checking.roles);
}
