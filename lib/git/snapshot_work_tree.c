/*
 * The work tree as a snapshot. Folders are opened relative to their parent and
 * never through a symbolic link, so that nothing outside the tree is read even
 * if it changes while we look.
 */
#define _DEFAULT_SOURCE /* DT_DIR */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "base/memory.h"
#include "git/index_trust.h"
#include "git/snapshot_private.h"

struct work_walk {
    struct repository *repository;
    struct index_file index;
    struct index_trust trust;
    bool *seen;  /* an index entry was found in the work tree */
    size_t next; /* the index entry behind the last that was found */
    struct snapshot_list list;
    struct arena *arena;
    bool trust_modes;   /* core.fileMode: the file system keeps the executable bit */
    bool trust_links;   /* core.symlinks: it keeps symbolic links */
    bool unruled;       /* the folder at hand has a .gitignore that cannot be opened */
    struct buffer path; /* of the folder at hand, with its '/' */
};

/* ---- what the index knows ---- */

/*
 * The entry of exactly PATH, which is number walk->next, or NULL. Files are visited in the order of
 * the index, so that most are found where the last one ended.
 */
static const struct index_entry *index_entry(struct work_walk *walk, const char *path)
{
    const struct index_entry *entry = index_file_at(&walk->index, walk->next);

    if (!entry || strcmp(entry->path.data, path) != 0) {
        walk->next = index_file_lower_bound(&walk->index, path);
        entry = index_file_at(&walk->index, walk->next);
    }
    return entry && strcmp(entry->path.data, path) == 0 ? entry : NULL;
}

/* Does the index hold a file below FOLDER (with its '/')? */
static bool index_has_below(const struct work_walk *walk, const char *folder)
{
    const struct index_entry *entry =
        index_file_at(&walk->index, index_file_lower_bound(&walk->index, folder));

    return entry && strncmp(entry->path.data, folder, strlen(folder)) == 0;
}

static bool is_ignored(const struct work_walk *walk, const char *path)
{
    int ignored = 0;

    return !walk->unruled &&
           git_ignore_path_is_ignored(&ignored, walk->repository->git, path) == 0 && ignored;
}

/* ---- one entry ---- */

/* The mode that `git add` would give the file; KNOWN is its index entry, or NULL. */
static uint32_t mode_of(const struct work_walk *walk, const struct stat *status,
                        const struct index_entry *known)
{
    uint32_t kept = known ? index_entry_mode(known) : MODE_FILE;

    if (S_ISLNK(status->st_mode))
        return MODE_SYMLINK;
    if (!walk->trust_links && kept == MODE_SYMLINK)
        return MODE_SYMLINK;
    if (!walk->trust_modes)
        return kept == MODE_EXECUTABLE ? MODE_EXECUTABLE : MODE_FILE;
    return status->st_mode & S_IXUSR ? MODE_EXECUTABLE : MODE_FILE;
}

/* Note that the index has ENTRY, under KNOWN and what follows it of the same path. */
static void mark_known(struct work_walk *walk, struct snapshot_entry *entry,
                       const struct index_entry *known, const struct stat *status)
{
    const char *path = known->path.data;

    if (index_vouches(&walk->trust, known, entry->mode, status)) {
        entry->id = index_entry_id(known);
        entry->hashed = true;
    }
    for (; known && strcmp(known->path.data, path) == 0;
         known = index_file_at(&walk->index, ++walk->next)) {
        walk->seen[walk->next] = true;
        entry->conflicted |= index_entry_stage(known) != 0;
    }
}

static int add_file(struct work_walk *walk, const char *path, const struct stat *status,
                    const char *fault, struct error *error)
{
    const struct index_entry *known = index_entry(walk, path);
    struct snapshot_entry entry = {.tracked = known != NULL,
                                   .mode = mode_of(walk, status, known),
                                   .size = (uint64_t)status->st_size,
                                   .changed = status->st_ctim,
                                   .fault = str_of(fault)};

    if (known)
        mark_known(walk, &entry, known, status);
    else if (is_ignored(walk, path))
        return 0;
    entry.path = known ? known->path : arena_str(walk->arena, str_of(path));
    return snapshot_collect(&walk->list, entry, error);
}

static int add_submodule(struct work_walk *walk, const struct index_entry *known,
                         struct error *error)
{
    walk->seen[walk->next] = true;
    return snapshot_collect(&walk->list,
                            (struct snapshot_entry){.path = known->path,
                                                    .mode = MODE_SUBMODULE,
                                                    .has_id = true,
                                                    .tracked = true,
                                                    .id = index_entry_id(known)},
                            error);
}

/* ---- folders ---- */

static int walk_folder(struct work_walk *walk, int folder, unsigned depth, struct error *error);

/* A repository of its own inside ours: git shows its folder and nothing in it. */
static bool is_repository(int folder)
{
    struct stat status;

    return fstatat(folder, ".git", &status, AT_SYMLINK_NOFOLLOW) == 0;
}

static int enter_folder(struct work_walk *walk, int parent, const char *name, unsigned depth,
                        struct error *error)
{
    const char *path = buffer_c(&walk->path);
    bool tracked = index_has_below(walk, path), unruled = walk->unruled;
    int folder;
    int result = 0;

    walk->unruled =
        unruled || repository_has_special(walk->repository, buffer_str(&walk->path), ".gitignore");
    if (!tracked && is_ignored(walk, path)) {
        walk->unruled = unruled;
        return 0;
    }
    if (depth >= LIMIT_DEPTH)
        return error_set(error, ERROR_FAILURE, "folders are nested more than %d deep at %.60s...",
                         LIMIT_DEPTH, path);
    folder = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (folder < 0) {
        struct stat nothing = {0};

        /* Its files cannot be known: the folder itself stands for them. */
        return errno == ENOENT
                   ? 0
                   : add_file(walk, path, &nothing, memory_checked_reason(errno), error);
    }
    if (tracked || !is_repository(folder))
        result = walk_folder(walk, folder, depth + 1, error);
    close(folder);
    walk->unruled = unruled;
    return result;
}

static int visit_folder(struct work_walk *walk, int parent, const char *name, unsigned depth,
                        struct error *error)
{
    const struct index_entry *known = index_entry(walk, buffer_c(&walk->path));

    if (known && index_entry_mode(known) == MODE_SUBMODULE)
        return add_submodule(walk, known, error);
    buffer_add_char(&walk->path, '/');
    return enter_folder(walk, parent, name, depth, error);
}

/* What is at walk->path: NAME in FOLDER. */
static int visit(struct work_walk *walk, int folder, const char *name, unsigned depth,
                 struct error *error)
{
    const char *path = buffer_c(&walk->path);
    struct stat status;

    if (fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0) {
        status = (struct stat){0};
        return errno == ENOENT ? 0
                               : add_file(walk, path, &status, memory_checked_reason(errno), error);
    }
    if (S_ISDIR(status.st_mode))
        return visit_folder(walk, folder, name, depth, error);
    return add_file(walk, path, &status,
                    S_ISREG(status.st_mode) || S_ISLNK(status.st_mode)
                        ? NULL
                        : "it is neither a file nor a symbolic link",
                    error);
}

/* The names in a folder, each on the heap. */
struct names {
    char **items;
    size_t count;
    size_t capacity;
};

static void release_names(struct names *names)
{
    for (size_t i = 0; i < names->count; i++)
        free(names->items[i]);
    vector_release(names);
}

static bool is_looked_at(const char *name)
{
    return strcmp(name, ".") != 0 && strcmp(name, "..") != 0 && strcmp(name, ".git") != 0;
}

/* Names of folders end in '/': so they stand as the paths of their files do. */
static char *keep_name(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);
    char *name = memory_alloc(length + 2);

    memcpy(name, entry->d_name, length + 1);
    if (entry->d_type == DT_DIR)
        memcpy(name + length, "/", 2);
    return name;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* List an open folder in the order of the index; FOLDER stays the caller's to close. */
static int list_names(struct names *out, int folder)
{
    int own = dup(folder);
    DIR *stream = own < 0 ? NULL : fdopendir(own);
    const struct dirent *entry;

    if (!stream) {
        if (own >= 0)
            close(own);
        return -1;
    }
    while ((entry = readdir(stream)))
        if (is_looked_at(entry->d_name))
            vector_push(out, keep_name(entry));
    closedir(stream);
    if (out->count)
        qsort(out->items, out->count, sizeof *out->items, compare_names);
    return 0;
}

/* Walk an open folder; FOLDER stays the caller's to close. */
static int walk_folder(struct work_walk *walk, int folder, unsigned depth, struct error *error)
{
    struct names names = {0};
    size_t length = walk->path.len;
    int result = 0;

    if (list_names(&names, folder) < 0)
        return error_set(error, ERROR_FAILURE, "cannot list the folder %s: %s",
                         buffer_c(&walk->path), memory_checked_reason(errno));
    for (size_t i = 0; i < names.count && result == 0; i++) {
        char *name = names.items[i];

        name[strcspn(name, "/")] = '\0';
        buffer_add_c(&walk->path, name);
        result = visit(walk, folder, name, depth, error);
        walk->path.len = length;
        walk->path.data[length] = '\0';
    }
    release_names(&names);
    return result;
}

/* What a sparse checkout leaves out of the work tree is there all the same. */
static int add_sparse(struct work_walk *walk, struct error *error)
{
    for (size_t i = 0; i < walk->index.count; i++) {
        const struct index_entry *entry = index_file_at(&walk->index, i);

        if (walk->seen[i] || !(entry->flags & INDEX_SKIP_WORKTREE))
            continue;
        if (snapshot_collect(&walk->list,
                             (struct snapshot_entry){.path = entry->path,
                                                     .mode = index_entry_mode(entry),
                                                     .has_id = true,
                                                     .tracked = true,
                                                     .id = index_entry_id(entry)},
                             error) != 0)
            return -1;
    }
    return 0;
}

static void read_settings(struct work_walk *walk)
{
    walk->trust_modes = settings_bool(&walk->repository->settings, "core.filemode", true);
    walk->trust_links = settings_bool(&walk->repository->settings, "core.symlinks", true);
}

static int walk_root(struct work_walk *walk, struct error *error)
{
    const char *root = walk->repository->root.data;
    int folder = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int result;

    if (folder < 0)
        return error_set(error, ERROR_FAILURE, "cannot open the working tree %s: %s", root,
                         memory_checked_reason(errno));
    result = walk_folder(walk, folder, 0, error);
    close(folder);
    return result == 0 ? add_sparse(walk, error) : result;
}

int snapshot_work_tree(struct snapshot *out, struct repository *repository, struct arena *arena,
                       struct error *error)
{
    struct work_walk walk = {.repository = repository, .arena = arena};
    int status;

    *out = (struct snapshot){.kind = SNAPSHOT_WORK_TREE, .repository = repository, .arena = arena};
    if (repository->state.bare)
        return error_set(error, ERROR_USAGE,
                         "a bare repository has no working tree; name a commit with --rev");
    if (!repository->state.unborn && repository_head(&out->commit, repository, error) != 0)
        return -1;
    status = snapshot_read_index(&walk.index, repository, arena, error);
    if (status == 0) {
        walk.trust = index_trust_of(&repository->settings, walk.index.written);
        walk.list = snapshot_list_of(arena, walk.index.count);
        read_settings(&walk);
        walk.unruled = repository_has_special(repository, (struct str){0}, ".gitignore");
        walk.seen = arena_alloc(arena, walk.index.count + 1);
        status = walk_root(&walk, error);
    }
    if (status == 0)
        snapshot_finish(out, &walk.list);
    buffer_release(&walk.path);
    return status;
}
