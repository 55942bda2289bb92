#include "git/repository.h"

#include <limits.h>
#include <stdlib.h>

#include "base/memory.h"
#include "git/libgit2.h"
#include "git/place.h"

/* ---- opening ---- */

/* The repository that git names to its hooks, and whoever set GIT_DIR to git, or NULL. */
static const char *named_by_environment(const char *folder)
{
    const char *named = getenv("GIT_DIR");

    return named && *named && strcmp(folder, ".") == 0 ? named : NULL;
}

static int read_head(struct repository *repository, const char *folder, struct error *error)
{
    git_reference *head = NULL;
    const char *branch;

    if (git_reference_lookup(&head, repository->git, "HEAD") != 0)
        return error_set(error, ERROR_FAILURE, "HEAD of the repository at %s is corrupt: %s",
                         folder, libgit2_reason());
    branch = git_reference_symbolic_target(head);
    if (branch && strncmp(branch, "refs/heads/", 11) == 0)
        repository->branch = arena_str(&repository->arena, str_of(branch + 11));
    git_reference_free(head);
    repository->state.unborn = git_repository_head_unborn(repository->git) == 1;
    return 0;
}

/* What the place says, without a work tree where there is none. */
static int set_root(struct repository *repository, const struct place *place, bool named)
{
    const char *work_tree = getenv("GIT_WORK_TREE");
    const char *root = named && work_tree && *work_tree ? work_tree : place->root;

    return root ? git_repository_set_workdir(repository->git, root, 0) : 0;
}

static int open_place(struct repository *repository, const struct place *place, bool named,
                      const char *folder, struct error *error)
{
    if (git_repository_open_bare(&repository->git, place->git_folder) != 0)
        return repository_unsupported(error, folder, libgit2_reason());
    /* Without settings, at first: left to itself libgit2 reads what the repository includes. */
    if (libgit2_set_settings(repository, error) < 0)
        return -1;
    if (set_root(repository, place, named) != 0)
        return repository_unsupported(error, folder, libgit2_reason());
    if (read_head(repository, folder, error) < 0)
        return -1;
    return repository_read_settings(
        repository,
        &(struct settings_place){.git_folder = place->git_folder,
                                 .common_folder = place->common_folder,
                                 .root = git_repository_workdir(repository->git),
                                 .branch = repository->branch,
                                 .worktree_config = place->worktree_config},
        error);
}

/* Whoever names a repository in GIT_DIR trusts it, as for git. */
static int open_folder(struct repository *repository, const char *folder, struct error *error)
{
    const char *named = named_by_environment(folder);
    struct arena *arena = &repository->arena;
    struct str skipped = {0};
    struct place place;

    switch (place_find(&place, folder, named, &skipped, arena, error)) {
    case PLACE_NONE:
        return repository_open_failed(error, named ? named : folder, GIT_ENOTFOUND);
    case PLACE_FAULTY:
        return -1;
    case PLACE_FOUND:
        break;
    }
    if ((!named && place_trust(&place, arena, error) < 0) ||
        place_check_files(&place, arena, error) < 0 ||
        open_place(repository, &place, named, folder, error) < 0)
        return -1;
    if (skipped.len)
        vector_push(&repository->settings.skipped, skipped);
    return 0;
}

/* Where FOLDER lies below the root, with a '/' at the end unless it is the root. */
static struct str prefix_of(struct repository *repository, const char *folder)
{
    char real_folder[PATH_MAX], real_root[PATH_MAX];
    size_t root_len;

    if (!repository->root.len || !realpath(folder, real_folder) ||
        !realpath(repository->root.data, real_root))
        return (struct str){0};
    root_len = strlen(real_root);
    if (strncmp(real_folder, real_root, root_len) != 0 || real_folder[root_len] != '/')
        return (struct str){0};
    /* Inside .git there is no place in the work tree. */
    if (strncmp(real_folder + root_len, "/.git", 5) == 0 &&
        (!real_folder[root_len + 5] || real_folder[root_len + 5] == '/'))
        return (struct str){0};
    return arena_printf(&repository->arena, "%s/", real_folder + root_len + 1);
}

/* ---- reading it ---- */

/* In a server's pre-receive hook the objects that are being pushed are kept apart. */
static void add_quarantine(struct repository *repository)
{
    const char *quarantine = getenv("GIT_QUARANTINE_PATH");

    if (quarantine && *quarantine)
        git_odb_add_disk_alternate(repository->objects, quarantine);
}

static int inspect(struct repository *repository, const char *folder, struct error *error)
{
    struct arena *arena = &repository->arena;
    git_repository *git = repository->git;

    if (git_repository_odb(&repository->objects, git) != 0)
        return libgit2_failed(error, "cannot open the object database");
    add_quarantine(repository);
    repository->root = arena_str(arena, str_of(git_repository_workdir(git)));
    repository->git_folder = arena_str(arena, str_of(git_repository_path(git)));
    repository->common_folder = arena_str(arena, str_of(git_repository_commondir(git)));
    repository->prefix = prefix_of(repository, folder);
    repository->state.bare = git_repository_is_bare(git);
    repository_read_state(repository);
    return 0;
}

int repository_open(struct repository **out, const char *folder, struct error *error)
{
    struct repository *repository = memory_zalloc(1, sizeof *repository);

    *out = NULL;
    arena_init(&repository->arena);
    repository->folder = -1;
    libgit2_start();
    folder = folder ? folder : ".";
    if (open_folder(repository, folder, error) < 0 || inspect(repository, folder, error) < 0) {
        repository_free(repository);
        return -1;
    }
    *out = repository;
    return 0;
}

void repository_free(struct repository *repository)
{
    if (!repository)
        return;
    git_odb_free(repository->objects);
    git_repository_free(repository->git);
    settings_release(&repository->settings);
    vector_release(&repository->boundary);
    vector_release(&repository->replaced);
    vector_release(&repository->grafted);
    work_tree_close(repository);
    arena_release(&repository->arena);
    free(repository);
    git_libgit2_shutdown();
}

/* ---- questions ---- */

const struct repository_state *repository_state(const struct repository *repository)
{
    return &repository->state;
}

struct str repository_root(const struct repository *repository)
{
    return repository->root;
}

struct str repository_prefix(const struct repository *repository)
{
    return repository->prefix;
}

struct str repository_branch(const struct repository *repository)
{
    return repository->branch;
}

int repository_head(struct object_id *commit, struct repository *repository, struct error *error)
{
    git_oid id;

    if (repository->state.unborn)
        return error_set(error, ERROR_FAILURE, "the branch %.*s has no commits yet",
                         STR_ARG(repository->branch));
    if (git_reference_name_to_id(&id, repository->git, "HEAD") != 0)
        return libgit2_failed(error, "HEAD does not name a commit");
    *commit = object_id_from(&id);
    return 0;
}

int repository_resolve(struct object_id *commit, struct repository *repository, struct str revision,
                       struct error *error)
{
    struct str name = arena_str(&repository->arena, revision);
    git_object *object = NULL, *peeled = NULL;
    int status = -1;

    if (strlen(name.data) != name.len || !name.len)
        return error_set(error, ERROR_USAGE, "the revision is empty or has a NUL in it");
    if (git_revparse_single(&object, repository->git, name.data) != 0) {
        error_set(error, ERROR_USAGE, "unknown revision %s in this repository%s", name.data,
                  repository->state.shallow ? " (a shallow clone: fetch more history)" : "");
        goto out;
    }
    if (git_object_peel(&peeled, object, GIT_OBJECT_COMMIT) != 0) {
        error_set(error, ERROR_USAGE, "revision %s is not a commit", name.data);
        goto out;
    }
    *commit = object_id_from(git_object_id(peeled));
    status = 0;
out:
    git_object_free(object);
    git_object_free(peeled);
    return status;
}

int repository_reference(struct object_id *commit, struct repository *repository,
                         const char *reference, struct error *error)
{
    git_reference *handle = NULL;
    git_object *object = NULL;
    int code = git_reference_lookup(&handle, repository->git, reference);
    int status = 1;

    if (code == GIT_ENOTFOUND || code == GIT_EINVALIDSPEC)
        return 0;
    if (code == 0)
        code = git_reference_peel(&object, handle, GIT_OBJECT_COMMIT);
    if (code == 0) {
        *commit = object_id_from(git_object_id(object));
    } else {
        status = error_set(error, ERROR_FAILURE, "reference %s does not name a commit: %s",
                           reference, libgit2_reason());
    }
    git_object_free(object);
    git_reference_free(handle);
    return status;
}

bool repository_ignores(struct repository *repository, struct str path)
{
    struct str name = arena_str(&repository->arena, path);
    int ignored = 0;

    return !repository_has_special(repository, path, ".gitignore") &&
           git_ignore_path_is_ignored(&ignored, repository->git, name.data) == 0 && ignored;
}
