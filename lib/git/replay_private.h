/* Shared by the parts of the replay of a scripted repository. */
#ifndef GIT_REPLAY_PRIVATE_H
#define GIT_REPLAY_PRIVATE_H

#include "git/libgit2.h"
#include "git/replay.h"

struct replay_state {
    git_repository *git;
    git_index *work;   /* the tree at hand, not on disk */
    struct str branch; /* the one at hand */
    bool bare;
    bool has_head;  /* `head` is a commit; false before the first, and on an orphan */
    git_oid head;   /* of `branch` */
    size_t pending; /* the first step that no commit has taken yet */
    unsigned commit_count;
    int64_t last_time; /* of the commit before */
    struct arena arena;
};

/* Put one entry into the tree at hand. */
int replay_put(struct replay_state *state, struct str path, uint32_t mode, const git_oid *content,
               struct error *error);
/* Apply a step that changes files to the tree at hand. */
int replay_apply(struct replay_state *state, const struct replay_step *step, struct error *error);
/* Make the commit of STEPS[AT] of the steps since state->pending. */
int replay_make_commit(struct object_id *out, struct replay_state *state,
                       const struct replay_step *steps, size_t at, struct error *error);
/* Merge what COMMIT names into the tree at hand; conflicts stay in it for later steps to settle. */
int replay_merge(git_oid *parents, struct replay_state *state, const struct replay_commit *commit,
                 struct error *error);
/* Bring the finished repository into the state that CLONE tells. */
int replay_make_clone(struct replay_state *state, const struct replay_clone *clone,
                      struct error *error);

/* The object that NAME names (of a tag, what it tags). */
int replay_name_object(git_oid *out, struct replay_state *state, struct str name,
                       struct error *error);
/* Where the file of a loose object is. */
const char *replay_object_path(struct replay_state *state, const git_oid *id);
/* Cut the history off as CLONE says, and remove all that is out of reach then. */
int replay_make_shallow(struct replay_state *state, const struct replay_clone *clone,
                        struct error *error);
/* Write FILE of the repository's own folder. */
int replay_write_file(struct replay_state *state, const char *file, struct str content,
                      struct error *error);

#endif
