#include "git/tree_cache.h"

#include <stdlib.h>

#include "base/limits.h"
#include "base/vector.h"
#include "git/tree.h"

void tree_cache_init(struct tree_cache *cache, struct repository *repository)
{
    *cache = (struct tree_cache){.repository = repository, .steps = LIMIT_HISTORY_STEPS};
}

static void clear(struct cached_tree *slot)
{
    git_odb_object_free(slot->object);
    free(slot->entries);
    *slot = (struct cached_tree){0};
}

void tree_cache_release(struct tree_cache *cache)
{
    for (size_t i = 0; i < TREE_CACHE_SLOTS; i++)
        clear(&cache->slots[i]);
    map_release(&cache->counts);
    arena_release(&cache->arena);
    *cache = (struct tree_cache){0};
}

/* The slot that holds the tree, until the next call. */
static enum object_status load(struct cached_tree **out, struct tree_cache *cache,
                               const struct object_id *id, struct error *error)
{
    struct cached_tree *slot = &cache->slots[(id->bytes[0] << 8 | id->bytes[1]) % TREE_CACHE_SLOTS];
    git_oid oid = libgit2_id(id);
    git_odb_object *object;
    enum object_status status;

    *out = slot;
    if (slot->object && git_oid_equal(git_odb_object_id(slot->object), &oid))
        return OBJECT_FOUND;
    status = object_read_raw(&object, cache->repository, id, OBJECT_TREE, error);
    if (status != OBJECT_FOUND)
        return status;
    clear(slot);
    slot->object = object;
    return OBJECT_FOUND;
}

enum object_status tree_cache_get(git_odb_object **out, struct tree_cache *cache,
                                  const struct object_id *id, struct error *error)
{
    struct cached_tree *slot;
    enum object_status status = load(&slot, cache, id, error);

    *out = NULL;
    if (status == OBJECT_FOUND)
        git_odb_object_dup(out, slot->object);
    return status;
}

enum object_status tree_corrupt(const struct object_id *id, struct error *error)
{
    char hex[OBJECT_ID_HEX + 1];

    error_set(error, ERROR_FAILURE,
              "tree %s is corrupt: its entries are truncated, out of order, or duplicate",
              object_id_hex(hex, id, OBJECT_ID_HEX));
    return OBJECT_CORRUPT;
}

/* ---- looking names up ---- */

static struct str bytes_of(const struct cached_tree *slot)
{
    return (struct str){git_odb_object_data(slot->object), git_odb_object_size(slot->object)};
}

/* Note where each entry begins. */
static void make_searchable(struct cached_tree *slot)
{
    struct str bytes = bytes_of(slot), rest = bytes;
    struct tree_entry last = {0}, entry;
    VECTOR(uint32_t) entries = {0};
    size_t start = 0;
    int more;

    while ((more = tree_next(&entry, &rest)) > 0 && tree_ascends(&last, &entry)) {
        vector_push(&entries, (uint32_t)start);
        start = bytes.len - rest.len;
        last = entry;
    }
    slot->broken = more != 0;
    slot->searchable = true;
    slot->entries = entries.items;
    slot->count = entries.count;
}

/* The entry that is called as WANTED is, and a folder if that is one. */
static bool search(struct tree_entry *out, const struct cached_tree *slot,
                   const struct tree_entry *wanted)
{
    struct str bytes = bytes_of(slot);
    size_t from = 0, to = slot->count;

    while (from < to) {
        size_t middle = from + (to - from) / 2;
        struct str rest = str_slice(bytes, slot->entries[middle], bytes.len);
        int order;

        tree_next(out, &rest);
        order = tree_compare(wanted, out);
        if (order == 0)
            return true;
        if (order < 0)
            to = middle;
        else
            from = middle + 1;
    }
    return false;
}

enum object_status tree_find(struct version *out, struct tree_cache *cache,
                             const struct object_id *tree, struct str name, bool folder,
                             struct error *error)
{
    struct tree_entry entry, wanted = {.mode = folder ? MODE_FOLDER : MODE_FILE, .name = name};
    struct cached_tree *slot;
    enum object_status status = load(&slot, cache, tree, error);

    *out = (struct version){0};
    if (status != OBJECT_FOUND)
        return status;
    if (!slot->searchable)
        make_searchable(slot);
    if (slot->broken)
        return tree_corrupt(tree, error);
    if (search(&entry, slot, &wanted)) {
        out->mode = entry.mode;
        memcpy(out->id.bytes, entry.id, OBJECT_ID_SIZE);
    }
    return OBJECT_FOUND;
}

enum object_status tree_lookup(struct version *out, struct tree_cache *cache,
                               const struct object_id *tree, struct str path, struct error *error)
{
    struct version at = {MODE_FOLDER, *tree};
    enum object_status status = OBJECT_FOUND;
    struct str name;

    while (status == OBJECT_FOUND && at.mode == MODE_FOLDER && str_split(&name, &path, '/')) {
        struct object_id folder = at.id;

        status = tree_find(&at, cache, &folder, name, path.len > 0, error);
    }
    *out = status == OBJECT_FOUND ? at : (struct version){0};
    return status;
}
