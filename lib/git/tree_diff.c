#include "git/tree_diff.h"

#include "base/limits.h"
#include "git/tree.h"
#include "git/tree_count.h"

static struct str object_bytes(git_odb_object *object)
{
    if (!object)
        return (struct str){0};
    return (struct str){git_odb_object_data(object), git_odb_object_size(object)};
}

/* ---- how much is listed ---- */

static void report_unlisted(struct tree_diff *diff, struct path_node *node, bool is_new)
{
    struct arena scratch = {0};
    struct error error;
    struct str path = path_node_path(node, &scratch);
    char commit[OBJECT_ID_HEX + 1] = "";

    if (diff->commit)
        object_id_hex(commit, diff->commit, OBJECT_ID_HEX);
    error_set(&error, ERROR_FAILURE, "commit %.12s changes more files%s%.*s than ismslint reads",
              commit, path.len ? " below " : "", path.len < 200 ? (int)path.len : 200, path.data);
    diff->unlisted(diff->context, node, is_new, &error);
    arena_release(&scratch);
}

/* May one more path be listed? The first that may not ends it for this diff. */
static bool list_one(struct tree_diff *diff)
{
    if (!diff->listing)
        return false;
    if (diff->left == 0 || diff->cache->steps == 0) {
        diff->listing = false;
        diff->exhausted = true;
        report_unlisted(diff, diff->set->root, false);
        return false;
    }
    diff->left--;
    diff->cache->steps--;
    return true;
}

/* The node of ENTRY in FOLDER, which has none, or NULL if it is not looked at. */
static struct path_node *discover(struct tree_diff *diff, struct path_node *folder,
                                  const struct tree_entry *entry)
{
    enum { COST = 10 }; /* a node takes memory */
    struct path_node *node;

    node = path_set_discover(diff->set, folder, entry->name, entry->mode == MODE_FOLDER);
    if (node)
        diff->cache->steps -= diff->cache->steps < COST ? diff->cache->steps : COST;
    return node;
}

/* A folder that is new or gone is listed as a whole or not at all. */
static void count_folder(struct tree_diff *diff, struct path_node *node,
                         const struct object_id *tree, bool is_new)
{
    diff->counted = tree_count(diff->cache, tree) <= diff->left;
    if (diff->counted)
        return;
    diff->listing = false;
    report_unlisted(diff, node, is_new);
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

static bool is_wanted(struct tree_diff *diff, struct path_node *node)
{
    return diff->listing ? path_set_wants(diff->set, node) : node->wanted;
}

/* One name that differs; OLD or NEW may be NULL, both are folders or none is. */
static void diff_entry(struct tree_diff *diff, struct path_node *folder,
                       const struct tree_entry *old, const struct tree_entry *new, int depth)
{
    const struct tree_entry *any = old ? old : new;
    struct version before = version_of(old), after = version_of(new);
    struct path_node *node;

    if (!old && diff->only_old && diff->listing)
        return;
    node = map_get(&folder->children, any->name);
    if (list_one(diff) && !node)
        node = discover(diff, folder, any);
    if (!node)
        return;
    if (any->mode == MODE_FOLDER)
        diff_folder(diff, node, old ? &before.id : NULL, new ? &after.id : NULL, depth + 1);
    else if (is_wanted(diff, node) && !version_equal(&before, &after))
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

static void report_depth(struct tree_diff *diff, struct path_node *node)
{
    struct error error;
    char commit[OBJECT_ID_HEX + 1] = "";

    if (diff->commit)
        object_id_hex(commit, diff->commit, OBJECT_ID_HEX);
    error_set(&error, ERROR_FAILURE, "commit %.12s nests folders more than %d deep", commit,
              LIMIT_DEPTH);
    diff->failed(diff->context, node, OBJECT_CORRUPT, &error);
}

static void compare_folder(struct tree_diff *diff, struct path_node *node,
                           const struct object_id *old, const struct object_id *new, int depth)
{
    git_odb_object *before = NULL, *after = NULL;
    enum object_status status = OBJECT_FOUND;
    struct error error = {0};
    int broken = 0;

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

static void diff_folder(struct tree_diff *diff, struct path_node *node, const struct object_id *old,
                        const struct object_id *new, int depth)
{
    bool listing = diff->listing, counted = diff->counted;

    if (depth > LIMIT_DEPTH) {
        if (listing || node->open)
            report_depth(diff, node);
        return;
    }
    if (listing && !counted && depth > 0 && (!old || !new))
        count_folder(diff, node, old ? old : new, !old);
    if (diff->listing || node->open)
        compare_folder(diff, node, old, new, depth);
    diff->counted = counted;
    diff->listing = listing && !diff->exhausted;
}

void tree_diff_run(struct tree_diff *diff, const struct object_id *old, const struct object_id *new)
{
    if (old && new &&object_id_equal(old, new))
        return;
    diff->listing = diff->set->wants != NULL;
    diff->exhausted = diff->counted = false;
    diff->left = LIMIT_COMMIT_CHANGES;
    diff_folder(diff, diff->set->root, old, new, 0);
}
