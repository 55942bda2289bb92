#include "approval/moves.h"

#include "base/limits.h"
#include "base/vector.h"
#include "source/format.h"

/* A path that a landing took away, or wrote another text to. */
struct removed {
    struct str path;
    struct version version;
    bool rewritten;               /* it is still there, with another text */
    struct str key;               /* of the document, once read; empty: it has no id */
    struct removed *same_version; /* the next one that had the same */
    struct removed *same_key;
};

/* All that a landing took away. */
struct removals {
    struct removed *items;
    size_t count;
    struct map by_version; /* mode and blob -> struct removed, the first of them */
    struct map by_key;     /* id -> struct removed; made when it is first asked for */
    bool has_keys;
    size_t steps;     /* that comparing its contents has cost */
    struct str fault; /* not empty: trees are missing */
};

typedef VECTOR(struct str) path_list;

/* The id of the document that VERSION of PATH is, whatever its kind; empty if it has none. */
static struct str document_key(struct moves *moves, struct str path, const struct version *version)
{
    const struct content *content = content_get(moves->contents, path, version, NULL);

    for (size_t i = 0; i < content->count; i++)
        if (!content->parts[i].is_row && content->parts[i].id.len)
            return content->parts[i].id;
    return (struct str){0};
}

static struct str identity(void *context, struct str path, const struct version *version)
{
    return document_key(context, path, version);
}

void moves_init(struct moves *moves, struct history *history, struct content_cache *contents,
                struct arena *arena)
{
    *moves = (struct moves){.history = history, .contents = contents, .arena = arena};
    map_init(&moves->landings);
    map_init(&moves->known);
    likeness_init(&moves->likeness, contents->repository);
    if (history)
        history_set_identity(history, identity, moves);
}

void moves_release(struct moves *moves)
{
    for (size_t i = 0; i < moves->landings.count; i++) {
        struct removals *removals = moves->landings.entries[i].value;

        map_release(&removals->by_version);
        map_release(&removals->by_key);
    }
    map_release(&moves->landings);
    map_release(&moves->known);
    likeness_release(&moves->likeness);
}

static struct str version_key(struct arena *arena, const struct version *version)
{
    char hex[OBJECT_ID_HEX + 1];

    return arena_printf(arena, "%o %s", version->mode,
                        object_id_hex(hex, &version->id, OBJECT_ID_HEX));
}

/* ---- what a landing took away ---- */

static void add_removed(struct removals *removals, struct moves *moves, const struct change *change)
{
    struct removed *removed = &removals->items[removals->count++];

    *removed = (struct removed){.path = change->path,
                                .version = change->before,
                                .rewritten = change->after.mode != MODE_ABSENT};
    removed->same_version =
        map_put(&removals->by_version, version_key(moves->arena, &removed->version), removed);
}

/* What was rewritten may have been a document that went elsewhere. */
static bool is_of_interest(const struct change *change)
{
    return change->before.mode != MODE_ABSENT &&
           (change->after.mode == MODE_ABSENT || format_of_path(change->path) != FORMAT_NONE);
}

static struct removals *removals_of(struct moves *moves, const struct revision *revision)
{
    struct str id = object_id_key(&revision->landing->id);
    struct removals *removals = map_get(&moves->landings, id);
    struct change *changes;
    struct error error;
    size_t count;

    if (removals)
        return removals;
    removals = ARENA_NEW(moves->arena, struct removals);
    map_init(&removals->by_version);
    map_init(&removals->by_key);
    map_put(&moves->landings, id, removals);
    if (history_changes(&changes, &count, moves->history, &revision->landing->id, true,
                        moves->arena, &error) != OBJECT_FOUND) {
        removals->fault = arena_str(moves->arena, str_of(error.message));
        return removals;
    }
    removals->items = arena_alloc_array(moves->arena, count, sizeof *removals->items);
    for (size_t i = count; i-- > 0;)
        if (is_of_interest(&changes[i]))
            add_removed(removals, moves, &changes[i]);
    return removals;
}

static void read_keys(struct moves *moves, struct removals *removals)
{
    if (removals->has_keys)
        return;
    removals->has_keys = true;
    for (size_t i = 0; i < removals->count; i++) {
        struct removed *removed = &removals->items[i];

        removed->key = document_key(moves, removed->path, &removed->version);
        if (removed->key.len)
            removed->same_key = map_put(&removals->by_key, removed->key, removed);
    }
}

/* ---- which of them it was, the surest way first ---- */

/* A new path, and what is found of where it was before. */
struct question {
    struct moves *moves;
    const struct revision *revision;
    struct removals *removals;
    struct str key; /* of the document that it is */
    path_list paths;
    struct str fault;
};

static void set_fault(struct question *question, struct str fault)
{
    if (!question->fault.len)
        question->fault = arena_str(question->moves->arena, fault);
}

static bool is_document(struct moves *moves, struct str path, const struct version *version)
{
    return version->mode != MODE_ABSENT &&
           content_document(content_get(moves->contents, path, version, NULL)) != NULL;
}

/* A document that is none where it went to was taken away, and not moved. */
static bool stays_document(struct question *question, struct str path, const struct version *before)
{
    const struct revision *revision = question->revision;

    return is_document(question->moves, revision->path, &revision->version) ||
           !is_document(question->moves, path, before);
}

static void add_path(struct question *question, struct str path, const struct version *before)
{
    if (!stays_document(question, path, before))
        return;
    if (question->paths.count < LIMIT_RENAME_SOURCES)
        vector_push(&question->paths, path);
    else
        set_fault(question, STR("too many deleted files may be its origin"));
}

static void find_same_version(struct question *question)
{
    const struct removed *at =
        map_get(&question->removals->by_version,
                version_key(question->moves->arena, &question->revision->version));

    for (; at; at = at->same_version)
        if (!at->rewritten)
            add_path(question, at->path, &at->version);
}

static void find_same_document(struct question *question)
{
    const struct removed *at;

    if (!question->removals->count)
        return;
    read_keys(question->moves, question->removals);
    question->key =
        document_key(question->moves, question->revision->path, &question->revision->version);
    at = question->key.len ? map_get(&question->removals->by_key, question->key) : NULL;
    for (; at; at = at->same_key)
        if (!at->rewritten)
            add_path(question, at->path, &at->version);
}

/* What the commits that came with a merge renamed; only those of KIND. */
static void find_sources(struct question *question, enum rename_kind kind)
{
    struct history *history = question->moves->history;
    const struct mainline_commit *landing = question->revision->landing;
    const struct origins *origins;
    struct error error;

    if (landing->parent_count < 2)
        return;
    origins = history_origins(history, question->revision);
    for (size_t i = 0; i < origins->source_count; i++) {
        struct str path = origins->sources[i].path;
        struct version before = {0};

        if (origins->sources[i].kind != kind)
            continue;
        history_entry(&before, history, &landing->parent, path, &error);
        add_path(question, path, &before);
    }
}

static void find_renamed(struct question *question)
{
    find_sources(question, RENAME_EXACT);
}

static void find_renamed_document(struct question *question)
{
    find_sources(question, RENAME_SAME_ID);
}

static void find_renamed_alike(struct question *question)
{
    find_sources(question, RENAME_ALIKE);
}

/* The contents of one landing are compared with each other: what they cost counts for it alone. */
static void begin_comparing(struct moves *moves, struct removals *removals)
{
    if (moves->compared == removals)
        return;
    if (moves->compared)
        moves->compared->steps = moves->likeness.steps;
    likeness_begin(&moves->likeness);
    moves->likeness.steps = removals->steps;
    moves->compared = removals;
}

static void find_alike(struct question *question)
{
    struct error error;

    begin_comparing(question->moves, question->removals);
    for (size_t i = 0; i < question->removals->count; i++) {
        const struct removed *removed = &question->removals->items[i];
        enum likeness_answer answer = LIKENESS_NONE;

        /* Two ids tell two documents apart, however alike they read. */
        if (!removed->rewritten && (!removed->key.len || !question->key.len))
            answer = likeness_ask(&question->moves->likeness, &removed->version,
                                  &question->revision->version, &error);
        if (answer == LIKENESS_ALIKE)
            add_path(question, removed->path, &removed->version);
        if (answer == LIKENESS_UNKNOWN)
            set_fault(question, str_of(error.message));
    }
}

static void find_possible(struct question *question)
{
    find_sources(question, RENAME_POSSIBLE);
}

/* Whose place another text took: a hint where it went, say. */
static void find_replaced(struct question *question)
{
    for (size_t i = 0; i < question->removals->count; i++) {
        const struct removed *removed = &question->removals->items[i];
        bool same = version_equal(&removed->version, &question->revision->version) ||
                    (question->key.len && str_equal(removed->key, question->key));

        if (removed->rewritten && same)
            add_path(question, removed->path, &removed->version);
    }
}

/* In this order. The only path that is found in a sure way is it; of several nobody can tell. */
static const struct {
    void (*find)(struct question *);
    bool sure;
    bool suffices; /* nothing of any other path can be in it */
} ways[] = {
    {find_same_version, true, true},   {find_same_document, true, false},
    {find_renamed, true, false},       {find_renamed_document, true, false},
    {find_renamed_alike, true, false}, {find_alike, true, true},
    {find_possible, false, true},      {find_replaced, false, true},
};

enum { WAYS = sizeof ways / sizeof ways[0] };

/* Whatever else the commits renamed to it may be in it as well. */
static void find_others(struct question *question)
{
    find_renamed(question);
    find_renamed_document(question);
    find_renamed_alike(question);
}

static void answer(struct move *move, struct question *question)
{
    size_t way = 0, found = 0;
    struct str_list others = {0};

    for (size_t i = 0; i < WAYS && !found; i++) {
        way = i;
        ways[i].find(question);
        found = question->paths.count;
    }
    if (ways[way].sure && found == 1)
        move->path = question->paths.items[0];
    if (found && !ways[way].suffices)
        find_others(question);
    others.items =
        arena_alloc_array(question->moves->arena, question->paths.count, sizeof *others.items);
    for (size_t i = 0; i < question->paths.count; i++)
        if (!str_equal(question->paths.items[i], move->path) &&
            !str_list_has(others, question->paths.items[i]))
            others.items[others.count++] = question->paths.items[i];
    move->others = others;
    move->fault = question->fault.len ? question->fault : question->removals->fault;
}

struct str landing_key(struct str path, const struct object_id *landing, struct arena *arena)
{
    char hex[OBJECT_ID_HEX + 1];

    return arena_printf(arena, "%s %.*s", object_id_hex(hex, landing, OBJECT_ID_HEX),
                        STR_ARG(path));
}

static bool may_be_moved(const struct revision *revision)
{
    return revision->landing && revision->before.mode == MODE_ABSENT &&
           revision->version.mode != MODE_ABSENT && !object_id_is_zero(&revision->landing->parent);
}

const struct move *move_of(struct moves *moves, const struct revision *revision)
{
    static const struct move none;
    struct question question = {.moves = moves, .revision = revision};
    struct move *move;
    struct str key;

    if (!may_be_moved(revision))
        return &none;
    key = landing_key(revision->path, &revision->landing->id, moves->arena);
    move = map_get(&moves->known, key);
    if (move)
        return move;
    move = ARENA_NEW(moves->arena, struct move);
    question.removals = removals_of(moves, revision);
    answer(move, &question);
    vector_release(&question.paths);
    map_put(&moves->known, key, move);
    return move;
}
