#include "git/tree_count.h"

#include "base/limits.h"
#include "git/tree.h"

enum { MOST = LIMIT_COMMIT_CHANGES + 1 };

static size_t count_tree(struct tree_cache *cache, const struct object_id *id, int depth);

static size_t count_entries(struct tree_cache *cache, struct str bytes, int depth)
{
    struct tree_entry entry;
    struct object_id id;
    size_t count = 0;

    while (count < MOST && tree_next(&entry, &bytes) > 0) {
        count++;
        memcpy(id.bytes, entry.id, OBJECT_ID_SIZE);
        if (entry.mode == MODE_FOLDER)
            count += count_tree(cache, &id, depth + 1);
    }
    return count < MOST ? count : MOST;
}

static void keep_count(struct tree_cache *cache, const struct object_id *id, size_t count)
{
    struct object_id *key = arena_copy(&cache->arena, id, sizeof *id);

    map_put(&cache->counts, object_id_key(key), arena_copy(&cache->arena, &count, sizeof count));
}

/* What is nested too deep is not told from what is empty, so its count is for here only. */
static size_t count_tree(struct tree_cache *cache, const struct object_id *id, int depth)
{
    const size_t *known = map_get(&cache->counts, object_id_key(id));
    git_odb_object *object;
    struct error error;
    size_t count;

    if (known)
        return *known;
    if (depth > LIMIT_DEPTH || tree_cache_get(&object, cache, id, &error) != OBJECT_FOUND)
        return 0;
    count = count_entries(
        cache, (struct str){git_odb_object_data(object), git_odb_object_size(object)}, depth);
    git_odb_object_free(object);
    keep_count(cache, id, count);
    return count;
}

size_t tree_count(struct tree_cache *cache, const struct object_id *id)
{
    return count_tree(cache, id, 0);
}
