#include "approval/moves.h"

#include "approval/line_count.h"
#include "base/limits.h"

/* What a landing took away. Empty paths stand for several. */
struct removals {
    struct map by_version; /* mode and blob -> path */
    struct map by_id;      /* kind and id of a document -> path; made when it is first asked for */
    bool has_ids;
    struct change *changes;
    size_t count;
};

void moves_init(struct moves *moves, struct history *history, struct content_cache *contents,
                struct arena *arena)
{
    *moves = (struct moves){.history = history, .contents = contents, .arena = arena};
    map_init(&moves->landings);
}

void moves_release(struct moves *moves)
{
    for (size_t i = 0; i < moves->landings.count; i++) {
        struct removals *removals = moves->landings.entries[i].value;

        map_release(&removals->by_version);
        map_release(&removals->by_id);
    }
    map_release(&moves->landings);
}

static struct str version_key(struct arena *arena, const struct version *version)
{
    char hex[OBJECT_ID_HEX + 1];

    return arena_printf(arena, "%o %s", version->mode,
                        object_id_hex(hex, &version->id, OBJECT_ID_HEX));
}

/* The kind and id of the document that VERSION of PATH is; empty if it has none. */
static struct str document_key(struct moves *moves, struct str path, const struct version *version)
{
    const struct content *content = content_get(moves->contents, path, version);

    for (size_t i = 0; i < content->count; i++)
        if (!content->parts[i].is_row && content->parts[i].id.len)
            return arena_printf(moves->arena, "%.*s %.*s", STR_ARG(content->parts[i].kind->name),
                                STR_ARG(content->parts[i].id));
    return (struct str){0};
}

static void add_path(struct map *map, struct str key, const struct str *path)
{
    static struct str several;

    if (map_put(map, key, (struct str *)(uintptr_t)path))
        map_put(map, key, &several);
}

static bool is_removal(const struct change *change)
{
    return change->before.mode != MODE_ABSENT && change->after.mode == MODE_ABSENT;
}

static struct removals *removals_of(struct moves *moves, const struct revision *revision)
{
    struct str id = {(const char *)revision->landing->id.bytes, OBJECT_ID_SIZE};
    struct removals *removals = map_get(&moves->landings, id);
    struct error error;

    if (removals)
        return removals;
    removals = ARENA_NEW(moves->arena, struct removals);
    map_init(&removals->by_version);
    map_init(&removals->by_id);
    map_put(&moves->landings, id, removals);
    /* Where trees are missing nothing is known to be a move: it is judged as new. */
    if (history_changes(&removals->changes, &removals->count, moves->history,
                        &revision->landing->id, moves->arena, &error) != OBJECT_FOUND)
        removals->count = 0;
    for (size_t i = 0; i < removals->count; i++)
        if (is_removal(&removals->changes[i]))
            add_path(&removals->by_version, version_key(moves->arena, &removals->changes[i].before),
                     &removals->changes[i].path);
    return removals;
}

static void read_ids(struct moves *moves, struct removals *removals)
{
    if (removals->has_ids)
        return;
    removals->has_ids = true;
    for (size_t i = 0; i < removals->count; i++) {
        const struct change *change = &removals->changes[i];
        struct str key = is_removal(change) ? document_key(moves, change->path, &change->before)
                                            : (struct str){0};

        if (key.len)
            add_path(&removals->by_id, key, &change->path);
    }
}

/* ---- documents without an id ---- */

static struct str read_version(struct moves *moves, const struct version *version,
                               struct arena *arena)
{
    struct error error;
    struct str text = {0};

    if (version->mode == MODE_FILE || version->mode == MODE_EXECUTABLE)
        repository_read(&text, moves->contents->repository, &version->id, OBJECT_BLOB, arena,
                        &error);
    return text;
}

static size_t count_lines(struct str text)
{
    size_t count = 0;
    struct str line;

    while (str_next_line(&line, &text))
        count++;
    return count;
}

/* As git tells renames: at least half of the lines are the same. */
static bool is_similar(struct str before, struct str after)
{
    size_t added, removed, lines = count_lines(after);

    return before.len && after.len && line_count(&added, &removed, before, after) &&
           lines > added && 2 * (lines - added) >= lines &&
           2 * (lines - added) >= count_lines(before);
}

static bool is_document(struct moves *moves, struct str path, const struct version *version)
{
    return content_document(content_get(moves->contents, path, version)) != NULL;
}

/* A document that is none where it went to was taken away, and not moved. */
static bool stays_document(struct moves *moves, struct str path, const struct version *before,
                           const struct revision *revision)
{
    return is_document(moves, revision->path, &revision->version) ||
           !is_document(moves, path, before);
}

/* The only file that the landing took away and that reads alike, if it has no id either. */
static struct str similar_origin(struct moves *moves, const struct removals *removals,
                                 const struct revision *revision)
{
    struct arena scratch;
    struct str after, found = {0};
    size_t hits = 0, seen = 0;

    arena_init(&scratch);
    after = read_version(moves, &revision->version, &scratch);
    for (size_t i = 0; i < removals->count && seen < LIMIT_MOVE_CANDIDATES; i++) {
        const struct change *change = &removals->changes[i];

        if (!is_removal(change) || document_key(moves, change->path, &change->before).len)
            continue;
        seen++;
        if (!stays_document(moves, change->path, &change->before, revision))
            continue;
        if (is_similar(read_version(moves, &change->before, &scratch), after)) {
            found = change->path;
            hits++;
        }
    }
    arena_release(&scratch);
    return hits == 1 ? found : (struct str){0};
}

struct str move_origin(struct moves *moves, const struct revision *revision)
{
    struct removals *removals;
    const struct str *path;
    struct str key;

    if (!revision->landing || revision->before.mode != MODE_ABSENT ||
        revision->version.mode == MODE_ABSENT || object_id_is_zero(&revision->landing->parent))
        return (struct str){0};
    removals = removals_of(moves, revision);
    path = map_get(&removals->by_version, version_key(moves->arena, &revision->version));
    if (path && path->len)
        return stays_document(moves, *path, &revision->version, revision) ? *path : (struct str){0};
    if (!removals->by_version.count)
        return (struct str){0};
    read_ids(moves, removals);
    key = document_key(moves, revision->path, &revision->version);
    if (!key.len)
        return similar_origin(moves, removals, revision);
    path = map_get(&removals->by_id, key);
    return path ? *path : (struct str){0};
}
