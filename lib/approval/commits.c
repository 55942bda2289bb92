#include "approval/commits.h"

void commit_cache_init(struct commit_cache *cache, struct repository *repository,
                       struct arena *arena, struct arena *scratch)
{
    *cache = (struct commit_cache){.repository = repository, .arena = arena, .scratch = scratch};
    map_init(&cache->by_id);
}

void commit_cache_release(struct commit_cache *cache)
{
    map_release(&cache->by_id);
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

static struct commit_facts *keep_facts(struct commit_cache *cache, const struct commit *commit)
{
    struct arena *arena = cache->arena;
    struct commit_facts *facts = ARENA_NEW(arena, struct commit_facts);

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
    facts->claims = keep_claims(commit->message, arena);
    return facts;
}

const struct commit_facts *commit_cache_get(struct commit_cache *cache, const struct object_id *id,
                                            struct error *error)
{
    struct commit_facts *facts = map_get(&cache->by_id, object_id_key(id));
    struct commit commit;
    struct str bytes;

    if (facts)
        return facts;
    arena_reset(cache->scratch);
    /* Who approved is read from this object, so it must be what its name says. */
    if (repository_read_verified(&bytes, cache->repository, id, OBJECT_COMMIT, cache->scratch,
                                 error) != OBJECT_FOUND ||
        commit_parse(&commit, id, bytes, cache->scratch, error) < 0)
        return NULL;
    facts = keep_facts(cache, &commit);
    map_put(&cache->by_id, object_id_key(&facts->id), facts);
    return facts;
}

bool person_line_parse(struct str *name, struct str *email, struct str line)
{
    ptrdiff_t open = str_find(line, STR("<"), 0);
    ptrdiff_t close = open < 0 ? -1 : str_find(line, STR(">"), (size_t)open);

    *name = str_trim(line);
    *email = (struct str){0};
    if (close < 0)
        return false;
    *name = str_trim(str_slice(line, 0, (size_t)open));
    *email = str_trim(str_slice(line, (size_t)open + 1, (size_t)close));
    return email->len > 0;
}
