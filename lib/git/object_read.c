/* Reading raw objects: what is missing, corrupt or of another type is told apart. */
#include "base/limits.h"
#include "git/libgit2.h"

static const char *const type_names[] = {"object", "commit", "tree", "blob", "tag"};

static enum object_status absent(struct repository *repository, const struct object_id *id,
                                 enum object_type type, struct error *error)
{
    char hex[OBJECT_ID_HEX + 1];
    const char *why = repository->state.partial   ? " (a partial clone: fetch it without --filter)"
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

static enum object_status too_large(const struct object_id *id, enum object_type type,
                                    struct error *error)
{
    char hex[OBJECT_ID_HEX + 1];

    error_set(error, ERROR_FAILURE,
              "the %s %s is too large: it is larger than ismslint reads (%d MiB)", type_names[type],
              object_id_hex(hex, id, OBJECT_ID_HEX), LIMIT_OBJECT_SIZE / 1024 / 1024);
    return OBJECT_CORRUPT;
}

/* Look before reading: a blob may claim any size. */
bool object_is_too_large(struct repository *repository, const struct object_id *id)
{
    git_oid oid = libgit2_id(id);
    git_object_t type;
    size_t size;

    return git_odb_read_header(&size, &type, repository->objects, &oid) == 0 &&
           size > LIMIT_OBJECT_SIZE;
}

enum object_status object_read_raw(git_odb_object **out, struct repository *repository,
                                   const struct object_id *id, enum object_type type,
                                   struct error *error)
{
    git_oid oid = libgit2_id(id);
    int code;

    *out = NULL;
    if (type == OBJECT_BLOB && object_is_too_large(repository, id))
        return too_large(id, type, error);
    code = git_odb_read(out, repository->objects, &oid);
    if (code == GIT_ENOTFOUND)
        return absent(repository, id, type, error);
    if (code != 0)
        return corrupt(id, type, libgit2_reason(), error);
    if ((int)git_odb_object_type(*out) == (int)type)
        return OBJECT_FOUND;
    git_odb_object_free(*out);
    *out = NULL;
    corrupt(id, type, "it is an object of another type", error);
    return OBJECT_WRONG_TYPE;
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
