#include "git/tree_diff.h"

#include "base/limits.h"
#include "git/tree.h"

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

/* One of two trees while they are compared. */
struct cursor {
    struct str rest;        /* entries not yet seen */
    struct tree_entry last; /* before them; its mode is 0 at the start */
};

/* Drop the entries that begin both in the same way: nearly all of them. */
static void skip_equal(struct cursor *old, struct cursor *new)
{
    size_t common = common_length(old->rest, new->rest), at = 0, before = 0;
    struct str skipped;

    for (;;) {
        const char *nul = at < common ? memchr(old->rest.data + at, '\0', common - at) : NULL;
        size_t end = nul ? (size_t)(nul - old->rest.data) + 1 + OBJECT_ID_SIZE : 0;

        if (!nul || end > common)
            break;
        before = at;
        at = end;
    }
    skipped = str_slice(old->rest, before, at);
    if (tree_next(&old->last, &skipped) > 0)
        new->last = old->last;
    old->rest = str_slice(old->rest, at, old->rest.len);
    new->rest = str_slice(new->rest, at, new->rest.len);
}

/*
 * The entry at hand, and what is behind it: 1, 0 at the end, -1 if the bytes are no tree.
 * Where the next entry has the same name nobody can say which of the two it is.
 */
static int peek(struct tree_entry *entry, struct str *rest, const struct cursor *cursor)
{
    struct tree_entry next;
    struct str behind;
    int more;

    *rest = cursor->rest;
    more = tree_next(entry, rest);
    behind = *rest;
    if (more > 0 && (!tree_ascends(&cursor->last, entry) ||
                     (tree_next(&next, &behind) > 0 && !tree_ascends(entry, &next))))
        return -1;
    return more;
}

/* Returns 0; 1 if OLD_BYTES are no tree, 2 if NEW_BYTES are none. */
static int diff_entries(struct tree_diff *diff, struct path_node *node, struct str old_bytes,
                        struct str new_bytes, int depth)
{
    struct cursor old = {.rest = old_bytes}, new = {.rest = new_bytes};

    for (;;) {
        struct cursor after_old, after_new;
        int has_old, has_new, order;

        skip_equal(&old, &new);
        has_old = peek(&after_old.last, &after_old.rest, &old);
        has_new = peek(&after_new.last, &after_new.rest, &new);
        if (has_old < 0 || has_new < 0)
            return has_old < 0 ? 1 : 2;
        if (!has_old && !has_new)
            return 0;
        order = !has_old ? 1 : !has_new ? -1 : tree_compare(&after_old.last, &after_new.last);
        diff_entry(diff, node, order <= 0 ? &after_old.last : NULL,
                   order >= 0 ? &after_new.last : NULL, depth);
        if (order <= 0)
            old = after_old;
        if (order >= 0)
            new = after_new;
    }
}

static void diff_folder(struct tree_diff *diff, struct path_node *node, const struct object_id *old,
                        const struct object_id *new, int depth)
{
    git_odb_object *before = NULL, *after = NULL;
    enum object_status status = OBJECT_FOUND;
    struct error error = {0};
    int broken = 0;

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
    if (status == OBJECT_FOUND)
        broken = diff_entries(diff, node, object_bytes(before), object_bytes(after), depth);
    if (broken)
        status = tree_corrupt(broken == 1 ? old : new, &error);
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
