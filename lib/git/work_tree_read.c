/*
 * Files of the work tree: their bytes, and what git would call them. Folders are opened
 * relative to their parent, and no symbolic link is followed.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "base/memory.h"
#include "git/snapshot_private.h"

static int read_failed(struct error *error, const struct snapshot_entry *entry, const char *why)
{
    return error_set(error, ERROR_FAILURE, "cannot read %.*s: %s", STR_ARG(entry->path), why);
}

void work_tree_close(struct repository *repository)
{
    if (repository->folder >= 0)
        close(repository->folder);
    repository->folder = -1;
    buffer_release(&repository->folder_path);
}

/* Open FOLDER segment by segment; "" is the root. */
static int open_folder(const struct repository *repository, struct str folder)
{
    int reached = open(repository->root.data, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    struct str segment, rest = folder;

    while (reached >= 0 && rest.len && str_split(&segment, &rest, '/')) {
        char *copy = strndup(segment.data, segment.len);
        int next =
            copy ? openat(reached, copy, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) : -1;

        free(copy);
        close(reached);
        reached = next;
    }
    return reached;
}

/*
 * The folder that holds PATH's last segment; *NAME is that segment. Files are read in the order
 * of their paths: the folder stays open for those beside it.
 */
static int open_parent(struct repository *repository, struct str path, struct str *name)
{
    struct str folder;

    *name = str_behind_last(path, '/');
    folder = str_slice(path, 0, path.len - name->len);
    if (repository->folder >= 0 && str_equal(buffer_str(&repository->folder_path), folder))
        return repository->folder;
    work_tree_close(repository);
    repository->folder = open_folder(repository, folder);
    buffer_add(&repository->folder_path, folder);
    return repository->folder;
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

/* What the index knows is true of the file as it was looked at. */
static void check_unchanged(struct snapshot_entry *entry, const struct stat *status)
{
    if (status->st_ctim.tv_sec != entry->changed.tv_sec ||
        status->st_ctim.tv_nsec != entry->changed.tv_nsec ||
        (uint64_t)status->st_size != entry->size)
        entry->hashed = false;
}

static int read_file(struct str *out, int folder, const char *name, struct snapshot_entry *entry,
                     struct arena *arena, struct error *error)
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
    else if (read_all(out, file, arena, &why) == 0)
        check_unchanged(entry, &status);
    close(file);
    return why ? read_failed(error, entry, why) : 0;
}

static int read_link(struct str *out, int folder, const char *name, struct snapshot_entry *entry,
                     struct arena *arena, struct error *error)
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

int work_tree_read(struct str *out, struct repository *repository, struct snapshot_entry *entry,
                   struct arena *arena, struct error *error)
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
    return result;
}

/* libgit2's filters take carriage returns out, and what `ident` put into "$Id$". */
static bool may_be_filtered(struct str content)
{
    return str_find(content, STR("\r"), 0) >= 0 || str_find(content, STR("$Id"), 0) >= 0;
}

int work_tree_blob_id(struct object_id *out, struct repository *repository,
                      const struct snapshot_entry *entry, struct str content, struct error *error)
{
    git_filter_list *filters = NULL;
    git_buf converted = {0};
    char *path;
    int code = 0;

    if (entry->mode == MODE_SYMLINK || !may_be_filtered(content) ||
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
