/*
 * What only lib/git may see: libgit2's handles of a repository, and how its
 * errors become ours. No public header includes this one.
 */
#ifndef GIT_LIBGIT2_H
#define GIT_LIBGIT2_H

#include <git2.h>
#include <string.h>

#include "base/buffer.h"
#include "base/vector.h"
#include "git/repository.h"
#include "git/settings.h"

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
    struct settings settings;    /* of git, all that hold here */
    const char *excludes_file;   /* core.excludesFile and core.attributesFile as they may be */
    const char *attributes_file; /* opened, or NULL */
    int folder;                  /* of the work tree, in which a file was read last, or -1 */
    struct buffer folder_path;   /* its path, with a '/' at the end unless it is the root */
    size_t large_read;           /* bytes of objects that are larger than LIMIT_LARGE_OBJECT */
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

/* Say that its format is not known, REASON being libgit2's words; returns -1. */
int repository_unsupported(struct error *error, const char *folder, const char *reason);

/* Read git's settings of PLACE, and let libgit2 know them, which opens no configuration then. */
int repository_read_settings(struct repository *repository, const struct settings_place *place,
                             struct error *error);
int libgit2_set_settings(struct repository *repository, struct error *error);

/* Note what was not opened; each is kept once. SENTENCE lives as long as REPOSITORY. */
void repository_skip(struct repository *repository, struct str sentence);
/*
 * Is a file NAME (".gitignore") in the root, or in a folder on the way to PATH, a pipe, socket
 * or device? libgit2 would wait for it. It is noted then.
 */
bool repository_has_special(struct repository *repository, struct str path, const char *name);

/* Let go of the folder that is kept open between files that are read. */
void work_tree_close(struct repository *repository);

/* Find out whether it is shallow, partial, grafted, and what is replaced. */
void repository_read_state(struct repository *repository);

/* As repository_read, without copying; the caller frees *OUT with git_odb_object_free. */
enum object_status object_read_raw(git_odb_object **out, struct repository *repository,
                                   const struct object_id *id, enum object_type type,
                                   struct error *error);

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
