/*
 * A Git repository, opened for reading. Nothing that the repository configures
 * is executed (no hook, filter or textconv), no network is used, replace refs
 * and grafts are ignored: the raw objects are read.
 */
#ifndef GIT_REPOSITORY_H
#define GIT_REPOSITORY_H

#include "base/arena.h"
#include "base/error.h"
#include "git/object_id.h"

struct repository;

/* What makes the history incomplete, or other than it seems. */
struct repository_state {
    bool bare;     /* there is no work tree */
    bool unborn;   /* HEAD names a branch without commits */
    bool shallow;  /* .git/shallow: commits at the boundary have lost their parents */
    bool partial;  /* a promisor remote: objects may be absent */
    bool grafted;  /* .git/info/grafts rewrites parents for git; ignored here */
    bool replaced; /* refs/replace/ substitutes objects for git; ignored here */
};

/*
 * Open the repository that FOLDER lies in (NULL or ".": the current folder, unless
 * GIT_DIR names another, as for git): from any subfolder, from a linked work tree, or a
 * bare one. Every failure (none here, SHA-256, reftable, another owner, ...) is a
 * sentence that says how to mend it.
 */
int repository_open(struct repository **out, const char *folder, struct error *error);
/* REPOSITORY may be NULL. */
void repository_free(struct repository *repository);

const struct repository_state *repository_state(const struct repository *repository);

/* Ids that live as long as the repository. */
struct object_ids {
    const struct object_id *items;
    size_t count;
};

/* The commits at which a shallow clone breaks off: their parents are absent on purpose. Sorted. */
struct object_ids repository_boundary(const struct repository *repository);
/* The objects for which git would show others: by refs/replace/, sorted by name. */
struct object_ids repository_replaced(const struct repository *repository);
/* The commits to which .git/info/grafts gives other parents, in its order. */
struct object_ids repository_grafted(const struct repository *repository);
/* Is COMMIT one of repository_boundary? */
bool repository_is_shallow_boundary(const struct repository *repository,
                                    const struct object_id *commit);

/* The work tree's absolute path with a '/' at the end; empty for a bare repository. */
struct str repository_root(const struct repository *repository);
/* The folder that was opened, relative to the root: "" or "sub/folder/". */
struct str repository_prefix(const struct repository *repository);

/* The commit of HEAD. Returns -1 with a sentence when there is none (unborn, corrupt, missing). */
int repository_head(struct object_id *commit, struct repository *repository, struct error *error);
/* The branch that HEAD names ("main"), or empty when it is detached. Valid as long as REPOSITORY.
 */
struct str repository_branch(const struct repository *repository);

/*
 * The commit that REVISION (any form of gitrevisions(7) that libgit2 knows,
 * also an annotated tag) names.
 */
int repository_resolve(struct object_id *commit, struct repository *repository, struct str revision,
                       struct error *error);

/* The commit of a full reference name ("refs/heads/main"); 1 found, 0 there is none, -1 failure. */
int repository_reference(struct object_id *commit, struct repository *repository,
                         const char *reference, struct error *error);

/*
 * The commit whose name begins with HEX, digits alone: no branch of that name is meant. -1: there
 * is none here, or there are several.
 */
int repository_commit(struct object_id *out, struct repository *repository, struct str hex,
                      struct error *error);

/* A best common ancestor of two commits. 1; 0: they have none; -1: that cannot be read. */
int repository_common(struct object_id *out, struct repository *repository,
                      const struct object_id *one, const struct object_id *other,
                      struct error *error);

/*
 * The value of a setting of git that holds here, as `git config --get` prints it, or empty.
 * The NAME is in lower case but for its middle: "user.signingkey". Valid as long as REPOSITORY.
 */
struct str repository_setting(const struct repository *repository, const char *name);
/*
 * The address by which git knows who works here: author.email, user.email, or what stands
 * for them where neither is set; empty if nothing is. No address is made up.
 */
struct str repository_user_email(struct repository *repository);
/* Sentences: what is in or named by the .git folder or work tree, and was not opened. */
struct str_list repository_skipped(const struct repository *repository);

/* Would `git add` leave PATH, from the root, out because of .gitignore and the like? */
bool repository_ignores(struct repository *repository, struct str path);

/* What became of reading one object. */
enum object_status {
    OBJECT_FOUND,
    OBJECT_MISSING,   /* not in the object database: partial clone, shallow clone, damage */
    OBJECT_CORRUPT,   /* there, but it is too large, damaged, or not what its name says */
    OBJECT_WRONG_TYPE /* there, but a tree where a blob was wanted, and so on */
};

enum object_type { OBJECT_COMMIT = 1, OBJECT_TREE = 2, OBJECT_BLOB = 3, OBJECT_TAG = 4 };

/*
 * Read an object's bytes into ARENA, at most LIMIT_OBJECT_SIZE of them. ERROR
 * says what is wrong unless the status is OBJECT_FOUND.
 */
enum object_status repository_read(struct str *out, struct repository *repository,
                                   const struct object_id *id, enum object_type type,
                                   struct arena *arena, struct error *error);

/* The same, and the bytes must hash to ID: for the objects that a finding cites. */
enum object_status repository_read_verified(struct str *out, struct repository *repository,
                                            const struct object_id *id, enum object_type type,
                                            struct arena *arena, struct error *error);

/* The name that BYTES would have as an object of TYPE. */
struct object_id object_id_of(enum object_type type, struct str bytes);

#endif
