/* What this clone of the repository lacks, and what git would show otherwise: `clone`. */
#include "git/repository.h"
#include "language/world_private.h"

enum { CLONE_FIELDS = 4 };

static struct cel_value id_list(struct object_ids ids, struct arena *arena)
{
    struct str_list texts = {arena_alloc_array(arena, ids.count, sizeof *texts.items), ids.count};
    char hex[OBJECT_ID_HEX + 1];

    for (size_t i = 0; i < ids.count; i++)
        texts.items[i] = arena_str(arena, str_of(object_id_hex(hex, &ids.items[i], OBJECT_ID_HEX)));
    return world_strings(texts, arena);
}

struct cel_value world_make_clone(const struct world_subject *subject, struct arena *arena)
{
    static const char *const names[CLONE_FIELDS] = {"cut_off", "partial", "replaced", "grafted"};
    const struct repository *repository = approvals_repository(subject->world->approvals);
    const struct cel_value values[CLONE_FIELDS] = {
        id_list(repository_boundary(repository), arena),
        cel_of_bool(repository_state(repository)->partial),
        id_list(repository_replaced(repository), arena),
        id_list(repository_grafted(repository), arena),
    };
    struct cel_value *keys = arena_alloc_array(arena, CLONE_FIELDS, sizeof *keys);

    for (size_t i = 0; i < CLONE_FIELDS; i++)
        keys[i] = cel_of_string(str_of(names[i]));
    return cel_of_entries(arena, keys, arena_copy(arena, values, sizeof values), CLONE_FIELDS);
}
