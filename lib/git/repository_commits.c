/* Commits by their names alone, and what they have in common. */
#include "git/libgit2.h"

int repository_commit(struct object_id *out, struct repository *repository, struct str hex,
                      struct error *error)
{
    char digits[OBJECT_ID_HEX + 1] = {0};
    git_object *object = NULL;
    git_oid id;

    if (hex.len > OBJECT_ID_HEX)
        return error_set(error, ERROR_USAGE, "%.*s is not a commit", STR_ARG(hex));
    for (size_t i = 0; i < hex.len; i++)
        digits[i] = hex.data[i];
    if (git_oid_fromstrn(&id, digits, hex.len) != 0 ||
        git_object_lookup_prefix(&object, repository->git, &id, hex.len, GIT_OBJECT_COMMIT) != 0)
        return error_set(error, ERROR_USAGE, "unknown commit %s", digits);
    *out = object_id_from(git_object_id(object));
    git_object_free(object);
    return 0;
}

int repository_common(struct object_id *out, struct repository *repository,
                      const struct object_id *one, const struct object_id *other,
                      struct error *error)
{
    git_oid first = libgit2_id(one), second = libgit2_id(other), common;
    int code = git_merge_base(&common, repository->git, &first, &second);

    if (code == GIT_ENOTFOUND)
        return 0;
    if (code != 0)
        return libgit2_failed(error, "cannot find the common history");
    *out = object_id_from(&common);
    return 1;
}
