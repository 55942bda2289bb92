#include "git/repository.h"

#include <limits.h>
#include <stdlib.h>

#include "base/memory.h"
#include "git/libgit2.h"

/* ---- opening ---- */

static int is_star(const git_config_entry *entry, void *payload)
{
    bool *any = payload;

    /* An empty value takes back what stood before it. */
    if (!*entry->value)
        *any = false;
    else if (strcmp(entry->value, "*") == 0)
        *any = true;
    return 0;
}

/* safe.directory=* in the user's or the system's configuration, which libgit2 1.5 overlooks. */
static bool trusts_every_folder(void)
{
    git_config *config = NULL;
    bool any = false;

    if (git_config_open_default(&config) == 0)
        git_config_get_multivar_foreach(config, "safe.directory", NULL, is_star, &any);
    git_config_free(config);
    return any;
}

/* The repository that git names to its hooks, and whoever set GIT_DIR to git, or NULL. */
static const char *named_by_environment(const char *folder)
{
    const char *named = getenv("GIT_DIR");

    return named && *named && strcmp(folder, ".") == 0 ? named : NULL;
}

static int open_handle(git_repository **out, const char *folder)
{
    const char *named = named_by_environment(folder), *work_tree = getenv("GIT_WORK_TREE");
    int code;

    if (!named)
        return git_repository_open_ext(out, folder, 0, getenv("GIT_CEILING_DIRECTORIES"));
    code = git_repository_open_ext(out, named, GIT_REPOSITORY_OPEN_NO_SEARCH, NULL);
    if (code == 0 && work_tree && *work_tree)
        code = git_repository_set_workdir(*out, work_tree, 0);
    return code;
}

static int open_trusted(git_repository **out, const char *folder)
{
    int code = open_handle(out, folder);
    bool owner_fault = code == GIT_EOWNER || (code && strstr(libgit2_reason(), "safe.directory"));

    if (!owner_fault || !trusts_every_folder())
        return code;
    git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
    code = open_handle(out, folder);
    git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 1);
    return code;
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
    return read_head(repository, folder, error);
}

int repository_open(struct repository **out, const char *folder, struct error *error)
{
    struct repository *repository = memory_zalloc(1, sizeof *repository);
    const char *named;
    int code;

    *out = NULL;
    arena_init(&repository->arena);
    libgit2_start();
    folder = folder ? folder : ".";
    named = named_by_environment(folder);
    code = open_trusted(&repository->git, folder);
    if (code != 0)
        code = repository_open_failed(error, named ? named : folder, code);
    else
        code = inspect(repository, folder, error);
    if (code != 0) {
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
    vector_release(&repository->boundary);
    vector_release(&repository->replaced);
    vector_release(&repository->grafted);
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
        return libgit2_failed(error, "HEAD names no commit");
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
        error_set(error, ERROR_USAGE, "there is no revision %s in this repository%s", name.data,
                  repository->state.shallow ? " (it is a shallow clone: fetch more history)" : "");
        goto out;
    }
    if (git_object_peel(&peeled, object, GIT_OBJECT_COMMIT) != 0) {
        error_set(error, ERROR_USAGE, "the revision %s names no commit", name.data);
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
        status = error_set(error, ERROR_FAILURE, "the reference %s names no commit: %s", reference,
                           libgit2_reason());
    }
    git_object_free(object);
    git_reference_free(handle);
    return status;
}

struct str repository_setting(struct repository *repository, const char *name, struct arena *arena)
{
    git_config *config = NULL;
    const char *value = NULL;
    struct str copy = {0};

    if (git_repository_config_snapshot(&config, repository->git) == 0 &&
        git_config_get_string(&value, config, name) == 0)
        copy = arena_str(arena, str_of(value));
    git_config_free(config);
    return copy;
}

bool repository_ignores(struct repository *repository, struct str path)
{
    struct str name = arena_str(&repository->arena, path);
    int ignored = 0;

    return git_ignore_path_is_ignored(&ignored, repository->git, name.data) == 0 && ignored;
}
