/* What the mainline shows as a whole: `repo`. */
#include "approval/mainline_facts.h"
#include "base/clock.h"
#include "language/world_private.h"

enum { COMMIT_FIELDS = 8, REPO_FIELDS = 6 };

static struct cel_value commit_value(const struct approvals *approvals,
                                     const struct mainline_fact *fact, struct arena *arena)
{
    static const char *const names[COMMIT_FIELDS] = {"commit", "date", "person", "subject",
                                                     "path",   "id",   "kind",   "reason"};
    char hex[OBJECT_ID_HEX + 1], date[16];
    const struct str texts[COMMIT_FIELDS] = {
        str_of(object_id_hex(hex, &fact->commit, OBJECT_ID_HEX)),
        str_of(civil_format(date, civil_from_days(approvals_day(approvals, fact->date)))),
        fact->person,
        fact->subject,
        fact->path,
        fact->id,
        fact->kind,
        fact->reason,
    };
    struct cel_value *keys = arena_alloc_array(arena, COMMIT_FIELDS, sizeof *keys);
    struct cel_value *items = arena_alloc_array(arena, COMMIT_FIELDS, sizeof *items);

    for (size_t i = 0; i < COMMIT_FIELDS; i++) {
        keys[i] = cel_of_string(str_of(names[i]));
        items[i] = cel_of_string(arena_str(arena, texts[i]));
    }
    return cel_of_entries(arena, keys, items, COMMIT_FIELDS);
}

/* Where UNKNOWN says why there may be more, the last item is not known. */
static struct cel_value commit_list(const struct approvals *approvals,
                                    const struct mainline_fact_list *list, struct str unknown,
                                    struct arena *arena)
{
    struct cel_value *items = arena_alloc_array(arena, list->count + 1, sizeof *items);

    for (size_t i = 0; i < list->count; i++)
        items[i] = commit_value(approvals, &list->items[i], arena);
    items[list->count] = cel_of_unknown(arena, unknown);
    return cel_of_items(arena, items, list->count + (unknown.len > 0));
}

struct cel_value world_make_repo(const struct world_subject *subject, struct arena *arena)
{
    static const struct mainline_facts nothing;
    static const struct str none;
    static const char *const names[REPO_FIELDS] = {"mainline",  "adopted",       "regressed",
                                                   "deletions", "self_entitled", "entitled"};
    struct approvals *approvals = subject->world->approvals;
    const struct mainline_facts *facts = approvals ? mainline_facts(approvals) : &nothing;
    const struct cel_value values[REPO_FIELDS] = {
        cel_of_bool(facts->known),
        cel_of_bool(facts->adopted),
        commit_list(approvals, &facts->regressed, none, arena),
        commit_list(approvals, &facts->deletions, facts->deletions_unknown, arena),
        facts->roles_unknown.len ? cel_of_unknown(arena, facts->roles_unknown)
                                 : commit_list(approvals, &facts->self_entitled, none, arena),
        facts->roles_unknown.len ? cel_of_unknown(arena, facts->roles_unknown)
                                 : commit_list(approvals, &facts->entitled, none, arena),
    };
    struct cel_value *keys = arena_alloc_array(arena, REPO_FIELDS, sizeof *keys);

    for (size_t i = 0; i < REPO_FIELDS; i++)
        keys[i] = cel_of_string(str_of(names[i]));
    return cel_of_entries(arena, keys, arena_copy(arena, values, sizeof values), REPO_FIELDS);
}
