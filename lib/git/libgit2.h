/*
 * What only lib/git may see: libgit2's handles of a repository, and how its
 * errors become ours. No public header includes this one.
 */
#ifndef GIT_LIBGIT2_H
#define GIT_LIBGIT2_H

#include <git2.h>
#include <string.h>

#include "base/vector.h"
#include "git/repository.h"

struct repository {
    git_repository *git;
    git_odb *objects;
    struct arena arena; /* holds the strings below */
    struct str root;
    struct str prefix;
    struct str git_folder;
    struct str common_folder; /* of the repository that a linked work tree belongs to */
    struct str branch;
    struct repository_state state;
    VECTOR(struct object_id) boundary; /* of .git/shallow, those with parents; sorted */
    VECTOR(struct object_id) replaced; /* by refs/replace/ */
    VECTOR(struct object_id) grafted;  /* by info/grafts */
};

/* Start libgit2 with the options that we read by; each start wants its git_libgit2_shutdown. */
void libgit2_start(void);

/* libgit2's words for its last error. */
const char *libgit2_reason(void);

/* Set ERROR to "WHAT: REASON"; returns -1. */
int libgit2_failed(struct error *error, const char *what);

/* Say why FOLDER could not be opened, CODE being libgit2's; returns -1. */
int repository_open_failed(struct error *error, const char *folder, int code);

/* Find out whether it is shallow, partial, grafted, and what is replaced. */
void repository_read_state(struct repository *repository);

/* As repository_read, without copying; the caller frees *OUT with git_odb_object_free. */
enum object_status object_read_raw(git_odb_object **out, struct repository *repository,
                                   const struct object_id *id, enum object_type type,
                                   struct error *error);
/* Is the object there, and larger than LIMIT_OBJECT_SIZE? */
bool object_is_too_large(struct repository *repository, const struct object_id *id);

static inline git_oid libgit2_id(const struct object_id *id)
{
    git_oid out;

    memcpy(out.id, id->bytes, OBJECT_ID_SIZE);
    return out;
}

static inline struct object_id object_id_from(const git_oid *id)
{
    struct object_id out;

    memcpy(out.bytes, id->id, OBJECT_ID_SIZE);
    return out;
}

#endif
