/*
 * The work tree as a snapshot. Folders are opened relative to their parent and
 * never through a symbolic link, so that nothing outside the tree is read even
 * if it changes while we look.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "base/memory.h"
#include "git/snapshot_private.h"

struct work_walk {
    struct repository *repository;
    git_index *index;
    bool *seen; /* an index entry was found in the work tree */
    struct snapshot_list list;
    struct arena *arena;
    bool trust_modes;   /* core.fileMode: the file system keeps the executable bit */
    bool trust_links;   /* core.symlinks: it keeps symbolic links */
    bool unruled;       /* the folder at hand has a .gitignore that cannot be opened */
    struct buffer path; /* of the folder at hand, with its '/' */
};

/* ---- what the index knows ---- */

/* The first index entry at or after PATH. */
static size_t index_lower_bound(git_index *index, const char *path)
{
    size_t low = 0, high = git_index_entrycount(index);

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (strcmp(git_index_get_byindex(index, middle)->path, path) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The entry of exactly PATH, or NULL. */
static const git_index_entry *index_entry(const struct work_walk *walk, const char *path,
                                          size_t *position)
{
    const git_index_entry *entry;

    *position = index_lower_bound(walk->index, path);
    entry = git_index_get_byindex(walk->index, *position);
    return entry && strcmp(entry->path, path) == 0 ? entry : NULL;
}

/* Does the index hold a file below FOLDER (with its '/')? */
static bool index_has_below(const struct work_walk *walk, const char *folder)
{
    const git_index_entry *entry =
        git_index_get_byindex(walk->index, index_lower_bound(walk->index, folder));

    return entry && strncmp(entry->path, folder, strlen(folder)) == 0;
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
                        const git_index_entry *known)
{
    uint32_t kept = known ? file_mode_canonical(known->mode) : MODE_FILE;

    if (S_ISLNK(status->st_mode))
        return MODE_SYMLINK;
    if (!walk->trust_links && kept == MODE_SYMLINK)
        return MODE_SYMLINK;
    if (!walk->trust_modes)
        return kept == MODE_EXECUTABLE ? MODE_EXECUTABLE : MODE_FILE;
    return status->st_mode & S_IXUSR ? MODE_EXECUTABLE : MODE_FILE;
}

static int add_file(struct work_walk *walk, const char *path, const struct stat *status,
                    const char *fault, struct error *error)
{
    size_t position;
    const git_index_entry *known = index_entry(walk, path, &position);
    struct snapshot_entry entry = {.tracked = known != NULL,
                                   .mode = mode_of(walk, status, known),
                                   .size = (uint64_t)status->st_size,
                                   .fault = str_of(fault)};

    if (!known && is_ignored(walk, path))
        return 0;
    for (; known && strcmp(known->path, path) == 0;
         known = git_index_get_byindex(walk->index, ++position)) {
        walk->seen[position] = true;
        entry.conflicted |= GIT_INDEX_ENTRY_STAGE(known) != 0;
    }
    entry.path = arena_str(walk->arena, str_of(path));
    return snapshot_collect(&walk->list, entry, error);
}

static int add_submodule(struct work_walk *walk, const git_index_entry *known, size_t position,
                         struct error *error)
{
    walk->seen[position] = true;
    return snapshot_collect(
        &walk->list,
        (struct snapshot_entry){.path = arena_str(walk->arena, str_of(known->path)),
                                .mode = MODE_SUBMODULE,
                                .has_id = true,
                                .tracked = true,
                                .id = object_id_from(&known->id)},
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

static int visit(struct work_walk *walk, int folder, const char *name, unsigned depth,
                 struct error *error)
{
    struct stat status;
    size_t position;
    const git_index_entry *known;
    size_t length = walk->path.len;
    int result = 0;

    buffer_add_c(&walk->path, name);
    known = index_entry(walk, buffer_c(&walk->path), &position);
    if (fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0) {
        status = (struct stat){0};
        if (errno != ENOENT)
            result =
                add_file(walk, buffer_c(&walk->path), &status, memory_checked_reason(errno), error);
    } else if (S_ISDIR(status.st_mode) && known &&
               file_mode_canonical(known->mode) == MODE_SUBMODULE) {
        result = add_submodule(walk, known, position, error);
    } else if (S_ISDIR(status.st_mode)) {
        buffer_add_char(&walk->path, '/');
        result = enter_folder(walk, folder, name, depth, error);
    } else if (S_ISREG(status.st_mode) || S_ISLNK(status.st_mode)) {
        result = add_file(walk, buffer_c(&walk->path), &status, NULL, error);
    } else {
        result = add_file(walk, buffer_c(&walk->path), &status,
                          "it is neither a file nor a symbolic link", error);
    }
    walk->path.len = length;
    walk->path.data[length] = '\0';
    return result;
}

/* Walk an open folder; FOLDER stays the caller's to close. */
static int walk_folder(struct work_walk *walk, int folder, unsigned depth, struct error *error)
{
    int own = dup(folder);
    DIR *stream = own < 0 ? NULL : fdopendir(own);
    const struct dirent *entry;
    int result = 0;

    if (!stream) {
        if (own >= 0)
            close(own);
        return error_set(error, ERROR_FAILURE, "cannot list the folder %s: %s",
                         buffer_c(&walk->path), memory_checked_reason(errno));
    }
    while (result == 0 && (entry = readdir(stream)))
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 &&
            strcmp(entry->d_name, ".git") != 0)
            result = visit(walk, folder, entry->d_name, depth, error);
    closedir(stream);
    return result;
}

/* What a sparse checkout leaves out of the work tree is there all the same. */
static int add_sparse(struct work_walk *walk, struct error *error)
{
    size_t count = git_index_entrycount(walk->index);

    for (size_t i = 0; i < count; i++) {
        const git_index_entry *entry = git_index_get_byindex(walk->index, i);

        if (walk->seen[i] || !(entry->flags_extended & GIT_INDEX_ENTRY_SKIP_WORKTREE))
            continue;
        if (snapshot_collect(
                &walk->list,
                (struct snapshot_entry){.path = arena_str(walk->arena, str_of(entry->path)),
                                        .mode = file_mode_canonical(entry->mode),
                                        .has_id = true,
                                        .tracked = true,
                                        .id = object_id_from(&entry->id)},
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
        return error_set(error, ERROR_FAILURE, "cannot open the work tree %s: %s", root,
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

    *out = (struct snapshot){.kind = SNAPSHOT_WORK_TREE, .repository = repository};
    if (repository->state.bare)
        return error_set(error, ERROR_USAGE,
                         "a bare repository has no work tree; name a commit with --rev");
    if (!repository->state.unborn && repository_head(&out->commit, repository, error) != 0)
        return -1;
    status = index_open(&walk.index, repository, error);
    if (status == 0) {
        read_settings(&walk);
        walk.unruled = repository_has_special(repository, (struct str){0}, ".gitignore");
        walk.seen = arena_alloc(arena, git_index_entrycount(walk.index) + 1);
        status = walk_root(&walk, error);
    }
    if (status == 0)
        snapshot_finish(out, &walk.list, arena);
    git_index_free(walk.index);
    vector_release(&walk.list);
    buffer_release(&walk.path);
    return status;
}

/* ---- contents ---- */

static int read_failed(struct error *error, const struct snapshot_entry *entry, const char *why)
{
    return error_set(error, ERROR_FAILURE, "cannot read %.*s: %s", STR_ARG(entry->path), why);
}

/* The folder that holds PATH's last segment, opened segment by segment; *NAME is that segment. */
static int open_parent(const struct repository *repository, struct str path, struct str *name)
{
    int folder = open(repository->root.data, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    struct str segment, rest = path;

    while (folder >= 0 && str_split(&segment, &rest, '/') && rest.len) {
        char *copy = strndup(segment.data, segment.len);
        int next =
            copy ? openat(folder, copy, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) : -1;

        free(copy);
        close(folder);
        folder = next;
    }
    *name = segment;
    return folder;
}

/* All bytes of an open file; more than LIMIT_FILE_SIZE is an error. */
static int read_all(struct str *out, int file, struct arena *arena, const char **why)
{
    struct buffer content = {0};
    char chunk[64 * 1024];
    ssize_t got;

    while ((got = read(file, chunk, sizeof chunk)) > 0 && content.len <= LIMIT_FILE_SIZE)
        buffer_add(&content, (struct str){chunk, (size_t)got});
    *why = got < 0                         ? memory_checked_reason(errno)
           : content.len > LIMIT_FILE_SIZE ? "it is larger than 16 MiB"
                                           : NULL;
    if (!*why)
        *out = arena_str(arena, buffer_str(&content));
    buffer_release(&content);
    return *why ? -1 : 0;
}

static int read_file(struct str *out, int folder, const char *name,
                     const struct snapshot_entry *entry, struct arena *arena, struct error *error)
{
    /* O_NONBLOCK: a pipe that took the file's place must not hold us up. */
    int file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    struct stat status;
    const char *why = NULL;

    if (file < 0)
        return read_failed(error, entry, memory_checked_reason(errno));
    if (fstat(file, &status) != 0)
        why = memory_checked_reason(errno);
    else if (!S_ISREG(status.st_mode))
        why = "it is no longer a file";
    else
        read_all(out, file, arena, &why);
    close(file);
    return why ? read_failed(error, entry, why) : 0;
}

static int read_link(struct str *out, int folder, const char *name,
                     const struct snapshot_entry *entry, struct arena *arena, struct error *error)
{
    char target[4096];
    ssize_t length = readlinkat(folder, name, target, sizeof target);

    /* Where the file system has no links, git writes the target into a file. */
    if (length < 0 && errno == EINVAL)
        return read_file(out, folder, name, entry, arena, error);
    if (length < 0)
        return read_failed(error, entry, memory_checked_reason(errno));
    *out = arena_str(arena, (struct str){target, (size_t)length});
    return 0;
}

int work_tree_read(struct str *out, const struct repository *repository,
                   const struct snapshot_entry *entry, struct arena *arena, struct error *error)
{
    struct str name;
    int folder = open_parent(repository, entry->path, &name);
    const char *file;
    int result;

    if (folder < 0)
        return read_failed(error, entry, memory_checked_reason(errno));
    file = arena_str(arena, name).data;
    result = entry->mode == MODE_SYMLINK ? read_link(out, folder, file, entry, arena, error)
                                         : read_file(out, folder, file, entry, arena, error);
    close(folder);
    return result;
}

int work_tree_blob_id(struct object_id *out, struct repository *repository,
                      const struct snapshot_entry *entry, struct str content, struct error *error)
{
    git_filter_list *filters = NULL;
    git_buf converted = {0};
    char *path;
    int code = 0;

    if (entry->mode == MODE_SYMLINK ||
        repository_has_special(repository, entry->path, ".gitattributes")) {
        *out = object_id_of(OBJECT_BLOB, content);
        return 0;
    }
    path = strndup(entry->path.data, entry->path.len);
    code = path ? git_filter_list_load(&filters, repository->git, NULL, path, GIT_FILTER_TO_ODB,
                                       GIT_FILTER_ALLOW_UNSAFE)
                : -1;
    free(path);
    if (code == 0 && filters)
        code = git_filter_list_apply_to_buffer(&converted, filters, content.data, content.len);
    if (code == 0 && filters)
        content = (struct str){converted.ptr, converted.size};
    if (code == 0)
        *out = object_id_of(OBJECT_BLOB, content);
    git_buf_dispose(&converted);
    git_filter_list_free(filters);
    return code == 0 ? 0 : read_failed(error, entry, libgit2_reason());
}
