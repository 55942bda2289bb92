/* Snapshots that need no files: of the index, of a commit. */
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/memory.h"
#include "git/commit.h"
#include "git/snapshot_private.h"
#include "git/tree.h"

/* ---- the index ---- */

/* GIT_INDEX_FILE: git commit -a and git commit PATH give their hooks an index of their own. */
static struct str index_path(struct repository *repository)
{
    const char *named = getenv("GIT_INDEX_FILE");
    struct str path;

    if (!named || !*named)
        return arena_printf(&repository->arena, "%sindex", repository->git_folder.data);
    path = arena_str(&repository->arena, str_of(named));
    /* Relative to where the hook runs, which is the root of the work tree. */
    if (*named != '/' && access(named, F_OK) != 0)
        path = arena_printf(&repository->arena, "%s%s", repository->root.data, named);
    return path;
}

int snapshot_read_index(struct index_file *out, struct repository *repository, struct arena *arena,
                        struct error *error)
{
    return index_file_read(out, index_path(repository).data, arena, error);
}

/* Of an unmerged path the stages 1 to 3 follow each other: the base, ours, theirs. */
static void merge_stage(struct snapshot_entry *kept, const struct index_entry *entry)
{
    if (index_entry_stage(entry) != 2)
        return;
    kept->mode = index_entry_mode(entry);
    kept->id = index_entry_id(entry);
}

/* Neither side is what a commit would hold. */
static const struct str none, unmerged = STR_INIT("it is unmerged: the index holds each side of "
                                                  "the merge");

static int collect_index(struct snapshot_list *list, const struct index_file *index,
                         struct error *error)
{
    for (size_t i = 0; i < index->count; i++) {
        const struct index_entry *entry = &index->entries[i];
        bool conflicted = index_entry_stage(entry) != 0;

        /* `git add -N` promises a file; its content is not staged. */
        if (entry->flags & INDEX_INTENT_TO_ADD)
            continue;
        if (conflicted && list->count &&
            str_equal(list->items[list->count - 1].path, entry->path)) {
            merge_stage(&list->items[list->count - 1], entry);
            continue;
        }
        if (snapshot_collect(list,
                             (struct snapshot_entry){.path = entry->path,
                                                     .mode = index_entry_mode(entry),
                                                     .has_id = true,
                                                     .tracked = true,
                                                     .conflicted = conflicted,
                                                     .id = index_entry_id(entry),
                                                     .fault = conflicted ? unmerged : none},
                             error) != 0)
            return -1;
    }
    return 0;
}

int snapshot_index(struct snapshot *out, struct repository *repository, struct arena *arena,
                   struct error *error)
{
    struct snapshot_list list;
    struct index_file index;
    int status;

    *out = (struct snapshot){.kind = SNAPSHOT_INDEX, .repository = repository};
    if (repository->state.bare)
        return error_set(error, ERROR_USAGE,
                         "a bare repository has no index; name a commit with --rev");
    if (!repository->state.unborn && repository_head(&out->commit, repository, error) != 0)
        return -1;
    status = snapshot_read_index(&index, repository, arena, error);
    list = snapshot_list_of(arena, index.count);
    if (status == 0)
        status = collect_index(&list, &index, error);
    if (status == 0)
        snapshot_finish(out, &list);
    return status;
}

/* ---- a commit ---- */

struct open_tree {
    struct str rest;   /* entries not yet seen */
    size_t prefix_len; /* of the path of this tree, with its '/' */
};

struct tree_walk {
    struct repository *repository;
    struct arena *arena;  /* for what stays */
    struct arena scratch; /* for trees */
    struct snapshot_list list;
    struct open_tree stack[LIMIT_DEPTH];
    size_t depth;
    struct str path; /* of the entry at hand, in scratch */
};

static int enter_tree(struct tree_walk *walk, const struct object_id *id, struct str prefix,
                      struct error *error)
{
    struct open_tree *tree = &walk->stack[walk->depth];

    if (walk->depth >= LIMIT_DEPTH)
        return error_set(error, ERROR_FAILURE, "folders are nested more than %d deep at %.60s...",
                         LIMIT_DEPTH, prefix.data);
    if (repository_read(&tree->rest, walk->repository, id, OBJECT_TREE, &walk->scratch, error) !=
        OBJECT_FOUND)
        return -1;
    if (!tree_is_sound(tree->rest))
        return error_set(error, ERROR_FAILURE, "a tree of this commit is corrupt, at %.*s",
                         STR_ARG(prefix));
    walk->path = prefix;
    tree->prefix_len = prefix.len;
    walk->depth++;
    return 0;
}

static int visit_entry(struct tree_walk *walk, const struct tree_entry *entry, struct error *error)
{
    struct open_tree *tree = &walk->stack[walk->depth - 1];
    struct str parent = str_slice(walk->path, 0, tree->prefix_len);
    bool folder = entry->mode == MODE_FOLDER;
    struct arena *arena = folder ? &walk->scratch : walk->arena;
    struct str path =
        arena_printf(arena, "%.*s%.*s%s", STR_ARG(parent), STR_ARG(entry->name), folder ? "/" : "");
    struct object_id id;

    memcpy(id.bytes, entry->id, OBJECT_ID_SIZE);
    if (tree_name_is_unsafe(entry->name))
        return error_set(error, ERROR_FAILURE, "the tree has an entry that git forbids: %.*s",
                         STR_ARG(path));
    if (folder)
        return enter_tree(walk, &id, path, error);
    return snapshot_collect(
        &walk->list,
        (struct snapshot_entry){
            .path = path, .mode = entry->mode, .has_id = true, .tracked = true, .id = id},
        error);
}

static int walk_tree(struct tree_walk *walk, struct error *error)
{
    while (walk->depth) {
        struct open_tree *tree = &walk->stack[walk->depth - 1];
        struct tree_entry entry;

        if (tree_next(&entry, &tree->rest) == 0)
            walk->depth--;
        else if (visit_entry(walk, &entry, error) != 0)
            return -1;
    }
    return 0;
}

int snapshot_commit(struct snapshot *out, struct repository *repository,
                    const struct object_id *commit, struct arena *arena, struct error *error)
{
    struct tree_walk *walk = memory_zalloc(1, sizeof *walk);
    struct object_id tree;
    int status;

    *out = (struct snapshot){.kind = SNAPSHOT_COMMIT, .repository = repository, .commit = *commit};
    walk->repository = repository;
    walk->arena = arena;
    walk->list = snapshot_list_of(arena, 0);
    status =
        commit_read_tree(&tree, repository, commit, &walk->scratch, error) == OBJECT_FOUND ? 0 : -1;
    if (status == 0)
        status = enter_tree(walk, &tree, STR(""), error);
    if (status == 0)
        status = walk_tree(walk, error);
    if (status == 0)
        snapshot_finish(out, &walk->list);
    arena_release(&walk->scratch);
    free(walk);
    return status;
}
