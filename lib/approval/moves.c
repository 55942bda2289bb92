#include "approval/moves.h"

/* What a landing took away: mode and blob -> path. Empty paths are ambiguous. */
struct removals {
    struct map by_version;
};

void moves_init(struct moves *moves, struct history *history, struct arena *arena)
{
    *moves = (struct moves){.history = history, .arena = arena};
    map_init(&moves->landings);
}

void moves_release(struct moves *moves)
{
    for (size_t i = 0; i < moves->landings.count; i++)
        map_release(&((struct removals *)moves->landings.entries[i].value)->by_version);
    map_release(&moves->landings);
}

static struct str version_key(struct arena *arena, const struct version *version)
{
    char hex[OBJECT_ID_HEX + 1];

    return arena_printf(arena, "%o %s", version->mode,
                        object_id_hex(hex, &version->id, OBJECT_ID_HEX));
}

static void add_removal(struct removals *removals, const struct change *change, struct arena *arena)
{
    static struct str ambiguous;
    struct str key = version_key(arena, &change->before);
    struct str *path = arena_copy(arena, &change->path, sizeof change->path);

    if (map_put(&removals->by_version, key, path))
        map_put(&removals->by_version, key, &ambiguous);
}

static const struct removals *removals_of(struct moves *moves, const struct revision *revision)
{
    struct str id = {(const char *)revision->landing->id.bytes, OBJECT_ID_SIZE};
    struct removals *removals = map_get(&moves->landings, id);
    struct change *changes = NULL;
    struct error error;
    size_t count = 0;

    if (removals)
        return removals;
    removals = ARENA_NEW(moves->arena, struct removals);
    map_init(&removals->by_version);
    map_put(&moves->landings, id, removals);
    /* Where trees are missing nothing is known to be a move: it is judged as new. */
    if (history_changes(&changes, &count, moves->history, &revision->landing->id, moves->arena,
                        &error) != OBJECT_FOUND)
        return removals;
    for (size_t i = 0; i < count; i++)
        if (changes[i].before.mode != MODE_ABSENT && changes[i].after.mode == MODE_ABSENT)
            add_removal(removals, &changes[i], moves->arena);
    return removals;
}

struct str move_origin(struct moves *moves, const struct revision *revision)
{
    const struct str *path;

    if (!revision->landing || revision->before.mode != MODE_ABSENT ||
        revision->version.mode == MODE_ABSENT || object_id_is_zero(&revision->landing->parent))
        return (struct str){0};
    path = map_get(&removals_of(moves, revision)->by_version,
                   version_key(moves->arena, &revision->version));
    return path ? *path : (struct str){0};
}
