/* Merges of a scripted repository. */
#include "git/replay_private.h"

static int lookup_commit(git_commit **out, struct replay_state *state, struct str name,
                         struct error *error)
{
    struct str copy = arena_str(&state->arena, name);
    git_object *object = NULL;
    int code = git_revparse_single(&object, state->git, copy.data);

    if (code == 0)
        code = git_object_peel((git_object **)out, object, GIT_OBJECT_COMMIT);
    git_object_free(object);
    if (code != 0)
        return error_set(error, ERROR_USAGE, "unknown branch, tag or commit %s to merge",
                         copy.data);
    return 0;
}

/* Copy INDEX, conflicts included, over the tree at hand. */
static int take_index(struct replay_state *state, git_index *index)
{
    git_index *old = state->work;

    state->work = index;
    git_index_free(old);
    return 0;
}

/* Two sides: criss-cross histories get a merged base, as git makes one. */
static int merge_two(struct replay_state *state, git_commit *theirs, struct error *error)
{
    git_merge_options options;
    git_commit *ours = NULL;
    git_index *merged = NULL;
    int code = git_commit_lookup(&ours, state->git, &state->head);

    git_merge_options_init(&options, GIT_MERGE_OPTIONS_VERSION);
    options.flags = 0; /* renames are not looked for: one rule less to keep in mind */
    if (code == 0)
        code = git_merge_commits(&merged, state->git, ours, theirs, &options);
    git_commit_free(ours);
    if (code != 0)
        return libgit2_failed(error, "cannot merge");
    return take_index(state, merged);
}

/* One more side of an octopus: into the tree that the sides before it made. */
static int merge_further(struct replay_state *state, git_commit *theirs, struct error *error)
{
    git_merge_options options;
    git_tree *ours_tree = NULL, *theirs_tree = NULL, *base_tree = NULL;
    git_commit *base = NULL;
    git_index *merged = NULL;
    git_oid tree, base_id;
    int code = git_index_write_tree_to(&tree, state->work, state->git);

    git_merge_options_init(&options, GIT_MERGE_OPTIONS_VERSION);
    options.flags = 0;
    if (code == 0)
        code = git_tree_lookup(&ours_tree, state->git, &tree);
    if (code == 0)
        code = git_commit_tree(&theirs_tree, theirs);
    if (code == 0 &&
        git_merge_base(&base_id, state->git, &state->head, git_commit_id(theirs)) == 0 &&
        git_commit_lookup(&base, state->git, &base_id) == 0)
        code = git_commit_tree(&base_tree, base);
    if (code == 0)
        code = git_merge_trees(&merged, state->git, base_tree, ours_tree, theirs_tree, &options);
    git_tree_free(ours_tree);
    git_tree_free(theirs_tree);
    git_tree_free(base_tree);
    git_commit_free(base);
    if (code != 0)
        return libgit2_failed(error, "cannot merge the sides of an octopus");
    return take_index(state, merged);
}

static int take_tree_of(struct replay_state *state, git_commit *commit, struct error *error)
{
    git_tree *tree = NULL;
    int code = git_commit_tree(&tree, commit);

    if (code == 0)
        code = git_index_read_tree(state->work, tree);
    git_tree_free(tree);
    return code == 0 ? 0 : libgit2_failed(error, "cannot read the tree to merge");
}

static int merge_one(struct replay_state *state, const struct replay_commit *commit,
                     git_commit *theirs, size_t number, struct error *error)
{
    if (commit->strategy == REPLAY_OURS)
        return 0;
    if (commit->strategy == REPLAY_THEIRS || !state->has_head)
        return take_tree_of(state, theirs, error);
    return number == 0 ? merge_two(state, theirs, error) : merge_further(state, theirs, error);
}

int replay_merge(git_oid *parents, struct replay_state *state, const struct replay_commit *commit,
                 struct error *error)
{
    for (size_t i = 0; i < commit->merge.count; i++) {
        git_commit *theirs = NULL;
        int status = lookup_commit(&theirs, state, commit->merge.items[i], error);

        if (status == 0) {
            parents[i] = *git_commit_id(theirs);
            status = merge_one(state, commit, theirs, i, error);
        }
        git_commit_free(theirs);
        if (status != 0)
            return -1;
    }
    return 0;
}
