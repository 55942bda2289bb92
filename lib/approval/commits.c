#include "approval/commits.h"

#include "base/limits.h"
#include "base/vector.h"
#include "git/forge_tail.h"

void commit_cache_init(struct commit_cache *cache, struct repository *repository,
                       struct arena *arena, struct arena *scratch)
{
    *cache = (struct commit_cache){.repository = repository, .arena = arena, .scratch = scratch};
    map_init(&cache->by_id);
    map_init(&cache->unread);
}

void commit_cache_release(struct commit_cache *cache)
{
    map_release(&cache->by_id);
    map_release(&cache->unread);
}

static struct identity keep_identity(struct identity identity, struct arena *arena)
{
    identity.name = arena_str(arena, identity.name);
    identity.email = arena_str(arena, identity.email);
    return identity;
}

static void keep_trailers(struct trailers *out, struct str message, struct arena *scratch,
                          struct arena *arena)
{
    struct trailers read;

    trailers_read(&read, message, scratch);
    *out = read;
    out->items = arena_alloc_array(arena, read.count, sizeof *out->items);
    for (size_t i = 0; i < read.count; i++) {
        out->items[i] = read.items[i];
        out->items[i].key = arena_str(arena, read.items[i].key);
        out->items[i].value = arena_str(arena, read.items[i].value);
    }
}

/* "Approved-by: Jo" and "approved by: Jo": what people may take for a trailer. */
static bool is_claim(struct str line)
{
    ptrdiff_t colon = str_find(line, STR(":"), 0);

    return colon > 2 &&
           str_equal_nocase(str_slice(line, (size_t)colon - 2, (size_t)colon), STR("by"));
}

static struct str_list keep_claims(struct str message, struct arena *arena)
{
    enum { MOST_CLAIMS = 8 };
    struct str_list claims = {arena_alloc_array(arena, MOST_CLAIMS, sizeof(struct str)), 0};
    struct str line;

    while (claims.count < MOST_CLAIMS && str_next_line(&line, &message))
        if (is_claim(str_trim(line)))
            claims.items[claims.count++] = arena_str(arena, str_trim(line));
    return claims;
}

/* ---- co-authors ---- */

/* What says that somebody wrote it; a sign-off says that they may pass it on. */
static const struct str co_author_keys[] = {
    STR_INIT("Co-authored-by"),     STR_INIT("Coauthored-by"),        STR_INIT("Co-author"),
    STR_INIT("Co-authors"),         STR_INIT("Co-developed-by"),      STR_INIT("Co-written-by"),
    STR_INIT("Pair-programmed-by"), STR_INIT("Pair-programmed-with"), STR_INIT("Paired-with"),
    STR_INIT("Authored-by"),        STR_INIT("Written-by"),
};

/* Where the value begins in LINE if it has KEY, be it with blanks in place of hyphens; or 0. */
static size_t value_of_key(struct str line, struct str key)
{
    size_t end = key.len;

    if (line.len <= key.len)
        return 0;
    for (size_t i = 0; i < key.len; i++)
        if (ascii_lower(line.data[i]) != ascii_lower(key.data[i]) &&
            !(line.data[i] == ' ' && key.data[i] == '-'))
            return 0;
    while (end < line.len && (line.data[end] == ' ' || line.data[end] == '\t'))
        end++;
    return end < line.len && line.data[end] == ':' ? end + 1 : 0;
}

static bool names_co_author(struct str *value, struct str line)
{
    line = str_trim(line);
    for (size_t i = 0; i < sizeof co_author_keys / sizeof co_author_keys[0]; i++) {
        size_t at = value_of_key(line, co_author_keys[i]);

        if (!at)
            continue;
        *value = str_trim(str_slice(line, at, line.len));
        return true;
    }
    return false;
}

/* The lines below that are indented more than nothing belong to VALUE, as in a trailer. */
static struct str with_continuations(struct str value, struct str *rest, struct arena *arena)
{
    struct str line, after = *rest, other;

    while (value.len <= LIMIT_PERSON_LINE && str_next_line(&line, &after) && line.len &&
           ascii_is_space(line.data[0]) && str_trim(line).len && !names_co_author(&other, line)) {
        value = arena_printf(arena, "%.*s %.*s", STR_ARG(value), STR_ARG(str_trim(line)));
        *rest = after;
    }
    return value;
}

/*
 * Wherever they stand in the message, indented or not: git sees a trailer in the last
 * paragraph alone, and a squash has those of its commits in any.
 */
static struct str_list keep_co_authors(struct str message, struct arena *arena)
{
    VECTOR(struct str) found = {0};
    struct str_list kept;
    struct str line, value;

    while (str_next_line(&line, &message))
        if (names_co_author(&value, line))
            vector_push(&found, arena_str(arena, with_continuations(value, &message, arena)));
    kept = (struct str_list){arena_copy(arena, found.items, found.count * sizeof *found.items),
                             found.count};
    vector_release(&found);
    return kept;
}

static struct commit_facts *keep_facts(struct commit_cache *cache, const struct commit *commit)
{
    struct arena *arena = cache->arena;
    struct commit_facts *facts = ARENA_NEW(arena, struct commit_facts);
    struct str above;

    *facts = (struct commit_facts){
        .id = commit->id,
        .tree = commit->tree,
        .parents =
            arena_copy(arena, commit->parents, commit->parent_count * sizeof *commit->parents),
        .parent_count = commit->parent_count,
        .author = keep_identity(commit->author, arena),
        .committer = keep_identity(commit->committer, arena),
        .subject = arena_str(arena, commit_subject(commit, cache->scratch)),
        .is_signed = commit->signature.len > 0,
    };
    keep_trailers(&facts->trailers, commit->message, cache->scratch, arena);
    above = message_above_tail(commit->message);
    facts->has_tail = above.len < commit->message.len;
    if (facts->has_tail)
        keep_trailers(&facts->above_tail, above, cache->scratch, arena);
    facts->claims = keep_claims(commit->message, arena);
    facts->co_authors = keep_co_authors(commit->message, arena);
    return facts;
}

/* A message of more trailers than are read may hold any approval, or none. */
static int check_trailers(const struct commit_facts *facts, struct error *error)
{
    char hex[OBJECT_ID_HEX + 1];

    if (!facts->trailers.too_many && !facts->above_tail.too_many &&
        facts->co_authors.count <= LIMIT_TRAILERS)
        return 0;
    return error_set(error, ERROR_FAILURE, "the commit %s has more than %d trailers",
                     object_id_hex(hex, &facts->id, OBJECT_ID_HEX), LIMIT_TRAILERS);
}

/* Who approved is read from this object, so it must be what its name says. */
static struct commit_facts *read_facts(struct commit_cache *cache, const struct object_id *id,
                                       struct error *error)
{
    struct commit_facts *facts;
    struct commit commit;
    struct str bytes;

    arena_reset(cache->scratch);
    if (repository_read_verified(&bytes, cache->repository, id, OBJECT_COMMIT, cache->scratch,
                                 error) != OBJECT_FOUND ||
        commit_parse(&commit, id, bytes, cache->scratch, error) < 0)
        return NULL;
    facts = keep_facts(cache, &commit);
    return check_trailers(facts, error) == 0 ? facts : NULL;
}

static void keep_fault(struct commit_cache *cache, const struct object_id *id,
                       const struct error *error)
{
    struct object_id *key = arena_copy(cache->arena, id, sizeof *id);

    map_put(&cache->unread, object_id_key(key), arena_copy(cache->arena, error, sizeof *error));
}

const struct commit_facts *commit_cache_get(struct commit_cache *cache, const struct object_id *id,
                                            struct error *error)
{
    struct commit_facts *facts = map_get(&cache->by_id, object_id_key(id));
    const struct error *fault = facts ? NULL : map_get(&cache->unread, object_id_key(id));

    if (fault)
        *error = *fault;
    if (facts || fault)
        return facts;
    facts = read_facts(cache, id, error);
    if (facts)
        map_put(&cache->by_id, object_id_key(&facts->id), facts);
    else
        keep_fault(cache, id, error);
    return facts;
}
