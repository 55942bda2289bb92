/* Replaying the steps of a scripted repository: files, the index, branches. */
#include "git/replay.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "git/replay_private.h"

static int fail(struct error *error, const char *what)
{
    return libgit2_failed(error, what);
}

/* ---- the tree at hand, an index in memory ---- */

int replay_put(struct replay_state *state, struct str path, uint32_t mode, const git_oid *content,
               struct error *error)
{
    git_index_entry entry = {.mode = mode, .id = *content};
    struct str name = arena_str(&state->arena, path);

    entry.path = name.data;
    /* A file in the place of a folder, or the reverse: libgit2 clears the way itself. */
    git_index_conflict_remove(state->work, name.data);
    if (git_index_add(state->work, &entry) != 0)
        return error_set(error, ERROR_FAILURE, "cannot put %s into the tree: %s", name.data,
                         libgit2_reason());
    return 0;
}

static int step_write(struct replay_state *state, const struct replay_step *step,
                      struct error *error)
{
    git_oid blob;

    if (git_blob_create_from_buffer(&blob, state->git, step->content.len ? step->content.data : "",
                                    step->content.len) != 0)
        return fail(error, "cannot write a blob");
    return replay_put(state, step->path, step->mode ? step->mode : MODE_FILE, &blob, error);
}

static int step_delete(struct replay_state *state, const struct replay_step *step,
                       struct error *error)
{
    struct str path = arena_str(&state->arena, step->path);
    size_t before = git_index_entrycount(state->work);

    git_index_conflict_remove(state->work, path.data);
    git_index_remove(state->work, path.data, 0);
    git_index_remove_directory(state->work, path.data, 0);
    if (git_index_entrycount(state->work) == before)
        return error_set(error, ERROR_USAGE, "cannot delete %s: unknown path", path.data);
    return 0;
}

static int step_move(struct replay_state *state, const struct replay_step *step,
                     struct error *error)
{
    struct str from = arena_str(&state->arena, step->path);
    const git_index_entry *entry = git_index_get_bypath(state->work, from.data, 0);
    git_oid content;
    uint32_t mode;

    if (!entry)
        return error_set(error, ERROR_USAGE, "cannot move %s: unknown path", from.data);
    content = entry->id;
    mode = entry->mode;
    git_index_remove(state->work, from.data, 0);
    return replay_put(state, step->target, mode, &content, error);
}

static int step_submodule(struct replay_state *state, const struct replay_step *step,
                          struct error *error)
{
    struct object_id id;
    git_oid commit;

    if (!object_id_parse(&id, step->content))
        return error_set(error, ERROR_USAGE, "a submodule requires a commit id of 40 digits");
    commit = libgit2_id(&id);
    return replay_put(state, step->path, MODE_SUBMODULE, &commit, error);
}

int replay_apply(struct replay_state *state, const struct replay_step *step, struct error *error)
{
    static int (*const verbs[])(struct replay_state *, const struct replay_step *,
                                struct error *) = {
        [REPLAY_WRITE] = step_write,
        [REPLAY_DELETE] = step_delete,
        [REPLAY_MOVE] = step_move,
        [REPLAY_SUBMODULE] = step_submodule,
    };

    return verbs[step->verb](state, step, error);
}

/* ---- the end: what stands on disk ---- */

static int write_index(struct replay_state *state, git_index *content, struct error *error)
{
    git_index *index = NULL;
    int status = 0;

    if (git_repository_index(&index, state->git) != 0)
        return fail(error, "cannot open the index");
    git_index_clear(index);
    for (size_t i = 0; status == 0 && i < git_index_entrycount(content); i++)
        status = git_index_add(index, git_index_get_byindex(content, i));
    if (status != 0 || git_index_write(index) != 0)
        status = fail(error, "cannot write the index");
    git_index_free(index);
    return status;
}

/* Write every file of the tree at hand; nothing is on disk yet. */
static int write_files(struct replay_state *state, struct error *error)
{
    git_checkout_options options;

    git_checkout_options_init(&options, GIT_CHECKOUT_OPTIONS_VERSION);
    options.checkout_strategy = GIT_CHECKOUT_FORCE | GIT_CHECKOUT_DONT_UPDATE_INDEX;
    options.disable_filters = 1;
    if (git_checkout_index(state->git, state->work, &options) != 0)
        return fail(error, "cannot write the working tree");
    return 0;
}

static int set_head(struct replay_state *state, struct error *error)
{
    struct str name = arena_printf(&state->arena, "refs/heads/%.*s", STR_ARG(state->branch));

    if (git_repository_set_head(state->git, name.data) != 0)
        return fail(error, "cannot set HEAD");
    return 0;
}

/* Apply the steps FIRST to END that no commit took; a STAGE step writes the index so far. */
static int finish(struct replay_state *state, const struct replay_step *steps, size_t end,
                  struct error *error)
{
    if (set_head(state, error) != 0)
        return -1;
    if (state->bare)
        return 0;
    if (write_index(state, state->work, error) != 0)
        return -1;
    for (size_t i = state->pending; i < end; i++) {
        int status = steps[i].verb == REPLAY_STAGE ? write_index(state, state->work, error)
                                                   : replay_apply(state, &steps[i], error);

        if (status != 0)
            return -1;
    }
    return write_files(state, error);
}

/* ---- the whole ---- */

/* Is there anything in FOLDER that the repository could overwrite? */
static bool is_occupied(const char *folder)
{
    DIR *stream = opendir(folder);
    const struct dirent *entry;
    size_t count = 0;

    while (stream && (entry = readdir(stream)))
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    if (stream)
        closedir(stream);
    return count > 0;
}

static int create(struct replay_state *state, const struct replay_options *options,
                  struct error *error)
{
    git_repository_init_options init;
    git_config *config = NULL;

    if (is_occupied(options->folder))
        return error_set(error, ERROR_USAGE, "cannot make a repository in %s: it is not empty",
                         options->folder);
    git_repository_init_options_init(&init, GIT_REPOSITORY_INIT_OPTIONS_VERSION);
    init.flags = GIT_REPOSITORY_INIT_MKPATH | GIT_REPOSITORY_INIT_NO_REINIT |
                 (options->bare ? GIT_REPOSITORY_INIT_BARE : 0);
    init.initial_head = "main";
    if (git_repository_init_ext(&state->git, options->folder, &init) != 0)
        return error_set(error, ERROR_FAILURE, "cannot make a repository in %s: %s",
                         options->folder, libgit2_reason());
    if (git_index_new(&state->work) != 0)
        return fail(error, "cannot make an index");
    /* The machine's settings must not change what is written. */
    if (git_repository_config(&config, state->git) == 0) {
        git_config_set_bool(config, "core.autocrlf", 0);
        git_config_set_bool(config, "commit.gpgsign", 0);
    }
    git_config_free(config);
    return 0;
}

/* Say at which place of the script ERROR came about. */
static int located(struct error *error, const struct replay_step *step)
{
    struct error cause = *error;

    if (!step->page.len)
        return -1;
    return error_set(error, cause.code, "%.*s:%u: %.900s", STR_ARG(step->page), step->line,
                     cause.message);
}

static int replay(struct replay_state *state, const struct replay_step *steps, size_t count,
                  struct object_id *commits, struct error *error)
{
    bool has_clone = count && steps[count - 1].verb == REPLAY_CLONE;
    const struct replay_step *last = steps + count - 1;
    size_t committed = 0;

    count -= has_clone;
    for (size_t i = 0; i < count; i++) {
        struct object_id id;

        if (steps[i].verb != REPLAY_COMMIT)
            continue;
        if (replay_make_commit(&id, state, steps, i, error) != 0)
            return located(error, &steps[i]);
        state->pending = i + 1;
        if (commits)
            commits[committed] = id;
        committed++;
    }
    if (finish(state, steps, count, error) != 0)
        return -1;
    return has_clone && replay_make_clone(state, last->clone, error) != 0 ? located(error, last)
                                                                          : 0;
}

int replay_write(const struct replay_options *options, const struct replay_step *steps,
                 size_t count, struct object_id *commits, struct error *error)
{
    struct replay_state state = {.branch = STR_INIT("main"), .bare = options->bare};
    int status;

    libgit2_start();
    status = create(&state, options, error);
    if (status == 0)
        status = replay(&state, steps, count, commits, error);
    git_index_free(state.work);
    git_repository_free(state.git);
    arena_release(&state.arena);
    git_libgit2_shutdown();
    return status;
}
