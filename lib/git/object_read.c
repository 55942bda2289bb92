/* Reading raw objects: what is missing, corrupt or of another type is told apart. */
#include "base/limits.h"
#include "git/libgit2.h"

static const char *const type_names[] = {"object", "commit", "tree", "blob", "tag"};

static enum object_status absent(struct repository *repository, const struct object_id *id,
                                 enum object_type type, struct error *error)
{
    char hex[OBJECT_ID_HEX + 1];
    const char *why = repository->state.partial ? " (a partial clone: clone again without --filter)"
                      : repository->state.shallow ? " (a shallow clone: fetch the whole history)"
                                                  : " (the repository is damaged: git fsck)";

    error_set(error, ERROR_FAILURE, "the %s %s is missing%s", type_names[type],
              object_id_hex(hex, id, OBJECT_ID_HEX), why);
    return OBJECT_MISSING;
}

static enum object_status corrupt(const struct object_id *id, enum object_type type,
                                  const char *reason, struct error *error)
{
    char hex[OBJECT_ID_HEX + 1];

    error_set(error, ERROR_FAILURE, "the %s %s is corrupt: %s", type_names[type],
              object_id_hex(hex, id, OBJECT_ID_HEX), reason);
    return OBJECT_CORRUPT;
}

/* ---- sizes ---- */

static enum object_status too_large(const struct object_id *id, enum object_type type,
                                    const char *why, size_t limit, struct error *error)
{
    char hex[OBJECT_ID_HEX + 1];

    error_set(error, ERROR_FAILURE, "the %s %s is too large: %s (%zu MiB)", type_names[type],
              object_id_hex(hex, id, OBJECT_ID_HEX), why, limit / 1024 / 1024);
    return OBJECT_CORRUPT;
}

static size_t limit_of(enum object_type type)
{
    return type == OBJECT_TAG ? LIMIT_COMMIT_SIZE : LIMIT_OBJECT_SIZE;
}

/* May an object of SIZE bytes be read? A few kilobytes in a repository may claim any size. */
static enum object_status check_size(struct repository *repository, const struct object_id *id,
                                     enum object_type type, size_t size, struct error *error)
{
    if (size > limit_of(type))
        return too_large(id, type, "it is larger than ismslint reads", limit_of(type), error);
    if (size > LIMIT_LARGE_OBJECT && size > LIMIT_LARGE_OBJECTS - repository->large_read)
        return too_large(id, type, "large objects exceed what ismslint reads in a run",
                         LIMIT_LARGE_OBJECTS, error);
    return OBJECT_FOUND;
}

/* The size is looked up before where any size is likely, and for all once much was read. */
static enum object_status check_header(struct repository *repository, const struct object_id *id,
                                       enum object_type type, struct error *error)
{
    git_oid oid = libgit2_id(id);
    git_object_t found;
    size_t size;

    if ((type == OBJECT_COMMIT || type == OBJECT_TREE) &&
        repository->large_read < LIMIT_LARGE_OBJECTS / 2)
        return OBJECT_FOUND;
    if (git_odb_read_header(&size, &found, repository->objects, &oid) != 0 ||
        (int)found != (int)type)
        return OBJECT_FOUND; /* reading it tells what is wrong */
    return check_size(repository, id, type, size, error);
}

/* ---- reading ---- */

/* What was read is the object of TYPE that was asked for, and no larger than it may be. */
static enum object_status check_object(struct repository *repository, const struct object_id *id,
                                       enum object_type type, git_odb_object *object,
                                       struct error *error)
{
    size_t size = git_odb_object_size(object);
    enum object_status status;

    if ((int)git_odb_object_type(object) != (int)type) {
        corrupt(id, type, "it is an object of another type", error);
        return OBJECT_WRONG_TYPE;
    }
    status = check_size(repository, id, type, size, error);
    if (status == OBJECT_FOUND && size > LIMIT_LARGE_OBJECT)
        repository->large_read += size;
    return status;
}

enum object_status object_read_raw(git_odb_object **out, struct repository *repository,
                                   const struct object_id *id, enum object_type type,
                                   struct error *error)
{
    git_oid oid = libgit2_id(id);
    enum object_status status = check_header(repository, id, type, error);
    int code;

    *out = NULL;
    if (status != OBJECT_FOUND)
        return status;
    code = git_odb_read(out, repository->objects, &oid);
    if (code == GIT_ENOTFOUND)
        return absent(repository, id, type, error);
    if (code != 0)
        return corrupt(id, type, libgit2_reason(), error);
    status = check_object(repository, id, type, *out, error);
    if (status != OBJECT_FOUND) {
        git_odb_object_free(*out);
        *out = NULL;
    }
    return status;
}

enum object_status repository_read(struct str *out, struct repository *repository,
                                   const struct object_id *id, enum object_type type,
                                   struct arena *arena, struct error *error)
{
    git_odb_object *object;
    enum object_status status = object_read_raw(&object, repository, id, type, error);

    if (status == OBJECT_FOUND)
        *out = arena_str(arena,
                         (struct str){git_odb_object_data(object), git_odb_object_size(object)});
    git_odb_object_free(object);
    return status;
}

struct object_id object_id_of(enum object_type type, struct str bytes)
{
    git_oid oid = {{0}};

    git_odb_hash(&oid, bytes.data ? bytes.data : "", bytes.len, (git_object_t)type);
    return object_id_from(&oid);
}

enum object_status repository_read_verified(struct str *out, struct repository *repository,
                                            const struct object_id *id, enum object_type type,
                                            struct arena *arena, struct error *error)
{
    enum object_status status = repository_read(out, repository, id, type, arena, error);
    struct object_id actual;

    if (status != OBJECT_FOUND)
        return status;
    actual = object_id_of(type, *out);
    if (!object_id_equal(&actual, id))
        return corrupt(id, type, "its content does not match its name", error);
    return OBJECT_FOUND;
}
