#include "git/tree_diff.h"

#include "base/limits.h"
#include "git/tree.h"

/* ---- trees, cached ---- */

void tree_cache_init(struct tree_cache *cache, struct repository *repository)
{
    *cache = (struct tree_cache){.repository = repository};
}

void tree_cache_release(struct tree_cache *cache)
{
    for (size_t i = 0; i < TREE_CACHE_SLOTS; i++)
        git_odb_object_free(cache->slots[i]);
    *cache = (struct tree_cache){0};
}

enum object_status tree_cache_get(git_odb_object **out, struct tree_cache *cache,
                                  const struct object_id *id, struct error *error)
{
    git_odb_object **slot = &cache->slots[(id->bytes[0] << 8 | id->bytes[1]) % TREE_CACHE_SLOTS];
    git_oid oid = libgit2_id(id);
    enum object_status status;

    *out = NULL;
    if (!*slot || !git_oid_equal(git_odb_object_id(*slot), &oid)) {
        git_odb_object *object;

        status = object_read_raw(&object, cache->repository, id, OBJECT_TREE, error);
        if (status != OBJECT_FOUND)
            return status;
        git_odb_object_free(*slot);
        *slot = object;
    }
    git_odb_object_dup(out, *slot);
    return OBJECT_FOUND;
}

static struct str object_bytes(git_odb_object *object)
{
    if (!object)
        return (struct str){0};
    return (struct str){git_odb_object_data(object), git_odb_object_size(object)};
}

/* ---- comparing ---- */

static void diff_folder(struct tree_diff *diff, struct path_node *node, const struct object_id *old,
                        const struct object_id *new, int depth);

static struct version version_of(const struct tree_entry *entry)
{
    struct version version = {0};

    if (entry) {
        version.mode = entry->mode;
        memcpy(version.id.bytes, entry->id, OBJECT_ID_SIZE);
    }
    return version;
}

/* One name that differs; OLD or NEW may be NULL, both are folders or none is. */
static void diff_entry(struct tree_diff *diff, struct path_node *folder,
                       const struct tree_entry *old, const struct tree_entry *new, int depth)
{
    const struct tree_entry *any = old ? old : new;
    struct version before = version_of(old), after = version_of(new);
    struct path_node *node = path_set_child(diff->set, folder, any->name);

    if (!node)
        return;
    if (any->mode == MODE_FOLDER)
        diff_folder(diff, node, old ? &before.id : NULL, new ? &after.id : NULL, depth + 1);
    else if (path_set_wants(diff->set, node) && !version_equal(&before, &after))
        diff->changed(diff->context, node, &before, &after);
}

/* How many bytes both begin with, found eight at a time. */
static size_t common_length(struct str a, struct str b)
{
    size_t length = a.len < b.len ? a.len : b.len, i = 0;
    uint64_t left, right;

    for (; i + sizeof left <= length; i += sizeof left) {
        memcpy(&left, a.data + i, sizeof left);
        memcpy(&right, b.data + i, sizeof right);
        if (left != right)
            break;
    }
    while (i < length && a.data[i] == b.data[i])
        i++;
    return i;
}

/* Drop the entries that begin both in the same way: nearly all of them. */
static void skip_equal(struct str *old, struct str *new)
{
    size_t common = common_length(*old, *new), at = 0;

    for (;;) {
        const char *nul = at < common ? memchr(old->data + at, '\0', common - at) : NULL;
        size_t end = nul ? (size_t)(nul - old->data) + 1 + OBJECT_ID_SIZE : 0;

        if (!nul || end > common)
            break;
        at = end;
    }
    *old = str_slice(*old, at, old->len);
    *new = str_slice(*new, at, new->len);
}

/* Returns -1 if either is no tree. */
static int diff_entries(struct tree_diff *diff, struct path_node *node, struct str old,
                        struct str new, int depth)
{
    for (;;) {
        struct tree_entry before, after;
        struct str rest_old, rest_new;
        int has_old, has_new, order;

        skip_equal(&old, &new);
        rest_old = old;
        rest_new = new;
        has_old = tree_next(&before, &rest_old);
        has_new = tree_next(&after, &rest_new);
        if (has_old < 0 || has_new < 0)
            return -1;
        if (!has_old && !has_new)
            return 0;
        order = !has_old ? 1 : !has_new ? -1 : tree_compare(&before, &after);
        diff_entry(diff, node, order <= 0 ? &before : NULL, order >= 0 ? &after : NULL, depth);
        if (order <= 0)
            old = rest_old;
        if (order >= 0)
            new = rest_new;
    }
}

static void diff_folder(struct tree_diff *diff, struct path_node *node, const struct object_id *old,
                        const struct object_id *new, int depth)
{
    git_odb_object *before = NULL, *after = NULL;
    enum object_status status = OBJECT_FOUND;
    struct error error = {0};

    if (!path_set_is_open(diff->set, node))
        return;
    if (depth > LIMIT_DEPTH) {
        error_set(&error, ERROR_FAILURE, "folders are nested more than %d deep", LIMIT_DEPTH);
        diff->failed(diff->context, node, OBJECT_CORRUPT, &error);
        return;
    }
    if (old)
        status = tree_cache_get(&before, diff->cache, old, &error);
    if (status == OBJECT_FOUND && new)
        status = tree_cache_get(&after, diff->cache, new, &error);
    if (status == OBJECT_FOUND &&
        diff_entries(diff, node, object_bytes(before), object_bytes(after), depth) != 0) {
        status = OBJECT_CORRUPT;
        error_set(&error, ERROR_FAILURE, "a tree of the history is corrupt");
    }
    git_odb_object_free(before);
    git_odb_object_free(after);
    if (status != OBJECT_FOUND)
        diff->failed(diff->context, node, status, &error);
}

void tree_diff_run(struct tree_diff *diff, const struct object_id *old, const struct object_id *new)
{
    if (old && new &&object_id_equal(old, new))
        return;
    diff_folder(diff, diff->set->root, old, new, 0);
}

/* ---- looking one path up ---- */

/* The entry called NAME, a folder or not as asked for; false: there is none. */
static bool find_entry(struct version *out, struct str bytes, struct str name, bool folder)
{
    struct tree_entry entry;

    while (tree_next(&entry, &bytes) > 0)
        if ((entry.mode == MODE_FOLDER) == folder && str_equal(entry.name, name)) {
            *out = version_of(&entry);
            return true;
        }
    return false;
}

enum object_status tree_lookup(struct version *out, struct tree_cache *cache,
                               const struct object_id *tree, struct str path, struct error *error)
{
    struct version at = {MODE_FOLDER, *tree};
    struct str name;

    *out = (struct version){0};
    while (str_split(&name, &path, '/')) {
        git_odb_object *object;
        enum object_status status = tree_cache_get(&object, cache, &at.id, error);
        bool found;

        if (status != OBJECT_FOUND)
            return status;
        found = find_entry(&at, object_bytes(object), name, path.len > 0);
        git_odb_object_free(object);
        if (!found)
            return OBJECT_FOUND;
    }
    *out = at;
    return OBJECT_FOUND;
}
